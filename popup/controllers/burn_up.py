"""Draw the burn-up: first when the chart is painted, then with each redraw."""

from codex_credits.present import burn_up
from popup.bridge import bridge
from popup.views import burn_up as view
from popup.views.changes import Changes


def listen(app):
    """Draw now and after each redraw."""
    app.after_render.append(lambda: draw(app))
    draw(app)


def draw(app):
    """Draw the burn-up of `app`'s screen. One that breaks on the way is said so."""
    screen = app.screen
    if screen.empty:
        return
    try:
        app.burn_up = burn_up.burn_up(app.formatter, screen.burn_up, app.size()[2:], screen.today)
        changes = Changes()
        view.draw(changes, app.burn_up)
        changes.make()
    except Exception as error:  # as in App.show
        bridge.report_error(error)
        app.unreadable("UNREADABLE")
