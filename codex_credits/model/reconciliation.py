"""
Reconciliation: the range's total by each breakdown, side by side.

The breakdowns are views of one amount and are never added to each other. A
difference is named to the cent, with what is known of the two reports it lies between.
"""

from collections import namedtuple

from codex_credits.model import breakdown, dates, labels, units
from codex_credits.model.sums import exact_sum

BreakdownTotal = namedtuple("BreakdownTotal", "name credits difference reason")
# credits: None when no day was read, or no day has parts; difference: credits less the total, 0 within the tolerance, None where unknown
# reason: "", tokens, counts, older, late, unread, empty, days or unknown; present/reconciliation_section.py has the words
MATERIAL_SHARE, MATERIAL_CREDITS = 0.01, 10  # a difference matters above both, in another unit above the share


def breakdown_totals(scope, table, older=()):
    """
    Return a `BreakdownTotal` per breakdown of `scope` over the range of `table`, in the order they are stored;
    an unread one has no credits. `older` has the names of those that were read before the total.
    """
    days = [day.date for day in table.days]
    found = []
    for name in scope.names:
        one = scope.breakdown(name, table.start, table.end)
        if not any(inside(one.spans, date) for date in days):
            found.append(BreakdownTotal(name, None, None, "unread"))
            continue
        columns = one.aligned(days)
        if table.total and not any(value is not None for values in columns for value in values):
            found.append(BreakdownTotal(name, None, None, "empty"))
            continue
        credits = exact_sum([exact_sum(values) for values in columns])
        difference = None if table.total is None else credits - table.total
        if difference is not None and abs(difference) <= breakdown.TOLERANCE:
            difference = 0
        why = ("older" if name in older else reason(scope, name, one, table)) if difference else ""
        found.append(BreakdownTotal(name, credits, difference, why))
    return found


def is_material(difference, total, unit):
    """Tell whether a difference is large enough, beside the total, that a person should look at it."""
    if total is None:
        return False
    least = MATERIAL_CREDITS if unit == units.CREDITS else 0
    return abs(difference) > max(MATERIAL_SHARE * abs(total), least)


def absent_series(scope, table, one):
    """
    Return the label of the series of another breakdown that has exactly what the `BreakdownTotal` `one` lacks, or None.

    That is how a use without a surface shows: it has a model, and the surfaces lack its credits.
    """
    if not one.difference or one.difference > 0:
        return None
    days = [day.date for day in table.days]
    for name in scope.names:
        if name == one.name:
            continue
        other = scope.breakdown(name, table.start, table.end)
        for column, values in zip(other.columns, other.aligned(days)):
            if abs(exact_sum(values) + one.difference) <= breakdown.TOLERANCE:
                return labels.series_label(name, column)
    return None


def reason(scope, name, one, table):
    """Return what is known of why the breakdown `one`, called `name`, differs from the total."""
    covered = any(start <= table.start and table.end <= end for start, end in one.spans)
    if not covered and any(day.total is not None for day in table.days if not inside(one.spans, day.date)):
        return "days"
    if one.source == "counts":
        return "counts"
    of_tokens = is_of_tokens(scope, name, one) and not is_total_of_tokens(scope, table)
    if of_tokens and one.source == "tokens":
        return "tokens"
    if one.fresh and scope.fresh and abs(dates.minutes(one.fresh) - dates.minutes(scope.fresh)) > 60:
        return "late"
    return "tokens" if of_tokens else "unknown"


def is_of_tokens(scope, name, one):
    """Tell whether the breakdown `one`, called `name`, is of the token report."""
    return one.source == "tokens" or (scope.name == "mine" and name == "surface")


def is_total_of_tokens(scope, table):
    """Tell whether the day totals are of the token report too."""
    source = scope.source
    return source in scope.names and is_of_tokens(scope, source, scope.breakdown(source, table.start, table.end))


def inside(spans, day):
    """Tell whether `day` lies in one of `spans`."""
    return any(start <= day <= end for start, end in spans)
