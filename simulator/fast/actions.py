"""What happens in a simulated session: what the person does, and what ChatGPT and the company do."""

from codex_credits.model import dates
from simulator.fast.ledger import REPORTS, TOTALS
from simulator.fast.session_state import SessionState

LONGEST_RUN = 90_000  # milliseconds of the simulated clock; a refresh ends in one minute
FAULTS = (
    {"status": 500}, {"status": 429, "headers": {"retry-after": "120"}}, {"status": 503}, {"status": 403},
    {"status": 404},
    {"status": 0, "fail": "network"}, {"status": 0, "fail": "stall"},
)  # fmt: skip
WINDOW = {"limit_window_seconds": 18000, "reset_after_seconds": 9000}
STOPS: tuple[dict, ...] = (
    {}, {"rate_limit": {"allowed": False, "limit_reached": True, "primary_window": WINDOW | {"used_percent": 100}}},
    {"rate_limit": {"allowed": True, "limit_reached": False, "primary_window": WINDOW | {"used_percent": 40}}},
    {"credits": {"has_credits": False, "unlimited": False, "overage_limit_reached": True, "balance": "0"}},
    {"rate_limit_reached_type": {"type": "workspace_member_credits_depleted"}}, {"ordinary_usage_allowed": False},
)  # fmt: skip


