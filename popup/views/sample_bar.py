"""The bar that marks everything as sample data."""

from pyscript import document

from codex_credits.present.i18n import t
from popup.views.dom import by_id


def show(state, states):
    """Mark everything as sample data and offer its states; take the mark away when `state` is None."""
    bar, chooser = by_id("sample-bar"), by_id("sample-state")
    if state is None and bar.contains(document.activeElement):
        by_id("menu-open").focus()
    bar.hidden = state is None
    document.body.setAttribute("data-sample", state or "")
    if state and not chooser.firstElementChild:
        for name, label in states:
            option = document.createElement("option")
            option.value = name
            option.textContent = t(label)
            chooser.append(option)
    if state:
        chooser.value = state
