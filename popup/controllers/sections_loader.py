"""
Fill the sections that fold open, and lay the hit areas over the chart, after the picture is painted.

The work is cut into pieces, so that nothing the person does waits for it.
"""

import json

from codex_credits.model import activity, forecast, report
from codex_credits.present import activity as activity_text
from codex_credits.present import comparison, request_log, sections
from popup.bridge import bridge
from popup.views import chart, page
from popup.views import sections as view
from popup.views.dom import at


def listen(app):
    """Fill the details now and after each redraw, when the browser has painted it; compare from now on."""
    loader = SectionsLoader(app)
    app.compare = comparison
    app.after_render.append(loader.schedule)
    loader.schedule()


class SectionsLoader:
    """The details of one open popup, filled in piece by piece: what the person does is never kept waiting for them."""

    def __init__(self, app):
        """Fill from `app`'s screen."""
        self.app = app
        self.waiting = False  # for the next paint
        self.work = iter(())  # what is still to be done, as `steps` does it
        self.ahead = (None, None, None)  # a report, a day, and what lies ahead of them

    def schedule(self):
        """Fill after the next paint, once however many redraws there are before it."""
        self.work = iter(())
        if not self.waiting:
            self.waiting = self.app.filling = True
            bridge.after_paint(self.fill)

    def fill(self):
        """Fill everything anew."""
        self.waiting = False
        if not self.app.screen.empty:
            self.work = self.steps()
        self.go_on()

    def go_on(self):
        """Fill one piece in and let the browser do what waits there; tell when all is shown."""
        app = self.app
        try:
            for _ in self.work:
                bridge.defer(self.go_on)
                return
        except report.ReportError as error:
            app.unreadable(error.code)
        except Exception as error:  # whatever breaks on the way, memory that does not suffice too, is told in words
            bridge.report_error(error)
            app.unreadable("UNREADABLE")
        if not self.waiting:
            app.filling = False
            app.show_phase()

    def steps(self):
        """Fill everything in, with a stop after each piece."""
        app = self.app
        now = app.state["now"]
        chart.show_hits(app.screen.drawing)
        yield
        ahead = self.outlook(now)
        view.show_line(sections.forecast_line(app.formatter, app.report, ahead[0], now))
        yield
        for section in sections.sections(app.formatter, app.report, app.screen, now, ahead):
            view.show_section(section)
            yield
        scope, is_mine = app.report.mine, app.screen.table.scope == "mine"
        at("activity").hidden = not is_mine
        at("activity").removeAttribute("data-days")
        if is_mine:
            view.show_section(activity_text.activity_section(app.formatter, scope, app.screen.table))
            at("activity").setAttribute("data-days", json.dumps(activity.rows(activity.daily(scope, app.screen.table))))
            yield
        page.show_reports(app.screen.reports)
        view.show_section(request_log.request_section(app.formatter, app.state["session"].get("log")))

    def outlook(self, now):
        """Return what lies ahead: worked out once for a report and a day, whatever is shown of it."""
        told, day, ahead = self.ahead
        if told is not self.app.report or day != now[:10]:
            ahead = forecast.report_forecast(self.app.report, now)
            self.ahead = (self.app.report, now[:10], ahead)
        return ahead
