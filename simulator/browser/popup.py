"""
The real popup, as the toolbar action opened it, with Playwright's page of it.

It is used the way a person would: buttons are clicked, fields are filled. What
it shows is read from the marks on its own page.
"""

import re
import time
from pathlib import Path

from playwright.sync_api import Error

from codex_credits.model import dates

SETTLE_SECONDS = 90
LOOK_SECONDS = 0.1
SHOWN = (Path(__file__).parent / "shown.js").read_text()
# A call to storage that is never answered counts as a refresh that runs: no evaluation of Playwright's has a deadline.
PHASE = """async () => [
  document.body.dataset.phase ?? null,
  "refresh" in await Promise.race([
    chrome.storage.session.get("refresh"),
    new Promise((done) => setTimeout(done, 2000, {refresh: "no answer"})),
  ]),
]"""
CUSTOM = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
PLACEHOLDER = re.compile(r"\{\w*\}?")  # no name of the tests has a brace
PRESETS = dates.PRESETS + (dates.PERIOD,)


class Unfilled(Exception):
    """The popup shows a sentence that was not filled in; the message is one line."""


class NotSettled(Exception):
    """The popup did not come to rest; the message is one line."""


class NotOffered(Exception):
    """The popup has no control for what was asked of it; the message is one line."""


class PopupPage:
    """One open popup; `page` is Playwright's, for locators, clicks and `expect`."""

    def __init__(self, page, close):
        """Wrap `page`; `close` ends the connection it came over."""
        self.page = page
        self._close = close

    def phase(self):
        """Return (what the page says of itself, whether a refresh runs)."""
        return tuple(self.page.evaluate(PHASE))

    def settle(self, seconds=SETTLE_SECONDS):
        """Wait until the popup is settled and no refresh runs, seen twice in a row, and return the popup."""
        until, before, now = time.monotonic() + seconds, None, None
        while time.monotonic() < until:
            before, now = now, self._snapshot()
            if before == now == ("settled", False):
                return self
            time.sleep(LOOK_SECONDS)
        phase, running = now or (None, None)
        what = "a refresh still runs" if running else f"it says {phase!r}"
        raise NotSettled(f"the popup did not settle within {seconds} s: {what}")

    def _snapshot(self):
        try:
            return self.phase()
        except Error as error:
            if self.page.is_closed():
                raise NotSettled("the popup closed before it settled") from error
            return None

    def shown(self):
        """Return what the popup shows, as the demo's JSON has it; a placeholder is never part of it."""
        shown = self.page.evaluate(SHOWN)
        found = PLACEHOLDER.search(shown["text"])
        if found:
            raise Unfilled(f"the popup shows the placeholder {found.group()}")
        return shown

    def refresh(self):
        """Press Refresh, and come back when the popup has begun to act on it."""
        self.page.locator("#refresh").click()
        self.page.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done, 20), 20))")
        return self

    def press_and_leave(self, button):
        """Press what brings a tab to the front, which closes the popup, maybe before Playwright is told of the click."""
        try:
            self.page.locator(button).first.click()
        except Error as error:
            if "has been closed" not in str(error):
                raise

    def choose_range(self, wanted):
        """Choose a preset by its name, or "start..end", in the range panel."""
        custom = CUSTOM.fullmatch(wanted)
        choice = f'[data-preset-choice="{"custom" if custom else wanted}"]'
        self._click("#range-open", wanted)
        self.page.locator("#range-panel:focus-within").wait_for()  # it was told that it is open, and is filled
        if not custom:
            self._click(choice, wanted)
            return self.settle()
        if self.page.locator("#range-start").is_hidden():
            self._click(choice, wanted)
        self.page.locator("#range-start").fill(custom[1])
        self.page.locator("#range-end").fill(custom[2])
        self._click("#range-apply", wanted)
        return self.settle()

    def choose_breakdown(self, wanted):
        """Choose a breakdown by its name."""
        self._click(f'[data-breakdown-choice="{wanted}"]', wanted)
        return self.settle()

    def choose_scope(self, wanted):
        """Choose "mine" or "workspace"."""
        self._click(f'[data-scope-choice="{wanted}"]', wanted)
        return self.settle()

    def choose_comparison(self, wanted):
        """Switch the comparison with the period before on, or off."""
        if (self.page.locator("#compare").get_attribute("aria-pressed") == "true") != wanted:
            self._click("#compare", "a comparison")
        return self.settle()

    def _click(self, selector, wanted):
        control = self.page.locator(selector).first
        if control.count() == 0 or control.is_hidden() or control.is_disabled():
            raise NotOffered(f"the popup does not offer {wanted} now")
        control.click()

    def screenshot(self, path):
        """Write a picture of the popup, as it is, to `path`."""
        self.page.screenshot(path=path)

    def close(self):
        """Close the popup, as clicking beside it would."""
        if not self.page.is_closed():
            self.page.close()
        self._close()


def target_of(page):
    """Return the id of the browser's target behind Playwright's `page`."""
    session = page.context.new_cdp_session(page)
    try:
        return session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    finally:
        session.detach()
