"""What a screen reader says: the answer when the popup opens, one sentence after each choice, each day of the chart."""

from codex_credits.model import breakdown
from codex_credits.present import formatting


def answer(screen, verdict=""):
    """Return what is left, or used where no limit is known, and the `verdict` of the forecast, in sentences."""
    card = screen.card
    first = f"{card.remaining[1]} {card.of}" if card.remaining else f"{card.value[1]} {card.of}"
    if card.percent:
        first += f", {card.percent[1]}"
    return " ".join([formatting.end_sentence(text) for text in (first, card.note, verdict) if text])


def shown_view(screen, changes=()):
    """Return what is shown, in one sentence: "By surface, Oct 1 – 31, 3,670.71 credits"; `changes` names what was chosen."""
    table = screen.table
    words = [f"By {screen.breakdown_name.lower()}", screen.range_text]
    if screen.view.scope == "workspace" or "scope" in changes:
        words = ["Workspace" if screen.view.scope == "workspace" else "Me", words[0].lower(), words[1]]
    words.append("not known" if table.total is None else screen.total_named)
    if table.unread or table.days[-1].state != breakdown.COMPLETE:
        words.append(screen.range_note)
    text = ", ".join(words)
    if screen.compared:
        change = "not known" if screen.compared.change is None else screen.compared.total_text
        text += f"; compared with {screen.compared.label}: {change}"
    return text


def choice(screen, changes):
    """Return what is said after a choice; `changes` names the fields of the view that were chosen."""
    if screen.empty:
        return ""
    if "other" in changes and "breakdown" not in changes and "start" not in changes:
        return "Other unfolded" if screen.view.other else "Other folded"
    if "hidden" in changes and len(changes) == 1:
        names = [row.label for row in screen.rows if row.on and not row.folded]
        return f"Shown: {', '.join(names)}" if screen.view.hidden else "All shown"
    return shown_view(screen, changes)


def ended(screen, verdict, *, updated, is_view):
    """
    Return what is said once the popup shows what it can: after it opened, or after a refresh.

    `updated` tells whether a refresh ended; `is_view` whether it was for another range, which then is what is said.
    """
    if screen.empty:
        return screen.empty.text
    told = shown_view(screen) if is_view else answer(screen, verdict)
    first = screen.notices[0].text if screen.notices else "Updated." if updated else ""
    return f"{first} {told}".strip()


def day_text(formatter, screen, place, callout):
    """Return one column of the chart: "Wed, Nov 25, 99.31 credits so far, day 25 of 25; GPT-5.6 Sol 60.10"."""
    column, count = screen.drawing.hits[place].column, len(screen.drawing.hits)
    is_day = count == len(screen.table.days)
    _, amount, parts = callout
    if column.total is not None:
        amount = formatting.format_with_unit(formatter, column.total, screen.table.unit)
        amount += " so far" if column.state == breakdown.SO_FAR else ""
    when = formatter.day(column.date, "weekday") if is_day else formatter.span(column.date, column.end)
    text = f"{when}, {amount}, {'day' if is_day else 'week'} {place + 1} of {count}"
    spoken = ", ".join([f"{label} {credits}" for _, label, credits in parts])
    return f"{text}; {spoken}" if spoken else text


def gauge_text(formatter, card):
    """Return what the gauge shows: "92 % used, 227.34 left of 2,700 credits; 80 % of the period gone"."""
    words = [
        text for text in (card.percent and card.percent[1], card.remaining and f"{card.remaining[1]} {card.of}") if text
    ]
    pace = card.gauge["pace"]
    gone = "" if pace is None else f"; {formatting.format_percent(formatter, pace / 10)} of the period gone"
    return ", ".join(words) + gone
