"""The forecast in words: the run-out day, ranges, and what its end is called."""

from codex_credits.model import units
from codex_credits.present import formatting


def end_name(view, *, named=False):
    """Return what the end of the forecast is called: the month's end, or the reset of a period that is no calendar month."""
    if named:
        return "Month's end" if view.calendar else "At the reset"
    return "month's end" if view.calendar else "the reset"


def amount_range(formatter, values, unit=units.CREDITS):
    """Return the ends of a range of amounts, "10.00 to 20.00"; one figure where they read the same."""
    low, high = (
        formatting.format_amount(formatter, values[0], unit),
        formatting.format_amount(formatter, values[-1], unit),
    )
    return low if low == high else f"{low} to {high}"


def need_text(formatter, needed, limit, unit):
    """Return what is needed in all, and how much more than the limit that is."""
    more = formatting.format_estimate(formatter, needed - limit, unit)
    return f"about {formatting.format_estimate(formatter, needed, unit)} needed, {more} more than your limit"


def run_out_text(formatter, view):
    """Return the run-out day, and its range, in words."""
    early, middle, late = view.run_out
    if early is None:
        return "not before the reset", "in at least 9 of 10 simulations"
    if middle is None:
        return "probably not before the reset", f"at the earliest {formatter.day(early, 'short')}"
    if late is None:
        return formatter.day(
            middle, "short"
        ), f"likely {formatter.day(early, 'short')} or later, or not before the reset"
    if early == late:
        return formatter.day(middle, "short"), ""
    return formatter.day(middle, "short"), f"likely {formatter.span(early, late)}"


def run_out_range(formatter, view):
    """Return the range of days on which the limit is reached, in words."""
    early, _, late = view.run_out
    if late is None:
        return f"{formatter.day(early, 'short')} or later"
    return formatter.day(early, "short") if early == late else formatter.span(early, late)
