from codex_credits.model import dates, forecast
from codex_credits.present import formatting, i18n, verdict
from codex_credits.present import overview as overviews
from simulator import factories

HISTORY = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)  # up to Sunday, 22 November


def made(personal=None, values=None, scope=None, **limits):
    values = HISTORY if values is None else values
    days = sorted(values)
    stored = factories.stored_scope(days, [values[day] for day in days], **(scope or {}))
    return factories.made_report(stored, factories.stored_limits(personal, **limits))


def outlook(report, now=factories.NOW):
    view, known = forecast.report_forecast(report, now)
    burned = factories.burned(factories.built(report, now=now))
    return verdict.outlook(factories.FORMATTER, report, burned, view, known, now)


def verdict_of(report, now=factories.NOW):
    return outlook(report, now)[0]


def capped(limit, used=1000, **changes):
    return {"limit": limit, "used": used, "remaining": limit - used, "used_percent": None} | changes


def test_a_limit_that_runs_out_names_the_day_and_what_is_needed():
    found = verdict_of(made(capped(1115)))
    assert (found.kind, found.tone, found.text) == ("runs out", "warning", "Runs out about weekday 2026-11-25")
    assert "about 1,310 needed, 196 more than your limit" in found.note
    assert verdict_of(made(capped(1260))).note.startswith("likely 2026-11-27 to 2026-11-30; ")


def test_a_limit_that_runs_out_today_says_today():
    assert verdict_of(made(capped(1001))).text == "Runs out today"


def test_a_limit_that_lasts_is_on_track():
    found = verdict_of(made())
    assert (found.kind, found.tone) == ("on track", "good")
    assert found.text == "On track: about 1,310 by axis 2026-11-30"


def test_a_limit_that_lasts_in_fewer_than_nine_of_ten_simulations_is_not_called_on_track():
    found = verdict_of(made(capped(1320)))
    assert (found.kind, found.tone) == ("should last", "plain")
    assert found.text == "Should last until axis 2026-12-01"
    assert "about 1,310 by axis 2026-11-30" in found.note
    assert "could run out from axis 2026-11-" in found.note


def test_a_reached_limit_is_stopped_until_the_reset_or_until_an_admin_raises_it():
    for report in (made(capped(1000)), made(reached=True)):
        found = verdict_of(report)
        assert (found.kind, found.tone, found.text) == ("stopped", "stopped", "Stopped until axis 2026-12-01")
        assert found.note == "or until a workspace admin raises your limit"
        assert outlook(report)[1:] == (verdict.Allowance(None, "", ""), None, None)


def test_a_limit_of_zero_does_not_end_with_the_period():
    assert verdict_of(made(capped(0, 0))).text == "Stopped: your limit is 0"


def test_a_workspace_without_credits_stops_whatever_is_left_of_the_limit():
    found = verdict_of(made(reached_type="workspace_member_credits_depleted"))
    assert (found.tone, found.text) == ("stopped", "Stopped")
    assert found.note == "Workspace credits used up, until the workspace owner adds credits"


def shared(used, name="Robotics"):
    amounts = {"limit": 30000, "used": used, "remaining": 30000 - used, "used_percent": None, "resets_at": None}
    return [{"kind": "group_shared", "name": name, "unit": None} | amounts]


def window(used_percent, **more):
    amounts = {"name": "Codex", "seconds": 18000, "used_percent": used_percent, "resets_at": "2026-11-23T12:00:00Z"}
    return {"opened": True} | amounts | more


def test_a_limit_that_others_share_is_told_once_it_is_near():
    found = verdict_of(made(others=shared(29_100)))
    assert (found.kind, found.tone, found.near) == ("on track", "plain", "Robotics (group limit) 97 %")
    assert verdict_of(made(others=shared(23_900))).near == ""
    assert verdict_of(made(others=shared(30_000))).kind == "stopped"
    assert verdict_of(made(capped(1115), others=shared(29_100))).tone == "warning"


def test_beside_a_near_limit_the_day_from_which_it_could_run_out_is_told_in_any_language():
    report = made(capped(1320), others=shared(29_100))
    assert verdict_of(report).note.startswith("could run out from axis 2026-11-")
    i18n.set_language(
        "one other", lambda text: {"; ": " · ", "could run out from {early}": "könnte ab {early} fehlen"}.get(text, "")
    )
    try:
        assert verdict_of(report).note.startswith("könnte ab axis 2026-11-")
    finally:
        i18n.set_language("", None)


