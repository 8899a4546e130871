"""The rows of the breakdown's table: each series with its credits, its share and its change."""

from collections import namedtuple

from codex_credits.model import breakdown
from codex_credits.present import formatting, words

Row = namedtuple("Row", "key hue label credits text share change on folded kind bar")


def rows(formatter, table, view, compared):
    """Return the table's `Row`s: the series shown, those folded into "Other" after it, and "Unattributed"."""
    tenths = breakdown.shares([series.total for series in table.series])
    lines = []
    for at, series in enumerate(table.series):
        lines.append(row(formatter, series, tenths[at], view, compared, False, table))
        if series.kind == breakdown.OTHER:
            parts = [None] * len(table.folded)
            if tenths[at] is not None:
                parts = breakdown.shares([one.total for one in table.folded], tenths[at])
            lines += [row(formatter, one, part, view, compared, True, table) for one, part in zip(table.folded, parts)]
    return lines


def row(formatter, series, tenths, view, compared, folded, table):
    """Return the `Row` of one series of `table`."""
    return Row(
        series.key,
        series.hue,
        words.series_name(series, table),
        series.total,
        formatting.format_amount(formatter, series.total, table.unit),
        formatting.format_share(formatter, tenths),
        compared.change_text(formatter, series) if compared else "",
        breakdown.mark(series) not in view.hidden,
        folded,
        series.kind,
        max(0, min(tenths or 0, 1000)),
    )
