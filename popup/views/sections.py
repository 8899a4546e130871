"""Put the sections that fold open into the page."""

from pyscript import document

from codex_credits.present import facts
from codex_credits.present.i18n import t
from popup.bridge import bridge
from popup.views.changes import exact_text
from popup.views.dom import at


def element(tag, text="", **attributes):
    """Return a new element; `kind` is its class."""
    node = document.createElement(tag)
    if text:
        node.textContent = text
    for name, value in attributes.items():
        node.setAttribute("class" if name == "kind" else name, value)
    return node


def show_section(section):
    """Put one section's summary and facts into its place."""
    host = at(section.name)
    host.setAttribute("data-tone", section.tone)
    host.querySelector(".section-summary").textContent = section.summary
    body = host.querySelector(".body")
    body.replaceChildren()
    group = None  # the description list that the next fact belongs to
    for fact in section.facts:
        if fact.state == facts.TITLE:
            body.append(element("h3", fact.name))
            group = None
            continue
        if group is None:
            group = element("dl")
            body.append(group)
        group.append(fact_node(fact))
    if section.note:
        body.append(element("p", section.note, kind="small-print"))


def fact_node(fact):
    """Return the element of one fact; one without a name is for programs only."""
    node = at("fact").content.firstElementChild.cloneNode(True)
    node.setAttribute("data-fact", fact.key)
    node.setAttribute("data-state", fact.state)
    node.hidden = not fact.name
    if fact.values:
        node.setAttribute("data-exact", exact_text(fact.values))
    node.querySelector(".name").textContent = fact.name
    node.querySelector(".text").textContent = fact.text
    node.querySelector(".note").textContent = fact.note
    if fact.exact:
        node.querySelector(".value").setAttribute("title", fact.exact)
    if fact.bar:
        show_bar(node, fact.bar)
    return node


def show_bar(node, bar):
    """Draw the bar of one fact."""
    node.setAttribute("data-tone", bar.tone)
    meter = node.querySelector(".meter")
    meter.removeAttribute("hidden")
    fill = meter.querySelector(".fill")
    fill.setAttribute("x", str(bar.start))
    fill.setAttribute("width", str(bar.length))
    if bar.zero is not None:
        node.setAttribute("data-diverging", "")
        meter.querySelector(".zero").setAttribute("d", f"M{bar.zero} 0V10")


def show_ask(way, lead, *, offered):
    """
    Offer the request for more, in the Limits section and in the menu, or hide it; `way` is a `limit_text.RequestOption`.

    It stands below the limits, and above them with the sentence `lead` where something has stopped the person.
    """
    at("ask").hidden = not offered and not way.host and not way.note and not lead
    at("ask-lead").hidden = not lead
    at("ask-lead").textContent = lead
    leads = "yes" if lead else "no"
    if at("ask").getAttribute("data-leads") != leads:
        at("ask").setAttribute("data-leads", leads)
        body = at("limits").querySelector(".body")
        if lead:
            body.before(at("ask"))
        else:
            body.after(at("ask"))
    at("ask-copy").hidden = not offered
    document.querySelector("#menu [data-action=copy-request]").hidden = not offered
    at("ask-open").hidden = not way.host
    at("ask-open").textContent = t("Ask at {host}").format(host=way.host) if way.host else ""
    at("ask-open").setAttribute("title", way.url)
    at("ask-note").hidden = not way.note
    at("ask-note").textContent = way.note


def table_nodes(table):
    """
    Build the element of a `Table`: yield None after each part of its rows, and the <div> that holds it at the end.

    A table of a thousand days is built in parts, so that nothing the person does waits for it.
    """
    host, node = element("div", kind="table"), element("table", kind="figures")
    host.setAttribute("data-table", table.key)
    node.append(element("caption", table.caption))
    head, line = element("thead"), element("tr")
    for at_column, text in enumerate(table.head):
        cell = element("th", scope="col", kind="" if at_column == 0 else "number")
        cell.append(element("span", text, kind="unseen" if at_column < table.unseen else ""))
        line.append(cell)
    head.append(line)
    body = element("tbody")
    for number, row in enumerate(table.rows):
        body.append(row_node(row))
        if number % 40 == 39:
            yield None
    node.append(head)
    node.append(body)
    host.append(node)
    if table.note:
        host.append(element("p", table.note, kind="small-print"))
    yield host


def row_node(row):
    """Return the element of one `TableRow`."""
    line = element("tr")
    if row.mark:
        line.setAttribute("data-mark", row.mark)
    line.append(element("th", row.name, scope="row"))
    for cell in row.cells:
        node = element("td", kind="number")
        if cell.value is not None:
            node.setAttribute("data-value", bridge.to_exact_string(cell.value))
        if cell.level is None:
            node.textContent = cell.text
        else:
            node.setAttribute("data-level", str(cell.level))
            node.setAttribute("title", cell.text)
            node.append(element("span", cell.text, kind="unseen"))
        line.append(node)
    return line


def more_host(name):
    """Return where the tables of the section `name` go."""
    return at(name).querySelector(".more")


def show_reports(reports):
    """List every report with how its last reading went."""
    host, template = at("report-rows"), at("report-row").content.firstElementChild
    host.replaceChildren()
    for report in reports:
        item = template.cloneNode(True)
        item.setAttribute("data-report", report.name)
        item.setAttribute("data-code", report.code)
        item.querySelector(".name").textContent = report.label
        item.querySelector(".reason").textContent = report.reason
        item.querySelector(".age").textContent = report.at
        host.append(item)


def open_detail(name):
    """Open one of the details that fold, and go there."""
    at(name).open = True
    at(name).firstElementChild.focus()
