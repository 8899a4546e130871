"""
Bars of rows: a share of a whole, and differences that lie on both sides of a common zero.

Lengths are whole thousandths of the room a bar has, so one shape fits every width.
"""

from collections import namedtuple

WHOLE = 1000
THINNEST = 6  # of WHOLE: the least length of what is not 0

Bar = namedtuple("Bar", "start length zero tone")
# start, length: where the bar begins and how long it is, 0..WHOLE; zero: where the zero line lies, None without one
# tone: a word for styles


def share_bar(percent, tone):
    """Return the `Bar` of `percent` (0..100; beyond it the bar is full), None where it is unknown."""
    if percent is None:
        return None
    length = round(max(0, min(100, percent)) * WHOLE / 100)
    return Bar(0, max(length, THINNEST) if percent > 0 else 0, None, tone)


def diverging_bars(values):
    """Return the `Bar` of each of `values` on one scale: "more" to the right of a common zero, "less" to its left."""
    lowest, highest = min([0] + list(values)), max([0] + list(values))
    span = highest - lowest
    zero = round(-lowest * WHOLE / span) if span else WHOLE // 2
    return [diverging_bar(value, span, zero) for value in values]


def diverging_bar(value, span, zero):
    """Return the `Bar` of `value` where `span` is the whole scale and `zero` the place of the zero line."""
    if not value:
        return Bar(zero, 0, zero, "same")
    length = max(THINNEST, round(abs(value) * WHOLE / span))
    if value > 0:
        start = min(zero, WHOLE - length)
        return Bar(start, length, zero, "more")
    return Bar(max(0, zero - length), length, zero, "less")
