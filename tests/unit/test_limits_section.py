from codex_credits.model import forecast
from codex_credits.present import limit_text, limits_section, stop_text
from simulator import factories

SHARED = {"kind": "group_shared", "limit": 30000, "used": 29100.25, "remaining": 899.75, "used_percent": 97, "resets_at": factories.RESETS, "unit": "credit"}  # fmt: skip
WINDOW = {"name": "Codex", "used_percent": 40, "seconds": 18000, "resets_at": "2026-11-23T11:00:00Z", "opened": True}
UNLIMITED = {"state": "unlimited", "limit": None, "used": None, "remaining": None, "used_percent": None}


def section(personal=None, run_out=None, now=factories.NOW, **changes):
    made = factories.made_report(limits=factories.stored_limits(personal, **changes))
    view = run_out and forecast.Forecast(
        30, (1, 2, 3), (run_out,) * 3, None, 5, "2026-11-30", True, False, [], [], 0, 3, None
    )
    return limits_section.limits_section(factories.FORMATTER, made, now, view)


def shown(found):
    return [fact.name for fact in found.facts if fact.name]


def fact(found, name):
    return next(one for one in found.facts if one.name == name)


def test_the_nearest_limit_comes_first_and_what_is_not_used_last():
    week = WINDOW | {"used_percent": 82, "seconds": 604800}
    found = section(
        {"used": 3680, "remaining": 320, "used_percent": 92},
        others=[SHARED],
        windows=[WINDOW, week],
        windows_reported=True,
    )
    assert shown(found) == [
        "Your group's shared limit", "Your limit", "Codex window, week", "Codex window, 5 hours", "Credits", "Workspace overage",
    ]  # fmt: skip
    assert [one.bar.length for one in found.facts[:4]] == [970, 920, 820, 400]
    assert shown(section())[-1] == "Rate-limit windows"
    assert fact(section(), "Rate-limit windows").text == "Not used"


def test_a_reached_limit_comes_before_a_nearer_share():
    found = section({"used": 3999, "remaining": 1, "used_percent": 99}, others=[SHARED | {"used": 10, "remaining": 29990, "used_percent": 0}], reached=True, reached_limit_type="group_shared")  # fmt: skip
    assert shown(found)[0] == "Your group's shared limit"
    assert fact(found, "Your group's shared limit").text == "0 %, reached"


def test_each_limit_says_what_is_left_when_it_resets_and_who_can_raise_it():
    found = section(others=[SHARED | {"name": "Robotics"}])
    assert fact(found, "Robotics (group limit)").note == (
        "899.75 of 30,000 credits left, resets short\u00a02026-12-01, a workspace admin can raise it"
    )
    assert fact(found, "Credits").note == "ChatGPT gives no balance, the workspace owner can add more"
    over = section({"used": 4100.5, "remaining": -100.5, "enforcement": "soft"})
    assert fact(over, "Your limit").note.startswith("100.50 over 4,000 credits, a budget, not enforced, resets ")


def test_ok_is_said_only_under_80_per_cent():
    for percent, text, tone in (
        (68, "OK (68 %)", "plain"),
        (79, "OK (79 %)", "plain"),
        (80, "80 %", "warning"),
        (97, "97 %", "warning"),
    ):
        used = percent * 40
        found = section({"used": used, "remaining": 4000 - used, "used_percent": percent})
        assert fact(found, "Your limit").text == text
        assert (fact(found, "Your limit").bar.tone, found.tone) == (tone, tone)
        assert (found.summary == text) == (percent < 80)


def test_the_gist_names_the_nearest_limit():
    near = {"used": 3680, "remaining": 320, "used_percent": 92}
    assert section(near, others=[SHARED | {"name": "Robotics"}]).summary == "Robotics (group limit) 97 %"
    assert section(near).summary == "Your limit 92 %"
    assert section(near, "2026-11-26").summary == "Your limit, about short 2026-11-26"
    assert section(near, "2026-11-26", others=[SHARED]).summary == "Your group's shared limit 97 %"
    assert section(run_out="2026-11-26").summary == "Your limit, about short 2026-11-26"
    assert section(run_out="2026-11-26").tone == "warning"
    assert section(UNLIMITED, windows=[WINDOW]).summary == "Codex window, 5 hours OK (40 %)"
    assert section(UNLIMITED).summary == "Credits available"
    assert fact(section(UNLIMITED), "Your limit").text == "No limit"


