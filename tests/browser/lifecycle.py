"""
A seeded random life: what a person and a browser do to the extension, thirty things in a row, and what must hold.

After each action: at most four requests at once, as one reading makes them, and a report that was once read is there,
whole, of one person, and under no other's name. At the end: figures or a notice with a way out, and everything works.
"""

import contextlib
import random

from playwright.sync_api import Error

from tests.browser.canaries import identity
from tests.browser.fake_chatgpt import FakeChatGPT, served
from tests.browser.harness import Browser, Popup
from tests.browser.harness.browser import STORAGE
from tests.browser.world import network

ACTIONS = 30
MOST_AT_ONCE = 4
SETTLE_SECONDS = 60
SPLITS = ("product", "model", "speed", "effort", "surface")
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
RANGES = ("month", "last-month", "7", "28", "90")


class Broken(Exception):
    """What did not hold, after which actions."""


class Lives:
    """One browser and two people's workspaces, for many lives one after the other."""

    def __init__(self, dist):
        """Start nothing yet."""
        self.dist = dist
        self.stack = contextlib.ExitStack()

    def __enter__(self):
        """Start the server with two people, and the browser."""
        self.server = self.stack.enter_context(FakeChatGPT(canaries=True))
        self.people = [self.server.source]
        self.server.become("enterprise")
        self.people.append(self.server.source)
        self.browser = self.stack.enter_context(Browser(self.dist, self.server))
        self.owners = {identity(source.facts.who): figures(source) for source in self.people}
        return self

    def __exit__(self, *exception):
        """End both."""
        self.stack.__exit__(*exception)

    def live(self, seed):
        """Live one life; `Broken` says what did not hold in it."""
        life = Life(self, random.Random(seed))
        try:
            life.run()
        except Broken as broken:
            told = f"{broken}, after: {', '.join(life.done)}. Once more: make soak N=1 SEED={seed}"
            raise Broken(f"seed {seed}: {told}") from None
        return life


