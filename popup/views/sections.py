"""Put the sections that fold open into the page."""

from pyscript import document

from codex_credits.present import facts
from codex_credits.present.i18n import t
from popup.bridge import bridge
from popup.views.changes import exact_text
from popup.views.dom import by_id


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
    host = by_id(section.name)
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
    node = by_id("fact").content.firstElementChild.cloneNode(True)
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


def show_ask(option, lead, *, offered):
    """
    Offer the request for more, in the Limits section and the menu, or hide it; `option`: a `limit_text.RequestOption`.

    It stands below the limits, and above them with the sentence `lead` where something has stopped the person.
    """
    by_id("ask").hidden = not offered and not option.host and not option.note and not lead
    by_id("ask-lead").hidden = not lead
    by_id("ask-lead").textContent = lead
    leads = "yes" if lead else "no"
    if by_id("ask").getAttribute("data-leads") != leads:
        by_id("ask").setAttribute("data-leads", leads)
        body = by_id("limits").querySelector(".body")
        if lead:
            body.before(by_id("ask"))
        else:
            body.after(by_id("ask"))
    by_id("ask-copy").hidden = not offered
    document.querySelector("#menu [data-action=copy-request]").hidden = not offered
    by_id("ask-open").hidden = not option.host
    by_id("ask-open").textContent = t("Ask at {host}").format(host=option.host) if option.host else ""
    by_id("ask-open").setAttribute("title", option.url)
    by_id("ask-note").hidden = not option.note
    by_id("ask-note").textContent = option.note


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
    return by_id(name).querySelector(".more")


def show_reports(reports):
    """List every report with how its last reading went."""
    host, template = by_id("report-rows"), by_id("report-row").content.firstElementChild
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
    by_id(name).open = True
    by_id(name).firstElementChild.focus()
