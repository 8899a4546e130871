"""
What can go wrong, and what happens then: one table.

A row is a numbered case of the fault catalogue, or one of our own, told as what the server, the page, a tab or the
worker does, and what comes of it: the codes of the notices shown, the stored report, how often ChatGPT was asked.
The sentences belong to the codes. `elsewhere` says which test holds a case that has no row.
"""

from . import answers, contents, more, other_tabs, popup, sign_in, stored, tabs
from .elsewhere import ELSEWHERE, REASONS
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

__all__ = ["CASES", "ELSEWHERE", "REASONS", "ROWS", "Row"]
