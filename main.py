"""
The story of opening the popup: show what is stored, then listen, then ask for newer.

Everything here runs between the click and the painted chart, so it is all that
does; keys, pickers and details arrive after the paint (popup/actions.py).
"""

from popup import browser
from popup.app import App


def open_popup():
    """Show the stored state at once; the refresh lands later, through storage."""
    app = App(browser.Words())
    app.take(browser.first_state())
    app.show()
    browser.after_paint(lambda: browser.begin(go_on(app)))


async def go_on(app):
    """Import what the first paint could do without, then listen, then ask."""
    from popup import actions, folds

    actions.listen(app)
    folds.listen(app)
    browser.on_state(app.heard)
    browser.on_resize(app.resized)
    browser.every_half_minute(app.tick)
    await app.refresh_if_old()


open_popup()
