"""Put what is left, and of what, into the page: the block that the popup opens with."""

from popup.views.dom import at, figure


def show_card(screen):
    """Show what is left, of what, and how much of the period is gone."""
    card, top = screen.card, screen.overview
    period = at("period")
    period.setAttribute("data-tone", card.tone)
    for name, value in (
        ("state", card.state),
        ("unit", card.unit),
        ("start", card.start),
        ("end", card.end),
        ("allowance", "yes" if top.allowance else "no"),
    ):
        period.setAttribute("data-" + name, value)
    at("period-name").textContent = top.name
    lead = at("lead")
    figure(lead, *top.lead)
    lead.setAttribute("data-figure", top.figure)
    lead.setAttribute("title", top.title)
    at("lead-words").textContent = top.words
    figure(at("used-percent"), *(top.share or (None, "")))
    figure(at("gone"), *top.gone)
    figure(at("used"), *(top.used or (None, "")))
    figure(at("of"), *(top.of or (None, "")))
    at("used").setAttribute("title", top.pending_title)
    when = at("resets")
    when.textContent = top.reset
    when.setAttribute("datetime", card.resets_at)
    when.setAttribute("title", top.reset_title)
    figure(at("today"), *(top.today or (None, "")))
    figure(at("closed"), *(top.closed or (None, "")))
    at("gap").textContent = " ".join([text for text in (top.pending, top.note) if text])
    at("gap").setAttribute("title", top.pending_title)
    show_gauge(card.gauge)


def show_gauge(parts):
    """Draw the gauge from its parts in thousandths; nothing where there are none."""
    at("gauge").setAttribute("data-shown", "yes" if parts else "no")
    if parts:
        at("gauge-daily-sum").setAttribute("width", str(parts["daily_sum"]))
        at("gauge-gap").setAttribute("x", str(parts["daily_sum"]))
        at("gauge-gap").setAttribute("width", str(parts["gap"]))
        pace = parts["pace"]
        at("gauge-pace").setAttribute("x", "-9" if pace is None else str(pace))
