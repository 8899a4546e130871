"""
From a table to a drawing: paths, ticks and hit areas as text and whole numbers.

All lengths are tenths of a pixel, whole numbers: both interpreters agree on
them to the last digit, and they are short. One path per series, however many
days; one hit area per column. The page scales the group by 0.1.
"""

from collections import namedtuple

from codex_credits.chart.text_width import text_width
from codex_credits.model import dates
from codex_credits.model.breakdown import mark
from codex_credits.model.sums import exact_sum

LEFT, RIGHT, TOP, BOTTOM = 440, 40, 220, 220  # room for the labels around the plot
WIDEST_BAR = 320
MOST_DAYS = 92  # more days than this are drawn as weeks
MOST_LABELS = 7
THINNEST = 10  # the least height of a part that is not 0
SMALLEST = 1e-9  # credits; what is less has no scale of its own
TINY = 1e-4  # credits; ticks closer than this are written in powers of ten

Column = namedtuple("Column", "date end state total parts")  # parts: credits per series, aligned with the table's
Drawing = namedtuple("Drawing", "width height left right top bottom zero paths so_far missing line ticks labels hits")
HitArea = namedtuple("HitArea", "x width column")


def columns(table):
    """Return one `Column` per day, or per week from Monday to Sunday when there are more than `MOST_DAYS`."""
    if len(table.days) <= MOST_DAYS:
        parts = list(zip(*[series.values for series in table.series])) or [()] * len(table.days)
        return [
            Column(date=day.date, end=day.date, state=day.state, total=day.total, parts=parts[at])
            for at, day in enumerate(table.days)
        ]
    weeks, first = [], 0
    for at, day in enumerate(table.days):
        if at + 1 == len(table.days) or dates.weekday(day.date) == 6:
            weeks.append(merge_week(table, first, at + 1))
            first = at + 1
    return weeks


def future_columns(column, last):
    """Return an empty `Column` for each day after `column`'s up to the day `last`; none where it is a week, or `last` None."""
    if not last or column.date != column.end:
        return []
    return [Column(day, day, "future", None, ()) for day in dates.between(dates.shift(column.date, 1), last)]


def merge_week(table, first, last):
    """Return the days `first` up to `last` (indexes) as one column; it is as complete as its least complete day."""
    rows = table.days[first:last]
    states = [day.state for day in rows]
    state = "so far" if "so far" in states else "missing" if "complete" not in states else "complete"
    if state == "complete" and "missing" in states:
        state = "so far"
    total = known_sum([day.total for day in rows])
    parts = [known_sum(series.values[first:last]) for series in table.series]
    return Column(date=rows[0].date, end=rows[-1].date, state=state, total=total, parts=parts)


def known_sum(values):
    """Return the sum of those of `values` that are known, None when none is."""
    known = [value for value in values if value is not None]
    return exact_sum(known) if known else None


def nice_ticks(lowest, highest):
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


def tick_texts(formatter, ticks):
    """Return how each of `ticks` is written, with as many digits as tell neighbours apart."""
    step = ticks[1] - ticks[0]
    if step >= 1:
        return [formatter.number(value, "compact") for value in ticks]
    if step < TINY:
        return [formatter.number(value, "scientific" if value else "whole") for value in ticks]
    digits = 0
    while digits < 6 and abs(step - round(step * 10**digits) / 10**digits) > step / 1000:
        digits += 1
    return [formatter.number(value, f"digits {digits}") for value in ticks]


def left_margin(texts):
    """Return the room left of the plot that the longest of `texts` needs, and some more for wide letters."""
    return max(LEFT, max([text_width(text) for text in texts]) + 110)


