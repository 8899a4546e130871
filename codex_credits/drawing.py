"""
From a table to a drawing: paths, ticks and hit areas as text and whole numbers.

All lengths are tenths of a pixel, whole numbers: both interpreters agree on
them to the last digit, and they are short. One path per series, however many
days; one hit area per column. The page scales the group by 0.1.
"""

from collections import namedtuple

from codex_credits import days
from codex_credits.sums import exact_sum

LEFT, RIGHT, TOP, BOTTOM = 440, 40, 220, 220  # room for the labels around the plot
WIDEST_BAR = 320
MOST_DAYS = 92  # more days than this are drawn as weeks
MOST_LABELS = 7
THINNEST = 10  # the least height of a part that is not 0
SMALLEST = 1e-9  # credits; what is less has no scale of its own

Column = namedtuple("Column", "date end state total parts")  # parts: credits per series, aligned with the table's
Drawing = namedtuple("Drawing", "width height left right top bottom zero paths so_far missing line ticks labels hits")
Hit = namedtuple("Hit", "x width column")


def columns(table):
    """Return one `Column` per day, or per week from Monday to Sunday when there are more than `MOST_DAYS`."""
    if len(table.days) <= MOST_DAYS:
        return [
            Column(day.date, day.date, day.state, day.total, [series.values[at] for series in table.series])
            for at, day in enumerate(table.days)
        ]
    weeks, first = [], 0
    for at, day in enumerate(table.days):
        if at + 1 == len(table.days) or days.weekday(day.date) == 6:
            weeks.append(week(table, first, at + 1))
            first = at + 1
    return weeks


def week(table, first, last):
    """Return the days `first` up to `last` (indexes) as one column; it is as complete as its least complete day."""
    rows = table.days[first:last]
    states = [day.state for day in rows]
    state = "so far" if "so far" in states else "missing" if "complete" not in states else "complete"
    if state == "complete" and "missing" in states:
        state = "so far"
    parts = [known_sum(series.values[first:last]) for series in table.series]
    return Column(rows[0].date, rows[-1].date, state, known_sum([day.total for day in rows]), parts)


def known_sum(values):
    """Return the sum of those of `values` that are known, None when none is."""
    known = [value for value in values if value is not None]
    return exact_sum(known) if known else None


def scale(lowest, highest):
    """Return the tick values that enclose `lowest`..`highest`, three to six of them, in steps of 1, 2, 2.5 or 5."""
    lowest, highest = min(lowest, 0), max(highest, 0)
    if highest - lowest < SMALLEST:
        return [0, 0.5, 1]
    rough = (highest - lowest) / 4
    size = 1.0
    while size * 10 <= rough:
        size *= 10
    while size > rough:
        size /= 10
    step = size * 10
    for factor in (1, 2, 2.5, 5):
        if size * factor >= rough:
            step = size * factor
            break
    bottom, top = -int(-lowest / step + 0.999999), int(highest / step + 0.999999)
    return [step * number for number in range(bottom, top + 1)]


def draw(table, width, height, hidden=(), line=None):
    """
    Return the `Drawing` of `table` in `width` x `height` pixels.

    `hidden` holds the keys of series left out. `line` is a list of credits or
    None per column, drawn as a line across the bars (the compared period).
    """
    width, height = width * 10, height * 10
    cols = columns(table)
    visible = [at for at, series in enumerate(table.series) if series.key not in hidden]
    stacks = [stack(column, visible, bool(hidden) or bool(table.series)) for column in cols]
    extents = [value for low, high, _ in stacks for value in (low, high)] + [
        value for value in line or () if value is not None
    ]
    ticks = scale(min(extents + [0]), max(extents + [0]))
    plot = height - TOP - BOTTOM
    top_value, spread = ticks[-1], ticks[-1] - ticks[0]
    factor = plot / spread

    def y(value):
        return TOP + round((top_value - value) * factor)

    band = (width - LEFT - RIGHT) / len(cols)
    bar = max(10, min(WIDEST_BAR, int(band * 0.74)))
    inset = (int(band) - bar) // 2
    lefts = [LEFT + int(at * band) for at in range(len(cols))]
    paths = [(table.series[at], []) for at in visible]
    if not table.series:
        paths = [(None, [])]
    boxes = [found for _, found in paths]
    zero = y(0)
    so_far, missing = [], []
    for at, column in enumerate(cols):
        x = lefts[at] + inset
        low, high, segments = stacks[at]
        up = down = zero
        for place, _, end in segments:
            edge = TOP + round((top_value - end) * factor)
            if end >= 0:
                above, below, up = edge, up, edge
            else:
                above, below, down = down, edge, edge
            if below - above < THINNEST:  # grows away from the zero line, and stays in the plot
                above = max(TOP, below - THINNEST) if end >= 0 else min(above, height - BOTTOM - THINNEST)
                below = above + THINNEST
            boxes[place].append(box(x, above, bar, below - above))
        if column.state == "missing":
            missing.append(box(x, TOP, bar, plot))
        elif column.state == "so far":
            above = max(TOP, min(y(high), y(0) - 2 * THINNEST))
            so_far.append(box(x, above, bar, max(y(low) - above, 2 * THINNEST)))
    return Drawing(
        width,
        height,
        LEFT,
        width - RIGHT,
        TOP,
        height - BOTTOM,
        y(0),
        [(series, "".join(found)) for series, found in paths],
        "".join(so_far),
        "".join(missing),
        polyline(line, lefts, int(band), y),
        [(y(value), value) for value in ticks],
        labels(cols, lefts, int(band), width - LEFT - RIGHT),
        [Hit(lefts[at], int(band), column) for at, column in enumerate(cols)],
    )


def stack(column, visible, split):
    """
    Return (lowest, highest, segments) of one column.

    A segment is (place among the visible series, from, to) in credits; what is
    positive grows up from 0 and what is negative down from it. Without a split
    the total is the only segment.
    """
    if column.total is None:
        return 0, 0, []
    if not split:
        total = column.total
        return min(total, 0), max(total, 0), [(0, 0, total)] if total else []
    up = down = 0
    segments = []
    for place, at in enumerate(visible):
        value = column.parts[at]
        if not value:
            continue
        if value > 0:
            segments.append((place, up, up + value))
            up += value
        else:
            segments.append((place, down, down + value))
            down += value
    return down, up, segments


def box(x, y, width, height):
    """Return the path of a rectangle."""
    return "M%d %dh%dv%dh-%dz" % (x, y, width, height, width)  # noqa: UP031 - a third of an f-string's time on MicroPython


def polyline(values, lefts, band, y):
    """Return the path of a line through the middles of the columns, broken where a value is unknown."""
    if not values:
        return ""
    parts, pen = [], "M"
    for at, value in enumerate(values[: len(lefts)]):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{lefts[at] + band // 2} {y(value)}")
        pen = "L"
    return "".join(parts)


def labels(cols, lefts, band, room):
    """Return (x, date) for at most `MOST_LABELS` columns, evenly apart; Mondays when days are many."""
    most = max(1, min(MOST_LABELS, room // 700))
    every = -(-len(cols) // most)
    if len(cols) > 10 and cols[0].date == cols[0].end:
        every = -(-every // 7) * 7 if every > 2 else every
    first = 0
    if every % 7 == 0 and cols[0].date == cols[0].end:
        while first < len(cols) and days.weekday(cols[first].date) != 0:
            first += 1
    edge = LEFT + room - 130  # the last label stays inside
    return [(min(lefts[at] + band // 2, edge), cols[at].date) for at in range(first, len(cols), every)]
