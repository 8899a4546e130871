"""The Days section: each day of the range in a table, with its amount and its largest series."""

from codex_credits.model import breakdown
from codex_credits.present import formatting, words
from codex_credits.present.facts import Table, TableCell, TableRow, section
from codex_credits.present.i18n import listed, t

# i18n: values
NOTES = {breakdown.SO_FAR: "incomplete", breakdown.MISSING: "not loaded or not reported"}


def days_section(formatter, table):
    """Return the `Section` of the days; its table is `days_table`."""
    return section("days", formatting.count_days(formatter, len(table.days)), [])


def days_table(formatter, table):
    """Return the `Table` of the days of `table`, the newest first."""
    series = [one for one in table.series if one.kind != breakdown.OTHER] + list(table.folded)
    rows = [day_row(formatter, table, series, at) for at in range(len(table.days) - 1, -1, -1)]
    head = [t("Date"), formatting.capitalize_unit(table.unit), t(words.LARGEST[table.breakdown])]
    caption = t("Days of {days}, UTC").format(days=formatter.span(table.start, table.end))
    return Table("days", caption, head, rows, "", 0)


def day_row(formatter, table, series, at):
    """Return the `TableRow` of the day number `at`."""
    day = table.days[at]
    amount = formatting.format_amount(formatter, day.total, table.unit)
    note = NOTES.get(day.state)
    cells = [TableCell(listed([amount, t(note)]) if note else amount, day.total, None)]
    used = [(-one.values[at], one.label) for one in series if one.values[at] is not None and one.values[at] > 0]
    if used:
        most, label = min(used)
        amount = formatting.format_amount(formatter, -most, table.unit)
        text = t("{label} {amount}").format(label=words.series_label(label), amount=amount)
        cells.append(TableCell(text, None, None))
    else:
        cells.append(TableCell("", None, None))
    return TableRow(formatter.day(day.date, "weekday"), cells, day.state)