def draw(table, width, height, hidden=(), line=None, formatter=None, last=None):
    """
    Return the `Drawing` of `table` in `width` x `height` pixels.

    `hidden` holds the marks of series left out. `line` is a list of credits or
    None per column, drawn as a line across the bars (the compared period). The
    plot leaves room for the ticks as `formatter` writes them. It reaches to the day `last`, with empty places after
    the table's own last day.
    """
    width, height = width * 10, height * 10
    cols = columns(table)
    places = cols + future_columns(cols[-1], last)
    visible = [at for at, series in enumerate(table.series) if mark(series) not in hidden]
    stacked = bool(hidden) or bool(table.series)
    stacks = [column_parts(column, visible, stacked) for column in cols]
    reached = [0]  # every credit value that must lie in the plot
    for parts in stacks:
        reached.append(sum([part for part in parts if part > 0]))
        reached.append(sum([part for part in parts if part < 0]))
    reached += [value for value in line or () if value is not None]
    ticks = nice_ticks(min(reached), max(reached))
    texts = tick_texts(formatter, ticks) if formatter else ticks
    left = left_margin(texts) if formatter else LEFT
    plot = height - TOP - BOTTOM
    top_value, factor = ticks[-1], plot / (ticks[-1] - ticks[0])

    def y(value):
        return TOP + int((top_value - value) * factor + 0.5)

    band = (width - left - RIGHT) / len(places)
    bar = max(10, min(WIDEST_BAR, int(band * 0.74)))
    inset = (int(band) - bar) // 2
    lefts = [left + int(at * band) for at in range(len(places))]
    shown = [table.series[at] for at in visible] or ([] if stacked else [None])
    paths: list[tuple] = [(series, []) for series in shown]
    boxes = [found for _, found in paths]
    zero = y(0)
    so_far, missing = [], []
    for at, column in enumerate(cols):
        x, parts = lefts[at] + inset, stacks[at]
        highest, lowest = stack_bars(parts, rect_path(x, bar), boxes, zero, top_value, factor, height - BOTTOM)
        if column.state == "missing":
            missing.append(rect_path(x, bar) % (TOP, plot))
        elif column.state == "so far":
            above = max(TOP, min(highest, zero - 2 * THINNEST))
            so_far.append(rect_path(x, bar) % (above, max(lowest - above, 2 * THINNEST)))
    return Drawing(
        width=width,
        height=height,
        left=left,
        right=width - RIGHT,
        top=TOP,
        bottom=height - BOTTOM,
        zero=zero,
        paths=[(series, "".join(found)) for series, found in paths],
        so_far="".join(so_far),
        missing="".join(missing),
        line=line_path(line, lefts, int(band), y),
        ticks=[(y(value), text) for value, text in zip(ticks, texts)],
        labels=date_labels(places, lefts, int(band), width - RIGHT),
        hits=[HitArea(x=lefts[at], width=int(band), column=column) for at, column in enumerate(cols)],
    )


def column_parts(column, visible, stacked):
    """
    Return the credits piled up in one column: one value per visible series, 0 where there is none.

    When not `stacked`, the total is the only one. A column nobody has reported is empty.
    """
    if column.total is None:
        return []
    if not stacked:
        return [column.total]
    return [column.parts[at] or 0 for at in visible]


def stack_bars(parts, box, boxes, zero, top_value, factor, floor):
    """
    Add the box of each of `parts` to its series' list, and return the (highest, lowest) edge reached.

    What is positive grows up from the zero line and what is negative down from it, each from where the last one ended;
    a part that is not 0 has `THINNEST` at least, and stays in the plot. `box` takes (top, height).
    """
    above = below = 0  # credits piled up, and down
    up = down = zero
    for place, part in enumerate(parts):
        if part > 0:
            above += part
            top = TOP + int((top_value - above) * factor + 0.5)
            foot, up = up, top
            if foot - top < THINNEST:
                top = max(TOP, foot - THINNEST)
                foot = top + THINNEST
            boxes[place].append(box % (top, foot - top))
        elif part < 0:
            below += part
            foot = TOP + int((top_value - below) * factor + 0.5)
            top, down = down, foot
            if foot - top < THINNEST:
                top = min(top, floor - THINNEST)
                foot = top + THINNEST
            boxes[place].append(box % (top, foot - top))
    return up, down


def rect_path(x, width):
    """Return the path of a rectangle with `x` and `width` written in, and room for its top and its height."""
    return "M%d %%dh%dv%%dh-%dz" % (x, width, width)  # noqa: UP031 - a third of an f-string's time on MicroPython


def line_path(values, lefts, band, y):
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


def date_labels(cols, lefts, band, right):
    """Return (x, date) for at most `MOST_LABELS` columns, evenly apart; Mondays when days are many."""
    most = max(1, min(MOST_LABELS, (right - lefts[0]) // 700))
    every = -(-len(cols) // most)
    if len(cols) > 10 and cols[0].date == cols[0].end:
        every = -(-every // 7) * 7 if every > 2 else every
    first = 0
    if every % 7 == 0 and cols[0].date == cols[0].end:
        while first < len(cols) and dates.weekday(cols[first].date) != 0:
            first += 1
    edge = right - 130  # the last label stays inside
    return [(min(lefts[at] + band // 2, edge), cols[at].date) for at in range(first, len(cols), every)]
