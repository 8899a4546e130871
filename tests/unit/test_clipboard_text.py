from codex_credits.model import forecast
from codex_credits.present import clipboard_text
from simulator import factories

DATES = ["2026-11-21", "2026-11-22"]
VALUES = factories.run("2026-10-01", [10, 30] * 26 + [10])


def made(limits=None, values=None, *, workspace=False):
    values = values or VALUES
    dates = sorted(values)
    credits = [values[day] for day in dates]
    parts = factories.stored_breakdown(dates, [("sol", credits), ("luna", [1] * len(dates))])
    surfaces = factories.stored_breakdown(dates, [("cli", credits)], "surface")
    scope = factories.stored_scope(dates, credits, [parts, surfaces])
    return factories.made_report(scope, limits, scopes={"mine": scope, "workspace": scope if workspace else None})


def request(limits=None, now=factories.NOW, report=None):
    report = report or made(limits)
    return clipboard_text.increase_request_text(
        factories.FORMATTER, report, forecast.report_forecast(report, now)[0], now
    )


def summary(report=None, **changes):
    report = report or made()
    return clipboard_text.summary_text(factories.FORMATTER, report, factories.built(report, **changes), factories.NOW)


def line(text, start):
    return next((one for one in text.split("\n") if one.startswith(start)), None)


def test_the_request_names_its_period_and_whose_use_it_is():
    assert line(request(), "Period:") == "Period: 2026-11-01 to 2026-11-30, my own use"
    cycle = factories.stored_limits({"resets_at": "2026-12-12T00:00:00Z"})
    assert line(request(cycle), "Period:") == "Period: 2026-11-12 to 2026-12-11, my own use"


def test_the_request_tells_use_limit_and_what_is_pending():
    assert line(request(), "Used:").startswith("Used: 1,000.00 of 4,000 credits (25 % used), 3,000.00 left. Resets ")
    pending = factories.stored_limits({"used": 470, "remaining": 3530, "used_percent": 12})
    assert " (12 % used, 30.00 pending), 3,530.00 left. Resets" in line(request(pending), "Used:")


def test_the_request_asks_for_the_upper_end_of_the_forecast_rounded_up_and_says_so():
    text = request(factories.stored_limits({"limit": 1100, "remaining": 100, "used_percent": 91}))
    assert line(text, "Expected to run out:").startswith("Expected to run out: about short 2026-11-2")
    need = line(text, "Needed by short 2026-11-30: about 1,1")
    assert " more than the limit (80% range " in need
    assert "from 53 complete days)" in need
    high = need.split(" to ")[1].split(",  ")[0].split(", from")[0]
    asked = line(text, "Asked for:")
    assert asked == f"Asked for: a limit of 1,200 credits (upper end of the forecast, {high}, rounded up)."
    assert 1100 < float(high.replace(",", "")) <= 1200


def test_nothing_is_asked_for_that_the_limit_holds():
    text = request()
    assert line(text, "Asked for:") is None
    assert line(text, "Expected to run out: not before the reset")


def test_what_is_used_most_is_of_the_same_period():
    text = request()
    assert line(text, "Most used by model") == ("Most used by model, 2026-11-01 to 2026-11-23: SOL 440.00, LUNA 22.00.")
    assert line(text, "Most used by surface") == "Most used by surface, 2026-11-01 to 2026-11-23: CLI 440.00."


def test_a_stop_is_told_with_its_ways_out():
    text = request(factories.stored_limits({"used": 4000, "remaining": 0, "used_percent": 100}))
    assert "Your limit is reached. Stopped until " in text
    assert "Expected to run out" not in text


def test_a_request_without_a_forecast_says_so():
    short = factories.made_report()
    assert "There are too few complete days for a forecast." in request(report=short)


def test_a_request_is_offered_where_there_is_a_limit_or_a_stop_only():
    def offered(state, now=factories.NOW, **changes):
        personal = (
            {}
            if state == "set"
            else {"state": state, "limit": None, "used": None, "remaining": None, "used_percent": None}
        )
        return clipboard_text.is_request_offered(
            factories.made_report(limits=factories.stored_limits(personal, **changes)), now
        )

    assert [offered(state) for state in ("set", "hidden", "unlimited", "not_set", "unknown")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert offered("not_set", reached_type="workspace_member_credits_depleted")
    assert not offered("set", "2026-12-02T09:00:00Z")
    assert not clipboard_text.is_request_offered(None, factories.NOW)


def test_the_summary_names_scope_period_and_what_is_pending():
    pending = made(factories.stored_limits({"used": 470, "remaining": 3530, "used_percent": 12}))
    text = summary(pending)
    assert text.startswith("My Codex credits, 2026-11-01 to 2026-11-23 (23 days, ")
    assert line(text, "My limit, 2026-11-01 to 2026-11-30: ") == (
        "My limit, 2026-11-01 to 2026-11-30: 470.00 of 4,000 credits (12 % used, 30.00 pending), 3,530.00 left. "
        "Resets 2026-12-01 00:00 utc in 7 d 15 h."
    )
    assert line(text, "- SOL: ") is not None


def test_the_summary_of_another_scope_or_range_has_no_limit_in_it():
    assert summary(made(workspace=True), scope="workspace").startswith("Workspace Codex credits, ")
    assert line(summary(made(workspace=True), scope="workspace"), "My limit") is None
    assert line(summary(preset="90", start="2026-08-26"), "My limit") is None


def test_sample_data_is_marked():
    report = made()
    shown = factories.built(report)
    assert clipboard_text.summary_text(factories.FORMATTER, report, shown, factories.NOW, sample=True).startswith(
        "Sample data"
    )
    assert clipboard_text.increase_request_text(
        factories.FORMATTER, report, None, factories.NOW, sample=True
    ).startswith("Sample data")
