"""
One simulated session: weeks of one person's use of the extension, drawn from a seed, checked whenever nothing runs.

Its clock is the one of the Node process, which may be set wrong; what happens in it is in actions.py and disruptions.py,
what is checked, and when, in session_checks.py.
"""

from datetime import UTC, datetime
from random import Random
from typing import Any

from codex_credits.model import dates
from simulator.fast.actions import LONGEST_RUN
from simulator.fast.checks import InvariantViolation
from simulator.fast.disruptions import Disruptions
from simulator.fast.ledger import Ledger
from simulator.fast.session_checks import SessionChecks

WEIGHTS = {
    "wait": 14, "use_popup": 12, "range": 10, "range_while_reading": 3, "step_range": 3, "refresh": 3, "refresh_all": 1,
    "breakdown": 2,
    "compare": 2, "scope": 3, "midnight": 2, "restart": 4, "fault": 4, "mend": 6, "freeze": 2, "thaw": 3, "refund": 2,
    "restate": 2, "limit": 2, "switch": 1, "tab_closes": 1, "restored_tab": 1, "second": 2, "clear_data": 1,
    "monthly": 1,
    "role": 1, "sign_out": 1, "permission": 1, "no_answer": 1, "storage_fault": 3, "slow": 1, "clock": 2, "disruption": 8,
}  # fmt: skip
WAITS = (1, 4, 6, 90, 60 * 9, 1440, 1440 * 3, 1440 * 8, 1440 * 20, 1440 * 40)
QUIET = dict.fromkeys(
    ("disruption", "storage_fault", "clock", "clear_data", "sign_out", "permission", "no_answer", "second"), 0
)
PROFILES = {  # how one person's session differs from the usual: weights, waits in minutes
    "usual": (QUIET, WAITS),
    "unlucky": ({}, WAITS),
    "frozen": (
        QUIET | {"freeze": 9, "thaw": 4, "restart": 0, "fault": 0, "refresh_all": 0, "tab_closes": 0},
        (6, 1440, 1440 * 9, 1440 * 12),
    ),
    "rare": (
        {"range": 8, "step_range": 0, "range_while_reading": 0, "restart": 9, "fault": 1},
        (6, 1440 * 25, 1440 * 75),
    ),
}
IN_POPUP = {
    "range", "range_while_reading", "step_range", "refresh", "refresh_all", "breakdown", "compare", "scope",
    "clear_data", "disruption",
}  # fmt: skip
LONGEST_READING = 61_000  # milliseconds in which the page may go on with what was begun by a press
ROUNDS = 400  # of what the popups hear until nothing runs


