"""What happens in a simulated life: what the person does, and what ChatGPT and the company do."""

from codex_credits import days
from tests.simulation import popup
from tests.simulation.ledger import REPORTS, TOTALS

LONGEST_RUN = 90_000  # milliseconds of the simulated clock; a refresh ends in one minute
FAULTS = (
    {"status": 500}, {"status": 429, "headers": {"retry-after": "120"}}, {"status": 503}, {"status": 403}, {"status": 404},
    {"status": 0, "fail": "network"}, {"status": 0, "fail": "stall"},
)  # fmt: skip


class Actions:
    """The actions of a `Life`, which has the clock, the ledgers and the popup."""

    def begin_reading(self):
        """Remember whether what is read now can be read whole: nothing fails, and nothing has to be waited for."""
        pace = self.browser.session().get("pace")
        free = pace is None or pace["code"] == "ok" or pace["not_before"] <= self.now()
        self.healthy = free and not self.faults and self.tab

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