def test_an_empty_balance_is_not_called_ok_because_of_another_share():
    held = {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": 0}
    assert section(credits=held, windows=[WINDOW]).summary == "Balance 0 credits"


def test_what_has_reset_since_has_no_share_any_more():
    found = section({"used": 3680, "remaining": 320, "used_percent": 92}, now="2026-12-02T09:00:00Z")
    one = fact(found, "Your limit")
    assert (one.text, one.bar, one.note) == ("Not known", None, "has reset since; refresh")


def test_windows_say_when_they_reset_and_that_an_untouched_one_starts_with_the_next_task():
    untouched = WINDOW | {"used_percent": 0, "opened": False, "seconds": 604800}
    untold = WINDOW | {"used_percent": None, "resets_at": None, "name": "Review"}
    found = section(windows=[WINDOW, untouched, untold], windows_reported=True)
    assert fact(found, "Codex window, 5 hours").note == "resets in 2 h, by itself"
    assert fact(found, "Codex window, week")[2:4] == ("Not started", "starts with your next task")
    assert fact(found, "Review window, 5 hours")[2:4] == ("Not known", "usage not reported")
    past = section(windows=[WINDOW], now="2026-11-23T12:00:00Z")
    assert fact(past, "Codex window, 5 hours")[2:4] == ("Not known", "has reset since")


def test_a_limit_that_has_changed_is_told():
    found = section(previous={"limit": 3000, "at": "2026-11-18T09:00:00Z", "resets_at": None}).facts[-1]
    assert (found.text, found.note) == ("changed from 3,000 to 4,000", "since short 2026-11-18")


def stop(personal=None, now=factories.NOW, **changes):
    return stop_text.stop(
        factories.FORMATTER, factories.made_report(limits=factories.stored_limits(personal, **changes)), now
    )


def test_who_can_go_on_is_not_stopped():
    assert stop() is None
    assert stop({"used": 4100, "enforcement": "soft"}) is None
    assert stop(reached=True, now="2026-12-02T09:00:00Z") is None


def test_a_stop_says_by_what_until_when_and_who_can_end_it():
    found = stop({"used": 4000, "remaining": 0, "used_percent": 100})
    assert found.what == "Your limit is reached"
    assert found.text == "Stopped until short 2026-12-01 (7 d 15 h), or until a workspace admin raises your limit."
    assert found.resets_at == factories.RESETS
    shared = stop(others=[SHARED | {"used": 30000, "resets_at": None}])
    assert shared.text == "Stopped until a workspace admin raises that limit."
    used_up = stop(reached_type="workspace_member_credits_depleted")
    assert (used_up.what, used_up.until) == ("Workspace credits used up", "")
    assert used_up.text == "Stopped until the workspace owner adds credits."
    held = {"has_credits": True, "unlimited": False, "overage_limit_reached": True, "balance": None}
    assert stop(credits=held).text == "Stopped until the workspace owner raises the overage limit."


def test_a_full_window_without_credits_stops_until_the_last_one_resets():
    held = {"has_credits": False, "unlimited": False, "overage_limit_reached": False, "balance": 0}
    full = WINDOW | {"used_percent": 100}
    later = full | {"seconds": 604800, "resets_at": "2026-11-25T11:00:00Z"}
    assert stop(credits=held, windows=[full, later]).text == "Stopped until short 2026-11-25 (2 d 2 h)."
    untold = stop(credits=held, windows=[full | {"resets_at": None}])
    assert untold.text == "Stopped: A rate limit is reached."


def test_a_stop_leads_the_section():
    found = section({"used": 4000, "remaining": 0, "used_percent": 100})
    assert found.lead.startswith("Stopped until ")
    assert (found.summary, found.tone) == ("Your limit is reached; resets short\u00a02026-12-01", "stopped")
    assert section().lead == ""


def test_the_company_s_own_way_to_ask_is_told_with_its_host():
    def way(told):
        return tuple(limit_text.request_option(factories.stored_limits(increase_request=told)))

    url = "https://intranet.example.com:8443/credits?team=a"
    assert way({"kind": "custom", "url": url}) == (url, "intranet.example.com:8443", "")
    assert way({"kind": "custom", "url": "https://a.example?x#y"})[1] == "a.example"
    assert way({"kind": "disabled", "url": None}) == (
        "",
        "",
        "Requests for a higher limit are switched off in this workspace.",
    )
    for told in (None, {"kind": "custom", "url": None}, {"kind": "custom", "url": "http://a.example"}):
        assert way(told) == ("", "", "")
    assert tuple(limit_text.request_option(None)) == ("", "", "")
