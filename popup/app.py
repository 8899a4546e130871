"""
The open popup: the stored state, the view the person chose, and the screen built from both.

`set_state` takes the state from storage; `show` renders it. What is asked of the worker, and what comes of it, is in
popup/refresher.py, which loads after the first paint.
"""

from codex_credits.model import budget, coverage, dates, report
from codex_credits.model import view as views
from codex_credits.present import i18n, screen, status
from popup.announcer import Announcer
from popup.bridge import bridge
from popup.day_selection import select_column
from popup.views import page

FRESH_MINUTES = 5  # opening the popup asks for newer figures only when the saved ones are older


class App:
    """One open popup."""

    def __init__(self, formatter, words=None):
        """Create the app with its `formatter`, and what `bridge.words` returns; the first state brings the rest."""
        if words:
            i18n.set_language(*words)
        self.formatter = formatter
        self.state = {}
        self.report = None
        self.problem = None
        self.view: views.View  # the first state brings it
        self.keeps_view = False  # whether the next state leaves the view as it is
        self.day = None  # the UTC day the view was made for
        self.by_period = False  # whether the budget period was chosen, be it known or not
        self.screen: screen.Screen  # `show` builds it
        self.burn_up = None  # present.burn_up.BurnUp as it is drawn, after the first paint
        self.selected_column = None
        self.picked_day = None  # the day the person picked in the chart, None for the latest one
        self.compare = None  # the module present.comparison, once it is loaded
        self.announcer = Announcer()
        self.shortcuts = True  # whether single keys act
        self.after_render = []  # functions to call after each redraw
        self.on_view_changed = lambda _app: None  # called when the person has chosen
        self.on_phase = lambda _settled: None  # called with whether all is shown and nothing is being read
        self.is_request_pending = False
        self.will_refresh = False  # whether opening the popup asks, and how that ends is not known yet
        self.allowed_tab = None  # "open" or "wake": what the last press allowed where no ChatGPT tab can be read
        self.countdown = None  # controllers.countdown.Countdown, once it is loaded
        self.refresher = None  # refresher.Refresher, once it is loaded
        self.is_filling_sections = False  # whether the sections wait for the next paint
        self.sample = None  # which state of the sample data is shown, None for the person's own figures
        self.is_interactive = False  # whether the person can act yet

    def set_state(self, state):
        """Set the state ({"code", "local", "session", "policy", "now"}). An unreadable report becomes `problem`, its code; nothing is raised."""
        self.state = state
        bridge.pin_report()
        local = state["local"]
        self.problem = None if state["code"] == "ok" else state["code"]
        hides_workspace = False
        if state.get("policy"):
            from codex_credits.model import policy  # few companies set one

            hides_workspace = policy.parse_policy(state["policy"]).hide_workspace
        try:
            self.report = report.parse_report(local.get("report"), bridge.columns)
        except report.ReportError as error:
            self.report, self.problem = None, error.code
        if hides_workspace:
            self.report = policy.without_workspace(self.report)
        if not self.keeps_view:
            stored = local.get("range")
            self.by_period = isinstance(stored, dict) and stored.get("preset") == dates.PERIOD
            self.view = views.opening_view(stored, self.today(), self.period())
            self.keeps_view, self.day, self.picked_day = True, self.today(), None
            if state.get("address"):
                from popup import tab_address  # a popup has none

                tab_address.restore(self, state["address"])
        if hides_workspace:
            self.view = views.replace(self.view, scope="mine")

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
        elif not self.screen.empty:
            self.screen = self.build()
            page.show_time(self.screen)

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
        self.advance_view_to_today()
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

    def advance_view_to_today(self):
        """Let a preset move with the days, and the budget period with what ChatGPT tells of it."""
        if self.day != self.today() or self.by_period:
            self.day = self.today()
            view = views.replace(self.view, preset=dates.PERIOD) if self.by_period else self.view
            self.view = views.on_day(view, self.day, self.period())

    def unreadable(self, code):
        """Show what can be shown without the report, which cannot be read; `code` says why."""
        self.report, self.problem = None, code
        self.show()

    def build(self, now=None, *, checking=None):
        """
        Return the screen of the state and the view as they are.

        `now` is the present moment where it is not given, and `checking` whether a refresh is about to run, or runs.
        """
        if checking is None:
            checking = (self.will_refresh or self.is_refreshing()) and self.sample is None
        state = {
            "now": now or self.state["now"],
            "session": self.state["session"],
            "problem": self.problem,
            "checking": checking,
        }
        return screen.build(state, self.report, self.view, self.formatter, self.size(), self.compare)

    def is_refreshing(self):
        """Tell whether a refresh runs."""
        return bool(self.state["session"].get("refresh") or self.is_request_pending)

    def show_phase(self):
        """Say whether a refresh runs, and which report it is at."""
        running = self.state["session"].get("refresh")
        reading, settled = self.is_refreshing(), self.is_interactive and not self.is_filling_sections
        checking = self.will_refresh or reading
        page.progress(status.progress_text(running, first=self.screen.read is None, checking=checking))
        if self.countdown:
            self.countdown.show(loading=reading)
        page.phase("reading" if reading else "settled" if settled else "shown")
        self.announcer.on_phase(self.screen, reading=reading, settled=settled)
        self.on_phase(settled and not reading)

    def choose(self, *, silent=False, **changes):
        """Change the view by name - `breakdown="surface"` - redraw, and say what is shown now unless `silent`."""
        self.view = views.replace(self.view, **changes)
        self.show()
        self.on_view_changed(self)
        if not silent:
            self.announcer.on_choice(self.screen, changes)

    def decide_initial_refresh(self):
        """Find out whether opening this page asks for newer figures: then the notice of the reading before is not shown."""
        session = self.state["session"]
        due = session.get("refresh") or self.is_refresh_due(self.state["now"])
        self.will_refresh = bridge.is_opened_from_toolbar() and bool(due)

    def is_refresh_due(self, now):
        """Tell whether a popup that is opened at `now` asks for newer figures."""
        session = self.state["session"]
        young = (
            self.report
            and "workspace" in session
            and 0 <= dates.minutes(now) - dates.minutes(self.report.fetched_at) < FRESH_MINUTES
            and coverage.is_covered(self.report, self.view.start, self.view.end)
        )
        return not (young or coverage.is_throttled(session.get("cooldown") or {}, now))
