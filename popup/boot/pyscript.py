"""
What `from pyscript import ...` offers here: PyScript's own names, each loaded when it is asked for.

The package's own list imports its whole library, which is most of what starting
PyScript costs. `document` and `window` are on the way to the first paint; on the
main thread, and there are no workers here, PyScript's are the page's own.
"""

import js

document, window = js.document, js.window

__all__ = ["document", "window"]


def __getattr__(name):
    """Return another of PyScript's names; some bring asyncio and inspect with them."""
    if name in ("config", "js_import", "js_modules"):
        from pyscript import context

        return getattr(context, name)
    if name in ("when", "Event"):
        from pyscript import events

        return getattr(events, name)
    raise AttributeError(name)
