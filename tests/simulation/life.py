"""
Simulated lives: weeks of one person's use of the extension, drawn from a seed, checked whenever nothing runs.

    Lives().live(7)      raises Broken where an invariant of checks.py does not hold
"""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from codex_credits import days
from tests.simulation import checks, popup
from tests.simulation.checks import Broken
from tests.simulation.ledger import REPORTS, TOTALS, Ledger
from tests.simulation.node import Node

STEPS = 24
LONGEST_RUN = 90_000  # milliseconds of the simulated clock; a refresh ends in one minute
FAULTS = (
    {"status": 500}, {"status": 429, "headers": {"retry-after": "120"}}, {"status": 503}, {"status": 403}, {"status": 404},
    {"status": 0, "fail": "network"}, {"status": 0, "fail": "stall"},
)  # fmt: skip
WEIGHTS = {
    "wait": 14, "use_popup": 12, "range": 10, "range_while_reading": 3, "step_range": 3, "refresh": 3, "reread": 1, "split": 2,
    "compare": 2, "midnight": 2, "restart": 4, "fault": 4, "mend": 6, "freeze": 2, "thaw": 3, "refund": 2, "restate": 2,
    "limit": 2, "switch": 1, "tab_closes": 1,
}  # fmt: skip
WAITS = (1, 4, 6, 90, 60 * 9, 1440, 1440 * 3, 1440 * 8, 1440 * 20, 1440 * 40)
PROFILES = {  # how one person's life differs from the usual: weights, waits in minutes
    "usual": ({}, WAITS),
    "frozen": ({"freeze": 9, "thaw": 4, "restart": 0, "fault": 0, "reread": 0, "tab_closes": 0}, (6, 1440, 1440 * 9, 1440 * 12)),
    "rare": ({"range": 2, "step_range": 0, "range_while_reading": 0, "restart": 9, "fault": 1}, (6, 1440 * 25, 1440 * 75)),
}
IN_POPUP = {"range", "range_while_reading", "step_range", "refresh", "reread", "split", "compare"}


class Lives:
    """One Node process and one popup/app.py, for as many lives as are asked for."""

    def __init__(self, tolerated=()):
        """Live on after a break of a `tolerated` kind, as when others are looked for."""
        self.node, self.browser, self.tolerated = Node(), popup.Browser(), tolerated
        self.module = popup.loaded(self.browser)

    def live(self, seed, steps=STEPS):
        """Live the life of `seed`; return it. Raises Broken with what was done so far."""
        life = Life(self, seed)
        try:
            for _ in range(steps):
                life.step()
        except Broken as what:
            raise Broken(what.kind, f"{what}\nseed {seed}, step {len(life.done)}: {' '.join(life.done)}") from None
        finally:
            self.browser.close()
        return life

    def play(self, seed, script):
        """Live a life whose actions are told, ("wait", 1440) and the like; return it. Raises Broken."""
        life = Life(self, seed)
        try:
            for action in script:
                life.act(*action)
        finally:
            self.browser.close()
        return life

    def close(self):
        self.node.close()


