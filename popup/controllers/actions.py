"""
What the person does: clicks, keys, the pointer over the chart.

Every control names its action in `data-action`; a few delegated listeners find
it. Handlers are synchronous and start work with `bridge.start_task`.
"""

from pyscript import document

from codex_credits.model import address, contract, coverage, dates
from codex_credits.model import breakdown as tables
from codex_credits.present import keys
from popup import day_selection
from popup.bridge import bridge
from popup.controllers import menu, range_panel
from popup.views import page, sections

# Letter -> (action, value). Shown beside the controls and in the "?" sheet.
KEYS: "dict[str, tuple[str, str | None]]" = {
    "r": ("refresh", None), "o": ("open-analytics", None), "s": ("other-scope", None), "x": ("compare", None),
    "c": ("custom", None), "[": ("step", "-1"), "]": ("step", "1"), "?": ("help", None), "e": ("csv", None), "p": ("png", None), "t": ("open-tab", None),
    "y": ("copy-summary", None),
}  # fmt: skip
KEYS.update(contract.KEYS)


def listen(app):
    """Hear everything the person does, for as long as the popup is open."""
    actions = Actions(app)
    document.addEventListener("click", actions.on_click)
    document.addEventListener("keydown", actions.on_key)
    document.addEventListener("pointerover", actions.on_pointer)
    document.getElementById("plot").addEventListener("keydown", actions.on_chart_key)
    range_panel.listen(app)
    menu.listen(app, actions)


