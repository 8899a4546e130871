from codex_credits.present import days_table
from simulator import factories


def table(totals=(15, 20)):
    dates = ["2026-11-21", "2026-11-22"]
    parts = factories.stored_breakdown(dates, [("sol", [10, 20]), ("luna", [12, None])])
    made = factories.made_report(factories.stored_scope(dates, list(totals), [parts]))
    shown = factories.built(made, preset="custom", start="2026-11-20", end=factories.TODAY)
    return days_table.days_table(factories.FORMATTER, shown.table)


def test_each_day_has_its_amount_and_its_largest_series_the_newest_first():
    found = table()
    assert found.head == ["Date", "Credits", "Largest model"]
    assert [(row.name, [cell.text for cell in row.cells]) for row in found.rows] == [
        ("weekday 2026-11-23", ["–, incomplete", ""]), ("weekday 2026-11-22", ["20.00", "SOL 20.00"]),
        ("weekday 2026-11-21", ["15.00", "LUNA 12.00"]), ("weekday 2026-11-20", ["0", ""]),
    ]  # fmt: skip
    assert [row.cells[0].value for row in found.rows] == [None, 20, 15, 0]


def test_the_caption_names_the_days():
    assert table().caption == "Days of 2026-11-20 to 2026-11-23, UTC"
