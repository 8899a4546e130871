from codex_credits.chart import heat_map
from codex_credits.model import report
from codex_credits.present import activity
from simulator import factories


def made(values, **changes):
    dates = sorted(values)
    scope = report.Scope("mine", factories.stored_scope(dates, [values[day] for day in dates], **changes))
    return heat_map.heat_map(scope, factories.TODAY)


STEADY = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8) | {"2026-11-23": 5}


def test_there_is_a_row_for_each_weekday_and_a_column_for_each_week_up_to_this_one():
    found = made(STEADY)
    assert (len(found.weeks), found.weeks[0], found.weeks[-1]) == (8, "2026-10-05", "2026-11-23")
    assert [len(row.cells) for row in found.rows] == [8] * 7
    assert [row.cells[0].day for row in found.rows[:2]] == ["2026-10-05", "2026-10-06"]


def test_the_average_is_of_complete_days_only():
    assert [row.average for row in made(STEADY).rows] == [50, 60, 70, 60, 40, 0, 0]


def test_a_day_is_dark_as_it_is_busy_and_one_that_is_unknown_has_no_level():
    found = made(STEADY)
    assert [row.cells[0].level for row in found.rows] == [4, 5, 5, 5, 3, 0, 0]
    assert [(row.cells[-1].state, row.cells[-1].level) for row in found.rows[:2]] == [("so far", 1), ("future", None)]


def test_days_before_the_first_used_one_are_not_known():
    found = made({day: 0 if day < "2026-10-28" else credits for day, credits in STEADY.items()})
    assert found.rows[0].cells[0].credits is None
    assert found.rows[0].average == 50
    assert made(dict.fromkeys(STEADY, 0)) is None


def test_a_refund_has_the_lowest_level():
    assert made(STEADY | {"2026-11-18": -20}).rows[2].cells[-2].level == 0


def test_the_table_tells_each_day_and_the_averages_in_words():
    table = activity.heat_table(factories.FORMATTER, made(STEADY), "credits")
    assert table.head[0] == "Weekday"
    assert table.head[-1] == "Average"
    assert len(table.head) == len(table.rows[0].cells) + 1 == 10
    assert table.rows[0].cells[0].text == "50.00"
    assert [cell.text for cell in table.rows[0].cells[-2:]] == ["5.00, incomplete", "50.00"]
    assert table.rows[6].cells[-2].text == ""
    joined = made({day: 0 if day < "2026-10-28" else credits for day, credits in STEADY.items()})
    assert activity.heat_table(factories.FORMATTER, joined, "credits").rows[0].cells[0].text == "not known"
