"""
Burn-up: the cumulative credits of a whole budget period, day by day, beside its limit and the period before.

A position is a number of days since the period began: 0 is its first midnight in UTC, `length` its end. The curve
ends at the first day whose credits nobody has reported: a later point is told only by ChatGPT's own figure of the use
so far.
"""

from collections import namedtuple

from codex_credits.model import breakdown, budget, coverage, dates

FIRST_DAYS = 3  # so many days into a period, the one before still tells more
UNREPORTED_DAYS = 2  # a daily report is at most so far behind when all is well
MINUTES = 1440  # of a day

BurnUp = namedtuple(
    "BurnUp",
    "start end length read curve now complete limit elapsed_share today before before_days ended unit days_read",
)
# start, end   first and last day of the period at the present moment, which is not the report's when that has `ended`
# read         instant of `now`
# curve        [(position, credits)] at the end of each day that is known, from (0, 0) on
# now          (position, credits) of the use so far when it was read, None when it is unknown
# complete     whether the curve reaches `now` without a day that nobody has reported
# days_read    when the days were read, where that was before the limit was; else None
# limit        in `unit`, or None; elapsed_share: share of the period gone, 0..1
# today        credits of today so far, None when unknown
# before       the curve of the period before, [] where it says little or not all of it is known; before_days: its ends


def burn_up(report, now, period=None):
    """Return the `BurnUp` of `report` at the instant `now`; `period` is its `BudgetPeriod`, where that is known already."""
    period = budget.in_daily_unit(report, now, period)
    start, end = budget.current_days(period, now)
    length = dates.length(start, end)
    gone = min(max(position(now, start) / length, 0), 1)
    [(_, today)] = breakdown.day_totals(report.mine, [now[:10]], now[:10])
    read = min((report.limits or {}).get("fetched_at") or report.fetched_at, now)
    limit = period.limit if period.state == "set" else None
    curve, point, complete = [(0, 0)], None, False
    if not period.ended:
        rows = breakdown.day_totals(report.mine, dates.between(start, min(end, read[:10])), read[:10])
        curve, whole = accumulate(rows)
        used = period.daily_sum if period.used is None else period.used
        if used is not None:
            point = (min(max(position(read, start), 0), length), used)
            complete = whole and point[0] - curve[-1][0] <= UNREPORTED_DAYS
    before_days = (dates.same_day_last_month(start), dates.shift(start, -1))
    if before_days[1] == period.end:
        before_days = (period.start, period.end)
    before = []
    if period.ended and before_days == (period.start, period.end):
        before = closed_curve(report.mine, period, read)
    elif limit is None or period.ended or position(now, start) < FIRST_DAYS:
        before = previous_curve(report.mine, before_days, now[:10])
    return BurnUp(
        start=start,
        end=end,
        length=length,
        read=read,
        curve=curve,
        now=point,
        complete=complete,
        limit=limit,
        elapsed_share=gone,
        today=today,
        before=before,
        before_days=before_days,
        ended=period.ended,
        unit=period.unit,
        days_read=coverage.days_behind(report),
    )


def position(instant, start):
    """Return how many days after the midnight that begins `start` the `instant` is."""
    return (dates.minutes(instant) - dates.minutes(start + "T00:00:00Z")) / MINUTES


def accumulate(rows):
    """
    Return the curve of `rows`, (state, credits) of the days from the first on, and whether no day of them is unknown.

    A day that is still filling in has no point of its own.
    """
    curve, total = [(0, 0)], 0
    for at, (state, credits) in enumerate(rows):
        if state == breakdown.SO_FAR:
            return curve, True
        if credits is None:
            return curve, False
        total += credits
        curve.append((at + 1, total))
    return curve, True


def previous_curve(scope, days, today):
    """Return the curve of the period from `days[0]` to `days[1]`; [] unless every day of it is known, and one was used."""
    if not scope.covers(days[0]) or days[0] < dates.EARLIEST:
        return []
    rows = breakdown.day_totals(scope, dates.between(*days), today)
    if any(state != breakdown.COMPLETE for state, _ in rows):
        return []
    curve, _ = accumulate(rows)
    return curve if curve[-1][1] > 0 else []


def closed_curve(scope, period, read):
    """Return the curve of a `period` that has ended since it was read, up to the use at the instant `read`."""
    curve, whole = accumulate(breakdown.day_totals(scope, dates.between(period.start, period.end), read[:10]))
    if period.used is None or not whole:
        return []
    return curve + [(position(read, period.start), period.used)]
