from codex_credits.model import forecast, forecast_score
from codex_credits.present import forecast_section
from simulator import factories

WEEKS = [50, 60, 70, 60, 40, 0, 0]


def made(start="2026-08-03", weeks=16, limits=None, values=None, **changes):
    values = values or factories.run(start, WEEKS * weeks)
    dates = sorted(values)
    scope = factories.stored_scope(
        dates, [values[day] for day in dates], **({"spans": [[start, factories.TODAY]]} | changes)
    )
    return factories.made_report(scope, limits)


def test_the_periods_looked_back_at_are_the_last_complete_ones():
    assert forecast_score.past_periods(made(), factories.NOW) == [
        ("2026-10-01", "2026-10-31"),
        ("2026-09-01", "2026-09-30"),
    ]
    over = forecast_score.past_periods(made(), "2026-12-02T09:00:00Z")
    assert over == [("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-31")]
    cycle = factories.stored_limits({"resets_at": "2026-12-12T00:00:00Z"})
    assert forecast_score.past_periods(made(limits=cycle), factories.NOW)[0] == ("2026-10-12", "2026-11-11")


def test_steady_use_was_forecast_right_at_each_quarter():
    found = forecast_score.score(made(), "2026-10-01", "2026-10-31")
    assert [point.day for point in found.points] == ["2026-10-08", "2026-10-16", "2026-10-24"]
    assert all(abs(point.error) < 0.02 and point.in_range for point in found.points)
    assert found.actual == sum(WEEKS) * 4 + 60 + 40  # four weeks, a Thursday and a Friday more


def test_only_days_that_were_known_then_are_used():
    later = factories.run("2026-08-03", WEEKS * 16)
    later.update({day: 500 for day in later if day >= "2026-10-16"})
    steady, changed = [
        forecast_score.score(made(values=values), "2026-10-01", "2026-10-31").points
        for values in (factories.run("2026-08-03", WEEKS * 16), later)
    ]
    assert [point.predicted for point in steady[:2]] == [point.predicted for point in changed[:2]]
    assert steady[2].predicted != changed[2].predicted
    assert changed[0].error < -0.5
    assert not changed[0].in_range


def test_a_score_is_what_the_forecast_says_on_that_morning():
    values = {day: credits for day, credits in factories.run("2026-08-03", WEEKS * 16).items() if day < "2026-10-16"}
    past = forecast.history(values, "2026-10-16T00:00:00Z", "2026-10-16")
    view = forecast.forecast(
        past, forecast_score.period_without_limit("2026-10-01", "2026-10-31"), "2026-10-16T00:00:00Z"
    )
    assert forecast_score.score(made(), "2026-10-01", "2026-10-31").points[1].predicted == view.period_end


def test_a_period_that_is_not_known_as_a_whole_has_no_score():
    assert forecast_score.score(made(spans=[["2026-10-02", factories.TODAY]]), "2026-10-01", "2026-10-31") is None
    assert forecast_score.score(made(fresh="2026-10-31T02:00:00Z"), "2026-10-01", "2026-10-31") is None
    assert forecast_score.score(made(fresh=None), "2026-10-01", "2026-10-31") is None
    assert forecast_score.score(made(), "2026-11-01", "2026-11-30") is None


def test_too_few_days_known_then_have_no_forecast_and_no_error():
    found = forecast_score.score(made(start="2026-09-28", weeks=8), "2026-10-01", "2026-10-31")
    assert [(point.predicted is None, point.error is None) for point in found.points] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_the_table_says_what_was_said_and_how_far_off_it_was():
    scored = forecast_score.score(made(start="2026-09-28", weeks=8), "2026-10-01", "2026-10-31")
    table = forecast_section.score_table(factories.FORMATTER, scored, "credits")
    assert table.caption == "2026-10-01 to 2026-10-31: 1,220.00 credits used"
    assert [row.name for row in table.rows] == [
        "short 2026-10-08 (25 % gone)", "short 2026-10-16 (50 % gone)", "short 2026-10-24 (75 % gone)",
    ]  # fmt: skip
    assert table.rows[0].cells[0].text == "too few days known"
    assert table.rows[1].cells[0].text.startswith("about 1,2")
    assert table.rows[1].cells[2].text.endswith("%, in range")
