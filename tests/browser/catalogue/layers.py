"""
Which rows are tried in a browser; all others are tried without one, by tests/simulation/test_catalogue.py.

In a browser are the rows about tabs and about what a person does (but for `NO_PAGE`), one row for each code, and what only a browser shows:
its network, its storage, its page. A row that needs one and is not named here fails with `NeedsBrowser` or `NeedsSocket`.
"""

from . import other_tabs, popup, tabs

OF_TABS = [*tabs.ROWS, *other_tabs.ROWS]
OF_THE_POPUP = popup.ROWS
NAMES = {
    # The ordinary cases.
    "1: every report is right",
    "1: every report is right on the first day",
    # What the browser's own network makes of an answer.
    "12: a body of 40 MB",
    "19: status 204",
    "21: status 304",
    "26: the session moved to the sign-in page",
    "26: every report moved to the sign-in page",
    "35: one answer broken off",
    "35: one answer broken off once",
    "35: the network ends inside every report",
    "35: the page has no network",
    "42: one answer that is not packed as it says",
    # What stands in the page, and two pages at once.
    "92-93-94-95-96-97-98-100-101-102: products of all these names at once",
    "more: series called by e-mail addresses",
    "76: a second popup shows what the first one read",
    "79: deleting while it reads",
    # The browser's own storage, and its memory that ends.
    "74: no room to store",
    "74: no room to store on the first day",
    "more: a refresh that died with an earlier worker",
    "more: figures of an earlier browser session, not read again",
}
# Rows whose like is in every run: `make nightly` tries them. The like stands beside each.
NIGHTLY = {
    "46: no ChatGPT tab",  # more: the tab is closed before anything was asked; tests/browser/test_one_click.py
    "46: no ChatGPT tab on the first day",  # the same
    "48: the tab is closed while the session is read",  # 48: the tab is closed
    "48: the tab goes to another page of ChatGPT",  # 48: the tab is reloaded
    "more: the tab is closed after the limits were stored on the first day",  # the same, not on the first day
    "more: the tab is closed after the days on screen were stored",  # the same on the first day
    "54: ten ChatGPT tabs",  # more: an error page in front of a ChatGPT tab
    "54: a page inside the app, with a question and a fragment",  # 48: the tab is reloaded
    "more: a document in front of a ChatGPT tab",  # more: an error page in front of a ChatGPT tab
    "more: a page in a sandbox in front of a ChatGPT tab",  # more: an error page in front of a ChatGPT tab
    "127-130: the letter of Refresh five times",  # 127: three clicks on Refresh
    "26: every report moved to the sign-in page",  # 26: the session moved to the sign-in page
    "35: the network ends inside every report",  # 35: one answer broken off
    "74: no room to store on the first day",  # 74: no room to store
    "19: status 204",  # 21: status 304
    "more: the tab is closed after the limits were stored",  # more: the tab is closed after the days on screen were stored on the first day
    "more: the ChatGPT tab shows data instead of a page",  # more: the ChatGPT tab shows a document
    "more: a refresh that died with an earlier worker",  # tests/browser/test_worker_life.py has the same with a worker that dies
    "35: one answer broken off once",  # 35: one answer broken off
    "63-128: the popup is closed, and opened when the refresh is over",  # 128: the popup is closed and opened again while it reads
    "45: the network goes away",  # 35: the page has no network
    "129: a second popup asks too",  # 76: a second popup shows what the first one read
    "144: site data cleared: signed out, and the saved report stays",  # more: sample data while signed out
    "48: the tab is reloaded",  # 48: the tab is closed
}
# Rows about the popup and the tab that are about no page.
NO_PAGE = {"more: opened again at once", "more: opened after the cooldown has passed", "more: the first read of all"}


def changes_tabs(row):
    """Tell whether a row is about tabs."""
    return row in OF_TABS


def is_for_nightly(row):
    """Tell whether a row that is tried in a browser is tried every night only."""
    return str(row) in NIGHTLY


def is_for_browser(row):
    """Tell whether a row is tried in a browser."""
    return str(row) in NAMES or (row in [*OF_TABS, *OF_THE_POPUP] and str(row) not in NO_PAGE)
