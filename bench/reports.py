"""Stored reports of any size, for measuring: invented, the same each time, in the shape of docs/data.md."""

import random
from datetime import UTC, date, datetime, timedelta

from codex_credits.model import contract

BREAKDOWNS = contract.BREAKDOWNS


def report(days, series, *, both=False):
    """
    Return a stored report of `days` days up to today, each broken down into `series` series,
    for one scope or both.
    """
    dice = random.Random(7)  # noqa: S311 - figures to measure with
    now = datetime.now(UTC)
    dates = [(now.date() - timedelta(days=back)).isoformat() for back in range(days - 1, -1, -1)]
    mine = scope(dice, dates, series)
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    first = date(now.year + now.month // 12, now.month % 12 + 1, 1)
    used = (
        sum(credits for day, credits in zip(dates, mine["totals"]["values"], strict=True) if day[:7] == dates[-1][:7])
        + 40
    )
    personal = {
        "state": "set", "limit": round(used * 1.6), "used": used, "remaining": round(used * 1.6) - used,
        "used_percent": 62,
        "resets_at": f"{first}T00:00:00Z", "source": "usage",
    }  # fmt: skip
    return {
        "schema": 3, "fetched_at": stamp, "report_status": [{"report": "model", "code": "ok", "at": stamp}],
        "limits": {
            "personal": personal, "others": [], "reached": False, "reached_limit_type": None, "reached_type": None,
            "credits": {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None},
            "windows": [], "fetched_at": stamp,
        },
        "scopes": {"mine": mine, "workspace": scope(dice, dates, series) if both else None}, "restatements": [],
        "truncated_before": None,
    }  # fmt: skip


def scope(dice, dates, series):
    """Return a stored scope whose five breakdowns add up to its totals."""
    fresh = f"{dates[-2] if len(dates) > 1 else dates[-1]}T21:00:00Z"
    totals = [round(dice.uniform(40, 400) * (0.2 if date.fromisoformat(day).weekday() > 4 else 1), 4) for day in dates]
    breakdowns = []
    for name in BREAKDOWNS:
        weights = [dice.uniform(0.2, 3) for _ in range(series)]
        columns = [[round(total * weight / sum(weights), 4) for total in totals] for weight in weights]
        breakdowns.append({
            "breakdown": name, "source": "credits", "fresh": fresh, "spans": [[dates[0], dates[-1]]], "days": dates,
            "series": [{"key": f"{name}-{at:02d}", "label": f"{name.title()} {at}", "values": values} for at,
            values in enumerate(columns)],
        })  # fmt: skip
    return {
        "metered": True, "spans": [[dates[0], dates[-1]]], "fresh": fresh,
        "totals": {"source": "product", "days": dates, "values": totals}, "breakdowns": breakdowns, "activity": None,
        "tokens": None,
    }  # fmt: skip


SESSION = {
    "workspace": {"identity": "0" * 64, "name": "Example Robotics", "plan": "business"},
    # No wait is longer than an hour; the popup takes none that is for one.
    "cooldown": {"next_allowed_at": (datetime.now(UTC) + timedelta(minutes=55)).strftime("%Y-%m-%dT%H:%M:%SZ")},
}
