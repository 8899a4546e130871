"""The forecast in words: the run-out day, ranges, and what its end is called."""

from codex_credits.model import units
from codex_credits.present import formatting
from codex_credits.present.i18n import t


def amount_range(formatter, values, unit=units.CREDITS):
    """Return the ends of a range of amounts, "10.00 to 20.00"; one figure where they read the same."""
    low, high = (
        formatting.format_amount(formatter, values[0], unit),
        formatting.format_amount(formatter, values[-1], unit),
    )
    return low if low == high else t("{low} to {high}").format(low=low, high=high)


def need_text(formatter, needed, limit, unit):
    """Return what is needed in all, and how much more than the limit that is."""
    more = formatting.format_estimate(formatter, needed - limit, unit)
    needed = formatting.format_estimate(formatter, needed, unit)
    return t("about {amount} needed, {more} more than your limit").format(amount=needed, more=more)


def run_out_text(formatter, view):
    """Return the run-out day, and its range, in words."""
    early, middle, late = view.run_out
    if early is None:
        return t("not before the reset"), t("in at least 9 of 10 simulations")
    first = formatter.day(early, "short")
    if middle is None:
        return t("probably not before the reset"), t("at the earliest {day}").format(day=first)
    day = formatter.day(middle, "short")
    if late is None:
        return day, t("likely {day} or later, or not before the reset").format(day=first)
    if early == late:
        return day, ""
    return day, t("likely {range}").format(range=formatter.span(early, late))
