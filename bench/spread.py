"""Medians and spreads, and how a table of them is printed."""

import statistics


def spread(values):
    """Return {"median", "p10", "p90", "of"} of the values that are known, None when none is."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    deciles = statistics.quantiles(known, n=10, method="inclusive") if len(known) > 1 else known * 9
    return {"median": statistics.median(known), "p10": deciles[0], "p90": deciles[-1], "of": len(known)}


def shown(value):
    """Return a spread as "123 (110-140)"."""
    return "" if value is None else f"{value['median']:.0f} ({value['p10']:.0f}-{value['p90']:.0f})"


def table(head, rows):
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])
