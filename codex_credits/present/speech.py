"""What a screen reader says: the answer when the popup opens, one sentence after each choice, each day of the chart."""

from codex_credits.model import breakdown
from codex_credits.present import formatting, words
from codex_credits.present.i18n import listed, t

# i18n: values
SCOPES = {"mine": "Me", "workspace": "Workspace"}


def answer(screen, verdict=""):
    """Return what is left, or used where no limit is known, and the `verdict` of the forecast, in sentences."""
    card = screen.card
    first = t("{used} {of}").format(used=card.value[1], of=card.of)
    if card.remaining:
        first = t("{left} {of}").format(left=card.remaining[1], of=card.of)
    first = listed([first, card.percent and card.percent[1]])
    return " ".join([formatting.end_sentence(text) for text in (first, card.note, verdict) if text])


def shown_view(screen, changes=()):
    """Return what is shown, in one sentence: "By surface, Oct 1 – 31, 3,670.71 credits"; `changes` names what was chosen."""
    table, by = screen.table, screen.view.breakdown
    parts = [t(words.BY[by]), screen.range_text]
    if screen.view.scope == "workspace" or "scope" in changes:
        parts = [t(SCOPES[screen.view.scope]), t(words.BY_INSIDE[by]), screen.range_text]
    parts.append(t("not known") if table.total is None else screen.total_named)
    if table.unread or table.days[-1].state != breakdown.COMPLETE:
        parts.append(screen.range_note)
    text = listed(parts)
    if screen.compared:
        change = t("not known") if screen.compared.change is None else screen.compared.total_text
        compared = t("compared with {days}: {change}").format(days=screen.compared.label, change=change)
        text = t("; ").join([text, compared])
    return text


def choice(screen, changes):
    """Return what is said after a choice; `changes` names the fields of the view that were chosen."""
    if screen.empty:
        return ""
    if "other" in changes and "breakdown" not in changes and "start" not in changes:
        return t("Other unfolded") if screen.view.other else t("Other folded")
    if "hidden" in changes and len(changes) == 1:
        names = [row.label for row in screen.rows if row.on and not row.folded]
        return t("Shown: {names}").format(names=listed(names)) if screen.view.hidden else t("All shown")
    return shown_view(screen, changes)


def ended(screen, verdict, *, updated, is_view):
    """
    Return what is said once the popup shows what it can: after it opened, or after a refresh.

    `updated` tells whether a refresh ended; `is_view` whether it was for another range, which then is what is said.
    """
    if screen.empty:
        return screen.empty.text
    told = shown_view(screen) if is_view else answer(screen, verdict)
    first = screen.notices[0].text if screen.notices else t("Updated.") if updated else ""
    return f"{first} {told}".strip()


def day_text(formatter, screen, place, callout):
    """Return one column of the chart: "Wed, Nov 25, 99.31 credits so far, day 25 of 25; GPT-5.6 Sol 60.10"."""
    column, count = screen.drawing.hits[place].column, len(screen.drawing.hits)
    is_day = count == len(screen.table.days)
    _, amount, parts = callout
    if column.total is not None:
        amount = formatting.format_with_unit(formatter, column.total, screen.table.unit)
        amount = t("{amount} so far").format(amount=amount) if column.state == breakdown.SO_FAR else amount
    when = formatter.day(column.date, "weekday") if is_day else formatter.span(column.date, column.end)
    position = t("day {number} of {count}") if is_day else t("week {number} of {count}")
    text = listed([when, amount, position.format(number=place + 1, count=count)])
    spoken = listed([t("{label} {amount}").format(label=label, amount=credits) for _, label, credits in parts])
    return t("; ").join([text, spoken]) if spoken else text


def gauge_text(formatter, card):
    """Return what the gauge shows: "92 % used, 227.34 left of 2,700 credits; 80 % of the period gone"."""
    left = card.remaining and t("{left} {of}").format(left=card.remaining[1], of=card.of)
    text, pace = listed([card.percent and card.percent[1], left]), card.gauge["pace"]
    if pace is None:
        return text
    gone = t("{share} of the period gone").format(share=formatting.format_percent(formatter, pace / 10))
    return t("; ").join([text, gone])
