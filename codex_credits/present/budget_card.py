"""
The period card in words: the headline figure, what is left, when it resets.

Unlimited, hidden, not set, unknown and zero are five different sentences.
"""

from collections import namedtuple

from codex_credits.model import budget, dates, limit_reached, units
from codex_credits.present import durations, formatting, gauge
from codex_credits.present.i18n import listed, t

BudgetCard = namedtuple(
    "BudgetCard", "state value limit of remaining note percent resets resets_at gap gauge tone unit start end"
)
# unit: ChatGPT's word for the limit's unit; start, end: the days of the budget period

# i18n: sentences
NO_LIMIT = {
    "unlimited": "Unlimited credits",
    "hidden": "ChatGPT does not tell you the limit",
    "not_set": "No personal limit set",
    "unknown": "Your limit is not known",
}
# i18n: sentences
NOT_COMPARED = "The daily figures are in another unit, so they are not compared with it."
# i18n: sentences
UNCLEAR = "ChatGPT does not say clearly in which unit this limit is."


def build_card(formatter, report, now, period=None):
    """
    Return the `BudgetCard` of `report` at `now`; `value`, `remaining_value` and `percent_value` are (exact, text).

    `period` is its `BudgetPeriod`, where that is known already.
    """
    period = period or budget.budget_period(report, now)
    if period.state == "set" and period.limit is not None:
        return limit_card(formatter, period, now, report)
    state = "unknown" if period.state == "set" else period.state
    if state == "not_set" and limit_reached.is_personal_reached(report.limits, now):
        state = "unknown"
    used, shown_in = period.used, period.unit
    if used is None:
        used, shown_in = budget.in_daily_unit(report, now).daily_sum, report.mine.unit
    hidden = state == "hidden"
    share = percent_value(formatter, period) if hidden else None
    note = (
        t("{share} of your limit used; ChatGPT gives no figures").format(share=used_share(formatter, period))
        if share
        else t(NO_LIMIT.get(state, NO_LIMIT["unknown"]))
    )
    if state == "unlimited" and report.limits["personal"].get("source") == "monthly":
        note = t("Your limit is unlimited")
    elif state == "unlimited" and report.mine.unit != units.CREDITS:
        note = t("Unlimited")
    if state == "unknown" and is_unclear(report):
        note = t("The unit of your limit is not clear, so it is not shown")
    if hidden and period.ended:
        note = over_text(formatter, period)
    return BudgetCard(
        state,
        (used, formatting.format_amount(formatter, used, shown_in)),
        None,
        since_text(formatter, period.start, shown_in),
        None,
        note,
        share,
        reset_text(formatter, period, now) if hidden else "",
        period.resets_at if hidden and period.is_reset_reported else "",
        gap_text(formatter, period),
        gauge.gauge(period) if share else None,
        "plain",
        limit_unit(report, period),
        period.start,
        period.end,
    )


def limit_card(formatter, period, now, report):
    """Return the `BudgetCard` of a limit whose figure is known."""
    comparable = period.unit == report.mine.unit
    tone, note = "plain", ""
    if period.ended:
        note = over_text(formatter, period)
    elif period.soft:
        note = t("It is a budget, not enforced: it stops nothing.")
    elif period.limit == 0:
        note = t("Your limit for this period is 0.")
        tone = "stopped"
    elif budget.is_used_up(period.remaining):
        note = t("A task that starts under the limit may finish over it.") if period.remaining < 0 else ""
        tone = "stopped"
    elif limit_reached.is_personal_reached(report.limits, now):
        note = t("ChatGPT says that your limit is reached, although its figures show some left.")
        tone = "stopped"
    of = t("of {limit} (budget, not enforced)") if period.soft else t("of {limit}")
    if not note and not comparable:
        note = t(NOT_COMPARED if period.unit else UNCLEAR)
    if not period.ended:
        note = f"{note} {disagreement_text(formatter, report)}".strip()
    return BudgetCard(
        "zero" if period.limit == 0 else "set",
        (period.used, formatting.format_amount(formatter, period.used, period.unit)),
        period.limit,
        of.format(limit=formatting.format_limit_with_unit(formatter, period.limit, period.unit)),
        None if period.ended else remaining_value(formatter, period),
        note,
        None if period.ended else percent_value(formatter, period),
        reset_text(formatter, period, now),
        period.resets_at if period.is_reset_reported else "",
        gap_text(formatter, period, note),
        None if period.ended else gauge.gauge(period),
        tone,
        limit_unit(report, period),
        period.start,
        period.end,
    )


