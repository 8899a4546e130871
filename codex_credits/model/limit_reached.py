"""Which limit is reached, by what ChatGPT says and by its figures."""

from codex_credits.model import budget, contract, dates


def reached_kind(stored):
    """Return which limit ChatGPT says is reached: "individual", another kind, or None when it says of none."""
    if stored["reached"] or "usage_limit_reached" in (stored["reached_type"] or ""):
        return stored["reached_limit_type"] or "individual"
    return None


def has_reset(stored, limit, now):
    """
    Tell whether the period of the `limit` is over at `now`;
    a reset that was not told is the personal limit's.
    """
    resets_at = limit["resets_at"] or stored["personal"]["resets_at"]
    return budget.is_past(resets_at or dates.shift(dates.month_end(stored["fetched_at"][:10]), 1) + "T00:00:00Z", now)


def is_personal_reached(stored, now):
    """Tell whether the personal limit stops the person at `now`."""
    if not stored or has_reset(stored, stored["personal"], now):
        return False
    mine = stored["personal"]
    if reached_kind(stored) == "individual":
        return True
    return mine["state"] in ("set", "hidden") and mine.get("enforcement") != "soft" and is_full(mine)


def is_full(limit):
    """Tell whether nothing is left of a stored limit: by its figures, or by what ChatGPT says is left of it."""
    left = budget.remaining_of(limit["limit"], limit["used"], limit["remaining"])
    has_figures = limit["limit"] is not None and limit["used"] is not None
    contradicted = (
        not has_figures and limit["used_percent"] is not None and limit["used_percent"] < contract.FULL_PERCENT
    )
    return budget.is_used_up(left) and not contradicted
