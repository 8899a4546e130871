"""What must hold whenever a simulated popup is at rest, besides its figures (figure_checks.py): it ends, agrees, keeps."""

from codex_credits.model import budget, dates, forecast, limit_status
from codex_credits.present import budget_card as period_card
from codex_credits.present import limit_text, verdict
from simulator.factories import FORMATTER, burned


class InvariantViolation(Exception):
    """An invariant does not hold; `kind` is which."""

    def __init__(self, kind, text):
        super().__init__(f"{kind}: {text}")
        self.kind = kind


def check_past_reset_not_current(app, now):
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


def check_settled(app):
    """The popup asks for nothing, and says so."""
    if app is None:
        raise InvariantViolation("STUCK", "the popup did not open")
    if app.is_request_pending or app.announcer.reading:
        raise InvariantViolation(
            "STUCK",
            f"pending {app.is_request_pending}, reading {app.announcer.reading}, {app.state['session'].get('refresh')}",
        )


def check_popups_agree(one, other):
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


def check_report_kept(life, report):
    """What is stored changes with a reading that was stored, and when it is deleted."""
    if life.last_report != report and not life.saved and report is not None:
        raise InvariantViolation("LOST", "the report changed, and no reading was stored")
    if life.last_report is not None and report is None and not life.deleted:
        raise InvariantViolation("LOST", "the report is gone")


def check_nothing_stored(local, session):
    """Nothing is stored after all was deleted."""
    if local or session:
        raise InvariantViolation("NOT_EMPTY", f"{sorted(local)} {sorted(session)}")


def check_agreement(app, now):
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
    check_texts(texts)


def check_forecast_end(app, now):
    """No forecast goes past the reset; asked after each reading, for it takes its time."""
    report, period = app.report, budget.budget_period(app.report, now)
    view, known = forecast.report_forecast(report, now)
    if view and (view.ends_at != period.end or any(day > period.end for day in view.run_out or () if day)):
        raise InvariantViolation("FORECAST", f"{view} of {period}")
    told, daily, _, crossing = verdict.outlook(FORMATTER, report, burned(app.screen), view, known, now)
    check_texts([told.text, told.note, daily.text] + ([crossing.text] if crossing else []))


def check_texts(texts):
    for text in texts:
        if "{" in text or "None" in text:
            raise InvariantViolation("TEXT", text)
