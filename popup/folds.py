"""Fill the details that fold open and lay what the pointer meets over the chart, once the picture is painted and nothing waits for it."""

from pyscript import document

from codex_credits import comparison, details, request_log
from popup import browser, chart_view, page
from popup.elements import at, exact_text


def listen(app):
    """Fill the details now and after each redraw, when the browser has painted it; compare from now on."""
    folds = Folds(app)
    app.compare = comparison
    app.after.append(folds.soon)
    folds.soon()


class Folds:
    """The details of one open popup."""

    def __init__(self, app):
        """Fill from `app`'s screen."""
        self.app = app

    def soon(self):
        """Fill after the next paint, once however many redraws there are before it."""
        if not self.app.filling:
            self.app.filling = True
            browser.after_paint(self.fill)

    def fill(self):
        """Fill every section, and tell that all is shown."""
        app = self.app
        app.filling = False
        if not app.screen.empty:
            self.fill_sections()
        app.show_phase()

    def fill_sections(self):
        """Put the facts of every section into the page."""
        app = self.app
        now = app.state["now"]
        chart_view.show_hits(app.screen.drawing)
        page.show_reports(app.screen.reports)
        line, sections = details.sections(app.words, app.report, app.screen, now)
        show_line(line)
        for section in sections:
            show_section(section)
        show_section(request_log.section(app.words, app.state["session"].get("log")))


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
        if fact.state == details.TITLE:
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
