from codex_credits.model import budget, dates, forecast, forecast_paths
from simulator import factories

HISTORY = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)  # eight even weeks up to Sunday, 22 November


def period(used=1000, limit=4000, state="set", **changes):
    personal = {"state": state, "limit": limit, "used": used, "remaining": None, "used_percent": None}
    return budget.budget_period(factories.made_report(None, factories.stored_limits(personal | changes)), factories.NOW)


def past(values=HISTORY, fresh=factories.FRESH, today=factories.TODAY, covers=None):
    return forecast.history(values, fresh, today, covers)


def view(values=HISTORY, now=factories.NOW, read=None, **changes):
    return forecast.forecast(past(values), period(**changes), now, read)


def test_only_complete_days_are_history():
    totals = HISTORY | {"2026-11-23": 999}
    assert past(totals)[0] == ("2026-11-22", 0)
    assert past(totals, fresh="2026-11-21T22:00:00Z")[0] == ("2026-11-20", 40)


def test_history_is_at_most_eight_weeks_and_newest_first():
    found = past(factories.run("2026-06-01", [1] * 175))
    assert len(found) == 56
    assert found == sorted(found, reverse=True)


def test_a_day_without_a_row_is_idle_when_the_source_knew_it_and_left_out_when_not():
    totals = {"2026-11-01": 5, "2026-11-22": 7}
    assert len(past(totals)) == 22
    assert past(totals, fresh=None) == [("2026-11-22", 7), ("2026-11-01", 5)]
    assert len(past(totals, covers=lambda day: day > "2026-11-10")) == 13


def test_nothing_known_is_no_history():
    assert past({}) == []


def test_with_too_few_complete_days_there_is_no_forecast():
    assert view(factories.run("2026-11-10", [10] * 13)) is None
    assert view(factories.run("2026-11-09", [10] * 14)) is not None


def test_a_month_that_is_over_has_no_forecast():
    over = budget.budget_period(factories.made_report(), "2026-12-01T00:00:00Z")
    assert forecast.forecast(past(), over, "2026-12-01T00:00:00Z") is None


def test_even_weeks_are_forecast_as_they_were():
    low, middle, high = view(now="2026-11-23T00:00:00Z").period_end
    assert middle == 1000 + 280 + 50
    assert low < middle < high


def test_what_is_left_of_today_counts_for_its_share():
    assert view(now="2026-11-23T12:00:00Z").period_end[1] == 1000 + 280 + 50 - 25


def test_use_since_an_older_read_is_played_through_too():
    assert view(now="2026-11-23T12:00:00Z", read="2026-11-22T12:00:00Z").period_end[1] == 1000 + 280 + 50


def test_without_the_limits_figure_the_complete_days_count():
    november = sum(credits for day, credits in HISTORY.items() if day >= "2026-11-01")
    assert view(used=None).period_end[1] == november + 280 + 50


def test_days_of_the_month_that_are_not_known_are_played_through():
    known = past(
        covers=lambda day: day != "2026-11-11", values={day: HISTORY[day] for day in HISTORY if day != "2026-11-11"}
    )
    found = forecast.forecast(known, period(used=None), factories.NOW)
    assert found.from_days == 55
    assert abs(found.period_end[1] - view(used=None).period_end[1]) < 1e-9


def test_the_limit_is_reached_on_the_day_the_middle_path_crosses_it():
    assert view(limit=1110 + 5, now="2026-11-23T00:00:00Z").run_out[1] == "2026-11-25"


def test_a_limit_far_away_is_not_reached_before_the_reset():
    assert view(limit=100000).run_out == (None, None, None)


def test_a_limit_already_reached_is_reached_today():
    assert view(used=4000).run_out == (factories.TODAY, factories.TODAY, factories.TODAY)


def test_the_run_out_day_is_never_before_today():
    found = view(limit=1001, read="2026-11-18T00:00:00Z")
    assert found.run_out == (factories.TODAY, factories.TODAY, factories.TODAY)


def test_the_run_out_day_lies_within_the_budget_month():
    for limit in range(1010, 1600, 45):
        for day in view(limit=limit).run_out:
            assert day is None or factories.TODAY <= day <= "2026-11-30"


