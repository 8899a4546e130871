"""
What must hold whenever a simulated popup is at rest: no figure that ChatGPT did not serve, no unread day in silence.

`served` is what a workspace's reports gave last for each day, and how fresh they called themselves then.
"""

import re

from codex_credits import limits, split
from tests.simulation.ledger import TOTALS

# The notices, and the words, that tell of days without a figure; PARTIAL names reports and no days.
MARKS = {"NOT_READ", "SOME_DAYS", "UNREAD_DAYS", "DAYS_UNREAD", "NOT_ASKED_YET"}
MARKED = re.compile(
    r"not (yet )?(been )?read|unread|missing|incomplete|without \d+ day|\d+ of \d+ days|at least|\d+ not reported yet",
    re.IGNORECASE,
)


class Broken(Exception):
    """An invariant does not hold; `kind` is which."""

    def __init__(self, kind, text):
        super().__init__(f"{kind}: {text}")
        self.kind = kind


def served_fits(ledger, day, today):
    """Tell whether what is shown of a day is what a report served for it last, said as sure as that was."""
    served = [ledger.served[name][day.date] for name in TOTALS if day.date in ledger.served[name]]
    if day.state == split.MISSING or day.total is None:
        return day.total is None
    for cells, fresh in served:
        over = fresh is not None and fresh[:10] > day.date
        if cells is not None and sum(cells.values()) == day.total and (over or day.state != split.COMPLETE):
            return True
        if cells is None and day.total == 0 and over and day.date < today:
            return True
    return False


def figures(app, ledger, today):
    """Every day shown, every split cell and every sum is what `ledger` served."""
    table = app.screen.table
    for day in table.days:
        if not served_fits(ledger, day, today):
            served = {name: ledger.served[name].get(day.date) for name in TOTALS}
            raise Broken("FIGURE", f"{day} but served {served}")
    named = [one for one in table.series + table.folded if one.kind == split.SERIES]
    for at, day in enumerate(table.days):
        cells = ledger.served.get(table.split, {}).get(day.date, (None, None))[0] or {}
        for one in named:
            value = one.values[at]
            if value is not None and value != (cells.get(one.key) if table.split == "model" else sum(cells.values())):
                raise Broken("CELL", f"{table.split} {one.key} {day.date}: {value} but served {cells}")
    known = [day.total for day in table.days if day.total is not None]
    if table.total != (sum(known) if known else None):
        raise Broken("TOTAL", f"{table.total} is not the sum of {len(known)} days")
    if table.series and known and sum(one.total for one in table.series) != table.total:
        raise Broken("TOTAL", "the series do not add up to the total")


def compared(app, ledger, today):
    """A comparison that gives a figure gives what was served for each of its days."""
    shown = app.screen.compared
    if shown is None or shown.then is None:
        return
    for day in shown.table.days:
        if not served_fits(ledger, day, today):
            raise Broken("COMPARED", f"{day}")
    if shown.change is not None and shown.change != app.screen.table.total - shown.then:
        raise Broken("COMPARED", f"change {shown.change}")


def card(app, ledger, now):
    """The limit, the use and the reset are those ChatGPT served last."""
    period = limits.period(app.report, now)
    if app.report.limits and ledger.served_limits:
        told = (period.limit, period.used, period.resets_at)
        if told != ledger.served_limits:
            raise Broken("CARD", f"{told} but served {ledger.served_limits}")


def unread(ledger, day, today):
    """Tell whether a past day is shown as unknown though ChatGPT would tell, or has told, what it was."""
    if day.date >= today or day.total is not None:
        return False
    served = [ledger.served[name][day.date] for name in TOTALS if day.date in ledger.served[name]]
    return not any(cells is None and (fresh is None or fresh[:10] <= day.date) for cells, fresh in served)


def marked(app, ledger, today):
    """A total that leaves out past days nobody has read says so."""
    shown = app.screen
    left_out = [day.date for day in shown.table.days if unread(ledger, day, today)]
    if not left_out or shown.table.total is None:
        return
    words = [shown.total_text, shown.range_note] + [one.text for one in shown.notices if one.code != "PARTIAL"]
    if not any(one.code in MARKS for one in shown.notices) and not any(MARKED.search(text) for text in words):
        text = f"{left_out[0]}.. ({len(left_out)} days) are not in {shown.total_text}; {shown.range_note}"
        raise Broken("UNMARKED", text)


def whole(app, ledger, today):
    """After a reading in which nothing failed, every past day of the shown range is known or was not reported yet."""
    view = app.view
    if app.report is None:
        raise Broken("HOLE", "nothing was read")
    for day in app.screen.table.days:
        if unread(ledger, day, today):
            raise Broken("HOLE", f"{day.date} of {view.preset} {view.start}..{view.end} was not read")
