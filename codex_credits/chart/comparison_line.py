"""The compared period's amounts, one for each column of the chart."""

from codex_credits.chart import columns
from codex_credits.model import dates


def comparison_line(before, table):
    """Return the amounts of the table `before` per column of `table`'s chart, None where unknown."""
    cols = columns.columns(table)
    totals = [day.total for day in before.days]
    if len(cols) == len(table.days):
        return [totals[at] if at < len(totals) else None for at in range(len(cols))]
    values, first = [], 0
    for column in cols:
        last = first + dates.length(column.date, column.end)
        values.append(columns.known_sum(totals[first:last]))
        first = last
    return values
