"""
The budget period: the personal limit and how much of it is used.

A budget period ends when the limit resets and begins a month earlier. Where
ChatGPT tells no reset, it is the calendar month of the read, in UTC. `used` is
ChatGPT's near-real-time figure; the daily rows arrive hours later, so the two
differ; the difference has its sign.
"""

from collections import namedtuple

from codex_credits.model import contract, coverage, dates, units
from codex_credits.model.sums import EPSILON, exact_sum

BudgetPeriod = namedtuple(
    "BudgetPeriod",
    "state limit used remaining used_percent resets_at start end ended daily_sum gap elapsed_share is_reset_reported soft explained unit",
)
# state      set, not_set, unlimited, hidden or unknown
# limit ...  amounts in `unit` or None; remaining may be negative when over the limit
# used_percent   ChatGPT's, unless it contradicts `used` and `limit`
# start, end first and last day of the budget period; ended: `now` is past its reset
# daily_sum   sum of the period's daily rows, None when not all days were read or they are in another unit
# gap        used less daily_sum, None when either is unknown or they were not read together
# elapsed_share  share of the period gone at `now`, 0..1
# is_reset_reported  whether ChatGPT reported `resets_at`; else it is the end of the calendar month
# soft       whether the limit is a budget that is not enforced
# explained  whether days that are not in the daily report yet can be all of the gap
# unit       of limit, used and remaining, "credits" or another; units.UNCLEAR where it is not known to be that of the
#            rows or any

SHORTEST, LONGEST = 25, 35  # days between two resets of one budget
CENTS = (80, 125)  # how many times the daily rows a use is that may be reported in cents
ROUNDING = 1.5  # per cent points by which ChatGPT's rounded share may differ from used / limit


def budget_period(report, now: str) -> BudgetPeriod:
    """Return the `BudgetPeriod` of `report` at the instant `now`."""
    return period_of(report, stored_personal_limit(report), now)


def stored_personal_limit(report) -> dict:
    """Return the personal limit as it is stored, {} where there is none."""
    return (report.limits or {}).get("personal") or {}


def period_of(report, personal: dict, now: str) -> BudgetPeriod:
    """Return the `BudgetPeriod` that `report` would have with `personal` as the personal limit."""
    stored = report.limits or {}
    reported = personal.get("resets_at")
    read = stored.get("fetched_at") or report.fetched_at
    start, end = period_bounds(reported, stored.get("previous_reset"), read)
    resets_at = reported or dates.shift(end, 1) + "T00:00:00Z"
    daily_sum = rows_total(report.mine, start, min(end, read[:10]))
    used, cap = personal.get("used"), personal.get("limit")
    unit = unit_of(personal, report.mine.unit)
    if unit == report.mine.unit and may_be_cents(unit, used, daily_sum):
        unit = units.UNCLEAR
    if unit != report.mine.unit:
        daily_sum = None
    gap = None if used is None or daily_sum is None or coverage.have_different_read_times(report) else used - daily_sum
    whole = dates.minutes(resets_at) - dates.minutes(start + "T00:00:00Z")
    gone = dates.minutes(now) - dates.minutes(start + "T00:00:00Z")
    return BudgetPeriod(
        state=personal.get("state", "unknown"),
        limit=cap,
        used=used,
        remaining=remaining_of(cap, used, personal.get("remaining")),
        used_percent=share_used(cap, used, personal.get("remaining"), personal.get("used_percent")),
        resets_at=resets_at,
        start=start,
        end=end,
        ended=is_past(resets_at, now),
        daily_sum=daily_sum,
        gap=gap,
        elapsed_share=min(max(gone / whole, 0), 1),
        is_reset_reported=reported is not None,
        soft=personal.get("enforcement") == "soft",
        explained=gap is not None and abs(gap) <= max_pending(report.mine),
        unit=unit,
    )


def unit_of(limit: dict, beside: str) -> str:
    """
    Return the unit of the `limit`, whose daily figures are in the unit `beside`.

    ChatGPT's word for it, where `beside` is clear. A limit that tells none is in credits, but not beside figures in
    another unit.
    """
    if limit.get("unit"):
        unit = units.unit_of(limit["unit"])
        return units.UNCLEAR if unit in units.CURRENCIES and beside != unit else unit  # it may be in cents
    if [limit.get(name) for name in ("limit", "used", "remaining")] == [None, None, None]:
        return beside
    return units.CREDITS if beside == units.CREDITS else units.UNCLEAR


def may_be_cents(unit: str, used: float | None, daily_sum: float | None) -> bool:
    """Tell whether a use that is reported in a currency is about 100 times what the daily rows add up to."""
    return bool(unit in units.CURRENCIES and used and daily_sum and CENTS[0] <= used / daily_sum <= CENTS[1])


