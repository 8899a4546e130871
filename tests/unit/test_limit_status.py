from codex_credits.model import limit_status
from codex_credits.present import limit_text, window_text
from simulator import factories


def headline(credits=None, **changes):
    held = {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None}
    held.update(credits or {})
    return limit_text.headline(
        factories.FORMATTER, factories.stored_limits(**({"credits": held} | changes)), "on 1 Dec"
    )


WINDOW = {"name": "Codex", "used_percent": 40, "seconds": 18000, "resets_at": "2026-11-23T11:00:00Z", "opened": True}


def test_a_reached_limit_comes_first():
    assert headline({"overage_limit_reached": True}, reached=True) == "Your limit is reached; resets on 1 Dec"


def test_a_reached_type_of_a_usage_limit_is_a_reached_limit():
    for kind in ("workspace_owner_usage_limit_reached", "workspace_member_usage_limit_reached"):
        assert headline({"overage_limit_reached": True}, reached_type=kind).startswith("Your limit is reached")


def test_a_reached_overage_comes_before_credits_used_up():
    assert headline({"overage_limit_reached": True, "has_credits": False}) == "Workspace overage limit reached"


def test_credits_used_up_are_told_by_type_or_by_no_credits_without_windows():
    for kind in ("workspace_owner_credits_depleted", "workspace_member_credits_depleted"):
        assert headline(reached_type=kind) == "Workspace credits used up"
    assert headline({"has_credits": False}) == "Workspace credits used up"
    assert headline({"has_credits": False}, windows=[WINDOW]) != "Workspace credits used up"


def test_unlimited_comes_before_availability():
    assert headline({"unlimited": True}) == "Unlimited credits"


def test_credits_whose_balance_is_not_shared_are_available():
    assert headline() == "Credits available"


def test_a_balance_is_told_and_zero_is_a_balance():
    assert headline({"balance": 260.95}) == "Balance 260.95 credits"
    assert headline({"balance": 0}) == "Balance 0 credits"


def test_absent_credits_are_not_reported():
    assert (
        limit_text.headline(factories.FORMATTER, factories.stored_limits(credits=None), "") == "Credit access not known"
    )
    assert limit_text.headline(factories.FORMATTER, None, "") == "Not known"


def chain(limits):
    return {stop.name: stop.state for stop in limit_text.limit_rows(factories.FORMATTER, limits)}


def test_the_chain_runs_from_the_nearest_stop_to_the_farthest():
    names = [stop.name for stop in limit_text.limit_rows(factories.FORMATTER, factories.stored_limits())]
    assert names == ["Rate-limit windows", "Credits", "Personal limit", "Workspace overage"]


def test_each_stop_says_who_can_change_it():
    assert all(
        stop.who
        for limits in (None, factories.stored_limits())
        for stop in limit_text.limit_rows(factories.FORMATTER, limits)
    )


def test_absent_is_not_reported_and_never_not_reached():
    assert set(chain(None).values()) == {"not reported"}
    nothing = factories.stored_limits(
        {"state": "unknown", "limit": None, "used": None}, credits=None, windows_reported=None
    )
    assert chain(nothing) == {
        "Rate-limit windows": "not reported", "Credits": "not reported",
        "Personal limit": "not reported", "Workspace overage": "not reported",
    }  # fmt: skip
    assert (
        chain(
            factories.stored_limits(
                credits={"has_credits": None, "unlimited": None, "overage_limit_reached": None, "balance": None}
            )
        )["Credits"]
        == "not reported"
    )


def test_a_used_up_window_is_reached():
    assert chain(factories.stored_limits(windows=[WINDOW]))["Rate-limit windows"] == "not reached"
    assert (
        chain(factories.stored_limits(windows=[WINDOW, WINDOW | {"used_percent": 100}]))["Rate-limit windows"]
        == "reached"
    )
    assert chain(factories.stored_limits(reached_type="rate_limit_reached"))["Rate-limit windows"] == "reached"


