from codex_credits.model import activity, forecast, report
from codex_credits.present import activity as activity_text
from codex_credits.present import comparison, export, sample, screen
from simulator import factories


def shown(state, now=factories.NOW, **changes):
    made = report.parse_report(sample.stored(now, state))
    view = factories.view("90", "2026-08-26", factories.TODAY, compare=True, **changes)
    told = {"now": now, "session": sample.session(state)}
    return made, screen.build(told, made, view, factories.FORMATTER, (528, 204), comparison)


def test_every_state_builds_a_screen_its_details_and_its_exports():
    for state, label in sample.STATES:
        made, built = shown(state)
        assert label
        assert built.table.total > 0
        line, sections = factories.details_of(made, built)
        assert len(sections) == 4
        assert line
        assert export.csv(built, factories.exact, sample=True).count("\r\n") > 90


def test_each_state_shows_what_it_is_called_after():
    cards = {state: shown(state)[1].card for state, _ in sample.STATES}
    assert cards["usual"].state == "set"
    assert cards["over"].gauge["over"]
    assert [cards[state].state for state in ("unlimited", "hidden", "not_set")] == ["unlimited", "hidden", "not_set"]
    assert "STALE" in [notice.code for notice in shown("stale")[1].notices]
    assert shown("signed-out")[1].notices[0].code == "SIGNED_OUT"


def test_the_refund_day_is_there_on_whatever_day_of_the_week_it_falls():
    for day in range(1, 29):
        now = f"2026-11-{day:02d}T09:00:00Z"
        totals = report.parse_report(sample.stored(now, "negative")).mine.totals
        assert min(totals.values()) < 0, now


def test_the_breakdowns_of_a_usual_month_add_up():
    made, _ = shown("usual")
    for scope in (made.mine, made.workspace):
        for name in scope.names:
            total = sum(sum(column.values) for column in scope.breakdown(name).columns)
            assert abs(total - sum(scope.totals.values())) < 1e-6, name


def test_a_usual_month_has_a_forecast_on_any_day_and_at_any_hour():
    for now in ("2026-11-01T00:00:00Z", "2026-02-28T23:59:00Z", "2024-02-29T12:00:00Z", "2026-12-31T23:00:00Z"):
        found, known = forecast.report_forecast(report.parse_report(sample.stored(now)), now)
        assert known >= forecast.MIN_DAYS
        assert found.period_end[0] <= found.period_end[1] <= found.period_end[2]


def test_sample_data_is_the_same_each_time():
    assert sample.stored(factories.NOW) == sample.stored(factories.NOW)


def test_the_sample_counts_turns_and_tokens_of_each_day_with_use():
    made, built = shown("usual")
    days = [day for day in activity.daily(made.mine, built.table) if day.credits]
    assert all(day.turns and day.threads and day.input and day.cached and day.output for day in days)
    facts = [fact.key for fact in activity_text.activity_section(factories.FORMATTER, made.mine, built.table).facts]
    assert facts == ["turns", "threads", "per_turn", "input", "output", "per_million"]
