"""
The period card: the personal limit of this budget month and how it is used.

A budget month is a calendar month in UTC. `used` is ChatGPT's near-real-time
figure; the daily rows arrive hours later, so the two differ and the difference
is shown as "not yet itemised", signed, never invented away.
"""

from collections import namedtuple

from codex_credits import days
from codex_credits.sums import exact_sum

Period = namedtuple(
    "Period",
    "state limit used left per_cent resets_at start end ended itemised gap pace",
)
# state      set, not_set, unlimited, hidden or unknown
# limit ...  credits or None; left may be negative when over the limit
# start, end first and last day of the budget month; ended: `now` is past it
# itemised   credits of the month's daily rows, None when not all days were read
# gap        used less itemised, None when either is unknown
# pace       share of the month gone at `now`, 0..1


def period(report, now):
    """Return the `Period` of `report` at the instant `now`."""
    personal = report.limits["personal"] if report.limits else {}
    resets_at = personal.get("resets_at")
    read = report.limits["fetched_at"] if report.limits else report.fetched_at
    last = days.shift(resets_at[:10], -1) if resets_at else days.month_end(read[:10])
    start, end = days.month_start(last), days.month_end(last)
    itemised = month_total(report.mine, start, min(end, read[:10]))
    used = personal.get("used")
    cap, left = personal.get("limit"), personal.get("left")
    if cap is not None and used is not None and (left is None or used > cap):
        left = cap - used
    per_cent = personal.get("per_cent")
    if per_cent is None and used is not None and cap and abs(used) < abs(cap) * 1e9:
        per_cent = used * 100 / cap
    gone = days.minutes(now) - days.minutes(start + "T00:00:00Z")
    whole = days.length(start, end) * 1440
    return Period(
        personal.get("state", "unknown"),
        cap,
        used,
        left,
        per_cent,
        resets_at or days.shift(end, 1) + "T00:00:00Z",
        start,
        end,
        now[:10] > end,
        itemised,
        None if used is None or itemised is None else used - itemised,
        min(max(gone / whole, 0), 1),
    )


def month_total(scope, start, end):
    """Return the credits of the rows from `start` to `end`, or None when ChatGPT was not asked for all those days."""
    if end < start or not scope.covers(start):
        return None
    for first, last in scope.spans:
        if first <= start and last >= end:
            return exact_sum([scope.totals.get(day) for day in days.between(start, end)])
    return None


def gauge(card):
    """
    Return the gauge's parts in thousandths of its width: {itemised, gap, pace, over}.

    None without a limit above 0. Over 100 % the gauge is full and `over` is True.
    """
    if card.state != "set" or not card.limit or card.used is None:
        return None
    used = thousandths(card.used, card.limit)
    gap = 0
    if card.gap and card.gap > 0:
        gap = min(used, thousandths(card.gap, card.limit))
    return {
        "itemised": used - gap,
        "gap": gap,
        "pace": None if card.ended else round(card.pace * 1000),
        "over": card.used > card.limit,
    }


def thousandths(part, whole):
    """Return `part` of `whole` in thousandths, 0..1000, however tiny the whole is."""
    return round(max(0, min(1000, part * 1000 / whole)))
