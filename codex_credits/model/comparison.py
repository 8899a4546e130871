"""
The compared period: what the whole, and each series, changed by.

`dates.comparison` chooses the period: the same days of last month for a month
to date, as many days of the period before for a budget period to date, else the
equally long one before, moved by whole weeks. A change needs both sides known.
"""

from collections import namedtuple

from codex_credits.model import breakdown, dates

Comparison = namedtuple("Comparison", "start end table then change")
# table: the compared period's; then, change: amounts, None when not every day was read


def compare(scope, view, table, today, period=None):
    """
    Return the `Comparison` of `table` with the period before it;
    `period` is the budget period's (first, last) day.
    """
    start, end = dates.comparison(view.preset, view.start, view.end, period)
    before = breakdown.build_table(scope, table.breakdown, start, end, today)
    then = None if any(day.state == breakdown.MISSING for day in before.days) else before.total
    change = None if then is None or not is_read(scope, table) else table.total - then
    return Comparison(start=start, end=end, table=before, then=then, change=change)


def is_read(scope, table):
    """
    Tell whether `table` has a total that leaves out only days ChatGPT has been
    asked for and has not reported yet.
    """
    return table.total is not None and all(
        day.state != breakdown.MISSING or scope.covers(day.date) for day in table.days
    )


def series_then(compared, one):
    """
    Return the amount of the series (or row) `one` in the compared period; 0 when it was read and not used.

    None when a side is unknown, and for "Other", which has other parts each time.
    """
    if compared.change is None or one.kind == breakdown.OTHER:
        return None
    for series in compared.table.series + compared.table.folded:
        if series.key == one.key and series.kind == one.kind:
            return series.total
    return 0
