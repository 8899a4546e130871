"""
Changes to the page, collected and then made in one call.

Each step across the bridge costs more than the change itself, and a redraw makes hundreds of them.
"""

import json

from popup.bridge import bridge


class Changes:
    """Changes to elements, each named by a selector; "" is the element that the changes are for (see `fill`)."""

    def __init__(self):
        """Begin with none."""
        self.made = []

    def text(self, where, text):
        """Let the element `where` hold only `text`."""
        self.made.append((where, "text", text))

    def set(self, where, **attributes):
        """Set attributes, whose "_" stands for "-"; None removes one."""
        for name, value in attributes.items():
            text = None if value is None else str(value)
            self.made.append((where, "attribute", name.rstrip("_").replace("_", "-"), text))

    def show(self, where, shown):
        """Show the element `where`, or hide it."""
        self.made.append((where, "attribute", "hidden", None if shown else ""))

    def figure(self, where, value, text):
        """Show `text`, with its exact value behind it when there is one."""
        self.made.append((where, "figure", None if value is None else bridge.to_exact_string(value), text))

    def fill(self, where, source, items):
        """Let the element `where` hold one clone of `source`, a "#template" or the name of a tag, for each `Changes` of `items`."""
        self.made.append((where, "fill", source, [item.made for item in items]))

    def make(self):
        """Make them, in their order. Raises LookupError when the page has no such element."""
        missing = bridge.make_changes(self.made)
        self.made = []
        if missing:
            raise LookupError(missing)


def exact_text(values):
    """Return named exact values as JSON text."""
    parts = []
    for name, value in values:
        text = bridge.to_exact_string(value) if isinstance(value, (int, float)) else json.dumps(value)
        parts.append(f"{json.dumps(name)}:{text}")
    return "{" + ",".join(parts) + "}"
