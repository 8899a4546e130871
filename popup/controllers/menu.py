"""The menu: take the figures away, look closer, look around with sample data, delete."""

from codex_credits.model import forecast, policy
from codex_credits.present import clipboard_text, diagnostics, export, png_text
from codex_credits.present.i18n import t
from popup.bridge import bridge
from popup.controllers import sample_data
from popup.views import page
from popup.views.dom import by_id

SECONDS = 4  # how long the status line says what became of a press
# i18n: values
FORBIDDEN = "no downloads: company policy"
FILES = ("csv", "json", "png")  # the actions that save a file


def listen(app, actions):
    """Add the menu's actions to the popup's, and mark its items by what can be done now."""
    menu = Menu(app)
    actions.table.update(
        {
            "csv": menu.if_allowed(menu.csv), "json": menu.if_allowed(menu.json), "png": menu.if_allowed(menu.png),
            "copy-summary": menu.copy_summary,
            "copy-request": menu.copy_request, "copy-diagnostics": menu.copy_diagnostics, "sample": menu.sample, "leave-sample": menu.leave_sample,
            "ask-clear-data": menu.ask_clear_data, "clear-data": menu.clear_data, "help": menu.help, "privacy": menu.privacy,
            "close": menu.close,
        }
    )  # fmt: skip
    by_id("menu").addEventListener("toggle", menu.on_toggle)
    if by_id("menu").matches(":popover-open"):
        menu.on_open()  # it was opened before there was anybody to hear of it
    by_id("sample-state").addEventListener("change", menu.on_state)


class Menu:
    """The menu of one open popup."""

    def __init__(self, app):
        """Act on `app`."""
        self.app = app
        self.messages_shown = 0  # how many times the status line said what became of a press

    def on_toggle(self, event):
        """Prepare the menu when it opens."""
        if event.newState == "open":
            self.on_open()

    def on_open(self):
        """Offer only what makes sense, nothing to take away without figures, and go to the first item."""
        forbidden = FILES if self.is_forbidden() else ()
        for item in by_id("menu").querySelectorAll("[data-needs=figures]"):
            item.disabled = self.app.screen.empty is not None or item.getAttribute("data-action") in forbidden
        by_id("no-downloads").hidden = not forbidden
        by_id("menu").querySelector("button:enabled").focus()

    def is_forbidden(self):
        """Tell whether the company's policy forbids downloads."""
        return policy.parse_policy(self.app.state.get("policy")).forbid_downloads

    def if_allowed(self, save):
        """Return the action `save`, which only says so where the company's policy forbids downloads."""

        def act(value, event):
            if not self.is_forbidden():
                save(value, event)
                return
            page.hide_panels()
            self.tell(t(FORBIDDEN))

        return act

    def csv(self, _value, _event):
        """Save the shown range and breakdown as CSV."""
        self.save("csv", "text/csv", export.csv(self.app.screen, bridge.to_exact_string, sample=self.is_sample()))

    def json(self, _value, _event):
        """Save the same as JSON."""
        self.save(
            "json",
            "application/json",
            export.document(self.app.screen, bridge.to_exact_string, sample=self.is_sample()),
        )

    def save(self, ending, kind, text):
        """Hand a file to the browser."""
        page.hide_panels()
        if self.app.screen.empty is None:
            bridge.bridge.download(export.file_name(self.app.screen, ending, sample=self.is_sample()), kind, text)

    def png(self, _value, _event):
        """Save the chart as a picture with its title and legend."""
        page.hide_panels()
        screen = self.app.screen
        if screen.empty is None:
            title, subtitle = png_text.png_text(screen, sample=self.is_sample())
            name = export.file_name(screen, "png", sample=self.is_sample())
            bridge.start_task(bridge.save_png(name, title, subtitle))

    def copy_summary(self, _value, _event):
        """Copy the period and the range as text."""
        app = self.app
        if app.screen.empty is None:
            self.copy(
                clipboard_text.summary_text(
                    app.formatter, app.report, app.screen, app.state["now"], sample=self.is_sample()
                )
            )

    def copy_request(self, _value, _event):
        """Copy a request for more credits, about the budget period and the person's own use, whatever is shown."""
        app = self.app
        now = app.state["now"]
        if app.screen.empty is None and clipboard_text.is_request_offered(app.report, now):
            view, _ = forecast.report_forecast(app.report, now)
            self.copy(
                clipboard_text.increase_request_text(app.formatter, app.report, view, now, sample=self.is_sample())
            )

    def copy_diagnostics(self, _value, _event):
        """Copy how the last refresh went: results, requests, and the shapes of the answers that were not understood."""

        async def describe():
            ignored = policy.ignored_settings(self.app.state.get("policy") or {})
            return diagnostics.text(await bridge.read_diagnostics(), ignored)

        self.copy_from(describe)

    def copy(self, text):
        """Copy `text`, and say for a while whether it worked."""

        async def given():
            return text

        self.copy_from(given)

    def copy_from(self, describe):
        """Copy what the coroutine `describe` returns, and say for a while whether it worked."""
        page.hide_panels()

        async def copy_text():
            copied = await bridge.bridge.copy(await describe()) == "ok"
            self.tell(t("copied") if copied else t("could not copy"))

        bridge.start_task(copy_text())

    def tell(self, message):
        """Say for a while, in the status line and aloud, what became of a press."""
        self.messages_shown += 1
        number = self.messages_shown
        page.progress(message)
        page.say(message)

        async def take_back():
            await bridge.wait(SECONDS)
            if number == self.messages_shown and by_id("progress").textContent == message:
                self.app.show_phase()

        bridge.start_task(take_back())

    def sample(self, _value, _event):
        """Show the popup on sample data."""
        page.hide_panels()
        sample_data.show_sample(self.app, "usual")

    def on_state(self, event):
        """Show another state of the sample data."""
        sample_data.show_sample(self.app, event.target.value)

    def leave_sample(self, _value, _event):
        """Go back to the person's own figures."""
        sample_data.leave_sample(self.app)

    def is_sample(self):
        """Tell whether what is shown is invented."""
        return self.app.sample is not None

    def ask_clear_data(self, _value, _event):
        """Ask once before deleting."""
        page.hide_panels()
        by_id("confirm").showModal()

    def clear_data(self, _value, _event):
        """Delete everything that is stored, and begin anew."""
        by_id("confirm").close()
        bridge.start_task(self.app.refresher.clear_data())

    def help(self, _value, _event):
        """Show every key, and whether they act."""
        page.hide_panels()
        by_id("shortcuts").checked = self.app.shortcuts
        by_id("help").showModal()

    def privacy(self, _value, _event):
        """Show what is kept and what is not."""
        page.hide_panels()
        by_id("privacy").showModal()

    def close(self, _value, event):
        """Close the dialog the control is in."""
        event.target.closest("dialog").close()
