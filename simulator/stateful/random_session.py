"""
A seeded random session: what a person and a browser do to the extension, thirty things in a row, and what must hold.

After each action: at most four requests at once, as one reading makes them, and never a request of a reading after
another reading has begun; a report that was once read is there, whole, of one person, under no other's name, and so is
what the popup shows. At the end: figures or a notice with a way out, and everything works.
"""

import contextlib
import random
from typing import Any

from playwright.sync_api import Error

from codex_credits.model import dates
from simulator.browser import PopupPage
from simulator.browser.browser import STORAGE
from simulator.stateful.canaries import identity, in_what_is_kept
from simulator.stateful.invariants import NEARLY, are_of, check, is_of, lost, unexpected_console_messages
from simulator.stateful.network import Traffic, network

ACTIONS = 30
MOST_AT_ONCE = 4
SETTLE_SECONDS = 60
# How often each action is chosen. "a minute passes" lets the next refresh start.
WEIGHTS = {
    "click refresh": 6,
    "close popup": 3,
    "open popup": 6,
    "kill worker": 3,
    "reload tab": 2,
    "close tab": 1,
    "open tab": 2,
    "go offline": 1,
    "come online": 2,
    "change range": 3,
    "delete data": 1,
    "switch workspace": 2,
    "a minute passes": 6,
    "wait until at rest": 2,
    "answers take their time": 2,
    "a report fails": 1,
    "all is well": 3,
}
IS_DELETED = """async () => !("mark" in await chrome.storage.session.get("mark"))
  && !("report" in await chrome.storage.local.get("report"))"""


