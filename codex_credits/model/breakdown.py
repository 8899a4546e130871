"""
Day x series tables: one scope's credits over a range, by one breakdown.

Every view of the credits - chart, table, callout, export - is read from one
`BreakdownTable`. The day's authoritative total stands whatever its parts add up to; the
difference is a series of its own, "Unattributed". At most `MOST_SERIES` are
named, the rest are folded into "Other". An unknown is None, never 0.
"""

from collections import namedtuple

from codex_credits.model import dates as calendar
from codex_credits.model.labels import distinct, normalize_client_key, series_label
from codex_credits.model.sums import EPSILON, exact_sum, total_of

MOST_SERIES = 8
MOST_AT_ONCE = 100  # columns given to one call: MicroPython has little room for arguments
MOST_TABLES = 12  # a scope remembers
LARGEST_SHARE = 100  # times the whole; beyond it refunds have eaten the whole up
TOLERANCE = 1e-6  # parts and total within this are the same amount
# What a series is. Only its kind tells: ChatGPT may call a series of its own by any key, "~other" too.
SERIES, OTHER, UNATTRIBUTED = "series", "other", "unattributed"
OTHER_KEY, UNATTRIBUTED_KEY = "~other", "~unattributed"

COMPLETE, SO_FAR, MISSING = "complete", "so far", "missing"

Day = namedtuple("Day", "date state total")  # total: credits or None
Series = namedtuple("Series", "key label hue values total kind")  # values aligned with the days, None where no cell
# `unread`: how many of the days nobody has been asked for, so that the total leaves them out
BreakdownTable = namedtuple("BreakdownTable", "scope breakdown start end days series folded total source unread unit")

HUES = 8
OTHER_HUE = "other"
UNATTRIBUTED_HUE = "unattributed"

# Keys seen so often that their colour is fixed; any other key takes the one its letters give.
KNOWN_HUES = {
    "gpt-5.6-sol": 0, "gpt-5.6-terra": 1, "gpt-5.6-luna": 2, "gpt-5.5": 3, "gpt-5.4": 4, "gpt-5.4-mini": 5,
    "codex-auto-review": 6, "gpt-5.3-codex": 7,
    "cli": 0, "vscode": 1, "web": 2, "desktop_app": 3, "github_code_review": 4, "exec": 5, "work_desktop": 6,
    "slack": 7,
    "codex": 0, "work": 1, "chatgpt": 2,
    "standard": 0, "fast": 1, "priority": 2,
    "low": 2, "medium": 0, "high": 1, "xhigh": 3, "minimal": 4,
}  # fmt: skip


def build_table(scope, name: str, start: str, end: str, today: str) -> BreakdownTable:
    """
    Return the `BreakdownTable` of `scope` by the breakdown `name` from `start` to `end` (days, both in).

    A breakdown that was never read gives a table whose days have totals and no
    series. Raises ReportError for columns that cannot be read. A scope remembers its
    last tables: hiding a series, or returning to a breakdown, computes nothing again.
    """
    asked = (name, start, end, today)
    if asked not in scope.tables:
        if len(scope.tables) >= MOST_TABLES:
            scope.tables.clear()
        scope.tables[asked] = compute_table(scope, name, start, end, today)
    return scope.tables[asked]


def compute_table(scope, name: str, start: str, end: str, today: str) -> BreakdownTable:
    """Return the table, worked out."""
    dates = calendar.between(start, end)
    rows = [Day(date, *told) for date, told in zip(dates, day_totals(scope, dates, today))]
    stored = scope.breakdown(name, start, end)
    unknown = [at for at, day in enumerate(rows) if day.total is None]
    series, labels = [], known_labels(scope.labelled, name, start, end)
    for column, cells in zip(stored.columns, stored.aligned(dates)) if stored else ():
        values = blank_days(cells, unknown)
        if any(values):
            label, total = labels.get(column.key) or series_label(name, column), total_of(values)
            series.append(Series(key=column.key, label=label, hue=0, values=values, total=total, kind=SERIES))
    series.sort(key=lambda one: (-abs(one.total), one.key))
    series = assign_hues(series)
    shown, folded = series[:MOST_SERIES], series[MOST_SERIES:]
    if len(folded) == 1:
        shown, folded = series, []
    if folded:
        values = sum_columns([one.values for one in folded])
        label, total = f"Other ({len(folded)})", total_of(values)
        shown.append(Series(key=OTHER_KEY, label=label, hue=OTHER_HUE, values=values, total=total, kind=OTHER))
    rest = unattributed_series(rows, series) if series or (stored and overlaps(stored.spans, start, end)) else None
    if rest:
        shown.append(rest)
    known = [day.total for day in rows if day.total is not None]
    unread = len([day for day in rows if day.state == MISSING and not scope.covers(day.date)])
    return BreakdownTable(
        scope=scope.name,
        breakdown=name,
        start=start,
        end=end,
        days=rows,
        series=shown,
        folded=folded,
        total=total_of(known) if known else None,
        source=scope.source,
        unread=unread,
        unit=scope.unit,
    )