class Session(Disruptions, SessionChecks):
    """One person, one browser, two workspaces."""

    def __init__(self, runner, seed):
        self.node, self.popups, self.tolerated = runner.node, runner.popups, runner.tolerated
        self.random, self.done = Random(seed), []
        self.weights, self.waits = PROFILES[
            self.random.choice(("usual", "usual", "unlucky", "unlucky", "frozen", "rare"))
        ]
        self.weights = WEIGHTS | self.weights
        month, day, hour = self.random.randint(1, 12), self.random.randint(1, 28), self.random.randint(0, 23)
        self.milliseconds = int(datetime(2026, month, day, hour, tzinfo=UTC).timestamp() * 1000)
        self.wrong = 0  # by how many milliseconds the computer's clock is ahead
        self.node.tell("reset", now=self.milliseconds)
        ids: list[int] = []
        self.ledgers = [Ledger(self.node, self.random, self.today(), ids) for _ in range(2)]
        self.is_partial = False  # whether the last reading asked only for days that were never read
        self.at, self.healthy, self.pressed, self.pressed_at = 0, False, False, self.milliseconds - LONGEST_READING
        self.readings = self.stages = 0
        self.checked = None  # the report that was checked last while a reading ran
        self.latency = self.random.choice((5, 40, 300))
        self.by_header = seed % 5 != 0  # whether ChatGPT answers for the workspace that a request names
        self.longest = 31 if seed % 4 == 0 else None  # days of a request that ChatGPT does not refuse
        self.clear_faults()
        self.sees_all, self.slow_storage = self.random.random() < 0.3, False
        self.stored: dict[str, Any] = {
            "report": None,
            "local": [],
            "session": [],
        }  # what is stored, as run.mjs tells it
        self.last_report, self.saved, self.deleted = None, False, False
        self.tell()

    def clear_faults(self):
        self.faults, self.tab, self.busy, self.permitted, self.signed = {}, True, False, True, "workspace"
        self.storage_broken = False

    @property
    def ledger(self):
        return self.ledgers[self.at]

    @property
    def app(self):
        return self.popups[0].app

    @property
    def open_popups(self):
        return [one for one in self.popups if one.is_open]

    def now(self):
        """Return the instant on the computer's clock."""
        return instant(self.milliseconds)

    def true_now(self):
        return instant(self.milliseconds - self.wrong)

    def today(self):
        return self.now()[:10]

    def tell(self):
        """Let ChatGPT serve what there is now."""
        self.ledger.publish(self.true_now())
        account = {"id": f"place-{self.at}", "structure": self.signed, "planType": "business"}
        session = {"accessToken": "secret", "user": {"id": "me"}, "account": account} if self.signed else {}
        names = [f"place-{at}" for at in range(len(self.ledgers))]
        self.node.tell(
            "world",
            world={
                "session": session, "place": self.at, "by_header": self.by_header,
                "accounts": {"accounts": {one: {"account": {"id": one, "name": one, "plan_type": "business"}} for one in names}},
                "places": [self.told_of(ledger) for ledger in self.ledgers], "faults": self.faults, "latency": self.latency,
                "longest": self.longest, "tab": self.tab, "busy": self.busy, "permitted": self.permitted, "slow": self.slow_storage,
            },
        )  # fmt: skip

    def told_of(self, ledger):
        """Return what ChatGPT tells of one workspace."""
        limits, monthly = ledger.limits(self.true_now())
        reports = {name: told for name, told in ledger.reports.items() if self.sees_all or name != "workspace"}
        return {"limits": limits, "monthly": monthly, "reports": reports}

    def act(self, name, *given):
        """Do one thing, let everything run that runs, and check what is shown."""
        self.done.append(" ".join((name, *map(str, given))))
        getattr(self, name)(*given)
        self.settle()

    def step(self):
        names = [name for name in WEIGHTS if self.weights[name] and (self.app or name not in IN_POPUP)]
        name = self.random.choices(names, [self.weights[one] for one in names])[0]
        self.act(name)

    def end(self):
        self.seen = self.app and self.app.screen  # what was shown last
        for one in self.popups:
            one.close()

    def days_begin(self, before):
        """Give each day since `before` its use."""
        for ledger in self.ledgers:
            for day in dates.between(before, self.true_now()[:10]):
                if day > before or day not in ledger.used:
                    ledger.use(day)
        self.tell()

    def pass_time(self, minutes):
        """Let time pass; each day that begins has its use."""
        before = self.true_now()[:10]
        self.take_in(self.node.ask("skip", now=self.milliseconds + minutes * 60_000))
        self.days_begin(before)

    def node_runs(self, milliseconds, *, until_event, rounds=1):
        """Let the browser run, a few times in a row while nothing is heard; tell whether it goes on running."""
        told = self.node.ask("run", ms=milliseconds, until_event=until_event, rounds=rounds)
        self.take_in(told)
        self.refreshing, self.rounds = told["refreshing"], told["rounds"]
        return told["busy"]

    def take_in(self, told):
        """Take in what the Node process tells: what was served, and what the popups hear."""
        self.milliseconds, self.stored = told["now"], told["stored"] or self.stored
        for what, *more in told["responses"]:
            if more:
                self.is_partial = self.is_partial and what != "limits"
                self.ledgers[more[2]].record(what, *more[:2])
            else:
                self.note(what)
        if told["asked"] and not self.pressed and told["asked_at"] > self.pressed_at + LONGEST_READING:
            raise InvariantViolation(
                "ASKED", f"{told['asked']} requests, and nobody opened the popup or pressed anything"
            )
        for number, call, text in told["events"]:
            self.popups[number].on_message(call, text)

    def note(self, what):
        """Take in that a reading begins, stores something, or ends well."""
        self.is_partial = self.is_partial or what == "begun"
        self.saved = self.saved or what == "saved"
        for ledger in self.ledgers:
            if what == "begun":
                ledger.pending = []
            elif what == "saved":
                ledger.stored()
            elif what == "ended":
                ledger.ended()

    def is_waiting(self):
        return any(one.browser.waiting for one in self.popups)

    def settle(self):
        """Let everything run that runs, then check what is shown."""
        quiet = 0  # rounds in a row; a popup hears of a change a little later
        for at in range(ROUNDS):
            if self.is_waiting():
                busy = self.node_runs(LONGEST_RUN, until_event=True)
            else:
                busy = self.node_runs(300, until_event=True, rounds=2 - quiet if self.open_popups else 1)
            self.check_stages()
            quiet = 0 if busy or self.is_waiting() or self.refreshing else quiet + self.rounds
            if not busy and not self.is_waiting():
                if quiet > 1 or not self.open_popups or at > ROUNDS // 2:
                    break
                if not self.refreshing:
                    continue
                for one in self.open_popups:  # what happens twice a minute
                    one.app.on_tick()
        else:
            raise InvariantViolation("ENDLESS", "the popup asks without end")
        self.pressed = False
        self.check_invariants()


def instant(milliseconds):
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
