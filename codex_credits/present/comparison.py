"""
Against the compared period: what each series, and the whole, changed by.

The period is chosen by `days.comparison`: the same days of last month for a
month so far, as many days of the period before for a budget period so far,
else the equally long one before, moved by whole weeks. A change
needs both sides known; a base of 0 is "new", never a percentage.
"""

from collections import namedtuple

from codex_credits.chart import columns
from codex_credits.model import breakdown, dates
from codex_credits.model.sums import exact_sum
from codex_credits.present import formatting

Fields = namedtuple("Fields", "start end table then change line label total_text")


class Comparison(Fields):
    """A compared period. `then` and `change` are credits, None when not every day of it was read."""

    def change_text(self, words, series):
        """Return the change of one of the table's series; "Other" has another make-up each time, so it has none."""
        if series.kind == breakdown.OTHER:
            return ""
        then = None if self.change is None else series_then(self, series)
        return described(words, series.total, then, self.table.unit)

    def exact(self, row):
        """Return [(name, credits)] of then and change of a `row` of the table, None where unknown."""
        then = None if self.change is None or row.kind == breakdown.OTHER else series_then(self, row)
        return [("then", then), ("change", None if then is None else row.credits - then)]

    def whole(self):
        """Return [(name, value)] of the compared period: its days, its credits, the change."""
        return [("start", self.start), ("end", self.end), ("then", self.then), ("change", self.change)]


def against(scope, view, table, today, words, period=None):
    """Return the `Comparison` of `table` with the period before it; `period` is the budget period's (first, last) day."""
    start, end = dates.comparison(view.preset, view.start, view.end, period)
    before = breakdown.table(scope, table.split, start, end, today)
    then = None if any(day.state == breakdown.MISSING for day in before.days) else before.total
    change = None if then is None or not is_read(scope, table) else table.total - then
    return Comparison(
        start, end, before, then, change, line(before, table), words.span(start, end),
        described(words, None if change is None else table.total, then, table.unit),
    )  # fmt: skip


def is_read(scope, table):
    """Tell whether `table` has a total that leaves out only days ChatGPT has been asked for and has not reported yet."""
    return table.total is not None and all(
        day.state != breakdown.MISSING or scope.covers(day.date) for day in table.days
    )


def line(before, table):
    """Return the compared period's credits per column of `table`'s chart, None where unknown."""
    cols = columns.columns(table)
    totals = [day.total for day in before.days]
    if len(cols) == len(table.days):
        return [totals[at] if at < len(totals) else None for at in range(len(cols))]
    values, first = [], 0
    for column in cols:
        last = first + dates.length(column.date, column.end)
        known = [value for value in totals[first:last] if value is not None]
        values.append(exact_sum(known) if known else None)
        first = last
    return values


def series_then(comparison, one):
    """Return the credits of `one` series in the compared period; 0 when it was read and not used, None when unknown."""
    if comparison.then is None:
        return None
    for series in comparison.table.series + comparison.table.folded:
        if series.key == one.key and series.kind == one.kind:
            return series.total
    return 0


def described(words, now, then, unit=formatting.CREDITS):
    """Return a change in words: "+212.30 (+13 %)", "new" on a base of 0, a dash when a side is unknown; never "-0 %"."""
    if now is None or then is None:
        return formatting.UNKNOWN
    if then == 0:
        return "new" if now else "same"
    if abs(now - then) < breakdown.TOLERANCE:
        return "same"
    if then < 0:
        return formatting.change(words, now - then, unit)
    part, text = (now - then) / then, formatting.change(words, now - then, unit)
    if abs(part) < 0.0005:
        return text
    sign, kind = "+" if now > then else "", "percent" if abs(part) < 0.01 else "whole percent"
    return f"{text} ({sign}{words.number(part, kind)})"
