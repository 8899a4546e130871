"""What changes from second to second: a button that counts down until it may be pressed, and the answer to a press that came too soon."""

from codex_credits.present import messages, status
from popup.bridge import bridge
from popup.views import page

ACKNOWLEDGED_SECONDS = 8


def listen(app):
    """Count down for as long as the popup is open."""
    app.countdown = Countdown(app)
    bridge.every_second(app.countdown.on_second)


class Countdown:
    """The countdown of one open popup."""

    def __init__(self, app):
        """Count for `app`."""
        self.app = app
        self.is_waiting = False  # whether the button of the shown notice waits
        self.acknowledged = 0  # for how many seconds more the status line answers a press

    def show(self, *, loading):
        """Say on the shown notice's button how long it waits, or that it is being done."""
        app = self.app
        found = [app.screen.empty] if app.screen.empty else app.screen.notices
        self.is_waiting = False
        if found:
            seconds = status.wait_seconds(app.state["session"], app.state["now"], app.screen.table)
            notice = messages.with_wait(app.formatter, found[0], seconds, loading=loading)
            self.is_waiting = not (notice.ready or loading)
            page.show_action(notice)

    def on_second(self):
        """Count down, and let the answer to a press go by itself."""
        if self.is_waiting:
            self.app.state["now"] = bridge.now()
            self.show(loading=self.app.is_refreshing())
        if self.acknowledged:
            self.acknowledged -= 1
            if not self.acknowledged:
                page.header(self.app.screen)

    def acknowledge(self):
        """Answer a press that came too soon after a reading, in the status line."""
        app = self.app
        if app.screen.read:
            text = status.acknowledgement(app.formatter, app.screen, app.state["session"], app.state["now"])
            self.acknowledged = ACKNOWLEDGED_SECONDS
            page.show_read(text)
            app.announcer.on_acknowledged(text)