class Life:
    """One person, one browser, two workspaces."""

    def __init__(self, lives, seed):
        self.node, self.browser, self.module, self.tolerated = lives.node, lives.browser, lives.module, lives.tolerated
        self.random, self.done, self.app = Random(seed), [], None
        self.weights, self.waits = PROFILES[self.random.choice(("usual", "usual", "frozen", "rare"))]
        self.weights = WEIGHTS | self.weights
        start = datetime(2026, self.random.randint(1, 12), self.random.randint(1, 28), self.random.randint(0, 23), tzinfo=UTC)
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

    # What passes.

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

    def wait(self, minutes=None):
        if self.app and (minutes or self.random.random() < 0.7):
            self.close()
        self.pass_time(minutes or self.random.choice(self.waits))
        if self.app:
            self.app.tick()
        elif not minutes and self.random.random() < 0.6:
            self.use_popup()

    def midnight(self):
        """Let the day, the month or the year end, with the popup open where it is."""
        self.pass_time(1439 - days.minutes(self.now()) % 1440)
        if self.app:
            self.app.tick()
            self.settle()
        self.pass_time(2)
        if self.app:
            self.app.tick()
        else:
            self.use_popup()

    # What the person does.

    def close(self):
        self.browser.close()
        self.node_runs(LONGEST_RUN, answered=False)
        self.app = None

    def use_popup(self):
        if self.app:
            self.close()
        self.begin_reading()
        self.app = popup.opened(self.module, self.browser)

    def any_range(self):
        """Return (preset, start, end) of a range the person may choose."""
        preset = self.random.choice(days.PRESETS + ("custom",))
        if preset != "custom":
            return (preset,) + days.preset_range(preset, self.today())
        end = days.shift(self.today(), -self.random.choice((0, 1, 5, 30, 60, 100)))
        return preset, days.shift(end, -self.random.choice((0, 6, 13, 45, 80))), end

    def range(self, *chosen):
        self.begin_reading()
        self.browser.begin(self.app.choose_range(*(chosen or self.any_range())))

    def preset(self, name):
        self.range(name, *days.preset_range(name, self.today()))

    def custom_range(self, first, last):
        """Choose the days from `first` days ago to `last` days ago."""
        self.range("custom", days.shift(self.today(), -first), days.shift(self.today(), -last))

    def range_while_reading(self, first=None, last=0):
        self.pass_time(2)
        self.begin_reading()
        self.browser.begin(self.app.refresh())
        self.node_runs(self.random.choice((1, 20, 200, 1500)), answered=False)
        if first is None:
            self.range()
        else:
            self.custom_range(first, last)

    def step_range(self):
        view, by = self.app.view, self.random.choice((-1, -1, 1))
        moved = days.step(view.preset, view.start, view.end, by, self.today())
        if moved:
            self.begin_reading()
            self.browser.begin(self.app.choose_range("custom", *moved))

    def refresh(self):
        self.begin_reading()
        self.browser.begin(self.app.refresh())

    def reread(self):
        self.begin_reading()
        self.browser.begin(self.app.refresh("reread"))

    def split(self):
        self.app.choose(split=self.random.choice(TOTALS), hidden=(), other=False)

    def compare(self):
        self.app.choose(compare=not self.app.view.compare)

    def restart(self):
        """End the browser and begin it again: who was signed in is forgotten."""
        if self.app:
            self.close()
        self.node.do("restart")
        self.use_popup()

    # What ChatGPT and the company do.

    def fault(self, fault=None, reports=None):
        """Let some reports fail: for every day, or for those before a day."""
        fault = {"before": None} | (fault or self.random.choice(FAULTS))
        if not reports and self.random.random() < 0.4:
            fault["before"] = days.shift(self.today(), -self.random.choice((1, 31, 40)))
        for name in reports or self.random.sample(REPORTS + ("limits",), self.random.choice((1, 1, 2, 3, 7))):
            self.faults[name] = fault
        self.tell()

    def mend(self):
        self.faults, self.tab = {}, True
        self.tell()

    def tab_closes(self):
        self.tab = False
        self.tell()

    def freeze(self, reports=None):
        chosen = self.random.choice((TOTALS, REPORTS, REPORTS, self.random.sample(REPORTS, 2)))
        self.ledger.frozen |= set(reports or chosen)

    def thaw(self):
        self.ledger.frozen = set()
        self.tell()

    def refund(self):
        self.ledger.change(days.shift(self.today(), -self.random.randint(0, 5)), self.random.choice((-1, 0.5)))
        self.tell()

    def restate(self):
        self.ledger.change(days.shift(self.today(), -self.random.randint(6, 60)), 1.25)
        self.tell()

    def limit(self):
        self.ledger.limit = self.random.choice((0, 500, 1000, 8000))
        self.tell()

    def switch(self):
        self.at = 1 - self.at
        self.tell()

    # What runs.

    def begin_reading(self):
        """Remember whether what is read now can be read whole: nothing fails, and nothing has to be waited for."""
        pace = self.browser.session().get("pace")
        free = pace is None or pace["code"] == "ok" or pace["not_before"] <= self.now()
        self.healthy = free and not self.faults and self.tab

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


def counted(lives, seeds, steps=STEPS):
    """Live the lives of `seeds`; return {kind of break: [seed]} and how often each thing was done."""
    broken, done = {}, Counter()
    for seed in seeds:
        try:
            done.update(lives.live(seed, steps).done)
        except Broken as what:
            broken.setdefault(what.kind, []).append((seed, str(what)))
    return broken, done