class Actions:
    """The actions of one open popup, by name."""

    def __init__(self, app):
        """Act on `app`."""
        self.app = app
        self.stepped = "custom"  # the preset the steps began at
        self.table = {
            "refresh": self.refresh, "refresh-all": self.refresh_all, "grant": self.grant,
            "load": lambda *_: self.load("open"), "wake": lambda *_: self.load("wake"),
            "open-chatgpt": lambda *_: bridge.show_chatgpt(), "open-and-load": self.open_and_load,
            "open-analytics": lambda _value, _event: bridge.bridge.openAnalytics(),
            "open-tab": self.open_tab,
            "preset": self.preset, "custom": self.custom, "step": self.step, "range-90": lambda *_: self.preset("90", None),
            "breakdown": lambda value, _event: self.choose_breakdown(value), "scope": lambda value, _event: app.refresher.choose(scope=value, hidden=()),
            "other-scope": self.other_scope, "mine": lambda *_: app.refresher.choose(scope="mine", hidden=()), "series": self.series,
            "compare": self.compare, "show-all": self.show_all, "detail": lambda value, _event: sections.open_detail(value),
        }  # fmt: skip

    def act(self, name, value, event=None):
        """Do the action called `name`; one that is not (yet) known does nothing."""
        action = self.table.get(name)
        if action:
            action(value, event)

    def on_click(self, event):
        """Do what the clicked control says."""
        control = event.target.closest("[data-action]")
        if control and not control.matches("[aria-disabled=true]"):
            self.act(control.getAttribute("data-action"), control.getAttribute("data-value"), event)

    def on_key(self, event):
        """Do what a single letter says, once however long it is held, unless it is being typed into something."""
        if event.repeat or event.target.matches("input, textarea, select, calendar-range"):
            return
        if not self.app.shortcuts or document.querySelector("dialog[open]"):
            return
        alt = event.getModifierState("AltGraph") or (event.altKey and (event.ctrlKey or bridge.bridge.isMac()))
        held = "alt" if alt else "other" if event.altKey or event.ctrlKey else "shift" if event.shiftKey else ""
        found = KEYS.get(keys.shortcut(event.key, event.code, "other" if event.metaKey else held))
        if found:
            event.preventDefault()
            self.act(found[0], found[1], event)

    def on_chart_key(self, event):
        """Move over the chart's days."""
        app = self.app
        if app.selected_column is None:
            return
        last = len(app.screen.drawing.hits) - 1
        moves = {
            "ArrowLeft": app.selected_column - 1, "ArrowDown": app.selected_column - 1, "ArrowRight": app.selected_column + 1, "ArrowUp": app.selected_column + 1,
            "PageDown": app.selected_column - 7, "PageUp": app.selected_column + 7, "Home": 0, "End": last,
        }  # fmt: skip
        if event.key in moves:
            event.preventDefault()
            day_selection.pick_column(app, moves[event.key])

    def on_pointer(self, event):
        """Pick the day under the pointer."""
        day = event.target.getAttribute("data-day")
        if day and event.target.parentNode.id == "hits":
            for place, hit in enumerate(self.app.screen.drawing.hits):
                if hit.column.date == day:
                    day_selection.pick_column(self.app, place)

    def refresh(self, _value, event):
        """Ask for newer figures; a notice's "Try again" may use the tab that the press before it could use."""
        again = event and event.target.closest(".notice")
        bridge.start_task(self.app.refresher.refresh(allowed_tab=self.app.allowed_tab if again else None))

    def load(self, allowed_tab):
        """Read in a tab in the background: a new one ("open"), or the sleeping one ("wake")."""
        self.app.allowed_tab = allowed_tab
        bridge.start_task(self.app.refresher.refresh(allowed_tab=allowed_tab))

    def open_and_load(self, _value, _event):
        """Bring ChatGPT to the front for the person to sign in, say; the worker reads when that is done."""
        app = self.app
        bridge.show_chatgpt(coverage.required_intervals(app.view, app.period()) if app.sample is None else None)

    def refresh_all(self, _value, _event):
        """Ask for every day again, also those already stored."""
        page.hide_panels()
        bridge.start_task(self.app.refresher.refresh("refresh_all"))

    def grant(self, _value, _event):
        """Ask the browser for the permission to read chatgpt.com, then read."""
        answer = bridge.bridge.grant()  # at once: Firefox asks only while it handles the press itself

        async def granted():
            if await answer == "ok":
                await self.app.refresher.refresh()

        bridge.start_task(granted())

    def preset(self, value, _event):
        """Show a preset range; the budget period only where it is offered."""
        period = self.app.period()
        if value == dates.PERIOD and not period:
            return
        start, end = dates.preset_range(value, self.app.today(), period)
        page.hide_panels()
        bridge.start_task(self.app.refresher.choose_range(value, start, end))

    def custom(self, _value, _event):
        """Open the panel at the two dates."""
        page.by_id("range-panel").showPopover()
        page.by_id("range-start").focus()

    def step(self, value, _event):
        """Show the period before or after."""
        view, today = self.app.view, self.app.today()
        period = self.app.period()
        moved = dates.step(view.preset, view.start, view.end, int(value), today, period)
        if moved:
            if view.preset != "custom":
                self.stepped = view.preset
            preset = dates.preset_of(moved, today, self.stepped, period)
            bridge.start_task(self.app.refresher.choose_range(preset, moved[0], moved[1]))

    def choose_breakdown(self, value):
        """Show the credits split another way."""
        if not document.querySelector(f"[data-breakdown-choice={value}]").matches("[aria-disabled=true]"):
            self.app.refresher.choose(breakdown=value, hidden=(), other=False)

    def other_scope(self, _value, _event):
        """Switch between my credits and the workspace's, where both were read."""
        if self.app.screen.scopes:
            self.app.refresher.choose(scope="mine" if self.app.view.scope == "workspace" else "workspace", hidden=())

    def series(self, mark, event):
        """Show one series alone, or all again; with Shift, hide or show just this one. "Other" opens instead."""
        view = self.app.view
        marks = [tables.mark(series) for series in self.app.screen.table.series]
        if event.shiftKey:
            hidden = [one for one in view.hidden if one != mark] if mark in view.hidden else list(view.hidden) + [mark]
            self.app.choose(hidden=tuple(hidden))
        elif mark.startswith(f"{tables.OTHER}:"):
            self.app.choose(other=not view.other)
        elif mark in marks:
            rest = tuple(one for one in marks if one != mark)
            self.app.choose(hidden=() if set(view.hidden) == set(rest) else rest)

    def show_all(self, _value, _event):
        """Show every series again; the button goes away, so the first row gets the focus."""
        self.app.choose(hidden=())
        document.querySelector("#series tbody button").focus()

    def open_tab(self, _value, _event):
        """Open a tab with what is shown here."""
        bridge.bridge.openInTab(address.format_address(self.app.view, self.app.picked_day))

    def compare(self, _value, _event):
        """Switch the comparison on or off."""
        self.app.choose(compare=not self.app.view.compare)
