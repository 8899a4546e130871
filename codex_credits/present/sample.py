"""
Sample data: an invented report ending today, to look around with.

Made from a small fixed generator, so it is the same every time but for the
date. It has the shape of a stored report and is never stored. Each state of
`STATES` changes the one thing it is called after.
"""

from codex_credits.model import contract, dates

# i18n: sentences
STATES = (
    ("usual", "A usual month"), ("over", "Over the limit"), ("unlimited", "Unlimited"), ("hidden", "Limit hidden"),
    ("not_set", "No limit set"), ("negative", "A refund day"), ("stale", "Stale figures"), ("signed-out", "Signed out"),
)  # fmt: skip
HISTORY = 400  # days
WEEK = (9, 10, 10, 9, 7, 1, 1)  # how busy each weekday is, Monday first

SHARES = {
    "model": (("gpt-5.6-sol", "GPT-5.6 Sol", 54), ("gpt-5.6-terra", "GPT-5.6 Terra", 21), ("gpt-5.5", "GPT-5.5", 12),
              ("codex-auto-review", "Auto review", 8), ("gpt-5.6-luna", "GPT-5.6 Luna", 5)),
    "surface": (("cli", "CLI", 46), ("vscode", "VS Code", 30), ("desktop_app", "Desktop app", 14), ("github_code_review", "Code review", 10)),
    "product": (("codex", "Codex", 88), ("work", "Work", 12)),
    "speed": (("standard", "Standard", 71), ("fast", "Fast", 29)),
    "effort": (("medium", "Medium", 58), ("high", "High", 31), ("low", "Low", 11)),
}  # fmt: skip
REPORTS = (
    "session",
    "accounts",
    "limits",
    "product",
    "model",
    "speed",
    "effort",
    "surface",
    "activity",
    "monthly",
    "settings",
    "workspace",
)


class SeededRandom:
    """Numbers that look random and are the same every time."""

    def __init__(self, seed):
        """Begin at `seed`, 1..65536."""
        self.seed = seed

    def below(self, sides):
        """Return a whole number from 0 up to `sides`, without it."""
        self.seed = (self.seed * 75 + 74) % 65537
        return self.seed * sides // 65537


def stored(now, state="usual"):
    """Return the stored form (docs/data.md) of the sample report at the instant `now`."""
    today = now[:10]
    days = dates.between(dates.shift(today, -HISTORY), today)
    fresh = dates.shift(today, -4 if state == "stale" else -1) + "T21:00:00Z"
    used_days, totals = day_totals(days, fresh[:10], state, now)
    mine = scope(used_days, totals, days[0], today, fresh, contract.TOTALS_FROM, 1)
    mine["activity"], mine["tokens"] = counts(used_days, totals, days[0], today)
    whole = scope(used_days, totals, days[0], today, fresh, ("model", "surface"), 40)
    month = sum(total for day, total in zip(used_days, totals) if day >= dates.month_start(today))
    return {
        "schema": 3,
        "fetched_at": now,
        "report_status": [
            {"report": name, "code": "NOT_ASKED" if name in ("monthly", "settings") else "ok", "at": now}
            for name in REPORTS
        ],
        "limits": limits(today, now, state, month),
        "scopes": {"mine": mine, "workspace": whole},
        "restatements": [],
        "truncated_before": None,
    }


def day_totals(days, through, state, now):
    """Return (days with use, their credits): busy weekdays, quiet weekends, slow growth, a part of today."""
    random, used, totals = SeededRandom(1234), [], []
    for at, day in enumerate(days):
        busy = WEEK[dates.weekday(day)] * (60 + at * 40 // len(days))
        credits = busy * (40 + random.below(120)) / 400
        idle = random.below(10) < (6 if dates.weekday(day) > 4 else 1)
        if day == days[-1]:
            credits *= int(now[11:13]) / 24
        refunded = state == "negative" and at == len(days) - 3
        if (idle and not refunded) or (state == "stale" and day > through):
            continue
        if refunded:
            credits = -41.5
        used.append(day)
        totals.append(round(credits, 4))
    return used, totals


def scope(used, totals, first, today, fresh, names, people):
    """Return a stored scope whose breakdowns add up to its totals, `people` times one person's use."""
    totals = [total * people for total in totals]
    breakdowns = []
    for name in names:
        random = SeededRandom(len(name) * 977)
        parts = SHARES[name]
        columns: list[list] = [[] for _ in parts]
        for total in totals:
            weights = [share * (60 + random.below(80)) for _, _, share in parts]
            whole, left = sum(weights), total
            for at, weight in enumerate(weights):
                value = left if at == len(parts) - 1 else round(total * weight / whole, 4)
                columns[at].append(value)
                left -= value
        series = [{"key": key, "label": label, "values": columns[at]} for at, (key, label, _) in enumerate(parts)]
        breakdowns.append(
            {
                "breakdown": name,
                "source": "credits",
                "fresh": fresh,
                "spans": [[first, today]],
                "days": used,
                "series": series,
            }
        )
    return {
        "unit": "credits", "metered": True, "spans": [[first, today]], "fresh": fresh,
        "totals": {"source": "product", "days": used, "values": totals}, "breakdowns": breakdowns, "activity": None, "tokens": None,
    }  # fmt: skip


def counts(used, totals, first, today):
    """Return the stored activity and tokens of one person's days."""
    random = SeededRandom(4321)
    columns: dict[str, list] = {"turns": [], "threads": [], "input": [], "cached": [], "output": []}
    for total in totals:
        size = int(abs(total) * (80 + random.below(40)))
        columns["turns"].append(1 + size // 300)
        columns["threads"].append(1 + size // 2200)
        columns["input"].append(size * 110)
        columns["cached"].append(size * (500 + random.below(200)))
        columns["output"].append(size * 9)
    both = []
    for names in (("turns", "threads"), ("input", "cached", "output")):
        part = {"spans": [[first, today]], "days": used}
        part.update({name: columns[name] for name in names})
        both.append(part)
    return both


def limits(today, now, state, month):
    """Return stored limits around the month's use."""
    resets = dates.shift(dates.month_end(today), 1) + "T00:00:00Z"
    used = month + 12.75
    cap = used * 0.9 if state == "over" else (int(used * 1.6) // 500 + 1) * 500
    personal = {
        "state": "set", "limit": cap, "used": used, "remaining": cap - used, "used_percent": round(used * 100 / cap),
        "resets_at": resets, "unit": "credit", "enforcement": None, "source": "usage",
    }  # fmt: skip
    if state in ("unlimited", "hidden", "not_set"):
        personal = {
            "state": state, "limit": None, "used": None if state == "hidden" else used, "remaining": None, "used_percent": None,
            "resets_at": None, "unit": None, "enforcement": None, "source": "monthly",
        }  # fmt: skip
    return {
        "personal": personal, "others": [], "reached": state == "over", "reached_limit_type": "individual" if state == "over" else None,
        "reached_type": None,
        "credits": {"has_credits": True, "unlimited": state == "unlimited", "overage_limit_reached": False, "balance": None},
        "windows": [], "windows_reported": False, "ordinary_usage_allowed": None, "previous": None, "previous_reset": None,
        "other": None, "unread": [], "fetched_at": now,
    }  # fmt: skip


def session(state):
    """Return the session that goes with a sample state: whose it is, and how the last refresh ended."""
    told = {"workspace": {"name": "Example Robotics", "plan": "sample"}}
    if state == "signed-out":
        told["notice"] = {"code": "SIGNED_OUT"}
    return told
