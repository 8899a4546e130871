"""What assistive technology is told and nobody sees; put into the page after it is painted."""

from pyscript import document

from codex_credits.model import breakdown
from codex_credits.present import speech
from codex_credits.present.i18n import t
from popup.views.changes import Changes

# i18n: values
UNREAD = "ChatGPT has given no figures for this breakdown"


def describe(formatter, screen):
    """Describe everything of a `screen` with figures."""
    changes = Changes()
    describe_gauge(changes, formatter, screen.card)
    describe_breakdowns(changes, screen)
    describe_rows(changes, screen)
    changes.make()


def describe_gauge(changes, formatter, card):
    """Make the gauge a meter with its value in words, or nothing at all where it is not shown."""
    if not card.gauge:
        changes.set("#gauge", role=None)
        return
    changes.set(
        "#gauge",
        role="meter",
        aria_label=t("Limit used"),
        aria_valuemin=0,
        aria_valuemax=100,
        aria_valuenow=min(100, (card.gauge["daily_sum"] + card.gauge["gap"]) // 10),
        aria_valuetext=speech.gauge_text(formatter, card),
    )


def describe_breakdowns(changes, screen):
    """Let the chosen breakdown be the one stop of Tab, and give the reason of each that cannot be chosen."""
    for name, _, on, known in screen.breakdowns:
        where = f"[data-breakdown-choice={name}]"
        button = document.querySelector(where)
        title = button.getAttribute("data-title") or button.getAttribute("title")
        changes.set(where, tabindex="0" if on else "-1", data_title=title, title=title if known else t(UNREAD))


def describe_rows(changes, screen):
    """Tell of each row what pressing it does: it unfolds "Other", or is pressed when the chart shows it without others."""
    for place, row in enumerate(screen.rows):
        where, mark = f"#series tbody tr:nth-child({place + 1}) button", breakdown.mark(row)
        if mark.startswith(f"{breakdown.OTHER}:"):
            changes.set(where, aria_expanded="true" if screen.view.other else "false")
            continue
        alone = screen.view.hidden and mark not in screen.view.hidden
        changes.set(where, aria_pressed="true" if alone else "false", aria_describedby="series-hint")
