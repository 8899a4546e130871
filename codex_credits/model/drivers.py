"""
Drivers: what made the difference to the compared period, in parts that add up to it.

Two views of one difference. By activity: more or fewer active days at the old
rate (the activity effect), and another rate on the new active days (the rate
effect). By series: each one's own difference. The difference and its parts are whole numbers of `QUANTUM`, and
the last part takes what rounding left, so the parts add up to the last digit, in
any order.
"""

from collections import namedtuple

from codex_credits.model import breakdown, dates

QUANTUM = 1 / 1048576  # credits; a power of two, below what counts as a difference (`breakdown.TOLERANCE`)
HISTORY_WEEKS = 8
FEWEST_SAME_DAYS = 4  # same weekdays needed before a day can be called a spike
MOST_SPIKES = 2
LEAST_SHARE = 0.05  # of the range's total

Change = namedtuple("Change", "now then difference active_days active_days_then activity_effect rate_effect series")
# difference: `now` less `then` in whole quanta; activity_effect and rate_effect add up to it, and so do the parts of
# series, [(label, amount)]
Anomaly = namedtuple("Anomaly", "day credits usual")


def decompose(table, compared):
    """Return the `Change` between `table` and the compared period, or None when a side is unknown."""
    if compared.change is None:
        return None
    difference = quantize(compared.change) if abs(compared.change) > breakdown.TOLERANCE else 0
    now_days, then_days = count_active_days(table), count_active_days(compared.table)
    by_days = quantize((now_days - then_days) * compared.then / then_days) if then_days else difference
    return Change(
        now=table.total,
        then=compared.then,
        difference=difference,
        active_days=now_days,
        active_days_then=then_days,
        activity_effect=by_days,
        rate_effect=difference - by_days,
        series=series_effects(table, compared, difference),
    )


def series_effects(table, compared, difference):
    """
    Return (label, credits) of what each series made of the `difference`,
    the largest first, the rest as unattributed.
    """
    now, then = series_by_key(table), series_by_key(compared.table)
    found = []
    for key in set(now) | set(then):
        series = now.get(key) or then[key]
        change = (now[key].total if key in now else 0) - (then[key].total if key in then else 0)
        if abs(change) > breakdown.TOLERANCE:
            found.append((-abs(change), key, series.label, quantize(change)))
    parts = [(label, change) for _, _, label, change in sorted(found)]
    rest = difference - sum([change for _, change in parts])
    if rest and (not parts or abs(rest) > breakdown.TOLERANCE * (len(now) + len(then) + 1)):
        return parts + [("Unattributed", rest)]
    return parts[:-1] + [(label, change + rest) for label, change in parts[-1:]]


def series_by_key(table):
    """Return key -> series of `table` as ChatGPT has them: those folded into "Other", and not "Other" itself."""
    return {one.key: one for one in table.series + table.folded if one.kind == breakdown.SERIES}


def quantize(credits: float) -> float:
    """Return `credits` rounded to a whole number of `QUANTUM`."""
    return round(credits / QUANTUM) * QUANTUM


def up_to_last_complete(table):
    """Return the last complete day of `table`, up to which a comparison is fair; None without one."""
    for day in reversed(table.days):
        if day.state == breakdown.COMPLETE:
            return day.date
    return None


def count_active_days(table):
    """Return how many days of `table` have credits."""
    return len([day for day in table.days if day.total])


def find_anomalies(scope, table):
    """
    Return the spikes: at most `MOST_SPIKES` complete days far above the same weekday's median, the highest first.

    Far is more than three times the usual distance (the median absolute
    deviation, scaled to a standard deviation by 1.4826) and more than half the
    median itself. A day that is less than `LEAST_SHARE` of the range is none,
    whatever is usual; days before the first used one are not taken for idle ones.
    """
    used = [day for day, credits in scope.totals.items() if credits]
    if not used or not table.total or table.total <= 0:
        return []
    began, found = min(used), []
    for day in table.days:
        if day.state != breakdown.COMPLETE or not day.total or day.total < LEAST_SHARE * table.total:
            continue
        same = same_weekdays(scope, day.date, began)
        if len(same) < FEWEST_SAME_DAYS:
            continue
        usual = median(same)
        distance = 1.4826 * median([abs(value - usual) for value in same])
        if day.total - usual > max(3 * distance, abs(usual) / 2, 1):
            found.append(Anomaly(day.date, day.total, usual))
    found.sort(key=lambda one: (-(one.credits - one.usual), one.day))
    return found[:MOST_SPIKES]


def same_weekdays(scope, day, began):
    """Return the credits of the complete same weekdays in the weeks before `day`, none before the day `began`."""
    same = []
    for week in range(1, HISTORY_WEEKS + 1):
        earlier = dates.shift(day, -7 * week)
        if earlier < began:
            break
        state, credits = breakdown.day_total(scope, earlier, day)
        if state == breakdown.COMPLETE:
            same.append(credits)
    return same


def median(values: list[float]) -> float:
    """Return the median of `values`."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
