"""
What must hold whenever a simulated popup is at rest: no figure that ChatGPT did not serve, no unread day in silence.

`responses` is what a workspace's reports gave for each day to the reading that was stored last, and how fresh they
called themselves then.
"""

import re

from codex_credits.model import breakdown, budget, coverage, dates, forecast, limit_status
from codex_credits.model.sums import exact_sum
from codex_credits.present import budget_card as period_card
from codex_credits.present import limit_text, verdict
from simulator.factories import FORMATTER, burned
from simulator.fast.ledger import SHARED, TOTALS

# The notices, and the words, that tell of days without a figure; PARTIAL names reports and no days.
MARKS = {"NOT_READ", "SOME_DAYS", "UNREAD_DAYS", "DAYS_UNREAD", "NOT_ASKED_YET"}
MARKED = re.compile(
    r"not (yet )?(been )?read|unread|missing|incomplete|without \d+ day|\d+ of \d+ days|at least|\d+ not reported yet",
    re.IGNORECASE,
)


class InvariantViolation(Exception):
    """An invariant does not hold; `kind` is which."""

    def __init__(self, kind, text):
        super().__init__(f"{kind}: {text}")
        self.kind = kind


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


def figures(app, ledger, today):
    """Every day shown, every breakdown cell and every sum is what `ledger` served."""
    table = app.screen.table
    for day in table.days:
        if not served_fits(ledger, table.scope, day, today):
            raise InvariantViolation(
                "FIGURE", f"{table.scope} {day} but served {responses_of(ledger, table.scope, day.date)}"
            )
    cells_fit(table, ledger)
    known = [day.total for day in table.days if day.total is not None]
    if table.total != (sum(known) if known else None):
        raise InvariantViolation("TOTAL", f"{table.total} is not the sum of {len(known)} days")
    if table.series and known and sum(one.total for one in table.series) != table.total:
        raise InvariantViolation("TOTAL", "the series do not add up to the total")


def cells_fit(table, ledger):
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


def compared(app, ledger, today):
    """A comparison that gives a figure gives what was served for each of its days."""
    shown = app.screen.compared
    if shown is None or shown.then is None:
        return
    for day in shown.table.days:
        if not served_fits(ledger, shown.table.scope, day, today):
            raise InvariantViolation("COMPARED", f"{day}")
    if shown.change is not None and shown.change != app.screen.table.total - shown.then:
        raise InvariantViolation("COMPARED", f"change {shown.change}")


def card(app, ledger, now):
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


def over(app, now):
    """
    A limit whose reset is past is not shown as the current one:
    the card says so, and nothing is left or reached by it.
    """
    mine = (app.report.limits or {}).get("personal")
    reset = mine and mine["resets_at"]
    if not reset or dates.minutes(reset) > dates.minutes(now):
        return
    card = app.screen.card
    if card.remaining or card.percent or card.tone != "plain":
        raise InvariantViolation(
            "PAST", f"{reset} is past at {now}, and the card says {card.remaining}, {card.percent}, {card.tone}"
        )
    said = [one for one in limit_status.limit_chain(app.report.limits, now) if one.kind == limit_status.PERSONAL_LIMIT]
    if any(one.state in (limit_status.NOT_REACHED, limit_status.REACHED) for one in said):
        raise InvariantViolation("PAST", f"{reset} is past at {now}, and the limit is {said}")


def read_again(ledger):
    """A reading in which nothing failed asks again for the days that were not settled when they were read."""
    if ledger.skipped:
        raise InvariantViolation("STALE", f"{ledger.skipped[:3]} of {len(ledger.skipped)} were not asked again")


def unread(ledger, scope, day, today):
    """Tell whether a past day is shown as unknown though ChatGPT would tell, or has told, what it was."""
    if day.date >= today or day.total is not None:
        return False
    responses = responses_of(ledger, scope, day.date)
    return not any(credits is None and (fresh is None or fresh[:10] <= day.date) for credits, fresh in responses)


def marked(app, ledger, today):
    """A total that leaves out past days nobody has read says so."""
    shown = app.screen
    left_out = [day.date for day in shown.table.days if unread(ledger, shown.table.scope, day, today)]
    if not left_out or shown.table.total is None:
        return
    words = [shown.total_text, shown.range_note] + [one.text for one in shown.notices if one.code != "PARTIAL"]
    if not any(one.code in MARKS for one in shown.notices) and not any(MARKED.search(text) for text in words):
        text = f"{left_out[0]}.. ({len(left_out)} days) are not in {shown.total_text}; {shown.range_note}"
        raise InvariantViolation("UNMARKED", text)


