"""The range panel: typed dates, and the calendar that is loaded when the panel is first opened."""

from pyscript import document

from codex_credits.model import dates, typed_days
from codex_credits.present import messages
from popup.bridge import bridge
from popup.views.dom import by_id

FIELDS = ("range-start", "range-end")
EXAMPLE = "2026-01-31"


def listen(app):
    """Keep the range panel in step with the popup."""
    panel = RangePanel(app)
    by_id("range-panel").addEventListener("toggle", panel.on_toggle)
    if by_id("range-panel").matches(":popover-open"):
        panel.on_open()  # it was opened before there was anybody to hear of it
    by_id("range-form").addEventListener("submit", panel.on_submit)
    for name in FIELDS:
        by_id(name).setAttribute("placeholder", typed_days.format_day(EXAMPLE, panel.order))
        by_id(name).setAttribute("aria-describedby", "range-problem range-hint")
        by_id(name).addEventListener("input", panel.on_input)


class RangePanel:
    """The range panel of one open popup."""

    def __init__(self, app):
        """Choose ranges for `app`."""
        self.app = app
        self.calendar = None
        self.order = bridge.bridge.dateOrder()  # in which the reader writes a day

    def on_toggle(self, event):
        """Prepare the panel when it opens."""
        if event.newState == "open":
            self.on_open()

    def on_open(self):
        """Fill the panel, and go to the preset that is chosen."""
        view = self.app.view
        self.fill(view.start, view.end)
        document.querySelector("[data-preset-choice=period]").hidden = self.app.period() is None
        for button in document.querySelectorAll("[data-preset-choice]"):
            chosen = button.getAttribute("data-preset-choice") == view.preset
            button.setAttribute("aria-pressed", "true" if chosen else "false")
        if not by_id("range-panel").contains(document.activeElement):
            document.querySelector("[data-preset-choice][aria-pressed=true]").focus()
        bridge.start_task(self.show_calendar())

    def fill(self, start, end):
        """Put two days into the fields, in which nothing is wrong then."""
        by_id("range-start").value = typed_days.format_day(start, self.order)
        by_id("range-end").value = typed_days.format_day(end, self.order)
        self.on_input(None)

    def on_input(self, _event):
        """Take back what was said of the fields."""
        by_id("range-problem").textContent = ""
        for name in FIELDS:
            by_id(name).removeAttribute("aria-invalid")

    async def show_calendar(self):
        """Show the month calendar with the range in it; without it the typed dates still work."""
        if self.calendar is None:
            if await bridge.bridge.loadCalendar() != "ok":
                return
            by_id("calendar").append(by_id("calendar-template").content.cloneNode(True))
            self.calendar = by_id("calendar").firstElementChild
            self.calendar.setAttribute("locale", bridge.bridge.calendarLocale())
            self.calendar.setAttribute("first-day-of-week", str(bridge.bridge.firstWeekday()))
            self.calendar.setAttribute("min", dates.EARLIEST)
            self.calendar.addEventListener("change", self.on_calendar)  # it does not bubble
        view = self.app.view
        self.calendar.setAttribute("max", self.app.today())
        self.calendar.setAttribute("today", self.app.today())
        self.calendar.setAttribute("value", f"{view.start}/{view.end}")
        self.calendar.setAttribute("focused-date", view.end)

    def on_calendar(self, event):
        """Put the two days chosen in the calendar into the fields, and show them."""
        start, _, end = event.target.value.partition("/")
        self.fill(start, end)
        self.choose(start, end)

    def on_submit(self, event):
        """Show the typed range, or say what is wrong with it."""
        event.preventDefault()
        self.choose(*[typed_days.parse_day(by_id(name).value, self.order) for name in FIELDS])

    def choose(self, start, end):
        """Show `start`..`end` when they are days that can be asked for; else one sentence and no request."""
        problem = dates.range_problem(start, end, self.app.today())
        self.on_input(None)
        if problem:
            example = typed_days.format_day(EXAMPLE, self.order)
            by_id("range-problem").textContent = messages.notice(problem, example=example).text
            field = by_id("range-start") if not dates.is_day(start) else by_id("range-end")
            field.setAttribute("aria-invalid", "true")
            field.focus()
            return
        by_id("range-panel").hidePopover()
        bridge.start_task(self.app.refresher.choose_range("custom", start, end))
