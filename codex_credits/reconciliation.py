"""
Do the parts add up: the range's total by each split, side by side.

The splits are views of one amount and are never added to each other. A
difference is named to the cent, with the reason where one is known.
"""

from collections import namedtuple

from codex_credits import days, split
from codex_credits.sums import exact_sum

View = namedtuple("View", "name credits difference reason")

REASONS = {
    "tokens": "the token report counts text tokens only, not voice or images",
    "counts": "the workspace report leaves small parts out",
    "late": "this report is fresher or older than the total",
    "days": "some days of this report were not read",
    "unknown": "ChatGPT's reports differ here",
}


def views(scope, table):
    """Return a `View` per split of `scope` over the range of `table`, in the order they are stored."""
    dates = [day.date for day in table.days]
    found = []
    for name in scope.names:
        one = scope.split(name, table.start, table.end)
        credits = exact_sum([exact_sum(values) for values in one.aligned(dates)])
        difference = None if table.total is None else credits - table.total
        if difference is not None and abs(difference) <= split.TOLERANCE:
            difference = 0
        found.append(View(name, credits, difference, reason(scope, name, one, table) if difference else ""))
    return found


def reason(scope, name, one, table):
    """Return why the split `one`, called `name`, differs from the total, as far as it is known; my surfaces are in the token report only."""
    covered = any(start <= table.start and table.end <= end for start, end in one.spans)
    if not covered and any(day.total is not None for day in table.days if not inside(one.spans, day.date)):
        return REASONS["days"]
    if one.source in REASONS:
        return REASONS[one.source]
    if one.fresh and scope.fresh and abs(days.minutes(one.fresh) - days.minutes(scope.fresh)) > 60:
        return REASONS["late"]
    return REASONS["tokens" if scope.name == "mine" and name == "surface" else "unknown"]


def inside(spans, day):
    """Tell whether `day` lies in one of `spans`."""
    return any(start <= day <= end for start, end in spans)
