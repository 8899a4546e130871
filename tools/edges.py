"""
Reports at the edges of a budget period, for the gallery: the first days, the last one, a limit reached, no limit.

Each is the sample report with one thing changed, at an instant of its own; the popup shows what is stored and asks
nobody.
"""

from codex_credits.model import dates
from codex_credits.present import sample

USUAL = "2026-11-25T04:10:00Z"
FIRST, LATEST = "2026-12-01", "2026-11-30T16:00:00Z"


def stored(now=USUAL, state="usual", read=None, limit=None, change=None, **personal):
    """Return (instant, stored report): the sample as read at `read`, with a limit, a `change`, and fields of the limit."""
    report = sample.stored(read or now, state)
    mine = report["limits"]["personal"]
    if limit is not None:
        mine |= {"limit": limit, "left": limit - mine["used"], "used_percent": None, "state": "set"}
    mine |= personal
    if change:
        change(report)
    return now, report


def keep_days(report, wanted):
    """Leave only the daily rows of the days for which `wanted` answers True, and set the use to what they add up to."""
    mine = report["scopes"]["mine"]
    for rows in [mine["totals"], *mine["breakdowns"]]:
        kept = [at for at, day in enumerate(rows["days"]) if wanted(day)]
        for column in [rows] if "values" in rows else rows["series"]:
            column["values"] = [column["values"][at] for at in kept]
        rows["days"] = [rows["days"][at] for at in kept]
    mine["activity"] = mine["tokens"] = None
    personal, month = report["limits"]["personal"], dates.month_start(report["fetched_at"][:10])
    totals = mine["totals"]
    used = sum(value for day, value in zip(totals["days"], totals["values"], strict=True) if day >= month)
    personal |= {"used": used, "left": personal["limit"] - used, "used_percent": None}


def unused_month(report):
    """Leave nothing used since the month began, in a report that is up to date."""
    report["scopes"]["mine"]["fresh"] = report["fetched_at"]
    keep_days(report, lambda day: day < dates.month_start(report["fetched_at"][:10]))


def two_days(report):
    """Leave the last two days of a person who has just begun."""
    keep_days(report, lambda day: day >= dates.shift(report["fetched_at"][:10], -1))


def days_not_asked_for(report):
    """Leave out two days that ChatGPT was not asked for."""
    used = report["limits"]["personal"]["used"]
    gone = ("2026-11-12", "2026-11-13")
    keep_days(report, lambda day: day not in gone)
    personal = report["limits"]["personal"]
    personal |= {"used": used, "left": personal["limit"] - used}
    mine = report["scopes"]["mine"]
    for rows in [mine, *mine["breakdowns"]]:
        ((first, last),) = rows["spans"]
        rows["spans"] = [[first, "2026-11-11"], ["2026-11-14", last]]


def reached(report):
    """Let ChatGPT say that the personal limit is reached."""
    report["limits"] |= {"reached": True, "reached_limit_type": "individual"}


def depleted(report):
    """Leave the workspace without credits."""
    report["limits"]["reached_type"] = "workspace_member_credits_depleted"
    report["limits"]["credits"] |= {"has_credits": False, "balance": 0}


def period_edge_cases():
    """Return name -> (instant, stored report)."""
    return {
        "runs-out": stored(limit=4600),
        "on-track": stored(limit=6000),
        "reached": stored(limit=4150, change=reached),
        "no-credits": stored(limit=5500, change=depleted),
        "not-loaded": stored(f"{FIRST}T08:00:00Z", read=LATEST, limit=5200),
        "first-day": stored(f"{FIRST}T00:20:00Z", limit=5200, change=unused_month),
        "second-day": stored("2026-12-02T15:00:00Z", limit=5200),
        "last-day": stored("2026-11-30T15:00:00Z", limit=5200),
        "last-day-reached": stored("2026-11-30T00:20:00Z", limit=4150, change=reached),
        "saturday": stored("2026-11-28T15:00:00Z", limit=5200),
        "billing-cycle": stored(limit=3000, used=1900, left=1100, resets_at="2026-12-12T00:00:00Z"),
        "two-days": stored(limit=3000, change=two_days),
        "no-limit": stored(state="not_set"),
        "percentage": stored(state="hidden", used_percent=62, resets_at=f"{FIRST}T00:00:00Z", source="usage"),
        "days-unknown": stored(limit=5600, change=days_not_asked_for),
    }
