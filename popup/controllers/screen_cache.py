"""
Cache a first screen for the next opening, which shows it until Python has started (popup/bridge/screen_cache.js).

Once all has been shown for a moment, it is worked out step by step while the browser has nothing else to do. It holds for at most MINUTES, within
one UTC day: what tells the time is worked out for each of them. Where anything else would change until then, none is cached.
"""

from codex_credits.model import dates
from codex_credits.model import view as views
from codex_credits.present import burn_up, screen
from popup import day_selection
from popup.bridge import bridge
from popup.views import burn_up as burn_up_view
from popup.views import page
from popup.views.changes import Changes

MINUTES = 60
REST_MS = 1000  # a popup that is closed sooner has not been read, and leaves the screen that was cached before
DAY_MINUTES = 24 * 60
RENEW_MINUTES = 5  # a cached screen that is younger, and of the same, is not worked out anew


def listen(app, sections):
    """Cache a screen of `app` whenever all is shown; `sections` is its SectionsLoader."""
    cache = ScreenCache(app, sections)
    app.on_phase = cache.on_phase
    app.after_render.append(cache.stop)


def instant(now, ahead):
    """Return the minute `ahead` minutes after that of `now`, on the same day, as an instant."""
    minute = int(now[11:13]) * 60 + int(now[14:16]) + ahead
    return f"{now[:10]}T{minute // 60:02d}:{minute % 60:02d}:00Z"


def exclude(changes, selectors):
    """Return `changes` without those of the elements `selectors`."""
    return [change for change in changes if change[0] not in selectors]


class ScreenCache:
    """What one open popup caches."""

    def __init__(self, app, sections):
        """Cache screens of `app`, whose forecast `sections` draws."""
        self.app = app
        self.sections = sections
        self.work = iter(())  # what is still to be done, as `steps` does it
        self.is_waiting = False  # for the browser to be idle
        self.cached = None  # (what the cached screen is made from, the minute it begins with)

    def on_phase(self, settled):
        """Work out the screen once all is shown, and stop when something is read again."""
        self.stop()
        if settled and self.app.state.get("policy"):
            bridge.drop_screen()  # the next opening may have to leave something out
        elif settled and self.is_opening_view() and not self.is_cached():
            self.work = self.steps()
            if not self.is_waiting:
                self.is_waiting = True
                bridge.when_idle(REST_MS, self.go_on)

    def stop(self):
        """Give up what is not done."""
        self.work = iter(())

    def go_on(self):
        """Do one step; tell whether more are left."""
        try:
            for _ in self.work:
                return True
        except Exception as error:  # what is on screen stands; the next opening waits for Python
            bridge.report_error(error)
        self.is_waiting = False
        return False

    def is_opening_view(self):
        """Tell whether the next opening would show the view that is shown now."""
        app, state = self.app, self.app.state
        if app.sample is not None or app.screen.empty or app.picked_day or state.get("address"):
            return False
        opening = views.opening_view(state["local"].get("range"), app.today(), app.period())
        return app.view == opening and bridge.now()[:10] == app.today()

    def made_from(self):
        """Return what a screen is made from, but for the time."""
        app = self.app
        session = app.state["session"]
        return app.report, app.view, session.get("workspace"), session.get("notice"), app.size()

    def is_cached(self):
        """Tell whether this popup has cached the same screen a short while ago."""
        made_from, since = self.cached or (None, 0)
        return made_from == self.made_from() and 0 <= dates.minutes(bridge.now()) - since < RENEW_MINUTES

    def steps(self):
        """Work out the screen and cache it, with a stop after each step."""
        app, now = self.app, bridge.now()
        count = min(MINUTES, DAY_MINUTES - int(now[11:13]) * 60 - int(now[14:16]))
        end = instant(now, count - 1)
        first, last = Changes(), Changes()
        yield from self.draw(first, instant(now, 0))
        yield from self.draw(last, end)
        told = self.time_changes(instant(now, 0))
        selectors = [change[0] for change in told]
        if exclude(first.made, selectors) != exclude(last.made, selectors):
            return
        is_quiet = not app.screen.notices and not app.build(end, checking=False).notices
        yield
        minutes = []
        for ahead in range(count):
            at = instant(now, ahead)
            holds = is_quiet or app.is_refresh_due(at)  # an opening that asks tells nothing of the reading before
            minutes.append([change for change in self.time_changes(at) if change not in told] if holds else None)
            yield
        session = app.state["session"]
        self.cached = self.made_from(), dates.minutes(now)
        bridge.cache_screen({
            "from": instant(now, 0), "range": app.state["local"].get("range"),
            "session": {"workspace": session.get("workspace"), "notice": session.get("notice")},
            "changes": first.made, "minutes": minutes,
        })  # fmt: skip

    def draw(self, changes, now):
        """Add to `changes` all of the first screen of an opening at `now`, with a stop after each part; end the work where it has a notice."""
        app = self.app
        shown = app.build(now, checking=True)
        if shown.notices:
            self.stop()
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
