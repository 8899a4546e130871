"""
What must hold of the figures of a simulated popup at rest: none that ChatGPT did not serve, no unread day in silence.

`responses` is what a workspace's reports gave for each day to the reading that was stored last, and how fresh they
called themselves then.
"""

import re

from codex_credits.model import breakdown, budget, coverage, dates
from codex_credits.model.sums import exact_sum
from simulator.fast.checks import InvariantViolation
from simulator.fast.ledger import SHARED, TOTALS

# The notices, and the words, that tell of days without a figure; PARTIAL names reports and no days.
MARKS = {"NOT_READ", "SOME_DAYS", "UNREAD_DAYS", "DAYS_UNREAD", "NOT_ASKED_YET"}

MARKED = re.compile(
    r"not (yet )?(been )?read|unread|missing|incomplete|without \d+ day|\d+ of \d+ days|at least|\d+ not reported yet",
    re.IGNORECASE,
)


def responses_of(ledger, scope, day):
    """Return the [(credits or None, fresh)] that the reports of a scope served last for a day."""
    names, factor = (("workspace",), SHARED) if scope == "workspace" else (TOTALS, 1)
    responses = [one for name in names for one in ledger.responses_to(name, day)]
    return [(None if cells is None else factor * sum(cells.values()), fresh) for cells, fresh in responses]


def served_fits(ledger, scope, day, today):
    """Tell whether what is shown of a day is what a report served for it last, said as sure as that was."""
    if day.state == breakdown.MISSING or day.total is None:
        return day.total is None
    for credits, fresh in responses_of(ledger, scope, day.date):
        over = fresh[:10] > day.date if fresh else scope == "workspace"  # whose report tells no freshness
        if credits is not None and credits == day.total and (over or day.state != breakdown.COMPLETE):
            return True
        if credits is None and day.total == 0 and over and day.date < today:
            return True
    return False


def check_figures(app, ledger, today):
    """Every day shown, every breakdown cell and every sum is what `ledger` served."""
    table = app.screen.table
    for day in table.days:
        if not served_fits(ledger, table.scope, day, today):
            raise InvariantViolation(
                "FIGURE", f"{table.scope} {day} but served {responses_of(ledger, table.scope, day.date)}"
            )
    check_cells(table, ledger)
    known = [day.total for day in table.days if day.total is not None]
    if table.total != (sum(known) if known else None):
        raise InvariantViolation("TOTAL", f"{table.total} is not the sum of {len(known)} days")
    if table.series and known and sum(one.total for one in table.series) != table.total:
        raise InvariantViolation("TOTAL", "the series do not add up to the total")


def check_cells(table, ledger):
    """Every cell of a series is what `ledger` served."""
    named = [one for one in table.series + table.folded if one.kind == breakdown.SERIES]
    shared = table.scope == "workspace"
    source = "workspace" if shared else table.breakdown
    for at, day in enumerate(table.days):
        served = [cells or {} for cells, _ in ledger.responses_to(source, day.date)] or [{}]
        for one in named:
            value, factor = one.values[at], SHARED if shared else 1
            told = [
                factor * (cells.get(one.key, 0) if table.breakdown == "model" else sum(cells.values()))
                for cells in served
            ]
            if value is not None and value not in told:
                raise InvariantViolation("CELL", f"{table.breakdown} {one.key} {day.date}: {value} but served {served}")


def check_comparison(app, ledger, today):
    """A comparison that gives a figure gives what was served for each of its days."""
    shown = app.screen.compared
    if shown is None or shown.then is None:
        return
    for day in shown.table.days:
        if not served_fits(ledger, shown.table.scope, day, today):
            raise InvariantViolation("COMPARED", f"{day}")
    if shown.change is not None and shown.change != app.screen.table.total - shown.then:
        raise InvariantViolation("COMPARED", f"change {shown.change}")


def check_limit_card(app, ledger, now):
    """
    The limit, the use and the reset are those ChatGPT served last;
    the daily sum is that of the served rows of the period.
    """
    period = budget.budget_period(app.report, now)
    if app.report.limits and ledger.last_limits and None not in ledger.last_limits:
        told = (period.limit, period.used, period.resets_at)
        if told not in ledger.last_limits:
            raise InvariantViolation("CARD", f"{told} but served {ledger.last_limits}")
    if period.daily_sum is None:
        return
    rows = []
    read = app.report.limits["fetched_at"] if app.report.limits else app.report.fetched_at
    for day in dates.between(period.start, min(period.end, read[:10])):
        credits = app.report.mine.totals.get(day)
        if credits not in [told for told, _ in responses_of(ledger, "mine", day)] + [None]:
            raise InvariantViolation("DAILY_SUM", f"{day}: {credits}")
        rows.append(credits)
    if exact_sum(rows) != period.daily_sum:
        raise InvariantViolation("DAILY_SUM", f"{period.daily_sum} is not the sum of {period.start} to {period.end}")


def check_unsettled_days_requested(ledger):
    """A reading in which nothing failed asks again for the days that were not settled when they were read."""
    if ledger.skipped:
        raise InvariantViolation("STALE", f"{ledger.skipped[:3]} of {len(ledger.skipped)} were not asked again")


def unread(ledger, scope, day, today):
    """Tell whether a past day is shown as unknown though ChatGPT would tell, or has told, what it was."""
    if day.date >= today or day.total is not None:
        return False
    responses = responses_of(ledger, scope, day.date)
    return not any(credits is None and (fresh is None or fresh[:10] <= day.date) for credits, fresh in responses)


def check_gaps_disclosed(app, ledger, today):
    """A total that leaves out past days nobody has read says so."""
    shown = app.screen
    left_out = [day.date for day in shown.table.days if unread(ledger, shown.table.scope, day, today)]
    if not left_out or shown.table.total is None:
        return
    words = [shown.total_text, shown.range_note] + [one.text for one in shown.notices if one.code != "PARTIAL"]
    if not any(one.code in MARKS for one in shown.notices) and not any(MARKED.search(text) for text in words):
        text = f"{left_out[0]}.. ({len(left_out)} days) are not in {shown.total_text}; {shown.range_note}"
        raise InvariantViolation("UNMARKED", text)


def check_past_days_read(app, ledger, today, is_partial):
    """
    After a reading in which nothing failed, every past day of the shown range is known or was not reported yet.

    A partial reading asked only for days that were never read. The freshness of the others stays that of the reading
    before, and the popup calls no day after it reported.
    """
    view, fresh = app.view, app.report and app.report.mine.fresh
    if app.report is None:
        raise InvariantViolation("HOLE", "nothing was read")
    for day in app.screen.table.days if app.screen.table.scope == "mine" else ():
        is_late = (
            is_partial and fresh and fresh[:10] <= day.date and coverage.is_covered(app.report, day.date, day.date)
        )
        if unread(ledger, "mine", day, today) and not is_late:
            raise InvariantViolation("HOLE", f"{day.date} of {view.preset} {view.start}..{view.end} was not read")


def check_stored_days(app, ledger):
    """Every day that is stored has a total that was served, shown or not."""
    for day, credits in app.report.mine.totals.items():
        if credits not in [told for told, _ in responses_of(ledger, "mine", day)]:
            raise InvariantViolation("STORED", f"{day}: {credits} but served {responses_of(ledger, 'mine', day)}")
