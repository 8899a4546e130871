"""Put the line under the period card and the sections that fold open into the page."""

from pyscript import document

from codex_credits.present import sections
from popup.views.dom import at, exact_text


def show_line(line):
    """Show the one line under the period card, which opens the section it is from."""
    button = at("forecast").firstElementChild
    at("forecast").setAttribute("data-tone", line.tone)
    button.hidden = not line.text
    button.textContent = line.text
    button.setAttribute("data-value", line.section)


def show_section(section):
    """Put one section's summary and facts into its place."""
    host = at(section.name)
    host.setAttribute("data-tone", section.tone)
    host.querySelector(".section-summary").textContent = section.summary
    body, template = host.querySelector(".body"), at("fact").content.firstElementChild
    body.replaceChildren()
    group = None  # the description list that the next fact belongs to
    for fact in section.facts:
        if fact.state == sections.TITLE:
            title = document.createElement("h3")
            title.textContent = fact.name
            body.append(title)
            group = None
            continue
        if group is None:
            group = document.createElement("dl")
            body.append(group)
        node = template.cloneNode(True)
        node.setAttribute("data-fact", fact.key)
        node.setAttribute("data-state", fact.state)
        if fact.values:
            node.setAttribute("data-exact", exact_text(fact.values))
        node.querySelector(".name").textContent = fact.name
        node.querySelector(".value").textContent = fact.text
        node.querySelector(".note").textContent = fact.note
        if not fact.note:
            node.querySelector(".note").remove()
        group.append(node)
    note = document.createElement("p")
    note.className = "fine"
    note.textContent = section.note
    body.append(note)
