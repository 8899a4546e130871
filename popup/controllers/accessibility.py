"""The keyboard and the screen reader: arrow keys among the breakdowns, the switch of the single keys, spoken days."""

from pyscript import document

from codex_credits.present import speech
from popup import day_selection
from popup.bridge import bridge
from popup.views import accessibility as view
from popup.views.dom import by_id

MOVES = {"ArrowLeft": -1, "ArrowUp": -1, "ArrowRight": 1, "ArrowDown": 1}
WIDE = 900  # px, from where popup.css puts things side by side


def listen(app):
    """Describe what is shown now and after each redraw, and hear the keys; a wide tab begins with its sections open."""
    helper = Helper(app)
    app.announcer.speech = speech
    app.after_render.append(helper.describe)
    helper.describe()
    day_selection.select_column(app)
    by_id("breakdowns").addEventListener("keydown", helper.on_key)
    by_id("shortcuts").addEventListener("change", helper.on_switch)
    helper.use_shortcuts(on=app.state["session"].get("shortcuts") is not False)
    if document.documentElement.clientWidth >= WIDE:
        for section in document.querySelectorAll("#details details:not(#reports)"):
            section.open = True


class Helper:
    """What helps the users of a keyboard or a screen reader in one open popup."""

    def __init__(self, app):
        """Help with `app`."""
        self.app = app

    def describe(self):
        """Describe the figures, where there are any."""
        if not self.app.screen.empty:
            view.describe(self.app.formatter, self.app.screen)

    def on_key(self, event):
        """Move the focus among the breakdowns; Enter or Space then chooses."""
        buttons = list(by_id("breakdowns").querySelectorAll("button"))
        places = [place for place, button in enumerate(buttons) if button.isSameNode(document.activeElement)]
        if not places or event.altKey or event.ctrlKey or event.metaKey:
            return
        by = MOVES.get(event.key, 0)
        if document.documentElement.dir == "rtl" and event.key in ("ArrowLeft", "ArrowRight"):
            by = -by
        ends = {"Home": 0, "End": len(buttons) - 1}
        if by or event.key in ends:
            event.preventDefault()
            buttons[ends.get(event.key, (places[0] + by) % len(buttons))].focus()

    def on_switch(self, event):
        """Switch the single keys on or off, and remember it."""
        self.use_shortcuts(on=event.target.checked)
        bridge.save_shortcuts(on=event.target.checked)

    def use_shortcuts(self, *, on):
        """Let single keys act, or not."""
        self.app.shortcuts = on
        document.body.setAttribute("data-shortcuts", "on" if on else "off")
