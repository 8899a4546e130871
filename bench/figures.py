"""Medians and spreads, and how a table of them is printed."""

import statistics


def spread(values):
    """Return {"median", "p10", "p90", "of"} of the values that are known, None when none is."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    return {
        "median": statistics.median(known), "p10": known[int((len(known) - 1) * 0.1)], "p90": known[round((len(known) - 1) * 0.9)],
        "of": len(known),
    }  # fmt: skip


def shown(value):
    """Return a spread as "123 (110-140)"."""
    return "" if value is None else f"{value['median']:.0f} ({value['p10']:.0f}-{value['p90']:.0f})"


def table(head, rows):
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])
