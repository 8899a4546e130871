"""
The truth of a simulated session: what was used on each day, what ChatGPT publishes of it, and what it served.

A ledger is day -> model -> credits, in quarters of a credit, so that every sum is exact. A report that is frozen
goes on serving the version, and the freshness, of the moment it froze.
"""

from codex_credits.model import contract, dates

REPORTS = contract.DAILY_REPORTS
TOTALS = REPORTS[:5]  # those whose rows can be a day's total
ONCE_A_DAY = ("speed", "effort")  # read again within a day only while they are on screen
MODELS = ("gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.5")
HISTORY = 230
RECENT, SETTLING = 56, 7  # days that each reading asks for, if they may still move; days after which one does not
SHARED = 3  # the whole workspace uses so many times what the person uses; chatgpt.mjs serves that


class Ledger:
    """One workspace at the simulated ChatGPT."""

    def __init__(self, node, random, today, ids):
        self.node, self.random, self.ids = node, random, ids
        self.used: dict[str, dict] = {}  # day -> cells
        self.version = 0
        self.published: dict[int, dict] = {0: {}}
        self.reports: dict[str, dict] = {name: {"ledger": 0, "fresh": None} for name in REPORTS}
        self.frozen: set[str] = set()
        self.limit = random.choice((500, 2000, 4000))
        self.lag = random.choice((0, 1, 3, 10)) * 60
        self.responses: dict[str, dict] = {name: {} for name in REPORTS}  # report -> day -> (cells or None, fresh)
        self.last_limits: list = []  # (limit, used, reset), one of which the card has; None in it: the card need not have any
        self.candidates: dict[
            tuple, list
        ] = {}  # (report, day) -> what readings that did not end well were served since
        self.skipped = []  # (report, day) that the last reading of the limits did not ask again, though they may still move
        self.asked_on: dict[str, str] = {}  # report -> the last day of the last reading that asked for it
        self.pending: list[tuple] = []  # what the running reading was served, until it is stored
        self.monthly = False  # whether only the month's report tells the limit
        self.stops = {}  # what else the limits tell
        for day in dates.between(dates.shift(today, -HISTORY), dates.shift(today, -1)):
            self.use(day)

    def use(self, day):
        if self.random.random() < 0.7:
            keys = self.random.sample(MODELS, self.random.randint(1, 3))
            self.used[day] = {key: self.random.randint(1, 400) / 4 for key in keys}

    def change(self, day, factor):
        """Restate a day, or refund it where `factor` is negative; a day without use stays without."""
        if day in self.used:
            self.used[day] = {key: round(value * factor * 4) / 4 for key, value in self.used[day].items()}

    def publish(self, now):
        """Let every report that is not frozen tell of what there is at `now`, less the time it takes to itemise."""
        through = earlier(now, self.lag)
        rows = {day: cells for day, cells in self.used.items() if day < through[:10]}
        if through[:10] in self.used:
            rows[through[:10]] = {key: value / 4 for key, value in self.used[through[:10]].items()}
        before = self.published[self.version]
        changes = {day: cells for day, cells in rows.items() if before.get(day) != cells}
        if changes:
            self.ids.append(len(self.ids) + 1)
            self.node.tell("publish", id=self.ids[-1], **{"from": self.version}, changes=changes)
            self.published[self.ids[-1]] = rows
            self.version = self.ids[-1]
        for name in REPORTS:
            if name not in self.frozen:
                self.reports[name] = {"ledger": self.version, "fresh": through}

    def rows_of(self, report):
        return self.published[self.reports[report]["ledger"]]

    def record(self, report, start, end):
        """
        Remember what a reading is served:
        a daily report from `start` to `end`, or the limits, or the month's report.
        """
        if report in REPORTS:
            rows, fresh = self.rows_of(report), self.reports[report]["fresh"]
            rows = {day: rows[day] for day in dates.between(start, end) if day in rows}
            self.pending.append((report, start, end, rows, None if report == "workspace" else fresh))
        elif report in ("limits", "monthly"):
            self.pending.append((report, None, None, self.reported_limit, None))

    def stored(self):
        """A part of what the reading was served so far was stored: from now on it may be shown."""
        limits, months = self.limits_served()
        if limits:
            self.last_limits.append(limits[-1] if not self.monthly or months else None)
        for report, day, served in self.days_served():
            self.candidates.setdefault((report, day), []).append(served)

    def ended(self):
        """The reading ended well: what it was served is what must be shown."""
        limits, months = self.limits_served()
        if limits:
            self.last_limits = [limits[-1] if not self.monthly or months else None]
        self.skipped = self.not_asked_again() if limits else []
        for report, _, end, _, _ in self.pending:
            self.asked_on[report] = max(self.asked_on.get(report, ""), end or "")
        for report, day, served in self.days_served():
            self.responses[report][day] = served
            self.candidates.pop((report, day), None)
        self.pending = []

    def limits_served(self):
        """Return what the limits told, and the month's report, of the reading that is pending."""
        return [[told for name, _, _, told, _ in self.pending if name == one] for one in ("limits", "monthly")]

    def days_served(self):
        """Yield (report, day, what was served) of the reading that is pending."""
        for report, start, end, rows, fresh in self.pending:
            for day in dates.between(start, end) if report in REPORTS else ():
                yield report, day, (rows.get(day), fresh)

    def responses_to(self, report, day):
        """Return what may be shown of a day: what the last reading that ended well was served, or one that began since."""
        known = [self.responses[report][day]] if day in self.responses[report] else []
        return known + self.candidates.get((report, day), [])

    def not_asked_again(self):
        """Return the recent (report, day) that were read before they had settled, and not by the reading that is pending."""
        asked: dict[str, set] = {name: set() for name in TOTALS}
        for report, start, end, _, _ in self.pending:
            asked.get(report, set()).update(dates.between(start, end) if start else ())
        last = max((max(days) for days in asked.values() if days), default=None)
        if last is None:
            return [("every", "day")]
        recent = dates.between(dates.shift(last, 1 - RECENT), last)
        return [
            (name, day)
            for name in TOTALS
            if name not in ONCE_A_DAY or self.asked_on.get(name) != last
            for day in recent
            if day not in asked[name] and self.is_moving(name, day, last)
        ]

    def is_moving(self, report, day, last):
        """Tell whether a day was read in its first week, or from a source that had not got past it."""
        _, fresh = self.responses[report].get(day, (None, None))
        return day > dates.shift(last, -SETTLING) or fresh is None or fresh[:10] <= day

    def limits(self, now):
        """Return the bodies of the limits and of the month's report; what the card must show of them is `told`."""
        month = now[:8]
        used = sum(sum(cells.values()) for day, cells in self.used.items() if day[:8] == month and day <= now[:10])
        resets = dates.shift(dates.month_end(now[:10]), 1) + "T00:00:00Z"
        self.reported_limit = (self.limit, used, resets)
        own = {"limit": str(self.limit), "used": str(used), "remaining": str(self.limit - used), "reset_at": resets}
        control = {"reached": used >= self.limit, "individual_limit": None if self.monthly else own}
        cap = {"limit": self.limit, "enforcement_mode": "hard_cap"}
        body = {
            "plan_type": "business",
            "credits": {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None},
            "spend_control": control,
        }
        monthly = {
            "balance_unit": "credits",
            "current_month_usage": used,
            "reset_at": resets,
            "effective_monthly_limit": cap,
        }
        return body | self.stops, monthly


def earlier(now, minutes):
    """Return the instant so many minutes before `now`, to the minute."""
    number = dates.minutes(now) - minutes
    day = dates.from_ordinal(number // 1440)
    return f"{day}T{number % 1440 // 60:02d}:{number % 60:02d}:00Z"
