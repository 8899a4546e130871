"""
The heat map: weekdays x weeks, each day in one of a few levels, and the average of each weekday.

Days that are not complete, or not known, have no level and count for no average. Days before the first used one are
not known either: somebody who began on Wednesday did not rest on Monday.
"""

from collections import namedtuple

from codex_credits.model import breakdown, dates
from codex_credits.model.sums import exact_sum

WEEKS = 8
LEVELS = 5  # above "nothing used"
FUTURE = "future"  # the state of a day of this week that is still to come

HeatMap = namedtuple("HeatMap", "weeks rows")  # weeks: the Monday of each; rows: one for each weekday, Monday first
Row = namedtuple("Row", "cells average")  # average: of its known days, None without one
Cell = namedtuple("Cell", "day state credits level")
# state: complete, so far, missing or FUTURE; level: 0 (nothing used) to LEVELS, None where unknown


def heat_map(scope, today):
    """Return the `HeatMap` of the last `WEEKS` weeks up to `today`, this week in it; None where no day is known."""
    monday = dates.shift(today, -dates.weekday(today))
    weeks = [dates.shift(monday, -7 * back) for back in range(WEEKS - 1, -1, -1)]
    began = first_used_day(scope)
    if began is None:
        return None
    days = dates.between(max(weeks[0], began), today)
    known = dict(zip(days, breakdown.day_totals(scope, days, today)))
    most = max([credits or 0 for _, credits in known.values()] or [0])
    rows = []
    for weekday in range(7):
        cells = [cell(dates.shift(week, weekday), today, known, most) for week in weeks]
        complete = [one.credits for one in cells if one.state == breakdown.COMPLETE]
        rows.append(Row(cells, exact_sum(complete) / len(complete) if complete else None))
    return HeatMap(weeks, rows)


def first_used_day(scope):
    """Return the first day of `scope` with credits, None without one."""
    used = [day for day, credits in scope.totals.items() if credits]
    return min(used) if used else None


def cell(day, today, known, most):
    """Return the `Cell` of `day`; `most` is what the busiest day has."""
    state, credits = known.get(day, (FUTURE if day > today else breakdown.MISSING, None))
    return Cell(day, state, credits, level(credits, most))


def level(credits, most):
    """Return the level of an amount beside the largest one, None where it is unknown."""
    if credits is None:
        return None
    if credits <= 0 or most <= 0:
        return 0
    return min(LEVELS, int(credits * LEVELS / most) + 1)
