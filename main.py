"""
Open the popup: show the stored report, then add the event listeners, then ask for newer figures.

What this file imports at the top runs before the chart is painted. The listeners
and the sections load after the paint (popup/controllers).
"""

from popup.app import App
from popup.bridge import bridge


def open_popup():
    """Show the stored state at once; a refresh arrives later, through storage."""
    app = App(bridge.Formatter(), bridge.words())
    app.set_state(bridge.first_state())
    app.decide_initial_refresh()
    app.show()
    bridge.after_paint(lambda: draw_burn_up(app))


def draw_burn_up(app):
    """Draw the burn-up, and go on when it is painted too."""
    from popup.controllers import burn_up

    burn_up.listen(app)
    bridge.after_paint(lambda: bridge.start_task(go_on(app)))


async def go_on(app):
    """Import what the first paint does not need, add the listeners, and refresh when the figures are old."""
    loading = bridge.load_actions()  # on its way while Python imports
    from popup import refresher, tab_address
    from popup.controllers import accessibility, actions, countdown, screen_cache, sections_loader

    await loading
    app.refresher = refresher.Refresher(app)
    app.on_view_changed = tab_address.write
    accessibility.listen(app)
    actions.listen(app)
    screen_cache.listen(app, sections_loader.listen(app))
    countdown.listen(app)
    bridge.on_state(app.refresher.on_state_changed)
    bridge.on_resize(app.on_resize)
    bridge.every_half_minute(app.on_tick)
    bridge.replay_input()
    await app.refresher.refresh_if_old()


open_popup()
