"""The address of a tab keeps what is shown in it, so that a reload, or a copy of the tab, shows the same."""

from codex_credits.model import address, dates
from codex_credits.model import view as views
from popup.bridge import bridge


def restore(app, text):
    """Let `app` show the view of the address `text`, as far as it makes sense."""
    changes, app.picked_day = address.parse_address(text, app.today(), app.period())
    app.view = views.replace(app.view, **changes)
    if "preset" in changes:
        app.by_period = app.view.preset == dates.PERIOD


def write(app):
    """Put the view of `app` into the address; a popup has none, and sample data leaves it alone."""
    if app.sample is None:
        bridge.keep_address(address.format_address(app.view, app.picked_day))