def test_no_credits_beside_windows_is_not_applicable():
    held = {"has_credits": False, "unlimited": False, "overage_limit_reached": None, "balance": None}
    assert chain(factories.stored_limits(windows=[WINDOW], credits=held))["Credits"] == "not applicable"
    assert chain(factories.stored_limits(credits=held))["Credits"] == "reached"


def test_the_personal_limit_has_its_five_states():
    def personal(changes, **more):
        return chain(factories.stored_limits(changes, **more))["Personal limit"]

    assert personal({}) == "not reached"
    assert personal({"used": 4000}) == "reached"
    assert personal({}, reached=True) == "reached"
    assert personal({"state": "hidden", "limit": None}) == "hidden"
    assert personal({"state": "not_set", "limit": None}) == "not applicable"
    assert personal({"state": "unlimited", "limit": None}) == "not applicable"
    assert personal({"state": "unknown", "limit": None}) == "not reported"
    assert personal({"used": None, "remaining": None}) == "not reported"
    assert personal({"used": None}) == "not reached"


def test_a_shared_limit_is_a_stop_of_its_own():
    other = {
        "kind": "workspace_shared", "limit": 100, "used": 60, "remaining": 40, "used_percent": 60, "resets_at": None,
    }  # fmt: skip
    assert chain(factories.stored_limits(others=[other]))["Workspace's shared limit"] == "not reached"
    assert chain(factories.stored_limits(others=[other | {"used": 100}]))["Workspace's shared limit"] == "reached"
    assert chain(factories.stored_limits(others=[other | {"used": None}]))["Workspace's shared limit"] == "not reported"
    assert (
        chain(factories.stored_limits(others=[other | {"limit": None}]))["Workspace's shared limit"] == "not reported"
    )
    assert "Another limit" in chain(factories.stored_limits(others=[other | {"kind": "something_new"}]))


def test_overage_is_not_reached_reached_or_not_applicable():
    def overage(**credits):
        held = {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None} | credits
        return chain(factories.stored_limits(credits=held))["Workspace overage"]

    assert overage() == "not reached"
    assert overage(overage_limit_reached=True) == "reached"
    assert overage(overage_limit_reached=None) == "not reported"
    assert overage(unlimited=True) == "not applicable"


def stop(name, limits, now=factories.NOW):
    return next(one for one in limit_text.limit_rows(factories.FORMATTER, limits, now) if one.name == name)


def test_the_limit_that_chatgpt_names_is_the_one_that_is_reached():
    for kind in ("workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared"):
        name = limit_text.NAMES[kind]
        made = factories.stored_limits(reached=True, reached_limit_type=kind)
        assert stop("Personal limit", made).state == "not reached"
        assert stop(name, made).state == "reached"
        assert limit_text.headline(factories.FORMATTER, made, "") == f"{name} is reached"
        assert limit_status.is_stopped(made, factories.NOW)


def test_a_reached_limit_of_a_reported_kind_is_told_once():
    other = {"kind": "group_shared", "limit": 100, "used": 60, "remaining": 40, "used_percent": 60, "resets_at": None}
    made = factories.stored_limits(reached=True, reached_limit_type="group_shared", others=[other])
    assert [
        one.state for one in limit_text.limit_rows(factories.FORMATTER, made) if one.name == "Your group's shared limit"
    ] == ["reached"]


def test_unlimited_credits_are_never_used_up():
    held = {"has_credits": False, "unlimited": True, "overage_limit_reached": True, "balance": None}
    made = factories.stored_limits(credits=held, reached_type="workspace_member_credits_depleted")
    assert limit_text.headline(factories.FORMATTER, made, "") == "Unlimited credits"
    assert not limit_status.is_stopped(made, factories.NOW)
    assert "reached" not in chain(made).values()


def test_a_seat_without_a_pool_has_no_balance():
    held = {"has_credits": False, "unlimited": False, "overage_limit_reached": False, "balance": 0}
    made = factories.stored_limits(windows=[WINDOW], credits=held)
    assert stop("Credits", made).state == "not applicable"
    assert limit_text.headline(factories.FORMATTER, made, "") == "Rate-limit windows only"


def test_a_negative_balance_is_overdrawn():
    assert headline({"balance": -3}) == "Overdrawn by 3.00 credits"


