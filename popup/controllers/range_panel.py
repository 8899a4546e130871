"""The range panel: typed dates, and the calendar that is loaded when the panel is first opened."""

from pyscript import document

from codex_credits.model import dates
from codex_credits.present import messages
from popup.bridge import bridge
from popup.views.dom import at


def listen(app):
    """Keep the range panel in step with the popup."""
    panel = RangePanel(app)
    at("range-panel").addEventListener("toggle", panel.on_toggle)
    at("range-form").addEventListener("submit", panel.on_submit)


class RangePanel:
    """The range panel of one open popup."""

    def __init__(self, app):
        """Choose ranges for `app`."""
        self.app = app
        self.calendar = None

    def on_toggle(self, event):
        """Fill the panel when it opens."""
        if event.newState != "open":
            return
        view = self.app.view
        at("range-start").value = view.start
        at("range-end").value = view.end
        at("range-problem").textContent = ""
        document.querySelector("[data-preset-choice=period]").hidden = self.app.period() is None
        for button in document.querySelectorAll("[data-preset-choice]"):
            chosen = button.getAttribute("data-preset-choice") == view.preset
            button.setAttribute("aria-pressed", "true" if chosen else "false")
        bridge.start_task(self.show_calendar())

    async def show_calendar(self):
        """Show the month calendar with the range in it; without it the typed dates still work."""
        if self.calendar is None:
            if await bridge.bridge.loadCalendar() != "ok":
                return
            at("calendar").append(at("calendar-template").content.cloneNode(True))
            self.calendar = at("calendar").firstElementChild
            self.calendar.setAttribute("locale", bridge.bridge.calendarLocale())
            self.calendar.setAttribute("first-day-of-week", str(bridge.bridge.firstWeekday()))
            self.calendar.setAttribute("min", dates.EARLIEST)
            self.calendar.addEventListener("change", self.on_calendar)  # it does not bubble
        view = self.app.view
        self.calendar.setAttribute("max", self.app.today())
        self.calendar.setAttribute("today", self.app.today())
        self.calendar.setAttribute("value", f"{view.start}/{view.end}")
        self.calendar.setAttribute("focused-date", view.end)

    def on_calendar(self, _event):
        """Put the two days chosen in the calendar into the fields, and show them."""
        start, _, end = self.calendar.value.partition("/")
        at("range-start").value, at("range-end").value = start, end
        self.choose(start, end)

    def on_submit(self, event):
        """Show the typed range, or say what is wrong with it."""
        event.preventDefault()
        self.choose(dates.typed(at("range-start").value), dates.typed(at("range-end").value))

    def choose(self, start, end):
        """Show `start`..`end` when they are days that can be asked for; else one sentence and no request."""
        problem = dates.range_problem(start, end, self.app.today())
        at("range-problem").textContent = messages.notice(problem).text if problem else ""
        if problem:
            field = at("range-start") if not dates.is_day(start) else at("range-end")
            field.focus()
            return
        at("range-panel").hidePopover()
        bridge.start_task(self.app.choose_range("custom", start, end))
