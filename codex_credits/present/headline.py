"""The forecast in words: the run-out day, ranges, and what its end is called."""

from codex_credits.model import units
from codex_credits.present import formatting


def at_end(view, *, named=False):
    """Return what the end of the forecast is called: the month's end, or the reset of a period that is no calendar month."""
    if named:
        return "Month's end" if view.calendar else "At the reset"
    return "month's end" if view.calendar else "the reset"


def between(words, values, unit=units.CREDITS):
    """Return the ends of a range of amounts, "10.00 to 20.00"; one figure where they read the same."""
    low, high = formatting.amount(words, values[0], unit), formatting.amount(words, values[-1], unit)
    return low if low == high else f"{low} to {high}"


def run_out_words(words, view):
    """Return the run-out day, and its range, in words."""
    early, middle, late = view.run_out
    if early is None:
        return "not before the reset", "in at least nine of ten ways it may go"
    if middle is None:
        return "probably not before the reset", f"at the earliest {words.day(early, 'short')}"
    if late is None:
        return words.day(middle, "short"), f"likely {words.day(early, 'short')} or later, or not before the reset"
    if early == late:
        return words.day(middle, "short"), ""
    return words.day(middle, "short"), f"likely {words.span(early, late)}"


def reached_between(words, view):
    """Return the range of days on which the limit is reached, in words."""
    early, _, late = view.run_out
    if late is None:
        return f"{words.day(early, 'short')} or later"
    return words.day(early, "short") if early == late else words.span(early, late)
