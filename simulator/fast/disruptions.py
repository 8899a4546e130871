"""What goes wrong with the computer of a simulated session, and what happens in the middle of a reading."""

from codex_credits.model import dates
from simulator.fast import checks
from simulator.fast.actions import Actions

MINUTE = 60_000
DAY = 1440 * MINUTE
CLOCKS = (5 * MINUTE, -5 * MINUTE, 3 * DAY, -3 * DAY, 40 * DAY, -40 * DAY, 400 * DAY, -400 * DAY)
STORAGE_FAULTS = (
    {"area": "local", "op": "set", "how": "reject", "left": 1}, {"area": "local", "op": "set", "how": "reject",
    "left": 9},
    {"area": "local", "op": "set", "how": "alter", "left": 1}, {"area": "local", "op": "set", "how": "hang", "left": 1},
    {"area": "local", "op": "set", "how": "quota", "left": 9}, {"area": "local", "op": "get", "how": "reject",
    "left": 2},
    {"area": "session", "op": "set", "how": "reject", "left": 1}, {"area": "session", "op": "get", "how": "reject",
    "left": 1},
)  # fmt: skip
DISRUPTIONS = (
    "worker_dies", "browser_ends", "switches", "signs_out", "sleeps", "clock_is_set", "day_ends", "is_deleted",
    "is_closed",
    "other_opens", "is_revoked", "tab_ends", "dies_alone",
)  # fmt: skip


class Disruptions(Actions):
    """The disruptions of a `Session`."""

    def storage_fault(self, fault=None):
        """Let the storage fail the next times; the one popup reads of it."""
        self.storage_broken = True
        self.node.tell("fault", fault=dict(fault or self.random.choice(STORAGE_FAULTS)))

    def slow(self):
        """Let the storage take its time, and answer in another order than it was asked; or be quick again."""
        self.slow_storage = not self.slow_storage
        self.tell()

    def set_clock(self, by):
        self.wrong += by
        self.jump(by)

    def jump(self, by):
        """Let the clock show another time, and nothing hear of it."""
        self.milliseconds += by
        self.pressed_at += by
        self.node.tell("clock", now=self.milliseconds)

    def clock(self, by=None):
        """Set the clock ahead or back, or right again."""
        self.set_clock(-self.wrong if self.wrong else by or self.random.choice(CLOCKS))
        if self.open_popups:
            self.tick_popups()

    # In the middle of a reading.

    def disruption(self, name=None, milliseconds=None):
        name = name or self.random.choice(DISRUPTIONS)
        self.done[-1] = f"disruption {name}"
        if name == "day_ends":
            self.pass_time(1437 - dates.minutes(self.now()) % 1440)
            self.node_runs(MINUTE - self.milliseconds % MINUTE - 150, until_event=False)
        self.reading_begins(milliseconds or self.random.choice((1, 6, 20, 90, 200, 500, 1500)))
        self.healthy = False
        getattr(self, name)()

    def worker_dies(self):
        self.node.tell("kill", silent=self.random.random() < 0.3)

    def dies_alone(self):
        """The worker dies, and so does the popup; then the browser brings the popup back, which asks nothing."""
        for one in self.popups:
            one.close()
        self.node.tell("kill", silent=True)
        self.pressed = False
        self.popups[0].open(toolbar=False)

    def browser_ends(self):
        for one in self.popups:
            one.close()
        self.node.tell("restart")
        self.use_popup()

    def switches(self):
        self.switch()

    def signs_out(self):
        self.sign_out()

    def is_revoked(self):
        self.permission()

    def tab_ends(self):
        self.tab_closes()

    def sleeps(self):
        """Close the lid: the clock goes on, and nothing else does."""
        before = self.true_now()[:10]
        self.jump(self.random.choice((3, 60, 600, 4000)) * MINUTE)
        self.days_begin(before)

    def clock_is_set(self):
        self.clock()

    def day_ends(self):
        pass

    def is_deleted(self):
        self.clear_data()

    def is_closed(self):
        for one in self.popups:
            one.close()

    def other_opens(self):
        self.second()

    def clear_data(self):
        """Delete everything: from then on nothing is stored, and nothing is asked."""
        self.deleted = True
        self.popups[0].browser.start_task(self.app.refresher.clear_data())
        self.settle()
        self.node_runs(2 * MINUTE, until_event=False)
        self.check(checks.check_nothing_stored, self.stored["local"], self.stored["session"])
