"""
What can go wrong, and what happens then: one table.

A row is a numbered case of the fault catalogue, or one of our own, told as what the server, the page, a tab or the
worker does, and what comes of it: the codes of the notices shown, the stored report, how often ChatGPT was asked.
The sentences belong to the codes. `layers` says which rows need a browser, `elsewhere` which test holds a case that
has no row.
"""

from . import answers, contents, more, other_tabs, popup, sign_in, stored, tabs
from .elsewhere import ELSEWHERE, REASONS
from .layers import NAMES, NIGHTLY, NO_PAGE, changes_tabs, is_for_browser, is_for_nightly
from .row import Row

CASES = range(1, 145)
ROWS = [
    *answers.ROWS,
    *sign_in.ROWS,
    *tabs.ROWS,
    *other_tabs.ROWS,
    *stored.ROWS,
    *contents.ROWS,
    *popup.ROWS,
    *more.ROWS,
]
# Those that leave tab and popup standing come first, so that these seldom have to be opened again.
IN_BROWSER = sorted([row for row in ROWS if is_for_browser(row)], key=lambda row: (row.opens, changes_tabs(row)))
IN_EVERY_RUN = [row for row in IN_BROWSER if not is_for_nightly(row)]
WITHOUT_BROWSER = [row for row in ROWS if not is_for_browser(row)]

__all__ = [
    "CASES", "ELSEWHERE", "IN_BROWSER", "IN_EVERY_RUN", "NAMES", "NIGHTLY", "NO_PAGE", "REASONS", "ROWS", "WITHOUT_BROWSER",
    "Row",
]  # fmt: skip
