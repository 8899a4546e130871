"""The compared period in words: its days, and what the whole and each series changed by."""

from collections import namedtuple

from codex_credits.chart.comparison_line import comparison_line
from codex_credits.model import breakdown, comparison, units
from codex_credits.present import formatting
from codex_credits.present.i18n import t, tc

Fields = namedtuple("Fields", "start end table then change line label total_text")


class Comparison(Fields):
    """A `model.comparison.Comparison` with its `line` in the chart, its days as a `label`, and its change in words."""

    def change_text(self, formatter, series):
        """Return the change of one of the table's series; "Other" has other parts each time, so it has none."""
        if series.kind == breakdown.OTHER:
            return ""
        return describe_change(formatter, series.total, comparison.series_then(self, series), self.table.unit)

    def exact(self, row):
        """Return [(name, amount)] of then and change of a `row` of the table, None where unknown."""
        then = comparison.series_then(self, row)
        return [("then", then), ("change", None if then is None else row.credits - then)]

    def whole(self):
        """Return [(name, value)] of the compared period: its days, its amount, the change."""
        return [("start", self.start), ("end", self.end), ("then", self.then), ("change", self.change)]


def compare(scope, view, table, today, formatter, period=None):
    """Return the `Comparison` of `table` with the period before it; `period` is the budget period's (first, last) day."""
    found = comparison.compare(scope, view, table, today, period)
    total = None if found.change is None else table.total
    text = describe_change(formatter, total, found.then, table.unit)
    label = formatter.span(found.start, found.end)
    line = comparison_line(found.table, table)
    return Comparison(found.start, found.end, found.table, found.then, found.change, line, label, text)


def describe_change(formatter, now, then, unit=units.CREDITS):
    """Return a change in words: "+212.30 (+13 %)", "new" on a base of 0, a dash when a side is unknown; never "-0 %"."""
    if now is None or then is None:
        return formatting.UNKNOWN
    if then == 0:
        return tc("change", "new") if now else tc("change", "same")
    if abs(now - then) < breakdown.TOLERANCE:
        return tc("change", "same")
    text = formatting.format_change(formatter, now - then, unit)
    part = (now - then) / then
    if then < 0 or abs(part) < 0.0005:
        return text
    sign, kind = "+" if now > then else "", "percent" if abs(part) < 0.01 else "whole percent"
    return t("{change} ({share})").format(change=text, share=sign + formatter.number(part, kind))