def test_of_several_near_limits_the_nearest_is_told():
    windows = [window(82), window(91, seconds=604800)]
    assert verdict_of(made(windows=windows)).near == "Codex window, week 91 %"
    assert verdict_of(made(windows=windows, others=shared(29_100))).near == "Robotics (group limit) 97 %"
    assert verdict_of(made(windows=[window(100)])).near == "Codex window, 5 hours 100 %, reached"
    past = [window(91, resets_at="2026-11-01T00:00:00Z")]
    assert verdict_of(made(windows=past)).near == ""


def test_the_own_limit_and_one_that_has_reset_are_not_told_beside_the_verdict():
    assert verdict_of(made(capped(1010))).near == ""
    gone = [shared(29_100)[0] | {"resets_at": "2026-11-01T00:00:00Z"}]
    assert verdict_of(made(others=gone)).near == ""


def test_without_a_limit_the_verdict_is_the_use_to_come():
    for state in ("not_set", "unlimited", "hidden", "unknown"):
        found = verdict_of(made({"state": state, "limit": None, "remaining": None, "used_percent": None}))
        assert (found.kind, found.tone) == ("no limit", "plain")
        assert found.text == "About 1,310 by axis 2026-11-30"


def test_a_budget_that_is_not_enforced_warns_of_nothing():
    found = verdict_of(made(capped(1115, enforcement="soft")))
    assert (found.kind, found.tone, found.text) == (
        "over budget", "plain", "Over budget about weekday 2026-11-25",
    )  # fmt: skip


def test_two_days_of_use_are_too_few_for_a_verdict():
    report = factories.made_report()
    found = verdict_of(report)
    assert (found.kind, found.text, found.note) == (
        "too early", "Too early to forecast", "2 of 14 complete days known",
    )  # fmt: skip
    assert outlook(report)[2] is None


def test_a_new_period_has_no_verdict_before_it_is_loaded():
    found = verdict_of(made(), "2026-12-01T08:00:00Z")
    assert (found.kind, found.tone, found.text) == ("new period", "plain", "Not loaded yet")


def test_the_allowance_names_the_working_days():
    daily = outlook(made(), "2026-11-23T09:00:00Z")[1]
    assert (
        daily.text
        == "To last until axis 2026-12-01: about 500 a workday (weekday name 2026-11-23–weekday name 2026-11-27, 6 days)"
    )
    later = verdict.day_names(factories.FORMATTER, ["2026-11-25", "2026-11-26", "2026-11-30"], "2026-11-25")
    assert later == "today, weekday name 2026-11-26, weekday name 2026-11-30"


def test_one_working_day_is_named_with_all_that_is_left():
    values = HISTORY | factories.run("2026-11-23", [50, 60, 70, 60, 40])
    scope = {"fresh": "2026-11-28T02:00:00Z", "spans": [["2026-09-01", "2026-11-28"]]}
    report = made(capped(4000), values, scope, fetched_at="2026-11-28T09:00:00Z")
    saturday = "2026-11-28T09:00:00Z"
    view, _ = forecast.report_forecast(report, saturday)
    assert view.workdays == ["2026-11-30"]
    text = verdict.allowance(factories.FORMATTER, view, "credits", "2026-11-28", False).text
    assert text == "3,000 left for long weekday name 2026-11-30"
    assert "for today" in verdict.allowance(factories.FORMATTER, view, "credits", "2026-11-30", False).text


def test_no_working_day_left_is_said():
    view, _ = forecast.report_forecast(made(), factories.NOW)
    idle = forecast.Forecast(*[[] if value is view.workdays else value for value in view])
    text = verdict.allowance(factories.FORMATTER, idle, "credits", factories.TODAY, False).text
    assert text == "3,000 left until axis 2026-12-01, and no workday before it"


def test_a_saturday_of_little_use_is_no_working_day():
    rows = [(day, 19 if dates.weekday(day) == 5 else credits) for day, credits in HISTORY.items()]
    assert forecast.working_weekdays(rows) == [True] * 5 + [False] * 2
    rows = [(day, 30 if dates.weekday(day) == 5 else credits) for day, credits in HISTORY.items()]
    assert forecast.working_weekdays(rows) == [True] * 6 + [False]


def test_estimates_have_two_or_three_figures():
    exact = (0, 4.53, 45.47, 367.25, 999, 3067.25, 12345)
    said = [formatting.format_estimate(factories.FORMATTER, value, "credits") for value in exact]
    assert said == ["0", "4.5", "45", "367", "999", "3,070", "12,300"]
    assert overviews.limit_text(factories.FORMATTER, 3779.43, "credits") == "3,779"