def disagreement_text(formatter, report):
    """Return the sentence on what ChatGPT's other answer says of the limit where its two differ, or nothing."""
    other = report.limits.get("other")
    if not other:
        return ""
    said = []
    if other["state"] != "set":
        said.append(t("no limit is set") if other["state"] == "not_set" else t("it is unlimited"))
    if other["limit"] is not None:
        told_in = budget.unit_of(other, report.mine.unit)
        said.append(formatting.format_limit_with_unit(formatter, other["limit"], told_in))
    if other["used_percent"] is not None:
        said.append(formatting.format_used_share(formatter, budget.whole_percent(other["used_percent"])))
    if other["resets_at"]:
        said.append(t("it resets {instant}").format(instant=formatter.instant(other["resets_at"], "utc")))
    text = t("ChatGPT's two answers on this limit differ; the other says: {answers}").format(answers=listed(said))
    return formatting.end_sentence(text)


def limit_unit(report, period):
    """Return the unit of the limit: ChatGPT's word for it, where it does not say that of the figures."""
    personal = report.limits["personal"] if report.limits else {}
    return personal.get("unit") or period.unit


def is_unclear(report):
    """Tell whether a limit has a unit and no figure: what stood there is not in one unit, or in none of amounts."""
    personal = report.limits["personal"] if report.limits else {}
    return bool(personal.get("unit")) and personal["limit"] is None and personal["used"] is None


def over_text(formatter, period):
    """Return the sentence on a period whose reset is past."""
    days = formatter.span(period.start, period.end)
    return t("That period is over ({days}). Refresh for the current one.").format(days=days)


def percent_value(formatter, period):
    """Return (exact, "13 % used"), or None when no share is known."""
    if period.used_percent is None:
        return None
    used = max(0, budget.whole_percent(period.used_percent))
    return period.used_percent, formatting.format_used_share(formatter, used)


def used_share(formatter, period):
    """Return the share of the limit that is used, "13 %"."""
    return formatting.format_percent(formatter, max(0, budget.whole_percent(period.used_percent)))


def remaining_value(formatter, period):
    """Return (amount, "3,200.26 left"); nothing is left over the limit, and by how much it is passed; None when unknown."""
    if period.remaining is None:
        return None
    if period.remaining < 0:
        over = formatting.format_amount(formatter, -period.remaining, period.unit)
        zero = formatting.format_amount(formatter, 0, period.unit)
        return 0, t("{amount} left, {over} over").format(amount=zero, over=over)
    left = formatting.format_amount(formatter, period.remaining, period.unit)
    return period.remaining, t("{amount} left").format(amount=left)


def reset_text(formatter, period, now):
    """
    Return when the period begins anew: in UTC, on the reader's clock where it is another, and in how long.

    Where ChatGPT told no reset, only the calendar month's end.
    """
    at = period.resets_at
    if not period.is_reset_reported:
        return t("Month ends {day} (UTC)").format(day=formatter.day(at[:10], "short"))
    instant = formatter.instant(at, "utc")
    if formatter.clock_span(at[:10]):
        instant = t("{instant} ({local} here)").format(instant=instant, local=formatter.instant(at, "local"))
    wait = dates.minutes(at) - dates.minutes(now)
    if wait <= 0:
        return t("Reset {instant}").format(instant=instant)
    duration = durations.format_duration(formatter, wait)
    return t("Resets {instant} in {duration}").format(instant=instant, duration=duration)


def gap_text(formatter, period, note=""):
    """Return the sentence on what ChatGPT counts and the daily rows do not, or the other way round; short before a `note`."""
    if period.gap is None or abs(period.gap) < 0.005:
        return None
    amount = formatting.format_amount(formatter, abs(period.gap), period.unit)
    if period.gap < 0:
        text = t("Daily rows add up to {amount} more than ChatGPT counts.")
    elif not period.explained:
        text = t("ChatGPT counts {amount} more than the daily rows add up to.")
    else:
        text = t("{amount} pending.") if note else t("{amount} pending (counted, not in the daily report yet).")
    return text.format(amount=amount)


def since_text(formatter, start, unit):
    """Return "credits in November", or "credits since Aug 24" for a period that begins in mid-month."""
    is_month, bare = start[8:] == "01", unit in units.CURRENCIES or not unit
    when = formatter.day(start, "month" if is_month else "short")
    if bare:
        return (t("in {month}") if is_month else t("since {day}")).format(month=when, day=when)
    text = t("{unit} in {month}") if is_month else t("{unit} since {day}")
    return text.format(unit=formatting.unit_name(unit), month=when, day=when)
