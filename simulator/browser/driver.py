"""One Playwright for all browsers that run at the same time: it can be started only once in a thread."""

from contextlib import contextmanager

from playwright.sync_api import Playwright, sync_playwright

_running: list[Playwright] = []  # the one Playwright, once for each of its users


@contextmanager
def playwright():
    """Lend the running Playwright, or start one; it ends with its last user."""
    _running.append(_running[0] if _running else sync_playwright().start())
    try:
        yield _running[0]
    finally:
        last = _running.pop()
        if not _running:
            last.stop()
