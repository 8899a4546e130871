"""Fill the details that fold open and lay what the pointer meets over the chart, once the picture is painted and nothing waits for it."""

import json

from pyscript import document

from codex_credits.model import report
from codex_credits.present import activity, comparison, request_log, sections
from popup.bridge import bridge
from popup.views import chart, page
from popup.views.dom import at, exact_text


def listen(app):
    """Fill the details now and after each redraw, when the browser has painted it; compare from now on."""
    folds = Folds(app)
    app.compare = comparison
    app.after.append(folds.soon)
    folds.soon()


class Folds:
    """The details of one open popup, filled in piece by piece: what the person does is never kept waiting for them."""

    def __init__(self, app):
        """Fill from `app`'s screen."""
        self.app = app
        self.waiting = False  # for the next paint
        self.work = iter(())  # what is still to be done, as `pieces` does it
        self.ahead = (None, None, None)  # a report, a day, and what lies ahead of them

    def soon(self):
        """Fill after the next paint, once however many redraws there are before it."""
        self.work = iter(())
        if not self.waiting:
            self.waiting = self.app.filling = True
            bridge.after_paint(self.fill)

    def fill(self):
        """Fill everything anew."""
        self.waiting = False
        if not self.app.screen.empty:
            self.work = self.pieces()
        self.go_on()

    def go_on(self):
        """Fill one piece in and let the browser do what waits there; tell when all is shown."""
        app = self.app
        try:
            for _ in self.work:
                bridge.later(self.go_on)
                return
        except report.ReportError as error:
            app.unreadable(error.code)
        except Exception as error:  # whatever breaks on the way, memory that does not suffice too, is told in words
            bridge.report_error(error)
            app.unreadable("UNREADABLE")
        if not self.waiting:
            app.filling = False
            app.show_phase()

    def pieces(self):
        """Fill everything in, with a stop after each piece."""
        app = self.app
        now = app.state["now"]
        chart.show_hits(app.screen.drawing)
        yield
        ahead = self.outlook(now)
        show_line(sections.one_line(app.words, app.report, ahead[0], now))
        yield
        for section in sections.sections(app.words, app.report, app.screen, now, ahead):
            show_section(section)
            yield
        scope, is_mine = app.report.mine, app.screen.table.scope == "mine"
        at("activity").hidden = not is_mine
        at("activity").removeAttribute("data-days")
        if is_mine:
            show_section(activity.section(app.words, scope, app.screen.table))
            at("activity").setAttribute("data-days", json.dumps(activity.rows(activity.daily(scope, app.screen.table))))
            yield
        page.show_reports(app.screen.reports)
        show_section(request_log.section(app.words, app.state["session"].get("log")))

    def outlook(self, now):
        """Return what lies ahead: worked out once for a report and a day, whatever is shown of it."""
        told, day, ahead = self.ahead
        if told is not self.app.report or day != now[:10]:
            ahead = sections.outlook(self.app.report, now)
            self.ahead = (self.app.report, now[:10], ahead)
        return ahead


def show_line(line):
    """Show the one line under the period card, which opens the section it is from."""
    button = at("forecast").firstElementChild
    at("forecast").setAttribute("data-tone", line.tone)
    button.hidden = not line.text
    button.textContent = line.text
    button.setAttribute("data-value", line.section)


def show_section(section):
    """Put one section's gist and facts into its place."""
    host = at(section.name)
    host.setAttribute("data-tone", section.tone)
    host.querySelector(".gist").textContent = section.gist
    body, template = host.querySelector(".body"), at("fact").content.firstElementChild
    body.replaceChildren()
    for fact in section.facts:
        if fact.state == sections.TITLE:
            title = document.createElement("h2")
            title.textContent = fact.name
            body.append(title)
            continue
        node = template.cloneNode(True)
        node.setAttribute("data-fact", fact.key)
        node.setAttribute("data-state", fact.state)
        if fact.values:
            node.setAttribute("data-exact", exact_text(fact.values))
        node.querySelector(".name").textContent = fact.name
        node.querySelector(".value").textContent = fact.text
        node.querySelector(".note").textContent = fact.note
        body.append(node)
    note = document.createElement("p")
    note.className = "fine"
    note.textContent = section.note
    body.append(note)