class RandomSession:
    """One sequence of actions; `done` lists them."""

    def __init__(self, server, browser, people, seed):
        """Begin as after installing; `people` is {who: (source, `Figures`)}."""
        self.server, self.browser, self.people = server, browser, people
        self.chance, self.done = random.Random(seed), []
        self.network = Traffic()
        self.tab: Any = None  # the ChatGPT tab opened last, with the connection to it
        self.popup: Any = None
        self.last: tuple | None = None  # (who, report) that was stored after the action before

    def run(self):
        """Do all actions, hold the invariants after each, and find a way out at the end."""
        self.server.clear_faults()
        self.server.source = next(iter(self.people.values())).source
        self.browser.reset()
        self.browser.console.clear()
        self.server.clear_log()
        self.open_tab()
        for _ in range(ACTIONS):
            action = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            self.done.append(action)
            getattr(self, action.replace(" ", "_"))()
            self.check_invariants()
        self.find_a_way_out()

    def identities(self, owners, memory):
        """Return the texts by which the extension tells `owners`, as of this browser session."""
        return [identity(self.people[who].source.facts.who, memory.get("salt", "")) for who in owners]

    def check_invariants(self):
        """Find everything that must hold at any moment."""
        stored = self.popup.page.evaluate(f"() => {STORAGE}") if self.has_popup() else self.browser.storage()
        check(self.server.peak <= MOST_AT_ONCE, f"{self.server.peak} requests at once")
        runs = self.network.runs()
        check(len(runs) == len(set(runs)), "a reading went on after another had begun")
        check(set(stored["local"]) <= {"report", "range"}, "another key stored")
        report, workspace = stored["local"].get("report"), stored["session"].get("workspace")
        check(report is not None or self.last is None, "the last good report is lost")
        if report:
            owners = [who for who, person in self.people.items() if is_of(report, person.figures)]
            check(len(owners) == 1, "a report of mixed workspaces")
            check(
                not workspace or workspace["identity"] in self.identities(owners, stored["session"]),
                "a report under the wrong name",
            )
            if self.last and self.last[0] == owners[0]:
                check(lost(self.last[1], report) == [], f"{lost(self.last[1], report)} lost")
            self.last = (owners[0], report)

    def find_a_way_out(self):
        """End at rest, with figures or a notice and its button; then let all be well and read the right figures."""
        self.open_popup()
        shown = self.at_rest()
        check(self.popup.page.locator("#refresh[aria-disabled=false]:visible").count() == 1, "no Refresh on the screen")
        offered = self.popup.page.locator(".notice button:visible, #empty-action:visible").count()
        check(shown["total"] is not None or offered or shown["notices"], "neither figures nor a way out")
        self.all_is_well()
        self.close_tab()
        self.open_tab()
        self.a_minute_passes()
        self.popup.refresh()
        shown = self.at_rest()
        self.check_invariants()
        days = shown["range"]["start"], shown["range"]["end"]
        right = self.server.expected("mine", "product", *days).total
        wrong = shown["total"] is None or abs(shown["total"] - right) > NEARLY
        check(not wrong, f"{shown['total']} is shown, not {right}")
        check(self.server.source.facts.who.workspace in shown["text"], "the workspace is not named")
        _, leaked = in_what_is_kept(self.browser, self.server)
        check(leaked == {}, f"secrets: {leaked}")
        said = unexpected_console_messages(self.browser.messages)
        check(said == [], f"said: {said}")
        check(self.browser.errors == [], f"thrown: {self.browser.errors}")

    def at_rest(self):
        """Return what the popup shows once it is settled: figures of the person whose report is stored."""
        shown = self.popup.settle(SETTLE_SECONDS).shown()
        self.check_invariants()
        days = {day["date"]: day["credits"] for day in shown["days"] if day["credits"] is not None}
        if self.last and days:
            check(are_of(days, self.people[self.last[0]].figures.mine), "the popup shows what nobody's report says")
        check(self.last or not days, "the popup shows figures that are stored nowhere")
        return shown

    # What can be done, by the names of WEIGHTS.

    def has_popup(self):
        """Tell whether a popup is open."""
        return self.popup is not None and not self.popup.page.is_closed()

    def open_popup(self):
        """Open the popup in a tab, unless one is open."""
        if not self.has_popup():
            self.popup = PopupPage(self.browser.open_tab("popup.html"), lambda: None)

    def close_popup(self):
        """Close the popup at whatever it does."""
        if self.has_popup():
            self.popup.page.close()

    def click_refresh(self):
        """Press Refresh, whether or not it is busy."""
        if self.has_popup():
            self.popup.page.evaluate("() => document.querySelector('#refresh').click()")

    def kill_worker(self):
        """End the worker."""
        self.browser.kill_worker()

    def open_tab(self):
        """Open one more ChatGPT tab."""
        self.tab = self.network.tab(self.browser)

    def reload_tab(self):
        """Load the ChatGPT tab anew."""
        if self.has_tab():
            with contextlib.suppress(Error):  # offline
                self.tab.page.reload()

    def close_tab(self):
        """Close the ChatGPT tab, as the browser does: Playwright waits for ever for a page of Chrome's own error."""
        if self.has_tab():
            self.browser.devtools.send("Target.closeTarget", {"targetId": self.tab.target})
            self.tab = None

    def has_tab(self):
        """Tell whether the ChatGPT tab opened last is still open."""
        return self.tab is not None

    def go_offline(self):
        """Take the network away from the ChatGPT tab."""
        if self.has_tab():
            network(self.tab.connection, on=False)

    def come_online(self):
        """Give the network back."""
        if self.has_tab():
            network(self.tab.connection, on=True)

    def change_range(self):
        """Choose another range."""
        if self.has_popup():
            wanted = self.chance.choice(dates.PRESETS)
            self.popup.page.evaluate(f"() => document.querySelector('[data-preset-choice=\"{wanted}\"]').click()")

    def delete_data(self):
        """
        Delete everything that is stored, once the popup listens;
        a mark tells when it is gone, if nothing else was.
        """
        if self.has_popup():
            page = self.popup.page
            page.wait_for_selector("body[data-phase=reading], body[data-phase=settled]")
            page.evaluate("() => chrome.storage.session.set({mark: true})")
            page.evaluate("() => document.querySelector('#confirm [data-action=clear-data]').click()")
            check(self.browser.wait_for(lambda: page.evaluate(IS_DELETED)), "deleting does not delete")
            self.last = None

    def switch_workspace(self):
        """Let the other person be signed in, as after signing out and in."""
        self.server.source = self.chance.choice([person.source for person in self.people.values()])
        self.reload_tab()

    def a_minute_passes(self):
        """Let the next refresh start."""
        self.browser.wake_worker()
        self.browser.in_worker("chrome.storage.session.remove('cooldown')")

    def wait_until_at_rest(self):
        """Wait until nothing happens any more."""
        if self.has_popup():
            self.at_rest()

    def answers_take_their_time(self):
        """Let one report take a little longer."""
        self.server.inject_fault(self.chance.choice(("session", "model", "limits", "surface")), delay=0.3)

    def a_report_fails(self):
        """Let one report be refused."""
        self.server.inject_fault(
            self.chance.choice(("session", "product", "workspace", "limits")),
            status=self.chance.choice((401, 403, 404, 429)),
            body={},
        )

    def all_is_well(self):
        """Mend everything."""
        self.server.clear_faults()
