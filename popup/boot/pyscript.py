"""
What `from pyscript import ...` offers here: the two of PyScript's names that the popup uses.

The package's own list imports its whole library, which is most of what starting PyScript costs. On the
main thread, and there are no workers here, PyScript's `document` and `window` are the page's own.
"""

import js

document, window = js.document, js.window

__all__ = ["document", "window"]
