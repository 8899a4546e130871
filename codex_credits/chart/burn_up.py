"""
From a `BurnUp` to paths: the cumulative curve, the limit, the even pace and the period before; fan.py adds the forecast.

As in columns.py all lengths are tenths of a pixel, whole numbers. The scale is that of the curve and the limit, so it
is the same before and after the forecast is known; what the fan would have above the plot is cut off at its top.
"""

from collections import namedtuple

from codex_credits.chart import columns
from codex_credits.model import dates

TOP, BOTTOM, RIGHT = 180, 180, 50  # room for the labels around the plot
ABOVE_LIMIT, ABOVE_USE = 1.22, 1.12  # how much higher than these the plot is
NO_USE = 10  # credits at the top of a plot without any
LABEL_WIDTH = 560  # a day's label, and some space
LABELLED = 0.5  # the even pace has a label until so much of the period is gone

Drawing = namedtuple(
    "Drawing",
    "width height left right top bottom scale ticks labels curve area unknown pace pace_label limit before now",
)
# scale      (tenths of a pixel a day, credits at the top)
# ticks      (y, text); labels: (x, day, anchor)
# curve ...  path data, "" where there is none; limit: its y or None
# pace_label: (x, y) of the label of the even pace, or None; now: (x, y, anchor of its label), or None


def draw(burn_up, width, height, formatter):
    """Return the `Drawing` of the BurnUp `burn_up` in `width` x `height` pixels."""
    width, height = width * 10, height * 10
    highest = top_value(burn_up)
    values = columns.nice_ticks(0, highest)
    values = [value for value in values if value <= highest]
    texts = columns.tick_texts(formatter, values)
    left, right, bottom = columns.left_margin(texts) - 30, width - RIGHT, height - BOTTOM
    scale = ((right - left) / burn_up.length, highest)
    place = placer(left, bottom, scale)
    curve = [place(*point) for point in burn_up.curve]
    now, unknown = None, ""
    if burn_up.now:
        at = place(*burn_up.now)
        if burn_up.complete:
            curve.append(at)
        else:
            unknown = line([curve[-1], at])
        now = at + ("end" if at[0] > left + (right - left) * LABELLED else "start",)
    before = [place(*point) for point in burn_up.before if point[0] <= burn_up.length]
    has_limit = burn_up.limit is not None and burn_up.limit > 0
    return Drawing(
        width=width,
        height=height,
        left=left,
        right=right,
        top=TOP,
        bottom=bottom,
        scale=scale,
        ticks=[(place(0, value)[1], text) for value, text in zip(values, texts)],
        labels=day_labels(burn_up, left, right),
        curve=line(curve) if len(curve) > 1 else "",
        area=f"{line(curve)}V{bottom}H{left}Z" if len(curve) > 1 else "",
        unknown=unknown,
        pace=line([place(0, 0), place(burn_up.length, burn_up.limit)]) if has_limit else "",
        pace_label=(right, bottom - 220) if has_limit and not before and burn_up.elapsed_share <= LABELLED else None,
        limit=place(0, burn_up.limit)[1] if has_limit else None,
        before=line(before) if before else "",
        now=now,
    )


def top_value(burn_up):
    """Return the credits at the top of the plot: more than the limit, the use, and where the use is on its way to."""
    highest = [(burn_up.limit or 0) * ABOVE_LIMIT]
    highest += [value * ABOVE_USE for _, value in burn_up.curve + burn_up.before]
    if burn_up.now:
        highest.append(burn_up.now[1] * ABOVE_USE)
        if not burn_up.limit:
            highest.append(burn_up.now[1] / max(burn_up.now[0] / burn_up.length, 0.25) * ABOVE_LIMIT)
    return max(highest) if max(highest) > columns.SMALLEST else NO_USE


def placer(left, bottom, scale):
    """Return a function from (position, credits) to (x, y), never outside the plot."""
    per_day, highest = scale
    factor = (bottom - TOP) / highest

    def place(days, credits):
        y = bottom - int(credits * factor + 0.5)
        return left + int(days * per_day + 0.5), max(TOP - 60, min(bottom, y))

    return place


def line(points):
    """Return the path through `points`."""
    return "M" + "L".join([f"{x} {y}" for x, y in points])


def day_labels(burn_up, left, right):
    """Return (x, day, anchor) of the first day, of some between, and of the last day of the period."""
    count = max(2, min(6, (right - left) // LABEL_WIDTH))
    found = []
    for at in range(count):
        day = (burn_up.length - 1) * at // (count - 1)
        x = left + (right - left) * day // (burn_up.length - 1)
        anchor = "start" if at == 0 else "end" if at + 1 == count else "middle"
        found.append((x, dates.shift(burn_up.start, day), anchor))
    return found
