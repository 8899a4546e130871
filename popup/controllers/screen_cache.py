"""
Cache the popup's first screen for its next opening, which shows it until Python has started (popup/bridge/screen_cache.js).

Once all is shown, the screen is worked out piece by piece while the browser has nothing else to do. It holds for MINUTES:
what tells the time is worked out for each of them. Where anything else would change until then, none is cached.
"""

from codex_credits.model import view as views
from codex_credits.present import burn_up, screen
from popup import day_selection
from popup.bridge import bridge
from popup.views import burn_up as burn_up_view
from popup.views import page
from popup.views.changes import Changes

MINUTES = 60
DAY_MINUTES = 24 * 60


def listen(app, sections):
    """Cache the screen of `app` whenever all is shown; `sections` is its SectionsLoader."""
    app.on_settled = ScreenCache(app, sections).start


def instant(now, ahead):
    """Return the minute `ahead` minutes after that of `now`, on the same day, as an instant."""
    minute = int(now[11:13]) * 60 + int(now[14:16]) + ahead
    return f"{now[:10]}T{minute // 60:02d}:{minute % 60:02d}:00Z"


def exclude(changes, selectors):
    """Return `changes` without those of the elements `selectors`."""
    return [change for change in changes if change[0] not in selectors]


class ScreenCache:
    """The cache of one open popup's screen."""

    def __init__(self, app, sections):
        """Cache that of `app`, whose forecast `sections` draws."""
        self.app = app
        self.sections = sections
        self.work = iter(())  # what is still to be done, as `steps` does it
        self.is_waiting = False  # for the browser to be idle

    def start(self):
        """Work out the screen anew, if the next opening would show what is shown now."""
        self.work = self.steps() if self.is_opening_view() else iter(())
        self.wait()

    def wait(self):
        """Go on once the browser is idle."""
        if not self.is_waiting:
            self.is_waiting = True
            bridge.when_idle(self.go_on)

    def go_on(self):
        """Do one piece."""
        self.is_waiting = False
        try:
            for _ in self.work:
                self.wait()
                return
        except Exception as error:  # what is on screen stands; the next opening waits for Python
            bridge.report_error(error)

    def is_opening_view(self):
        """Tell whether the next opening would show what is shown now, without a notice that counts down."""
        app, state = self.app, self.app.state
        if app.sample is not None or app.screen.empty or app.screen.notices or app.picked_day:
            return False
        if state.get("address") or state.get("policy") or state["session"].get("notice"):
            return False
        return app.view == views.opening_view(state["local"].get("range"), app.today(), app.period())

    def steps(self):
        """Work out the screen and cache it, with a stop after each piece."""
        app, now = self.app, bridge.now()
        report, local, session = app.report, app.state["local"], app.state["session"]
        count = min(MINUTES, DAY_MINUTES - int(now[11:13]) * 60 - int(now[14:16]))
        screens = []
        for ahead in (0, count - 1):
            changes = Changes()
            yield from self.draw(changes, instant(now, ahead))
            screens.append(changes.made)
        first = self.time_changes(instant(now, 0))
        selectors = [change[0] for change in first]
        if exclude(screens[0], selectors) != exclude(screens[1], selectors):
            return
        minutes = []
        for ahead in range(count):
            minutes.append([change for change in self.time_changes(instant(now, ahead)) if change not in first])
            yield
        if app.report is report and self.is_opening_view():
            bridge.cache_screen({
                "from": instant(now, 0), "range": local.get("range"), "workspace": session.get("workspace"),
                "changes": screens[0], "minutes": minutes,
            })  # fmt: skip

    def draw(self, changes, now):
        """Add to `changes` all of the first screen as of `now`, with a stop after each piece."""
        app = self.app
        shown = app.build(now)
        yield
        page.draw(changes, shown)
        day_selection.draw(changes, app, shown)
        yield
        drawn = burn_up.burn_up(app.formatter, shown.burn_up, app.size()[2:], shown.today)
        burn_up_view.draw(changes, drawn)
        yield
        self.sections.draw_outlook(changes, drawn, now)
        yield

    def time_changes(self, now):
        """Return the changes of what tells the time, as of `now`."""
        app, shown, changes = self.app, self.app.screen, Changes()
        parts = screen.time_parts(app.formatter, app.report, shown.scope, shown.view, now)
        page.draw_time(changes, screen.Screen(workspace=shown.workspace, **parts))
        return changes.made
