"""
The period card in words: the headline figure, what is left, when it resets.

Unlimited, hidden, not set, unknown and zero are five different sentences.
"""

from collections import namedtuple

from codex_credits import days, figures, limits

Card = namedtuple("Card", "state value limit of left note percent resets resets_at gap gauge tone")

NO_LIMIT = {
    "unlimited": "Unlimited credits",
    "hidden": "Your admin has hidden the limit",
    "not_set": "No personal limit set",
    "unknown": "ChatGPT did not report a limit",
}


def card(words, report, now):
    """Return the `Card` of `report` at `now`; `value`, `left` and `percent` are (exact, text)."""
    period = limits.period(report, now)
    used = period.used if period.used is not None else period.itemised
    month = words.day(period.start, "month")
    if period.state != "set" or period.limit is None:
        state = "unknown" if period.state == "set" else period.state
        return Card(
            state,
            (used, figures.credits(words, used)),
            None,
            f"credits in {month}",
            None,
            NO_LIMIT.get(state, NO_LIMIT["unknown"]),
            None,
            resets(words, period, now),
            period.resets_at,
            gap(words, period),
            None,
            "plain",
        )
    tone = "plain"
    note = ""
    if period.ended:
        note = f"This is {month}, which is over. Refresh for the current month."
    elif period.limit == 0:
        note = "Your limit is 0: your admin has given you no credits this month."
        tone = "stopped"
    elif period.used is not None and period.used > period.limit:
        note = "A task that starts under the limit may finish over it."
        tone = "stopped"
    elif period.used is not None and period.used == period.limit:
        tone = "stopped"
    return Card(
        "zero" if period.limit == 0 else "set",
        (used, figures.credits(words, used)),
        period.limit,
        f"of {figures.limit(words, period.limit)} credits",
        left(words, period),
        note,
        (period.per_cent, figures.percent(words, period.per_cent) + " used") if period.per_cent is not None else None,
        resets(words, period, now),
        period.resets_at,
        gap(words, period, note),
        limits.gauge(period),
        tone,
    )


def left(words, period):
    """Return (credits, "3,200.26 left"); nothing is left over the limit, and by how much it is passed; None when unknown."""
    if period.left is None:
        return None
    if period.left < 0:
        return 0, f"{figures.credits(words, 0)} left, {figures.credits(words, -period.left)} over"
    return period.left, figures.credits(words, period.left) + " left"


def resets(words, period, now):
    """Return when the month begins anew: in UTC, on the reader's clock where it is another, and in how long."""
    at = period.resets_at
    text = words.instant(at, "utc")
    if words.clock_span(at[:10]):
        text += f" ({words.instant(at, 'local')} here)"
    wait = days.minutes(at) - days.minutes(now)
    if wait <= 0:
        return f"Was reset {text}"
    return f"Resets {text} in {figures.span(words, wait)}"


def gap(words, period, note=""):
    """Return the sentence on what the limit counts and the daily rows do not (yet), cut short before a `note`; or None."""
    if period.gap is None or abs(period.gap) < 0.005:
        return None
    if period.gap > 0 and note:
        return f"{figures.credits(words, period.gap)} not yet itemised."
    if period.gap > 0:
        return (
            f"{figures.credits(words, period.gap)} not yet itemised: "
            "the limit counts at once, daily rows follow within hours."
        )
    return (
        f"Daily rows add up to {figures.credits(words, -period.gap)} more than the limit counts: they differ in scope."
    )
