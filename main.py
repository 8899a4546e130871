"""
The story of opening the popup: show what is stored, then listen, then ask for newer.

Everything here runs between the click and the painted chart, so it is all that
does; keys, pickers and details arrive after the paint (popup/controllers/actions.py).
"""

from popup.app import App
from popup.bridge import bridge


def open_popup():
    """Show the stored state at once; the refresh lands later, through storage."""
    app = App(bridge.Formatter())
    app.set_state(bridge.first_state())
    app.show()
    bridge.after_paint(lambda: bridge.start_task(go_on(app)))


async def go_on(app):
    """Import what the first paint could do without, then listen, then ask."""
    from popup.controllers import actions, sections_loader

    actions.listen(app)
    sections_loader.listen(app)
    bridge.on_state(app.on_state_changed)
    bridge.on_resize(app.on_resize)
    bridge.every_half_minute(app.on_tick)
    await app.refresh_if_old()


open_popup()
