"""What assistive technology is told and nobody sees; put into the page after it is painted."""

from pyscript import document

from codex_credits.model import breakdown
from codex_credits.present import speech
from codex_credits.present.i18n import t
from popup.views.dom import at

# i18n: values
UNREAD = "ChatGPT has given no figures for this breakdown"


def describe(formatter, screen):
    """Describe everything of a `screen` with figures."""
    describe_gauge(formatter, screen.card)
    describe_breakdowns(screen)
    describe_rows(screen)


def describe_gauge(formatter, card):
    """Make the gauge a meter with its value in words, or nothing at all where it is not shown."""
    gauge = at("gauge")
    if not card.gauge:
        gauge.removeAttribute("role")
        return
    used = min(100, (card.gauge["daily_sum"] + card.gauge["gap"]) // 10)
    for name, value in (
        ("role", "meter"), ("aria-label", t("Limit used")), ("aria-valuemin", "0"), ("aria-valuemax", "100"),
        ("aria-valuenow", str(used)), ("aria-valuetext", speech.gauge_text(formatter, card)),
    ):  # fmt: skip
        gauge.setAttribute(name, value)


def describe_breakdowns(screen):
    """Let the chosen breakdown be the one stop of Tab, and give the reason of each that cannot be chosen."""
    for name, _, on, known in screen.breakdowns:
        button = document.querySelector(f"[data-breakdown-choice={name}]")
        button.setAttribute("tabindex", "0" if on else "-1")
        if not button.hasAttribute("data-title"):
            button.setAttribute("data-title", button.getAttribute("title"))
        button.setAttribute("title", button.getAttribute("data-title") if known else t(UNREAD))


def describe_rows(screen):
    """Tell of each row what pressing it does: it unfolds "Other", or is pressed when the chart shows it without others."""
    for button in document.querySelectorAll("#series tbody button"):
        mark = button.getAttribute("data-value")
        if mark.startswith(f"{breakdown.OTHER}:"):
            button.setAttribute("aria-expanded", "true" if screen.view.other else "false")
            continue
        alone = screen.view.hidden and mark not in screen.view.hidden
        button.setAttribute("aria-pressed", "true" if alone else "false")
        button.setAttribute("aria-describedby", "series-hint")