class Actions(SessionState):
    """The actions of a `Session`."""

    def note_press(self):
        """Somebody opens the popup or presses something; remember whether what is read now can be read whole."""
        cooldown = self.stored.get("cooldown")
        free = cooldown is None or cooldown["code"] == "ok" or cooldown["next_allowed_at"] <= self.now()
        well = self.tab and not self.busy and self.permitted and self.signed == "workspace" and not self.storage_broken
        self.healthy, self.pressed, self.pressed_at = free and not self.faults and well, True, self.milliseconds

    def note_choice(self):
        """Somebody chooses what is shown: what has not been read of it may be asked for."""
        self.pressed, self.pressed_at = True, self.milliseconds

    def wait(self, minutes=None):
        if self.open_popups and (minutes or self.random.random() < 0.7):
            self.close()
        self.pass_time(minutes or self.random.choice(self.waits))
        if self.open_popups:
            self.tick_popups()
        elif not minutes and self.random.random() < 0.6:
            self.use_popup()

    def wait_open(self, minutes):
        """Let time pass beside open popups."""
        self.pass_time(minutes)
        self.tick_popups()

    def tick_popups(self):
        for one in self.open_popups:
            one.app.on_tick()

    def midnight(self):
        """Let the day, the month or the year end, with the popup open where it is."""
        self.pass_time(1439 - dates.minutes(self.now()) % 1440)
        self.tick_popups()
        self.settle()
        self.pass_time(2)
        if self.open_popups:
            self.tick_popups()
        else:
            self.use_popup()

    # What the person does.

    def close(self):
        for one in self.popups:
            one.close()
        self.node_runs(LONGEST_RUN, until_event=False)
        self.healthy = False

    def use_popup(self):
        if self.open_popups:
            self.close()
        self.note_press()
        self.popups[0].open(toolbar=True)

    def second(self):
        """Open another popup beside the first, or the first."""
        self.close_second()
        self.note_press()
        self.popups[1 if self.app else 0].open(toolbar=True)
        self.healthy = False

    def close_second(self):
        if self.popups[1].is_open:
            self.popups[1].close()

    def restored_tab(self):
        """The browser brings a tab with the popup back, which nobody opened."""
        if self.open_popups:
            self.close()
        self.pressed = False
        self.popups[0].open(toolbar=False)

    def any_range(self):
        """Return (preset, start, end) of a range the person may choose."""
        preset = self.random.choice(dates.PRESETS + ("custom",))
        if preset != "custom":
            return (preset,) + dates.preset_range(preset, self.today())
        end = dates.shift(self.today(), -self.random.choice((0, 1, 5, 30, 60, 100)))
        return preset, dates.shift(end, -self.random.choice((0, 6, 13, 45, 80))), end

    def start(self, work):
        self.note_press()
        self.popups[0].browser.start_task(work)

    def range(self, *chosen):
        self.start(self.app.refresher.choose_range(*(chosen or self.any_range())))

    def preset(self, name):
        self.range(name, *dates.preset_range(name, self.today()))

    def custom_range(self, first, last):
        """Choose the days from `first` days ago to `last` days ago."""
        self.range("custom", dates.shift(self.today(), -first), dates.shift(self.today(), -last))

    def reading_begins(self, milliseconds=None):
        """Begin a reading, and let it run for a while."""
        self.pass_time(2)
        self.start(self.app.refresher.refresh(self.random.choice(("refresh", "refresh", "refresh_all"))))
        milliseconds = milliseconds or self.random.choice((1, 20, 200, 1500))
        until = self.milliseconds + milliseconds
        while self.milliseconds < until:
            if not self.node_runs(until - self.milliseconds, until_event=True) and not self.is_waiting():
                break

    def range_while_reading(self, first=None, last=0):
        self.reading_begins()
        if first is None:
            self.range()
        else:
            self.custom_range(first, last)

    def step_range(self):
        view, by = self.app.view, self.random.choice((-1, -1, 1))
        moved = dates.step(view.preset, view.start, view.end, by, self.today())
        if moved:
            self.range("custom", *moved)

    def refresh(self):
        self.start(self.app.refresher.refresh())

    def load(self):
        """Press Load now, which opens a tab where there is none."""
        self.start(self.app.refresher.refresh(allowed_tab="open"))

    def refresh_all(self):
        self.start(self.app.refresher.refresh("refresh_all"))

    def breakdown(self):
        self.note_choice()
        self.app.refresher.choose(breakdown=self.random.choice(TOTALS), hidden=(), other=False)

    def compare(self):
        self.app.choose(compare=not self.app.view.compare)

    def scope(self):
        if self.app.screen.scopes:
            self.note_choice()
            self.app.refresher.choose(scope="mine" if self.app.view.scope == "workspace" else "workspace", hidden=())

    def restart(self):
        """End the browser and begin it again: who was signed in is forgotten."""
        self.close()
        self.node.tell("restart")
        self.use_popup()

    # What ChatGPT and the company do.

    def fault(self, fault=None, reports=None):
        """Let some reports fail: for every day, or for those before a day."""
        fault = {"before": None} | (fault or self.random.choice(FAULTS))
        if not reports and self.random.random() < 0.4:
            fault["before"] = dates.shift(self.today(), -self.random.choice((1, 31, 40)))
        for name in reports or self.random.sample(REPORTS + ("limits",), self.random.choice((1, 1, 2, 3, 8))):
            self.faults[name] = fault
        self.tell()

    def mend(self):
        self.clear_faults()
        self.node.tell("fault", fault=None)
        self.tell()

    def tab_closes(self):
        self.tab = False
        self.tell()

    def no_answer(self):
        """The tab is there, and takes no script."""
        self.busy = True
        self.tell()

    def sign_out(self):
        self.signed = self.random.choice((None, "personal"))
        self.tell()

    def permission(self):
        self.permitted = False
        self.tell()

    def role(self):
        """The person gets or loses the right to see the whole workspace."""
        self.sees_all = not self.sees_all
        self.tell()

    def monthly(self):
        self.ledger.monthly = not self.ledger.monthly
        self.tell()

    def freeze(self, reports=None):
        chosen = self.random.choice((TOTALS, REPORTS, REPORTS, self.random.sample(REPORTS, 2)))
        self.ledger.frozen |= set(reports or chosen)

    def thaw(self):
        self.ledger.frozen = set()
        self.tell()

    def refund(self):
        self.ledger.change(dates.shift(self.today(), -self.random.randint(0, 5)), self.random.choice((-1, 0.5)))
        self.tell()

    def restate(self):
        self.ledger.change(dates.shift(self.today(), -self.random.randint(6, 60)), 1.25)
        self.tell()

    def limit(self):
        self.ledger.limit = self.random.choice((0, 500, 1000, 8000))
        self.ledger.stops = self.random.choice(STOPS)
        self.tell()

    def switch(self):
        self.at = 1 - self.at
        self.tell()
