"""
What changed: the difference to the compared period, split so that it adds up.

Two views of one difference. By rhythm: more or fewer active days at the old
pace, and a higher or lower pace on today's active days. By series: each one's
own difference. In both the last part takes the rounding, so the parts add up to
the difference exactly.
"""

from collections import namedtuple

from codex_credits import comparison, days, split

HISTORY_WEEKS = 8
FEWEST_SAME_DAYS = 4  # same weekdays needed before a day can be called unusual

Change = namedtuple("Change", "now then difference active_days active_days_then rhythm series")
# rhythm, series: [(name, credits)], each adding up to `difference`
Unusual = namedtuple("Unusual", "day credits usual")


def decomposed(table, compared):
    """Return the `Change` between `table` and the compared period, or None when a side is unknown."""
    if compared.change is None:
        return None
    now_days, then_days = active(table), active(compared.table)
    pace_then = compared.then / then_days if then_days else 0
    by_days = (now_days - then_days) * pace_then
    rhythm = [("Active days", by_days), ("Credits per active day", compared.change - by_days)]
    keys = [series.key for series in table.series + table.folded if series.key not in (split.OTHER, split.UNATTRIBUTED)]
    labels = {series.key: series.label for series in table.series + table.folded}
    for series in compared.table.series + compared.table.folded:
        if series.key not in keys and series.key not in (split.OTHER, split.UNATTRIBUTED):
            keys.append(series.key)
            labels[series.key] = series.label
    totals = {series.key: series.total for series in table.series + table.folded}
    parts = [(key, labels[key], totals.get(key, 0) - comparison.series_then(compared, key)) for key in keys]
    parts.sort(key=lambda part: (-abs(part[2]), part[0]))
    rest = compared.change - sum(part[2] for part in parts)
    series = [(label, amount) for _, label, amount in parts]
    if abs(rest) > split.TOLERANCE or not series:
        series.append(("Unattributed", rest))
    else:
        series[-1] = (series[-1][0], series[-1][1] + rest)
    return Change(table.total, compared.then, compared.change, now_days, then_days, rhythm, series)


def active(table):
    """Return how many days of `table` have credits."""
    return len([day for day in table.days if day.total])


def unusual(scope, table):
    """
    Return the complete days far from the same weekday's median, farthest first, at most five.

    Far is more than three times the usual distance (the median absolute
    deviation, scaled to a standard deviation by 1.4826) and more than half the
    median itself.
    """
    found = []
    for day in table.days:
        if day.state != split.COMPLETE or day.total is None:
            continue
        same = []
        for week in range(1, HISTORY_WEEKS + 1):
            past = days.shift(day.date, -7 * week)
            if scope.covers(past):
                same.append(scope.totals.get(past, 0))
        if len(same) < FEWEST_SAME_DAYS:
            continue
        usual = median(same)
        distance = 1.4826 * median([abs(value - usual) for value in same])
        if abs(day.total - usual) > max(3 * distance, abs(usual) / 2, 1):
            found.append(Unusual(day.date, day.total, usual))
    found.sort(key=lambda one: (-abs(one.credits - one.usual), one.day))
    return found[:5]


def median(values):
    """Return the median of `values`."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
