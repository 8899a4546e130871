"""
What `from pyscript import ...` offers here: PyScript's own names, each loaded when it is asked for.

The package's own list imports its whole library, which is most of what starting PyScript costs.
"""

from pyscript.context import config, document, js_import, js_modules, window

__all__ = ["config", "document", "js_import", "js_modules", "window"]


def __getattr__(name):
    """Return `when` or `Event`, which bring asyncio and inspect with them."""
    if name in ("when", "Event"):
        from pyscript import events

        return getattr(events, name)
    raise AttributeError(name)
