"""
The open popup: the stored state, the view the person chose, and the screen built from both.

`set_state` takes the state from storage; `show` renders it. The popup stores the
chosen range and nothing else reads it: each refresh message has the days it needs.
If an answer leaves days of the shown range uncovered, the popup asks for them once more.
"""

from codex_credits.model import budget, coverage, dates, report
from codex_credits.model import view as views
from codex_credits.present import screen, status
from popup.announcer import Announcer
from popup.bridge import bridge
from popup.day_selection import select_column
from popup.views import page

FRESH_MINUTES = 5  # opening the popup asks for newer figures only when the saved ones are older


class App:
    """One open popup."""

    def __init__(self, formatter):
        """Create the app with its `formatter`; the first state brings everything else."""
        self.formatter = formatter
        self.state = {}
        self.report = None
        self.problem = None
        self.view = None
        self.day = None  # the UTC day the view was made for
        self.by_period = False  # whether the budget period was chosen, be it known or not
        self.screen = None
        self.selected_column = None
        self.picked_day = None  # the day the person picked in the chart, None for the latest one
        self.compare = None  # the module present.comparison, once it is loaded
        self.announcer = Announcer()
        self.shortcuts = True  # whether single keys act
        self.after_render = []  # functions to call after each redraw
        self.on_view_changed = lambda _app: None  # called when the person has chosen
        self.asking = False
        self.checking = False  # whether opening the popup asks, and how that ends is not known yet
        self.may_use = None  # "open" or "wake": what the last press allowed where no ChatGPT tab can be read
        self.countdown = None  # controllers.countdown.Countdown, once it is loaded
        self.wish = None  # the kind of refresh asked for while another one ran
        self.followed = None  # the (start, end) the popup has asked for a second time
        self.filling = False  # whether the sections wait for the next paint
        self.sample = None  # which state of the sample data is shown, None for the person's own figures
        self.pressed = False  # whether the person opened this page from the toolbar, or has asked in it
        self.listening = False  # whether the person can act yet

    def set_state(self, state):
        """Set the state ({"code", "local", "session", "now"}). An unreadable report becomes `problem`, its code; nothing is raised."""
        self.state = state
        bridge.pin_report()
        local = state["local"]
        self.problem = None if state["code"] == "ok" else state["code"]
        try:
            self.report = report.parse_report(local.get("report"), bridge.columns)
        except report.ReportError as error:
            self.report, self.problem = None, error.code
        if self.view is None:
            stored = local.get("range")
            preset, start, end = views.parse_range(stored, self.today(), self.period())
            self.by_period = isinstance(stored, dict) and stored.get("preset") == dates.PERIOD
            self.view = views.View(
                preset=preset,
                start=start,
                end=end,
                scope="mine",
                breakdown="model",
                compare=False,
                hidden=(),
                other=False,
            )
            self.day, self.picked_day = self.today(), None
            if state.get("address"):
                from popup import tab_address  # a popup has none

                tab_address.restore(self, state["address"])

    def on_state_changed(self, state):
        """
        Take in a changed state and show it; sample data stays until it is left.

        The steps of a running refresh change one line only. What a refresh of this popup's own has stored is shown
        once, when it is answered (`refresh`).
        """
        if self.sample is not None:
            return
        before, now = self.state["session"].get("refresh"), state["session"].get("refresh")
        if "local" in state and not self.asking:
            self.set_state(state)
            self.show()
            self.follow(before and not now)
            return
        self.state.update({"now": state["now"], "session": state["session"]})
        if (before and now) or (self.asking and not (now and self.screen.empty)):
            self.show_phase()
        else:
            self.show()
            self.follow(before and not now and not self.asking)

    def follow(self, over):
        """
        Ask for the hole in the shown range once a refresh of another popup is `over`, where the person has asked before.

        A refresh leaves something in memory however it ends; where nothing is left, everything was deleted.
        """
        if over and self.pressed and self.state["session"] and self.has_hole():
            bridge.start_task(self.refresh())

    def on_resize(self, size):
        """Redraw for another chart size."""
        self.state.update(size)
        self.show()

    def on_tick(self):
        """Let the ages and countdowns tell the present moment; a new day redraws everything."""
        self.state["now"] = bridge.now()
        if self.state["session"].get("refresh"):
            bridge.bridge.wake()  # nothing to a worker that runs; one that died is noticed
        if self.today() != self.day:
            self.show()
        elif self.screen and not self.screen.empty:
            self.screen = self.build()
            page.header(self.screen)
            page.show_card(self.screen)

    def today(self):
        """Return today, in UTC."""
        return self.state["now"][:10]

    def period(self):
        """Return the (first, last) day of the budget period, None where it is unknown or a calendar month."""
        return budget.period_days(self.report, self.state["now"])

    def size(self):
        """Return the width and height of the chart, and of the burn-up, in pixels."""
        sizes = (("width", 528), ("height", 140), ("burn_width", 264), ("burn_height", 158))
        return [self.state.get(name) or usual for name, usual in sizes]

    def show(self):
        """Redraw everything from the state and the view. A report that breaks on the way is said so."""
        self.roll()
        try:
            self.screen = self.build()
        except report.ReportError as error:
            self.unreadable(error.code)
            return
        except Exception as error:  # whatever breaks on the way, the person is told and can go on
            bridge.report_error(error)
            if self.report is None:
                raise
            self.unreadable("UNREADABLE")
            return
        page.show(self.screen)
        select_column(self)
        for call in self.after_render:
            call()
        self.show_phase()

    def roll(self):
        """Let a preset move with the days, and the budget period with what ChatGPT tells of it."""
        if self.day != self.today() or self.by_period:
            self.day = self.today()
            view = views.replace(self.view, preset=dates.PERIOD) if self.by_period else self.view
            self.view = views.on_day(view, self.day, self.period())

    def unreadable(self, code):
        """Show what can be shown without the report, which cannot be read; `code` says why."""
        self.report, self.problem = None, code
        self.show()

    def build(self):
        """Return the screen of the state and the view as they are."""
        checking = self.checking and self.sample is None
        state = {
            "now": self.state["now"],
            "session": self.state["session"],
            "problem": self.problem,
            "checking": checking,
        }
        return screen.build(state, self.report, self.view, self.formatter, self.size(), self.compare)

    def is_refreshing(self):
        """Tell whether a refresh runs."""
        return bool(self.state["session"].get("refresh") or self.asking)

    def show_phase(self):
        """Say whether a refresh runs, and which report it is at."""
        running = self.state["session"].get("refresh")
        reading, settled = self.is_refreshing(), self.listening and not self.filling
        checking = self.checking or reading
        page.progress(status.progress_text(running, first=self.screen.read is None, checking=checking))
        if self.countdown:
            self.countdown.show(loading=reading)
        page.phase("reading" if reading else "settled" if settled else "shown")
        self.announcer.on_phase(self.screen, reading=reading, settled=settled)

    def choose(self, *, silent=False, **changes):
        """Change the view by name - `breakdown="surface"` - redraw, and say what is shown now unless `silent`."""
        self.view = views.replace(self.view, **changes)
        self.show()
        self.on_view_changed(self)
        if not silent:
            self.announcer.on_choice(self.screen, changes)

    async def choose_range(self, preset, start, end):
        """Show another range, remember it, and ask for the days of it that were never read."""
        self.followed = None
        self.by_period = preset == dates.PERIOD
        covered = self.sample is not None or coverage.is_covered(self.report, start, end)
        self.choose(preset=preset, start=start, end=end, other=False, silent=not covered)
        if self.sample is not None:
            return
        await bridge.save_range(preset, start, end)
        if not covered:
            self.announcer.pending = "view"
            await self.refresh()

    def check(self):
        """Find out whether opening this page asks for newer figures: then the notice of the reading before is not shown."""
        session, now = self.state["session"], self.state["now"]
        young = (
            self.report
            and "workspace" in session
            and 0 <= dates.minutes(now) - dates.minutes(self.report.fetched_at) < FRESH_MINUTES
            and coverage.is_covered(self.report, self.view.start, self.view.end)
        )
        throttled = coverage.is_throttled(session.get("cooldown") or {}, now)
        self.checking = bridge.is_opened_from_toolbar() and bool(session.get("refresh") or not (young or throttled))

    async def refresh_if_old(self):
        """
        Ask for newer figures when the saved ones are old, from another session, or not of this range.

        Only a press of the toolbar icon counts as opening: a tab, which the browser may have restored, asks nothing.
        """
        self.listening = True
        if not bridge.is_opened_from_toolbar():
            self.set_state(await bridge.read_state())  # what changed before this page began to listen
            self.show()
            return
        self.pressed = True
        if self.checking:
            await self.refresh()
        else:
            self.show_phase()

    async def refresh(self, kind="refresh", may_use=None):
        """
        Ask the worker, then show what storage holds; once more for the hole it left, or for a wish it did not meet.

        Where no ChatGPT tab can be read, a press `may_use` one in the background: "open" a new one, "wake" a sleeping one.
        """
        if self.sample is not None:
            return
        self.pressed = True
        if self.asking:
            self.wish = kind if kind == "refresh_all" else self.wish
            return
        while kind:
            self.asking, self.wish = True, None
            self.roll()
            self.show_phase()
            code = await bridge.ask(kind, coverage.required_intervals(self.view, self.period()), may_use)
            state = await bridge.read_state()
            over = not self.asking or self.sample is not None  # all was deleted meanwhile, or sample data is shown
            self.asking = self.checking = False
            if over:
                self.show_phase()
                return
            self.set_state(state)
            self.state["session"] = status.with_answer(code, self.state["session"])
            self.show()
            if code == "THROTTLED" and self.countdown:
                self.countdown.acknowledge()
            kind = self.wish or ("refresh" if code == "ok" and self.has_hole() else None)

    def has_hole(self):
        """Tell whether to ask once more for unread days of the shown range: once for each chosen range."""
        span = (self.view.start, self.view.end)
        if self.followed == span or not coverage.is_gap_requestable(self.report, self.view, self.state):
            return False
        self.followed = span
        return True

    async def clear_data(self):
        """Delete everything that is stored, and show the first screen again without asking ChatGPT; say so where that failed."""
        self.asking = self.checking = False
        code = await bridge.delete_stored()
        state = await bridge.read_state()
        if code != "ok":
            state["session"]["notice"] = {"code": "NOT_DELETED"}
        self.view, state["address"] = None, ""
        self.set_state(state)
        self.on_view_changed(self)
        self.announcer.on_deleted()
        self.show()