def daily_unit(report, now: str) -> str:
    """Return the unit of my daily figures; `UNCLEAR` where the limits are reported in it and not on its scale."""
    unit = report.mine.unit
    personal = report.limits["personal"] if report.limits else {}
    unclear = unit_of(personal, unit) == unit and budget_period(report, now).unit != unit
    return units.UNCLEAR if unclear else unit


def in_daily_unit(report, now: str, period: BudgetPeriod | None = None) -> BudgetPeriod:
    """
    Return the `BudgetPeriod` of `report` for sums with its daily rows: without its amounts where they are in another
    unit.

    `period` is that of `budget_period`, where it is known already.
    """
    found = period or budget_period(report, now)
    if found.unit == report.mine.unit:
        return found
    no_amounts = {"limit": None, "used": None, "remaining": None, "unit": None, "used_percent": found.used_percent}
    return period_of(report, stored_personal_limit(report) | no_amounts, now)


def period_bounds(resets_at: str | None, previous: str | None, read: str) -> tuple[str, str]:
    """Return the first and the last day of the period that ends at `resets_at`, or else of the calendar month of `read`."""
    if not resets_at:
        return dates.month_start(read[:10]), dates.month_end(read[:10])
    reset = resets_at[:10]
    start = dates.same_day_last_month(reset)
    if previous and SHORTEST <= dates.ordinal(reset) - dates.ordinal(previous[:10]) <= LONGEST:
        start = previous[:10]
    return start, dates.shift(reset, -1)


def period_days(report, now: str) -> tuple[str, str] | None:
    """Return (first, last day) of the budget period, None if no reset is reported, it begins with a month or later."""
    stored = report.limits if report else None
    if not stored or not stored["personal"].get("resets_at"):
        return None
    reported = stored["personal"]["resets_at"]
    start, end = period_bounds(reported, stored.get("previous_reset"), stored["fetched_at"])
    return None if start[8:] == "01" or start > now[:10] or start < dates.EARLIEST else (start, end)


def current_days(period: BudgetPeriod, now: str) -> tuple[str, str]:
    """
    Return the first and the last day of the period at `now`: those of `period`, or of the one that has begun since.

    After more than a year it is the calendar month: nobody knows when the limit resets by now.
    """
    start, end = period.start, period.end
    if dates.ordinal(now[:10]) - dates.ordinal(end) > 366:
        return dates.month_start(now[:10]), dates.month_end(now[:10])
    while end < now[:10]:
        reset = dates.shift(end, 1)
        start, end = reset, dates.shift(dates.months_earlier(reset, -1), -1)
    return start, end


def is_past(instant: str | None, now: str) -> bool:
    """Tell whether `instant` is known and not after `now`."""
    return instant is not None and dates.minutes(instant) <= dates.minutes(now)


def is_calendar(start: str, end: str) -> bool:
    """Tell whether `start` to `end` is a whole calendar month."""
    return start == dates.month_start(end) and end == dates.month_end(end)


def max_pending(scope) -> float:
    """Return the most that days which are not in the daily report yet may hold: twice the two largest days that are."""
    return 2 * sum(sorted([credits or 0 for credits in scope.totals.values()])[-2:])


def remaining_of(cap, used, reported):
    """Return what is left of `cap`: ChatGPT's figure where it agrees with `used`."""
    if cap is None or used is None:
        return reported
    remaining = cap - used if abs(cap - used) >= EPSILON else 0
    return remaining if reported is None or abs(reported - remaining) > 0.01 else reported


def share_used(cap: float | None, used: float | None, remaining: float | None, reported: float | None) -> float | None:
    """Return how many per cent are used: as ChatGPT tells it, unless its other figures contradict that."""
    if cap is None:
        return reported
    if used is None and remaining is not None and remaining > 0:
        used = cap - remaining
    if used is None:
        return reported
    if cap <= 0 or abs(used) >= cap * 1e9:
        return None
    share = used * 100 / cap
    if reported is None or abs(reported - share) > ROUNDING or (reported < contract.FULL_PERCENT) != (used < cap):
        return share
    return reported


def whole_percent(value: float) -> int:
    """Return `value` as whole per cent, never 100 before it is reached. The badge rounds alike (background/badge.js)."""
    whole = int((value + 0.5) // 1)
    full = contract.FULL_PERCENT
    return full - 1 if whole >= full and value < full else whole


def rows_total(scope, start: str, end: str) -> float | None:
    """Return the sum of the rows from `start` to `end`, or None when ChatGPT was not asked for all those days."""
    if end < start or not scope.covers(start):
        return None
    for first, last in scope.spans:
        if first <= start and last >= end:
            return exact_sum([scope.totals.get(day) for day in dates.between(start, end)])
    return None


def is_used_up(remaining: float | None) -> bool:
    """Tell whether nothing is left of a limit, of which `remaining` is left, None where that is not known."""
    return remaining is not None and remaining <= 0
