"""
A browser that stays while ChatGPT, its page and its tab are broken and repaired: one for many cases.

`arrange` gives the ordinary case, a member whose report was read an hour ago beside a ChatGPT tab; a case changes
one thing, opens the popup and looks at the `Outcome`.
"""

import contextlib
import copy
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator.browser import PopupPage
from simulator.browser.popup import target_of
from simulator.chatgpt import HOST
from simulator.chatgpt.scenarios import DAILY_REPORTS, EVERY_REPORT

WAIT_SECONDS = 20
OFF_SCREEN = ("speed", "effort", "workspace")  # read once a day, while they are not on screen
CLEAR = "Promise.all(['local', 'session'].map((area) => chrome.storage[area].clear()))"
# `stored` is "unchanged", "replaced", "kept nothing" or "gone"; `asked` how many requests reached ChatGPT.
Outcome = namedtuple("Outcome", "codes stored asked")

__all__ = ["DAILY_REPORTS", "EVERY_REPORT", "BrowserWorld", "Outcome", "instant", "outcome_of"]


def outcome_of(world, shown):
    """Return the `Outcome` of a case in either kind of world, whose popup has `shown` this."""
    report, before = world.browser.storage()["local"].get("report"), world.before.get("report")
    if report == before:
        stored = "unchanged" if report is not None else "kept nothing"
    else:
        stored = "gone" if report is None else "replaced"
    return Outcome(set(shown["notices"]), stored, len(world.server.reports_asked()))


class BrowserWorld:
    """One standing server and browser."""

    def __init__(self, server, browser):
        """Read a first report, which is what is known at the start of each case."""
        self.server, self.browser = server, browser
        self.member = server.source
        self.page: Any = None
        self.popup: Any = None
        self.before: dict = {}  # what was on disk when the case began
        self.offline = False
        browser.open_chatgpt()
        browser.open_popup().settle().close()
        stored = browser.storage()
        self.stored_report = an_hour_older(stored["local"]["report"])
        self.owner = {name: stored["session"][name] for name in ("workspace", "revalidation", "salt")}

    def arrange(self, *, known=True, report=None, fresh=False, tab=True, **memory):
        """
        Give the ordinary case: everything healthy, the known report stored, a ChatGPT tab.

        The standing popup stays open in a tab beside it, unless the case is to begin `fresh`, without any popup.
        """
        self.server.clear_faults()
        stays = not fresh and tab and self.server.source is self.member and self.is_popup_reusable()
        self.server.source = self.member
        if stays:
            if not self.is_page_reusable():
                self.renew_page()
            self.popup.page.bring_to_front()  # one that cannot be seen draws once a second
            self.browser.wake_worker()
            self.browser.in_worker(CLEAR)
        else:
            self.browser.reset()
            self.page = self.popup = None
            self.offline = False
        if known:
            self.browser.store(report=self.stored_report if report is None else report)
            memory = self.owner | memory
        if memory:
            self.browser.store("session", **memory)
        if tab and not stays:
            self.page = self.browser.open_chatgpt()
        self.before = self.browser.storage()["local"]
        self.server.clear_log()

    @staticmethod
    def now():
        """Return the present moment."""
        return datetime.now(UTC)

    def is_popup_reusable(self):
        """Tell whether the popup is as at the beginning."""
        if not self.popup or self.popup.page.is_closed():
            return False
        view = self.popup.page.evaluate("() => [document.body.dataset.preset, document.body.dataset.breakdown]")
        return view == ["month", "model"]

    def is_page_reusable(self):
        """Tell whether ChatGPT's tab is as at the beginning, and the only one."""
        if self.offline or not self.page or self.page.is_closed():
            return False
        tabs = [target for target in self.browser.targets("page") if HOST in target["url"]]
        return len(tabs) == 1 and self.page.url == f"https://{HOST}/"

    def renew_page(self):
        """Have one new ChatGPT tab in place of whatever is open, behind the standing popup."""
        self.page, self.offline = self.browser.open_chatgpt(), False
        kept = {target_of(self.page), target_of(self.popup.page)}
        self.browser.close_pages(kept)

    def inject_fault(self, *reports, **how):
        """Inject the same fault into several reports."""
        for report in reports:
            self.server.inject_fault(report, **how)

    def go_offline(self):
        """Take the network away from the ChatGPT tab."""
        self.offline = True
        network(self.page, on=False)

    def wait_for(self, condition, what="it"):
        """Return what `condition` returns once that is something, within a time no case needs."""
        found = self.browser.wait_for(condition, WAIT_SECONDS)
        assert found, f"{what} did not happen"
        return found

    def wait_until_asked(self, report, times=1):
        """Come back when ChatGPT has been asked for `report`."""
        self.wait_for(lambda: self.server.reports_asked().count(report) >= times, f"asking for {report}")

    def wait_until_at_rest(self):
        """Come back when no refresh runs, whether or not a popup is open."""
        self.wait_for(lambda: "refresh" not in self.browser.storage()["session"], "the end of the refresh")

    def open_popup(self, act=None):
        """Open the popup from the toolbar, let `act` do its part while it reads, and return the popup at rest."""
        popup = self.browser.open_popup()
        if act:
            act(self, popup)
        return popup.settle()

    def click_refresh(self, act=None):
        """Press Refresh in the standing popup, let `act` do its part while it reads, and return the popup at rest."""
        if not self.popup:
            self.popup = PopupPage(self.browser.open_tab("popup.html"), lambda: None).settle()
        self.popup.refresh()
        if act:
            act(self, self.popup)
        return self.popup.settle()

    def outcome(self, shown):
        """Return the `Outcome` of a case whose popup has `shown` this."""
        return outcome_of(self, shown)

    def in_page(self, expression):
        """Return what `expression` gives in the ChatGPT tab's own world, even when that is in ruins."""
        target = next(target for target in self.browser.targets("page") if "https://chatgpt.com/" in target["url"])
        return self.browser.in_target(target, expression)

    def close(self, popup):
        """Close a popup that may be gone already; the standing one stays."""
        if popup is self.popup:
            return
        with contextlib.suppress(Exception):
            popup.close()

    def remember(self, **memory):
        """Write into the extension's memory while it runs."""
        self.browser.store("session", **memory)

    def let_a_minute_pass(self):
        """Put the earliest next refresh into the past, as waiting would."""
        self.browser.in_worker("chrome.storage.session.remove('cooldown')")


def an_hour_older(report, off_screen=90_000):
    """
    Return `report` as if it had been read an hour ago: old enough for the popup to ask again.

    The reports that are not on screen were read `off_screen` seconds ago, so that the next refresh reads them too.
    """
    older = copy.deepcopy(report)
    moment = instant(-3600)
    older["fetched_at"] = moment
    if older["limits"]:
        older["limits"]["fetched_at"] = moment
    for section in older["report_status"]:
        section["at"] = section["at"] and (instant(-off_screen) if section["report"] in OFF_SCREEN else moment)
    return older


def instant(seconds):
    """Return the instant so many `seconds` from now, as the extension writes it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def network(page, *, on):
    """Take the network away from one page, or give it back."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    nothing = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", nothing | {"offline": not on})