def whole(app, ledger, today, is_partial):
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


def settled(app):
    """The popup asks for nothing, and says so."""
    if app is None:
        raise InvariantViolation("STUCK", "the popup did not open")
    if app.is_request_pending or app.announcer.reading:
        raise InvariantViolation(
            "STUCK",
            f"pending {app.is_request_pending}, reading {app.announcer.reading}, {app.state['session'].get('refresh')}",
        )


def equal(one, other):
    """Two popups that show the same range in the same way show the same."""
    if (one.report is None) != (other.report is None):
        raise InvariantViolation("UNEQUAL", "one popup has a report")
    if one.report is None or one.view != other.view:
        return
    for name in ("table", "card"):
        if getattr(one.screen, name) != getattr(other.screen, name):
            raise InvariantViolation(
                "UNEQUAL", f"{name}: {getattr(one.screen, name)} and {getattr(other.screen, name)}"
            )


def kept(life, report):
    """What is stored changes with a reading that was stored, and when it is deleted."""
    if life.last_report != report and not life.saved and report is not None:
        raise InvariantViolation("LOST", "the report changed, and no reading was stored")
    if life.last_report is not None and report is None and not life.deleted:
        raise InvariantViolation("LOST", "the report is gone")


def empty(local, session):
    """Nothing is stored after all was deleted."""
    if local or session:
        raise InvariantViolation("NOT_EMPTY", f"{sorted(local)} {sorted(session)}")


def agreement(app, now):
    """Nothing on the screen contradicts anything else on it, and every text is whole."""
    report, stored = app.report, app.report.limits
    shown, period = app.screen.card, budget.budget_period(report, now)
    texts = [shown.of, shown.note, shown.resets, shown.gap or "", app.screen.total_text, app.screen.range_note]
    texts += [one.text for one in app.screen.notices] + [one.text for one in burned(app.screen).labels.placed]
    texts += [part if isinstance(part, str) else part[1] for part in app.screen.overview[:-1] if part]
    if stored:
        chain = limit_text.limit_rows(FORMATTER, stored, now)
        reached = [one.name for one in chain if one.state == "reached"]
        texts += [one.text for one in chain]
        if shown.note == period_card.NO_LIMIT["not_set"] and "Personal limit" in reached:
            raise InvariantViolation("CONTRADICTION", "a limit that is not set is reached")
        if limit_status.is_stopped(stored, now) and not reached:
            raise InvariantViolation("CONTRADICTION", "stopped, and by nothing")
    if shown.percent and shown.limit and shown.value[0] is not None:
        if (budget.whole_percent(shown.percent[0]) >= 100) != (shown.value[0] >= shown.limit):
            raise InvariantViolation("CONTRADICTION", f"{shown.percent} of {shown.limit}, {shown.value}")
        if abs(period.used + period.remaining - period.limit) > 0.02:
            raise InvariantViolation("CONTRADICTION", f"{period.used} and {period.remaining} of {period.limit}")
    whole_texts(texts)


def all_days(app, ledger):
    """Every day that is stored has a total that was served, shown or not."""
    for day, credits in app.report.mine.totals.items():
        if credits not in [told for told, _ in responses_of(ledger, "mine", day)]:
            raise InvariantViolation("STORED", f"{day}: {credits} but served {responses_of(ledger, 'mine', day)}")


def ahead(app, now):
    """No forecast goes past the reset; asked after each reading, for it takes its time."""
    report, period = app.report, budget.budget_period(app.report, now)
    view, known = forecast.report_forecast(report, now)
    if view and (view.ends_at != period.end or any(day > period.end for day in view.run_out or () if day)):
        raise InvariantViolation("FORECAST", f"{view} of {period}")
    told, daily, _, crossing = verdict.outlook(FORMATTER, report, burned(app.screen), view, known, now)
    whole_texts([told.text, told.note, daily.text] + ([crossing.text] if crossing else []))


def whole_texts(texts):
    for text in texts:
        if "{" in text or "None" in text:
            raise InvariantViolation("TEXT", text)