def test_what_has_reset_since_the_read_is_not_reached():
    after = "2026-12-01T00:00:00Z"
    made = factories.stored_limits(reached=True, windows=[WINDOW | {"used_percent": 100}])
    assert stop("Personal limit", made).state == stop("Rate-limit windows", made).state == "reached"
    for name in ("Personal limit", "Rate-limit windows"):
        assert stop(name, made, after)[1:3] == ("not reported", "has reset since; refresh")
    assert not limit_status.is_stopped(made, after)
    assert window_text.window_rows(factories.FORMATTER, made, after)[0].text == "has reset since"


def test_chatgpts_own_word_makes_a_window_reached():
    for flags in ({"reached": True}, {"allowed": False}, {"used_percent": None, "reached": True}):
        made = factories.stored_limits(windows=[WINDOW | flags])
        assert stop("Rate-limit windows", made).state == "reached", flags
        assert stop("Rate-limit windows", made).text.startswith("ChatGPT says that a rate limit is reached"), flags
    assert (
        chain(factories.stored_limits(windows=[WINDOW | {"used_percent": None}]))["Rate-limit windows"]
        == "not reported"
    )


def test_only_windows_that_chatgpt_says_there_are_none_of_are_not_applicable():
    assert chain(factories.stored_limits(windows_reported=None))["Rate-limit windows"] == "not reported"
    assert chain(factories.stored_limits(windows_reported=True))["Rate-limit windows"] == "not reported"
    assert chain(factories.stored_limits(windows_reported=False))["Rate-limit windows"] == "not applicable"


def test_a_budget_that_is_not_enforced_stops_nothing():
    made = factories.stored_limits({"used": 4100, "enforcement": "soft"})
    assert stop("Personal limit", made).state == "not reached"
    assert not limit_status.is_stopped(made, factories.NOW)


def test_a_balance_of_0_beside_the_word_that_there_are_credits_is_the_admins_to_change():
    for has_credits, who in ((True, "Workspace admin"), (None, "Workspace owner")):
        held = {"has_credits": has_credits, "unlimited": False, "overage_limit_reached": False, "balance": 0}
        made = factories.stored_limits(credits=held, windows=[WINDOW | {"used_percent": 100}])
        assert (stop("Credits", made).state, stop("Credits", made).who) == ("reached", who)
        assert stop("Rate-limit windows", made).text == "a window is used up"
        assert not limit_status.is_stopped(made, factories.NOW)


def test_windows_are_not_reached_only_when_each_is_told_and_all_were_read():
    untold = WINDOW | {"used_percent": None}
    for windows, unread, state in (
        ([WINDOW, untold], [], "not reported"), ([WINDOW, untold | {"allowed": True}], [], "not reached"),
        ([WINDOW], ["windows"], "not reported"), ([], ["windows"], "not reported"), ([WINDOW], ["credits"], "not reached"),
    ):  # fmt: skip
        assert chain(factories.stored_limits(windows=windows, unread=unread))["Rate-limit windows"] == state


def test_a_full_window_is_told_where_nothing_is_known_of_credits():
    made = factories.stored_limits(credits=None, reached_type="rate_limit_reached")
    assert limit_text.headline(factories.FORMATTER, made, "") == "A rate limit is reached"
    assert not limit_status.is_stopped(made, factories.NOW)


def test_a_full_window_stops_nobody_whose_credits_go_on():
    full = dict(WINDOW, used_percent=100, reached=True, allowed=False)
    for held in ({"balance": 57.75}, {"balance": None}, {"unlimited": True}):
        credits = {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None} | held
        limits = factories.stored_limits(windows=[full], credits=credits)
        window, pool = limit_text.limit_rows(factories.FORMATTER, limits)[:2]
        assert (window.state, window.text) == ("reached", "a window is used up; credits are next")
        assert pool.state == "not reached"
        assert not limit_status.is_stopped(limits, factories.NOW)


def test_a_budget_that_is_just_used_up_is_not_over():
    made = factories.stored_limits({"used": 4000, "remaining": 0, "used_percent": 100, "enforcement": "soft"})
    assert " left" in stop("Personal limit", made).text