def known_labels(scope, name, start, end):
    """Return {key: label} of ChatGPT's own labels for the breakdown `name` of `scope`, which may be None."""
    stored = scope and scope.breakdown(name, start, end)
    return {one.key: one.label for one in stored.columns if one.label and one.label != one.key} if stored else {}


def mark(one: Series) -> str:
    """Return what tells a series (or its row) apart from every other in the page and in `View.hidden`."""
    return f"{one.kind}:{one.key}"


def overlaps(spans: list, start: str, end: str) -> bool:
    """Tell whether any day from `start` to `end` lies in one of `spans`."""
    return any(first <= end and start <= last for first, last in spans)


def day_total(scope, date, today):
    """Return (state, credits or None) of one day."""
    return day_totals(scope, [date], today)[0]


def day_totals(scope, dates, today):
    """
    Return (state, credits or None) of each of `dates`.

    A day is complete once the source's freshness stamp is past its end; until
    then it is "so far". A past day without a row is a real 0 only when the
    source was fresh enough to know; otherwise nobody has reported it.
    """
    totals, told, through = scope.totals, [], scope.fresh and scope.fresh[:10]
    for date in dates:
        total = totals.get(date)
        if total is not None and abs(total) < EPSILON:
            total = 0  # parts that cancel out; nothing was used
        if date >= today:
            told.append((SO_FAR, total))
        elif total is not None:
            told.append((SO_FAR if through and through <= date else COMPLETE, total))
        elif through and through > date and scope.covers(date):
            told.append((COMPLETE, 0))
        else:
            told.append((MISSING, None))
    return told


def blank_days(values, unknown):
    """Return `values` without those of the days whose total is unknown: the rows of a table add up to its total."""
    if not unknown:
        return values
    kept = list(values)
    for at in unknown:
        kept[at] = None
    return kept


def unattributed_series(rows: list[Day], series: list[Series]) -> Series | None:
    """Return the series of what the parts leave of each day's total, or None when they leave nothing."""
    values, found = [], False
    sums = sum_columns([one.values for one in series]) if series else [None] * len(rows)
    for day, parts in zip(rows, sums):
        gap = None if day.total is None else day.total - (parts or 0)
        if gap is not None and abs(gap) > TOLERANCE:
            found = True
            values.append(gap)
        else:
            values.append(None)
    if not found:
        return None
    return Series(
        key=UNATTRIBUTED_KEY,
        label="Unattributed",
        hue=UNATTRIBUTED_HUE,
        values=values,
        total=total_of(values),
        kind=UNATTRIBUTED,
    )


def assign_hues(series: list[Series]) -> list[Series]:
    """
    Return `series` with a label no other has, and a hue by key and not by rank, so that colours stay across ranges.

    Two of the first `MOST_SERIES` never share one: those with a fixed colour
    have it, any other takes the one its letters give or the next that is free.
    The rest have the colour of "Other".
    """
    hues, taken = {}, set()
    keys = [one.key for one in series[:MOST_SERIES]]
    for key in sorted(keys, key=lambda key: (normalize_client_key(key) not in KNOWN_HUES, key)):
        hue = KNOWN_HUES.get(normalize_client_key(key))
        if hue is None:
            hue = hash_hue(key)
        while hue in taken:
            hue = (hue + 1) % HUES
        taken.add(hue)
        hues[key] = hue
    return [
        Series(
            key=one.key,
            label=name,
            hue=hues.get(one.key, OTHER_HUE),
            values=one.values,
            total=one.total,
            kind=one.kind,
        )
        for one, name in zip(series, distinct(series))
    ]


def hash_hue(key: str) -> int:
    """Return a hue that is the same for the same key everywhere."""
    number = 0
    for letter in key[:64]:
        number = (number * 31 + ord(letter)) % 1009
    return number % HUES


def sum_columns(columns):
    """Return the sum of each day over `columns`, None where none of them has a value."""
    if len(columns) > MOST_AT_ONCE:
        return sum_columns(
            [sum_columns(columns[at : at + MOST_AT_ONCE]) for at in range(0, len(columns), MOST_AT_ONCE)]
        )
    count = len(columns)
    return [None if cells.count(None) == count else sum(filter(None, cells)) for cells in zip(*columns)]


def shares(amounts, whole=1000):
    """
    Return the share of each amount in tenths of a per cent, adding up to exactly `whole`.

    Largest remainder (Hamilton's method). None for each when the amounts add up
    to nothing, to less, or to next to nothing beside one of them: a share of
    that means nothing.
    """
    total = exact_sum(amounts)
    if total <= 0 or max([abs(amount) for amount in amounts]) > LARGEST_SHARE * total:
        return [None] * len(amounts)
    exact = [amount * whole / total for amount in amounts]
    floors = [int(value // 1) for value in exact]
    left = whole - sum(floors)
    order = sorted(range(len(amounts)), key=lambda at: (floors[at] - exact[at], at))
    for at in order[:left]:
        floors[at] += 1
    return floors
