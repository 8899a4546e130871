"""The Days section: each day of the range in a table, with its amount and its largest series."""

from codex_credits.model import breakdown
from codex_credits.model.labels import clean
from codex_credits.present import formatting
from codex_credits.present.facts import Table, TableCell, TableRow, section

NOTES = {breakdown.SO_FAR: "incomplete", breakdown.MISSING: "not loaded or not reported"}


def days_section(formatter, table):
    """Return the `Section` of the days; its table is `days_table`."""
    return section("days", formatting.format_count(formatter, len(table.days), "day", "days"), [])


def days_table(formatter, table, name):
    """Return the `Table` of the days of `table`, the newest first; `name` is what its breakdown is called."""
    series = [one for one in table.series if one.kind != breakdown.OTHER] + list(table.folded)
    rows = [day_row(formatter, table, series, at) for at in range(len(table.days) - 1, -1, -1)]
    head = ["Date", formatting.capitalize_unit(table.unit), f"Largest {name.lower()}"]
    return Table("days", f"Days of {formatter.span(table.start, table.end)}, UTC", head, rows, "", 0)


def day_row(formatter, table, series, at):
    """Return the `TableRow` of the day number `at`."""
    day = table.days[at]
    amount = formatting.format_amount(formatter, day.total, table.unit)
    note = NOTES.get(day.state, "")
    cells = [TableCell(f"{amount}, {note}" if note else amount, day.total, None)]
    used = [(-one.values[at], one.label) for one in series if one.values[at] is not None and one.values[at] > 0]
    if used:
        most, label = min(used)
        cells.append(TableCell(f"{clean(label)} {formatting.format_amount(formatter, -most, table.unit)}", None, None))
    else:
        cells.append(TableCell("", None, None))
    return TableRow(formatter.day(day.date, "weekday"), cells, day.state)
