"""Find an element of the page, and put an exact figure into it."""

import json

from pyscript import document

from popup.bridge import bridge


def at(name):
    """Return the element with the id `name`."""
    return document.getElementById(name)


def figure(host, value, text):
    """Show `text` in `host`, with its exact value behind it when there is one."""
    host.replaceChildren()
    if value is None:
        host.textContent = text
        return
    node = document.createElement("data")
    node.setAttribute("value", bridge.to_exact_string(value))
    node.textContent = text
    host.append(node)


def exact_text(values):
    """Return named exact values as JSON text."""
    parts = []
    for name, value in values:
        text = bridge.to_exact_string(value) if isinstance(value, (int, float)) else json.dumps(value)
        parts.append(f"{json.dumps(name)}:{text}")
    return "{" + ",".join(parts) + "}"
