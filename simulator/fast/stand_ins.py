"""
What stands in a `SimulatedWorld` for the browser, its page and the page of the popup.

What needs a real one raises `NeedsBrowser`.
"""

from typing import Any

from codex_credits.model import breakdown, dates
from simulator.fast import popup


class NeedsBrowser(Exception):
    """Nothing here can do it: the row is one for tests/browser."""


class Storage:
    """The two areas the extension keeps things in."""

    def __init__(self, world):
        self._node = world.node

    def storage(self):
        """Return everything in every storage area, {area: {key: value}}."""
        return self._node.ask("storage")

    def store(self, area="local", **values):
        """Write `values` into a storage area, as if they had been found there."""
        self._node.ask("store", area=area, values=values)

    def clear(self, area):
        """Empty a storage area."""
        self._node.ask("empty", area=area)

    def __getattr__(self, name):
        raise NeedsBrowser(f"browser.{name}")


class Page:
    """The tab's page, in which nothing outlives a reading."""

    def reload(self):
        pass

    def __getattr__(self, name):
        raise NeedsBrowser(f"page.{name}")


class PopupWithoutPage:
    """The popup of simulator/browser, its page left out."""

    def __init__(self, world):
        self.world = world
        self.window: Any = popup.PopupApp(world.node, 0)

    def open(self, *, toolbar):
        self.window.open(toolbar=toolbar)
        self.settle()

    def close(self):
        self.window.close()

    def settle(self):
        """Wait until nothing runs, and return the popup."""
        self.world.settle()
        return self

    def refresh(self):
        """Press Refresh."""
        self.window.browser.start_task(self.window.app.refresher.refresh())
        return self

    def choose_range(self, preset):
        """Choose a preset by its name."""
        app = self.window.app
        chosen = dates.preset_range(preset, app.today())
        self.window.browser.start_task(app.refresher.choose_range(preset, *chosen))
        return self.settle()

    def choose_breakdown(self, wanted):
        """Choose a breakdown by its name."""
        self.window.app.refresher.choose(breakdown=wanted)
        return self.settle()

    @property
    def screen(self):
        return self.window.app.screen

    def notices(self):
        """Return every `Notice` there is."""
        return [self.screen.empty] if self.screen.empty else list(self.screen.notices)

    def shown(self):
        """Return what the popup shows, under the names of simulator/browser/shown.js."""
        screen, report = self.screen, self.window.app.report
        shown = {
            "notices": [notice.code for notice in self.notices()],
            "range": {"preset": screen.view.preset, "start": screen.view.start, "end": screen.view.end},
            "breakdown": screen.view.breakdown,
            "report_status": {row.report: row.code for row in report.report_status} if report else {},
            "total": None, "unread_days": None, "series": [], "days": [], "limit": None,
        }  # fmt: skip
        if not screen.empty:
            rows = [row for row in screen.rows if row.kind != breakdown.OTHER]
            limit = {
                "limit": screen.card.limit,
                "used": screen.card.value[0],
                "remaining": (screen.card.remaining or [None])[0],
            }
            shown |= {
                "total": screen.table.total,
                "unread_days": screen.table.unread,
                "series": [{"key": row.key, "label": row.label, "credits": row.credits} for row in rows],
                "days": [{"date": day.date, "credits": day.total, "state": day.state} for day in screen.table.days],
                "limit": limit,
            }
        return shown

    def __getattr__(self, name):
        raise NeedsBrowser(f"popup.{name}")
