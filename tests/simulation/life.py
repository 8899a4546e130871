"""
One simulated life: weeks of one person's use of the extension, drawn from a seed, checked whenever nothing runs.

Its clock is the one of the Node process; what happens in it is in actions.py, what must hold in checks.py.
"""

from datetime import UTC, datetime
from random import Random

from codex_credits import days
from tests.simulation import checks
from tests.simulation.actions import LONGEST_RUN, Actions
from tests.simulation.checks import Broken
from tests.simulation.ledger import REPORTS, Ledger

WEIGHTS = {
    "wait": 14, "use_popup": 12, "range": 10, "range_while_reading": 3, "step_range": 3, "refresh": 3, "reread": 1, "split": 2,
    "compare": 2, "midnight": 2, "restart": 4, "fault": 4, "mend": 6, "freeze": 2, "thaw": 3, "refund": 2, "restate": 2,
    "limit": 2, "switch": 1, "tab_closes": 1,
}  # fmt: skip
WAITS = (1, 4, 6, 90, 60 * 9, 1440, 1440 * 3, 1440 * 8, 1440 * 20, 1440 * 40)
PROFILES = {  # how one person's life differs from the usual: weights, waits in minutes
    "usual": ({}, WAITS),
    "frozen": (
        {"freeze": 9, "thaw": 4, "restart": 0, "fault": 0, "reread": 0, "tab_closes": 0},
        (6, 1440, 1440 * 9, 1440 * 12),
    ),
    "rare": (
        {"range": 2, "step_range": 0, "range_while_reading": 0, "restart": 9, "fault": 1},
        (6, 1440 * 25, 1440 * 75),
    ),
}
IN_POPUP = {"range", "range_while_reading", "step_range", "refresh", "reread", "split", "compare"}


class Life(Actions):
    """One person, one browser, two workspaces."""

    def __init__(self, lives, seed):
        self.node, self.browser, self.module, self.tolerated = lives.node, lives.browser, lives.module, lives.tolerated
        self.random, self.done, self.app = Random(seed), [], None
        self.weights, self.waits = PROFILES[self.random.choice(("usual", "usual", "frozen", "rare"))]
        self.weights = WEIGHTS | self.weights
        start = datetime(
            2026, self.random.randint(1, 12), self.random.randint(1, 28), self.random.randint(0, 23), tzinfo=UTC
        )
        self.milliseconds = int(start.timestamp() * 1000)
        self.browser.node, self.browser.clock = self.node, self.now
        self.node.do("begin", now=self.milliseconds)
        ids = []
        self.ledgers = [Ledger(self.node, self.random, self.today(), ids) for _ in range(2)]
        self.at, self.faults, self.tab, self.healthy = 0, {}, True, False
        self.latency = self.random.choice((5, 40, 300))
        self.tell()

    @property
    def ledger(self):
        return self.ledgers[self.at]

    def now(self):
        return datetime.fromtimestamp(self.milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self):
        return self.now()[:10]

    def tell(self):
        """Let ChatGPT serve what there is now."""
        self.ledger.publish(self.now())
        limits, self.limits = self.ledger.limits(self.now())
        place = f"place-{self.at}"
        account = {"id": place, "structure": "workspace", "planType": "business"}
        self.node.do(
            "world",
            world={
                "session": {"accessToken": "secret", "user": {"id": "me"}, "account": account},
                "accounts": {"accounts": {place: {"account": {"id": place, "name": place, "plan_type": "business"}}}},
                "limits": limits, "reports": self.ledger.reports, "faults": self.faults, "latency": self.latency,
                "tab": self.tab, "permitted": True,
            },
        )  # fmt: skip

    def act(self, name, *given):
        """Do one thing, let everything run that runs, and check what is shown."""
        self.done.append(" ".join((name, *map(str, given))))
        getattr(self, name)(*given)
        if self.app:
            self.settle()

    def step(self):
        names = [name for name in WEIGHTS if self.app or name not in IN_POPUP]
        name = self.random.choices(names, [self.weights[one] for one in names])[0]
        self.act(name)

    def pass_time(self, minutes):
        """Let time pass; each day that begins has its use."""
        before = self.today()
        self.milliseconds += minutes * 60_000
        self.node.do("skip", now=self.milliseconds)
        for ledger in self.ledgers:
            for day in days.between(before, self.today()):
                if day > before or day not in ledger.used:
                    ledger.use(day)
        self.tell()

    def node_runs(self, milliseconds, *, answered):
        told = self.node.do("run", ms=milliseconds, answered=answered)
        self.milliseconds = told["now"]
        for report, start, end in told["served"]:
            if report in REPORTS:
                self.ledger.noted(report, start, end)
            elif report == "limits":
                self.ledger.served_limits = self.limits
        if self.app and told["changed"]:
            state = self.browser.state()
            self.app.heard(state if "local" in told["changed"] else {"now": state["now"], "session": state["session"]})
        for number, answer in told["answers"].items():
            self.browser.answered(int(number), answer)

    def settle(self):
        """Let everything run that runs, then check what is shown."""
        for _ in range(12):
            if not self.browser.waiting:
                break
            self.node_runs(LONGEST_RUN, answered=True)
        if self.browser.waiting or self.app.asking:
            raise Broken("ENDLESS", "the popup asks without end")
        self.check()

    def check(self):
        app = self.app
        if app.problem:
            raise Broken("UNREADABLE", app.problem)
        ledger = self.shown_ledger()
        if app.report is not None:
            self.figures_fit(ledger, self.must)
            self.must(checks.marked, app, ledger, self.today())
        if self.healthy:
            self.must(checks.whole, app, ledger, self.today())
        self.healthy = False

    def figures_fit(self, ledger, must):
        must(checks.figures, self.app, ledger, self.today())
        must(checks.compared, self.app, ledger, self.today())
        must(checks.card, self.app, ledger, self.now())

    def must(self, check, *given):
        try:
            check(*given)
        except Broken as what:
            if what.kind not in self.tolerated:
                raise

    def shown_ledger(self):
        """Return the ledger of the workspace that is shown; after a restart the one that fits, for nobody remembers."""
        workspace = self.browser.session().get("workspace")
        if workspace and workspace["name"]:
            return self.ledgers[int(workspace["name"][-1])]
        for ledger in self.ledgers if self.app.report else ():
            try:
                self.figures_fit(ledger, lambda check, *given: check(*given))
            except Broken:
                continue
            return ledger
        return self.ledger