def test_without_a_limit_there_is_neither_a_run_out_day_nor_a_safe_amount():
    for state in ("unlimited", "hidden", "not_set", "unknown"):
        found = view(state=state, limit=None)
        assert (found.run_out, found.daily_allowance) == (None, None)
        assert found.period_end


def test_safe_divides_what_is_left_among_the_working_days_to_come():
    found = view(now="2026-11-23T00:00:00Z")
    assert found.working_days == 6
    assert found.daily_allowance == (500, 500, 500)


def test_idle_weekends_take_nothing_from_what_is_safe_and_busy_ones_do():
    busy = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 30] * 3 + [50, 60, 70, 60, 40, 0, 0] * 5)
    low, middle, high = view(busy).daily_allowance
    assert low <= middle <= high == 500
    assert low < 500


def test_nothing_is_safe_over_the_limit():
    assert view(used=4100).daily_allowance == (0, 0, 0)


def test_a_weekday_used_in_half_of_the_weeks_is_a_working_day():
    rows = [(day, 1 if dates.weekday(day) == 2 and day > "2026-10-25" else 0) for day in HISTORY]
    assert forecast.working_weekdays(rows) == [False, False, True, False, False, False, False]


def test_nobody_who_used_nothing_is_given_monday_to_friday():
    assert forecast.working_weekdays([(day, 0) for day in HISTORY]) == [True] * 5 + [False] * 2


def test_no_use_at_all_is_forecast_as_none():
    found = view(factories.run("2026-09-28", [0] * 56), used=0, limit=100)
    assert found.period_end == (0, 0, 0)
    assert found.run_out == (None, None, None)


def test_the_same_report_gives_the_same_answer():
    assert view() == view()


def test_rows_in_another_order_give_the_same_answer():
    rows = past()
    assert forecast.forecast(list(reversed(rows)), period(), factories.NOW) == forecast.forecast(
        rows, period(), factories.NOW
    )


def test_recent_weeks_weigh_more():
    risen = factories.run("2026-09-28", [10] * 42 + [30] * 14)
    middle = view(risen, used=0, now="2026-11-23T00:00:00Z").period_end[1]
    assert 8 * 20 < middle <= 8 * 30


def test_a_person_whose_weeks_move_has_a_wider_range():
    def width(values):
        low, middle, high = view(values, used=0).period_end
        return (high - low) / middle

    assert width(factories.run("2026-09-28", ([10] * 7 + [30] * 7) * 4)) > 2 * width(
        factories.run("2026-09-28", [20] * 56)
    )


def test_a_refund_does_not_bring_a_reached_limit_back():
    assert forecast.running_peaks([5, -3, 4]) == [5, 5, 6]


def test_a_week_is_filled_with_the_one_after_it_where_a_day_is_not_known():
    rows = [(day, credits) for day, credits in sorted(HISTORY.items()) if day not in ("2026-11-11", "2026-11-12")]
    assert forecast_paths.weeks(rows)[1] == [50, 60, 70, 60, 40, 0, 0]


def test_the_outlook_takes_the_report_as_it_is():
    dates = sorted(HISTORY)
    report = factories.made_report(factories.stored_scope(dates, [HISTORY[day] for day in dates]))
    found, known = forecast.report_forecast(report, factories.NOW)
    assert known == 56
    assert found.period_end[1] == forecast.forecast(past(), period(), factories.NOW).period_end[1]


def test_a_limit_that_half_of_the_ways_reach_is_reached_in_the_middle_one():
    ahead = ["2026-11-29", "2026-11-30"]
    paths = [[0, 4]] * (forecast_paths.PATHS // 2) + [[0, 6]] * (forecast_paths.PATHS // 2)
    scale_factors = [1] * forecast_paths.PATHS
    assert (
        forecast_paths.percentile_range(
            [sum(path) for path in paths], scale_factors, lambda amount, level: amount * level
        )[1]
        == 6
    )
    assert forecast.run_out(paths, scale_factors, ahead, 5, "2026-11-29")[1] == "2026-11-30"
