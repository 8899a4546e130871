"""
How far off the forecast was: made again for past budget periods, from the days that were known then.

Nothing is stored for it. The days have the figures of today, so a day that ChatGPT restated since counts with what
it is now. Only a period of which every day was read has a score.
"""

from collections import namedtuple

from codex_credits.model import budget, dates, forecast

QUARTERS = (1, 2, 3)  # of the period gone
PERIODS = 2  # how many periods are looked back at

Score = namedtuple("Score", "start end actual points")  # points: a Point for each of QUARTERS
Point = namedtuple("Point", "quarter day predicted error in_range")
# day: the forecast is that of the morning of this day; said: (low, middle, high), None with too few days
# error: the middle's, as a share of `actual`, None where there is none; inside: whether `actual` lies in the range


def past_periods(report, now):
    """Return the (first, last) days of the last complete budget periods, the newest first."""
    found = budget.budget_period(report, now)
    first = 0 if found.ended else 1
    return [dates.period_before((found.start, found.end), first + back) for back in range(PERIODS)]


def score(report, start, end):
    """Return the `Score` of the period from `start` to `end`, None where not all of its days are known and complete."""
    mine = report.mine
    if not mine.fresh or mine.fresh[:10] <= end or start < dates.EARLIEST:
        return None
    actual = budget.rows_total(mine, start, end)
    if actual is None or actual <= 0:
        return None
    points = [point(mine, start, end, actual, quarter) for quarter in QUARTERS]
    return Score(start, end, actual, points)


def point(scope, start, end, actual, quarter):
    """Return the `Point` of the forecast that was made when so many quarters of the period were gone."""
    day = dates.shift(start, dates.length(start, end) * quarter // 4)
    morning = day + "T00:00:00Z"
    past = forecast.history(scope.totals, morning, day, scope.covers)  # takes the days before `day` only
    view = forecast.forecast(past, period_without_limit(start, end), morning)
    if view is None:
        return Point(quarter, day, None, None, None)
    low, middle, high = view.period_end
    return Point(quarter, day, view.period_end, (middle - actual) / actual, low <= actual <= high)


def period_without_limit(start, end):
    """Return the budget period from `start` to `end` as the daily figures tell it: no limit, no use of ChatGPT's."""
    return budget.BudgetPeriod(
        state="not_set",
        limit=None,
        used=None,
        remaining=None,
        used_percent=None,
        resets_at=dates.shift(end, 1) + "T00:00:00Z",
        start=start,
        end=end,
        ended=False,
        daily_sum=None,
        gap=None,
        elapsed_share=None,
        is_reset_reported=None,
        soft=None,
        explained=None,
        unit=None,
    )
