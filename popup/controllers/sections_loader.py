"""
Fill the sections that fold open, and lay the hit areas over the chart, after the picture is painted.

The work is cut into pieces, so that nothing the person does waits for it. What takes longer - the tables of the days,
of the weeks, of the forecast's score - is worked out when its section is opened.
"""

import json

from pyscript import document

from codex_credits.chart import heat_map
from codex_credits.model import activity, forecast, forecast_score, policy, report
from codex_credits.present import activity as activity_text
from codex_credits.present import (
    clipboard_text,
    comparison,
    days_table,
    forecast_section,
    limit_text,
    request_log,
    sections,
    verdict,
)
from popup.bridge import bridge
from popup.views import chart
from popup.views import sections as view
from popup.views import verdict as verdict_view
from popup.views.changes import Changes
from popup.views.dom import by_id


def listen(app):
    """Fill the details now and after each redraw, when the browser has painted it; compare from now on. Return the loader."""
    bridge.load_styles()
    loader = SectionsLoader(app)
    app.compare = comparison
    app.after_render.append(loader.schedule)
    for name in LAZY_SECTIONS:
        by_id(name).addEventListener("toggle", loader.on_toggle)
    by_id("ask-open").addEventListener("click", loader.on_ask)
    loader.schedule()
    return loader


LAZY_SECTIONS = ("forecast-section", "activity", "days")  # the sections with tables that are built when they are opened


class SectionsLoader:
    """The details of one open popup, filled in piece by piece: what the person does is never kept waiting for them."""

    def __init__(self, app):
        """Fill from `app`'s screen."""
        self.app = app
        self.waiting = False  # for the next paint
        self.work = iter(())  # what is still to be done, as `steps` does it
        self.forecast = (None, None, None)  # a report, a day, and what `report_forecast` gives for them
        self.scored_of = (None, None)  # a report and a day
        self.scored = {}  # the first day of a period before that day, and how good its forecast was
        self.idle = False  # whether nothing is being filled in
        self.wanted = []  # sections whose tables are still to be built

    def schedule(self):
        """Fill after the next paint, once however many redraws there are before it."""
        self.work = iter(())
        if not self.waiting:
            self.waiting = self.app.is_filling_sections = True
            bridge.after_paint(self.fill)

    def fill(self):
        """Fill everything anew."""
        self.waiting = self.idle = False
        if not self.app.screen.empty:
            self.work = self.steps()
        self.go_on()

    def request_option(self):
        """Return the `limit_text.RequestOption` in which more can be asked for."""
        app = self.app
        offered = clipboard_text.is_request_offered(app.report, app.state["now"])
        company_url = policy.parse_policy(app.state.get("policy")).request_url
        return limit_text.request_option(app.report and app.report.limits, company_url, offered=offered)

    def on_ask(self, _event):
        """Open the company's own page for requests, in a tab."""
        if self.request_option().url:
            bridge.bridge.openLink(self.request_option().url)

    def on_toggle(self, event):
        """Build the tables of a section that was opened and has none yet."""
        host = event.target
        if not host.open or self.app.screen.empty or view.more_host(host.id).firstElementChild:
            return
        self.wanted.append(host.id)
        if self.idle and not self.waiting:
            self.idle = False
            self.work = self.build_wanted()
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
            self.idle = True
            app.is_filling_sections = False
            app.show_phase()

    def steps(self):
        """Fill everything in, with a stop after each piece."""
        app = self.app
        now = app.state["now"]
        chart.show_hits(app.screen.drawing)
        yield
        changes = Changes()
        told = self.draw_outlook(changes, app.burn_up, now)
        app.announcer.verdict = "; ".join([text for text in (told.text, told.near) if text])
        changes.make()
        yield
        lead = ""
        for section in sections.sections(app.formatter, app.report, app.screen, now, *self.report_forecast(now)):
            view.show_section(section)
            lead = section.lead or lead
            yield
        scope, is_mine = app.report.mine, app.screen.table.scope == "mine"
        by_id("activity").hidden = not is_mine
        by_id("activity").removeAttribute("data-days")
        if is_mine:
            view.show_section(activity_text.activity_section(app.formatter, scope, app.screen.table))
            by_id("activity").setAttribute(
                "data-days", json.dumps(activity.rows(activity.daily(scope, app.screen.table)))
            )
            yield
        view.show_reports(request_log.report_rows(app.formatter, app.report, now))
        view.show_section(request_log.request_section(app.formatter, app.state["session"].get("log")))
        view.show_section(days_table.days_section(app.formatter, app.screen.table))
        view.show_ask(self.request_option(), lead, offered=clipboard_text.is_request_offered(app.report, now))
        yield
        self.wanted = [name for name in LAZY_SECTIONS if by_id(name).open]
        for name in LAZY_SECTIONS:
            if name not in self.wanted:
                view.more_host(name).replaceChildren()
        yield from self.build_wanted()
        document.body.setAttribute("data-filled", "")

    def build_wanted(self):
        """Build the tables of the sections that are open, with a stop after each piece."""
        while self.wanted:
            name = self.wanted.pop(0)
            nodes = []
            for table in self.tables(name):
                for node in view.table_nodes(table) if table else ():
                    if node:
                        nodes.append(node)
                    yield
                if not table:
                    yield
            view.more_host(name).replaceChildren(*nodes)

    def tables(self, name):
        """Yield the tables of the section `name`, None between them where one takes its time."""
        app, now = self.app, self.app.state["now"]
        if name == "days":
            yield days_table.days_table(app.formatter, app.screen.table)
        elif name == "activity" and app.screen.table.scope == "mine":
            found = heat_map.heat_map(app.report.mine, now[:10])
            yield found and activity_text.heat_table(app.formatter, found, app.report.mine.unit)
        elif name == "forecast-section":
            for score in self.scores(now):
                yield score and forecast_section.score_table(app.formatter, score, app.report.mine.unit)

    def scores(self, now):
        """Yield how good the forecast was in each past period, None where unknown; once for a report and a day."""
        if self.scored_of != (self.app.report, now[:10]):
            self.scored_of, self.scored = (self.app.report, now[:10]), {}
        for start, end in forecast_score.past_periods(self.app.report, now):
            if start not in self.scored:
                self.scored[start] = forecast_score.score(self.app.report, start, end)
            yield self.scored[start]

    def draw_outlook(self, changes, burn_up, now):
        """Add to `changes` what lies ahead as of `now`, over the drawn `burn_up`; return the `Verdict`."""
        app = self.app
        estimate, known = self.report_forecast(now)
        told, *others = verdict.outlook(app.formatter, app.report, burn_up, estimate, known, now)
        verdict_view.draw(changes, told, *others)
        verdict_view.offer_request(changes, told, offered=clipboard_text.is_request_offered(app.report, now))
        return told

    def report_forecast(self, now):
        """Return (forecast, known days): worked out once for a report and a day, whatever is shown of it."""
        told, day, found = self.forecast
        if told is not self.app.report or day != now[:10]:
            found = forecast.report_forecast(self.app.report, now)
            self.forecast = (self.app.report, now[:10], found)
        return found
