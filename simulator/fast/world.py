"""
The `BrowserWorld` of simulator/world.py without a browser: the same faults, the same server, the same questions afterwards.

The worker, the page's function and the popup's `App` are the extension's own, in the Node process and here; what is
shown is read from the `Screen` rather than from the page. What needs a page, a tab or the network raises `NeedsBrowser`.
"""

import base64
import time
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from simulator.chatgpt import FakeChatGPT
from simulator.chatgpt.routes import Asked
from simulator.fast.node import Node
from simulator.fast.stand_ins import NeedsBrowser, Page, PopupWithoutPage, Storage
from simulator.stateful import canaries
from simulator.world import an_hour_older, outcome_of

LONGEST_RUN = 90_000  # milliseconds of the simulated clock; a refresh ends in one minute
PAUSE = 300
ROUNDS = 200


class SimulatedWorld:
    """One server and one simulated browser, for one case after the other."""

    def __init__(self):
        """Read a first report, which is what is known at the start of each case."""
        self.server = FakeChatGPT(canaries=True)
        self.member = self.server.source
        self.node = Node(self._answer)
        self.popup, self.browser, self.page = PopupWithoutPage(self), Storage(self), Page()
        self.stored_report, self.owner, self.before = None, {}, {}
        self._milliseconds, self._error = 0, None
        self.arrange(known=False)
        self.open_popup()
        stored = self.browser.storage()
        self.stored_report = an_hour_older(stored["local"]["report"])
        self.owner = {name: stored["session"][name] for name in ("workspace", "revalidation", "salt")}

    def peak(self):
        """Return the most requests that ran at once since the case began."""
        return self.node.ask("peak")

    def holds_no_secret(self):
        """Find no secret of the server in what is stored."""
        assert canaries.in_storage(self.browser.storage(), self.server) == {}

    def recover(self):
        """Forget what went wrong."""
        self._error = None

    def end(self):
        """End the Node process."""
        self.node.close()

    def arrange(self, *, known=True, report=None, fresh=False, tab=True, **memory):
        """Give the ordinary case: everything healthy, the known report stored, a ChatGPT tab, no popup."""
        if not tab:
            raise NeedsBrowser
        self.popup.close()
        self.server.clear_faults()
        self.server.source = self.member
        self._milliseconds = int(time.time()) * 1000
        self.node.ask("reset", now=self._milliseconds, elsewhere=True)
        if known:
            self.browser.store(report=self.stored_report if report is None else report)
            memory = self.owner | memory
        if memory:
            self.browser.store("session", **memory)
        if not fresh:
            self.popup.open(toolbar=False)
        self.before = self.browser.storage()["local"]
        self.server.clear_log()

    def now(self):
        """Return the moment on the simulated clock."""
        return datetime.fromtimestamp(self._milliseconds / 1000, UTC)

    def open_popup(self, act=None):
        """Open the popup from the toolbar, and return it at rest."""
        self.popup.close()
        self.popup.open(toolbar=True)
        return self._acted(act)

    def click_refresh(self, act=None):
        """Press Refresh in the open popup, and return it at rest."""
        self.popup.refresh()
        return self._acted(act)

    def _acted(self, act):
        if act:
            raise NeedsBrowser
        return self.popup.settle()

    def outcome(self, shown):
        """Return the `Outcome` of a case whose popup has `shown` this."""
        return outcome_of(self, shown)

    def inject_fault(self, *reports, **how):
        """Inject the same fault into several reports."""
        for report in reports:
            self.server.inject_fault(report, **how)

    def remember(self, **memory):
        """Write into the extension's memory while it runs."""
        self.browser.store("session", **memory)

    def let_a_minute_pass(self):
        """Put the earliest next refresh into the past, as waiting would."""
        self.node.ask("drop", area="session", names=["cooldown"])

    @staticmethod
    def close(shown):
        """Close a popup."""
        shown.close()

    def go_offline(self):
        """Take the network away: only a browser knows that it has none."""
        raise NeedsBrowser

    def set_latency(self, milliseconds):
        """Let ChatGPT take so long for each answer."""
        self.node.ask("latency", ms=milliseconds)

    def set_policy(self, told):
        """Let the worker be told this of a company's policy until the case ends; with None it gets no answer."""
        self.node.ask("policy", told=told)

    def close_tab(self):
        """Close the ChatGPT tab."""
        self.node.ask("close_tab")

    def run_until(self, condition):
        """Let everything run until `condition` holds for the popup's App; return the milliseconds it took."""
        began = self._milliseconds
        for _ in range(ROUNDS):
            self._run()
            if condition(self.popup.window.app):
                return self._milliseconds - began
        raise AssertionError("it never came to that")

    def settle(self):
        """Let everything run that runs."""
        for _ in range(ROUNDS):
            if self._run():
                return
        raise AssertionError("it never came to rest")

    def _run(self):
        """Let everything run until the popup hears something; tell whether all is at rest."""
        window = self.popup.window
        waiting = bool(window.browser.waiting)
        told = self.node.ask("run", ms=LONGEST_RUN if waiting else PAUSE, until_event=True, rounds=1)
        self._milliseconds = told["now"]
        if self._error:
            raise self._error
        for _, call, text in told["events"]:
            window.on_message(call, text)
        return not (told["events"] or told["busy"] or waiting or window.browser.waiting)

    def _answer(self, request):
        """Return what the page's function gets for one request."""
        address = urlsplit(request["address"])
        headers = {name.lower(): value for name, value in request["headers"].items()}
        headers["cookie"] = self.server.source.cookie
        asked = Asked("GET", unquote(address.path), parse_qsl(address.query, keep_blank_values=True), headers)
        try:
            answer = self.server.answer(asked, request["address"].removeprefix("https://chatgpt.com"))
        except Exception as error:  # the process waits for an answer; it is raised when the process has got it
            self._error = error
            return {"status": 0, "fail": "network", "headers": {}, "body": ""}
        headers = {name.lower(): value for name, value in answer.headers.items()}
        body = base64.b64encode(answer.encoded()).decode()
        return {"status": answer.status, "headers": headers, "body": body}