class Life:
    """One sequence of actions; `done` lists them."""

    def __init__(self, lives, chance):
        """Begin as after installing."""
        self.server, self.browser, self.people, self.owners = lives.server, lives.browser, lives.people, lives.owners
        self.chance, self.done = chance, []
        self.page = self.popup = None
        self.had_report = False

    def run(self):
        """Do all actions, hold the invariants after each, and find a way out at the end."""
        self.server.heal()
        self.server.source = self.people[0]
        self.browser.reset()
        self.browser.console.forget()
        self.server.forget()
        self.open_tab()
        for _ in range(ACTIONS):
            action = self.chance.choices(list(WEIGHTS), WEIGHTS.values())[0]
            self.done.append(action)
            getattr(self, action.replace(" ", "_"))()
            self.hold()
        self.find_a_way_out()

    def hold(self):
        """Find everything that must hold at any moment."""
        must(self.server.peak <= MOST_AT_ONCE, f"{self.server.peak} requests at once")
        stored = self.popup.page.evaluate(f"() => {STORAGE}") if self.has_popup() else self.browser.storage()
        must(set(stored["local"]) <= {"report", "range"}, "another key stored")
        report, workspace = stored["local"].get("report"), stored["session"].get("workspace")
        must(report is not None or not self.had_report, "the last good report is lost")
        self.had_report = report is not None
        if report:
            owners = [who for who, days in self.owners.items() if is_of(report, days)]
            must(len(owners) > 0, "a report of mixed workspaces")
            must(not workspace or workspace["identity"] in owners, "a report under the wrong name")

    def find_a_way_out(self):
        """End at rest, with figures or a notice and its button; then let all be well and read the right figures."""
        self.open_popup()
        self.at_rest()
        shown = self.popup.shown()
        must(self.popup.page.locator("#refresh:visible:enabled").count() == 1, "no Refresh on the screen")
        offered = self.popup.page.locator(".notice button:visible").count()
        must(shown["total"] is not None or offered or shown["notices"], "neither figures nor a way out")
        self.all_is_well()
        self.close_tab()
        self.open_tab()
        self.open_popup()
        self.at_rest()
        self.a_minute_passes()
        self.popup.refresh()
        self.at_rest()
        self.hold()
        shown = self.popup.shown()
        days = shown["range"]["start"], shown["range"]["end"]
        right = self.server.served("mine", "product", *days).total
        must(
            shown["total"] is not None and abs(shown["total"] - right) < 1e-6, f"{shown['total']} is shown, not {right}"
        )
        must(self.browser.messages == [] or not loud(self.browser.messages), f"said: {loud(self.browser.messages)}")
        must(self.browser.errors == [], f"thrown: {self.browser.errors}")

    def at_rest(self):
        """Come back when the popup is settled."""
        self.popup.settle(SETTLE_SECONDS)

    # What can be done, by the names of WEIGHTS.

    def has_popup(self):
        """Tell whether a popup is open."""
        return self.popup is not None and not self.popup.page.is_closed()

    def open_popup(self):
        """Open the popup in a tab, unless one is open."""
        if not self.has_popup():
            self.popup = Popup(self.browser.open_tab("popup.html"), lambda: None)

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
        self.page = self.browser.open_chatgpt()

    def reload_tab(self):
        """Load the ChatGPT tab anew."""
        if self.has_tab():
            with contextlib.suppress(Error):  # offline
                self.page.reload()

    def close_tab(self):
        """Close the ChatGPT tab."""
        if self.has_tab():
            self.page.close()

    def has_tab(self):
        """Tell whether the ChatGPT tab opened last is still open."""
        return self.page is not None and not self.page.is_closed()

    def go_offline(self):
        """Take the network away from the ChatGPT tab."""
        if self.has_tab():
            network(self.page, on=False)

    def come_online(self):
        """Give the network back."""
        if self.has_tab():
            network(self.page, on=True)

    def change_range(self):
        """Choose another range."""
        if self.has_popup():
            wanted = self.chance.choice(RANGES)
            self.popup.page.evaluate(f"() => document.querySelector('[data-preset-choice=\"{wanted}\"]').click()")

    def delete_data(self):
        """Delete everything that is stored."""
        if self.has_popup():
            self.popup.page.evaluate("() => document.querySelector('#confirm [data-action=forget]')?.click()")
            self.browser.wait_for(lambda: "report" not in self.browser.storage()["local"], 3)
        self.had_report = False

    def switch_workspace(self):
        """Let the other person be signed in, as after signing out and in."""
        self.server.source = self.chance.choice(self.people)
        self.reload_tab()

    def a_minute_passes(self):
        """Let the next refresh start."""
        self.browser.wake_worker()
        self.browser.in_worker("chrome.storage.session.remove('pace')")

    def wait_until_at_rest(self):
        """Wait until nothing happens any more."""
        if self.has_popup():
            self.at_rest()

    def answers_take_their_time(self):
        """Let one report take a little longer."""
        self.server.spoil(self.chance.choice(("session", "model", "limits", "surface")), delay=0.3)

    def a_report_fails(self):
        """Let one report be refused."""
        self.server.spoil(
            self.chance.choice(("session", "product", "workspace", "limits")),
            status=self.chance.choice((401, 403, 404, 429)),
            body={},
        )

    def all_is_well(self):
        """Mend everything."""
        self.server.heal()


def must(true, what):
    """Raise `Broken` unless it is true."""
    if not true:
        raise Broken(what)


def loud(messages):
    """Return what was said that a person reading the console would see."""
    return [message for message in messages if message["type"] != "debug"]


def figures(source):
    """Return {day: every total this source gives for it, by one split or another}."""
    found = {}
    for split in SPLITS:
        for day, credits in served.figures(source, "mine", split, "2020-01-01", "2199-12-31").days.items():
            found.setdefault(day, []).append(credits)
    return found


def is_of(report, days):
    """Tell whether every stored day total of `report` is one of `days`, to the last credit."""
    totals = report["scopes"]["mine"]["totals"]
    rows = zip(totals["days"], totals["values"], strict=True)
    return all(any(abs(one - value) < 1e-6 for one in days.get(day, [0])) for day, value in rows)
