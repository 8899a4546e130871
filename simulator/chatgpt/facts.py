"""
What is true in one fake workspace: whose it is, what was used, what the limit is.

Facts are made once, when a server starts. Routes turn them into bodies;
scenarios change them before, or change the bodies after.
"""

from datetime import timedelta
from functools import lru_cache

from . import account, generator

PEOPLE = 38
FIRST_SEED, SECOND_SEED = 7, 23


class Facts:
    """Everything the bodies of one workspace are derived from; `today` and `now` are fixed at the start."""

    def __init__(self, now, workspace="Northwind Robotics", seed=FIRST_SEED):
        self.now = now
        self.today = now.date().isoformat()
        self.who = account.identity(workspace, self.today)
        self.mine = generator.history(self.today, seed)
        self.everyone = list(everyone(self.today, seed))
        self.set_freshness(0.6 * (now - now.replace(hour=0, minute=0, second=0)))
        self.set_use()
        self.limit = near_limit(self.used)

    def set_freshness(self, after_midnight):
        """Say how long after today's first instant the reports are fresh; a negative time lies in the past days."""
        midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.fresh = instant(midnight + after_midnight)
        self.fresh_tokens = instant(midnight + after_midnight - min(timedelta(minutes=30), abs(after_midnight) / 4))

    def set_use(self):
        """Derive the month's use: its daily rows, and a little more that the daily reports do not itemise yet."""
        month = [day for day in self.mine if day.date[:7] == self.today[:7]]
        today = generator.total(self.mine[-1:])
        self.used = round(generator.total(month) + 0.3 * max(today, 0), 9)

    def keep_days(self, wanted):
        """Empty every own day for which `wanted` is false, and derive the month's use anew; the limit stays."""
        self.mine = [day if wanted(day.date) else generator.Day(day.date, []) for day in self.mine]
        self.set_use()


@lru_cache(maxsize=16)
def everyone(today, seed):
    """Return the days of one person and all colleagues together."""
    pairs = zip(generator.history(today, seed), generator.history(today, seed, PEOPLE - 1), strict=True)
    return tuple(generator.Day(own.date, own.cells + others.cells) for own, others in pairs)


def near_limit(used):
    """Return a round limit of which `used` is some nine tenths; ten credits when nothing was used."""
    if used <= 0:
        return 10
    step = 10 ** max(0, len(str(int(used))) - 2)
    return max(10, round(used / 0.9 / step) * step)


def instant(moment):
    """Return `moment` as the reports write instants."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
