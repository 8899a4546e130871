from codex_credits.model import breakdown, dates
from codex_credits.present import comparison
from simulator import factories


def compared(values, preset, start, end, columns=None, **changes):
    """Return (table, comparison) of a scope with `values` (day -> credits, of one series "sol" unless `columns`)."""
    dates = sorted(values)
    scope = factories.made_scope(dates, columns or [("sol", [values[day] for day in dates])], **changes)
    table = breakdown.build_table(scope, "model", start, end, factories.TODAY)
    return table, comparison.compare(
        scope, factories.view(preset, start, end), table, factories.TODAY, factories.FORMATTER
    )


OCTOBER_AND_NOVEMBER = factories.run("2026-10-01", [10] * 31 + [12] * 22)


def test_a_month_so_far_is_compared_with_the_same_days_of_last_month():
    table, found = compared(OCTOBER_AND_NOVEMBER, "month", "2026-11-01", "2026-11-23")
    assert (found.start, found.end) == ("2026-10-01", "2026-10-23")
    assert (table.total, found.then, found.change) == (264, 230, 34)


def test_seven_days_are_compared_with_the_seven_before_on_the_same_weekdays():
    _, found = compared(OCTOBER_AND_NOVEMBER, "7", "2026-11-16", "2026-11-22")
    assert (found.start, found.end) == ("2026-11-09", "2026-11-15")
    assert dates.weekday(found.start) == dates.weekday("2026-11-16")


def test_ten_days_are_compared_with_ten_days_two_weeks_before():
    _, found = compared(OCTOBER_AND_NOVEMBER, "custom", "2026-11-13", "2026-11-22")
    assert (found.start, found.end) == ("2026-10-30", "2026-11-08")


def test_a_base_of_zero_is_new_and_not_a_percentage():
    assert comparison.describe_change(factories.FORMATTER, 5, 0) == "new"
    assert comparison.describe_change(factories.FORMATTER, 0, 0) == "same"


def test_a_change_has_its_sign_and_its_percentage():
    assert comparison.describe_change(factories.FORMATTER, 113, 100) == "+13.00 (+13 %)"
    assert comparison.describe_change(factories.FORMATTER, 87, 100) == "-13.00 (-13 %)"
    assert comparison.describe_change(factories.FORMATTER, 996, 1000) == "-4.00 (-0.4 %)"
    assert comparison.describe_change(factories.FORMATTER, 9999, 10000) == "-1.00"
    assert comparison.describe_change(factories.FORMATTER, 0, 100) == "-100.00 (-100 %)"
    assert comparison.describe_change(factories.FORMATTER, 100, 100 + 1e-9) == "same"


def test_a_change_from_a_refund_has_no_percentage():
    assert comparison.describe_change(factories.FORMATTER, 5, -10) == "+15.00"


def test_a_change_with_an_unknown_side_is_a_dash():
    assert comparison.describe_change(factories.FORMATTER, None, 5) == "–"
    assert comparison.describe_change(factories.FORMATTER, 5, None) == "–"


def test_the_change_is_unknown_when_not_every_day_before_was_read():
    spans = [["2026-10-02", "2026-11-23"]]
    table, found = compared(factories.run("2026-10-02", [10] * 52), "month", "2026-11-01", "2026-11-23", spans=spans)
    assert (found.then, found.change, found.total_text) == (None, None, "–")
    assert found.change_text(factories.FORMATTER, table.series[0]) == "–"


def test_the_change_is_unknown_when_not_every_day_now_was_read():
    spans = [["2026-10-01", "2026-11-10"], ["2026-11-12", "2026-11-23"]]
    values = factories.run("2026-10-01", [10] * 41)
    table, found = compared(values, "month", "2026-11-01", "2026-11-23", spans=spans)
    assert (found.then, found.change, found.total_text) == (230, None, "–")
    assert found.change_text(factories.FORMATTER, table.series[0]) == "–"


def test_days_chatgpt_has_not_reported_yet_do_not_hide_the_change():
    values = factories.run("2026-10-01", [10] * 51)
    _, found = compared(values, "month", "2026-11-01", "2026-11-23", fresh="2026-11-21T02:00:00Z")
    assert found.change == -30


def test_a_series_that_is_new_says_so():
    dates = ["2026-11-10", "2026-11-17"]
    values = {"2026-11-10": 5, "2026-11-17": 9}
    table, found = compared(values, "7", "2026-11-16", "2026-11-22", [("sol", [5, 6]), ("luna", [None, 3])])
    assert dates == sorted(values)
    assert {one.key: found.change_text(factories.FORMATTER, one) for one in table.series} == {
        "sol": "+1.00 (+20 %)",
        "luna": "new",
    }


def test_other_has_no_change_because_it_is_made_of_others_each_time():
    columns = [(f"m{at}", [at + 1, at + 1]) for at in range(12)]
    table, found = compared({"2026-11-10": 78, "2026-11-17": 78}, "7", "2026-11-16", "2026-11-22", columns)
    assert [found.change_text(factories.FORMATTER, one) for one in table.series if one.kind == breakdown.OTHER] == [""]


def test_the_line_has_a_value_for_each_column_of_the_chart():
    _, found = compared(OCTOBER_AND_NOVEMBER, "month", "2026-11-01", "2026-11-23")
    assert found.line == [10] * 23


def test_the_line_ends_where_the_month_before_was_shorter():
    values = factories.run("2026-02-01", [10] * 59)
    _, found = compared(values, "last-month", "2026-03-01", "2026-03-31", spans=[["2026-02-01", "2026-11-23"]])
    assert found.line == [10] * 28 + [None] * 3


def test_the_line_of_weeks_adds_the_days_below_each_week():
    start, end = "2026-06-01", "2026-11-22"
    first = dates.comparison("custom", start, end)[0]
    values = factories.run(first, [1] * dates.length(first, end))
    _, found = compared(values, "custom", start, end, spans=[[first, "2026-11-23"]])
    assert found.line == [7] * 25
