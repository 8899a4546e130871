"""
Which limits apply, from the nearest to the farthest, and in what state each is.

Rate-limit windows, then credits, then the personal limit, then the workspace's
shared limits and its overage. Absent is "not reported", never "not reached". A limit
that has reset since the read is not reported as reached. The words for a
reason are in present/limit_text.py.
"""

from collections import namedtuple

from codex_credits.model import budget, credit_access, limit_reached, rate_windows, units

LimitStatus = namedtuple(
    "LimitStatus", "kind state reason changed_by amount limit unit used_percent remaining resets_at label"
)
# kind         RATE_WINDOWS, CREDIT_BALANCE, PERSONAL_LIMIT, OVERAGE, or ChatGPT's key of another limit
# state        NOT_REACHED, REACHED, HIDDEN, NOT_APPLICABLE or NOT_REPORTED
# reason       a key of present/limit_text.REASONS, "" for none
# changed_by   who can change the limit: SELF (it resets), OWNER or ADMIN
# amount ...   what the reason names, in `unit`; None when it names none
# used_percent of a limit that has a share, None else
# remaining    of a limit that has figures, in `unit`; negative when over it, None where unknown
# resets_at    the instant ChatGPT gives for this limit, None where it gives none
# label        ChatGPT's own name of a group, None where it gives none

RATE_WINDOWS, CREDIT_BALANCE, PERSONAL_LIMIT, OVERAGE = "rate_windows", "credit_balance", "personal_limit", "overage"
NOT_REACHED, REACHED, HIDDEN, NOT_APPLICABLE, NOT_REPORTED = (
    "not reached", "reached", "hidden", "not applicable", "not reported",
)  # fmt: skip
SELF, OWNER, ADMIN = "self", "owner", "admin"


def status(kind, state, changed_by, reason="", **amounts):
    """Return a `LimitStatus`; `amounts` are the rest of its fields, where it has them."""
    return LimitStatus(
        kind=kind,
        state=state,
        reason=reason,
        changed_by=changed_by,
        amount=amounts.get("amount"),
        limit=amounts.get("limit"),
        unit=amounts.get("unit"),
        used_percent=amounts.get("used_percent"),
        remaining=amounts.get("remaining"),
        resets_at=amounts.get("resets_at"),
        label=amounts.get("label"),
    )


def nearness(state, used_percent):
    """
    Return what limits are sorted by, the smallest first: reached, then by their share, then those without one.

    What ChatGPT does not say comes after what it says, and what does not apply comes last.
    """
    if state == REACHED:
        return 0, 0
    if state in (NOT_REACHED, HIDDEN):
        return (1, -used_percent) if used_percent is not None else (2, 0)
    return (3, 0) if state == NOT_REPORTED else (4, 0)


def limit_chain(limits, now=None, unit=units.CREDITS):
    """
    Return the list of `LimitStatus`, nearest first, for the stored `limits` (or None), at `now` (else when they were
    read).

    `unit` is that of the daily figures beside them.
    """
    if not limits:
        return [
            status(RATE_WINDOWS, NOT_REPORTED, SELF),
            status(CREDIT_BALANCE, NOT_REPORTED, OWNER),
            status(PERSONAL_LIMIT, NOT_REPORTED, ADMIN),
            status(OVERAGE, NOT_REPORTED, OWNER),
        ]
    now = now or limits["fetched_at"]
    nearest = [window_status(limits, now), credit_balance(limits, unit), personal_limit_status(limits, now, unit)]
    return nearest + shared_limits(limits, now, unit) + [overage(limits)]


def window_status(limits, now):
    """Return the status of the included rate-limit windows together."""
    windows = limits["windows"]
    current = [window for window in windows if not budget.is_past(window["resets_at"], now)]
    by_type = limits["reached_type"] == "rate_limit_reached" and (current or not windows)
    if by_type or any(rate_windows.is_reached(window, now) for window in current):
        reason = "window_full" if any(rate_windows.is_full(window) for window in current) else "rate_limit"
        usable = credit_access.access_of(limits) in credit_access.USABLE
        return status(RATE_WINDOWS, REACHED, SELF, reason + ("_credits_next" if usable else ""))
    whole = "windows" not in limits.get("unread", [])
    if not windows and whole and limits.get("windows_reported") is False:
        return status(RATE_WINDOWS, NOT_APPLICABLE, SELF, "no_windows")
    if not windows:
        return status(RATE_WINDOWS, NOT_REPORTED, SELF)
    if not current:
        return status(RATE_WINDOWS, NOT_REPORTED, SELF, "has_reset")
    known = [rate_windows.is_known(window) for window in current]
    if not all(known):
        return status(RATE_WINDOWS, NOT_REPORTED, SELF, "window_unknown" if any(known) else "")
    if not whole:
        return status(RATE_WINDOWS, NOT_REPORTED, SELF, "window_unreadable")
    return status(RATE_WINDOWS, NOT_REACHED, SELF)


def credit_balance(limits, unit=units.CREDITS):
    """
    Return the status of the workspace's credits.
    ChatGPT states no unit: credits, but not beside another daily `unit`.
    """
    kind = credit_access.access_of(limits)
    state = {credit_access.UNREPORTED: NOT_REPORTED, credit_access.NO_CREDITS: NOT_APPLICABLE}.get(kind, REACHED)
    state = NOT_REACHED if kind in credit_access.USABLE else state
    reason = {credit_access.UNREPORTED: "", credit_access.EMPTY: credit_access.BALANCE}.get(kind, kind)
    amount = limits["credits"]["balance"] if kind in credit_access.WITH_AMOUNT else None
    return status(
        CREDIT_BALANCE,
        state,
        ADMIN if kind == credit_access.CAPPED else OWNER,
        reason,
        amount=-amount if kind == credit_access.OVERDRAWN and amount is not None else amount,
        unit=unit if unit == units.CREDITS else units.UNCLEAR,
    )


def personal_limit_status(limits, now, unit=units.CREDITS):
    """Return the status of the personal limit."""
    mine = limits["personal"]
    state, reason, amount = personal_state(limits, now)
    return status(
        PERSONAL_LIMIT,
        state,
        ADMIN,
        reason,
        amount=amount,
        limit=mine["limit"] if state != NOT_REPORTED else None,
        unit=budget.unit_of(mine, unit),
        used_percent=used_percent(mine),
        remaining=budget.remaining_of(mine["limit"], mine["used"], mine["remaining"])
        if state != NOT_REPORTED
        else None,
        resets_at=mine["resets_at"],
    )


def personal_state(limits, now):
    """Return (state, reason, amount) of the personal limit."""
    mine = limits["personal"]
    state = mine["state"]
    if limit_reached.is_personal_reached(limits, now):
        return REACHED, "refused", None
    if limit_reached.has_reset(limits, mine, now) and (
        limit_reached.reached_kind(limits) == "individual" or state in ("set", "hidden")
    ):
        return NOT_REPORTED, "has_reset" if mine["resets_at"] else "month_over", None
    if state == "set" and mine["used"] is not None and mine["limit"] is not None:
        remaining = budget.remaining_of(mine["limit"], mine["used"], mine["remaining"])
        soft = "_soft" if mine.get("enforcement") == "soft" else ""
        return NOT_REACHED, ("remaining" if remaining >= 0 else "over") + soft, abs(remaining)
    if state == "set" and mine["remaining"] is not None and mine["remaining"] > 0:
        return NOT_REACHED, "remaining", mine["remaining"]
    if state == "hidden":
        return HIDDEN, "", None
    if state in ("not_set", "unlimited"):
        return NOT_APPLICABLE, "not_set", None
    return NOT_REPORTED, "", None


def shared_limits(limits, now, unit=units.CREDITS):
    """Return a `LimitStatus` for each shared or default limit that ChatGPT reports, or says is reached."""
    reached_kind, found = limit_reached.reached_kind(limits), []
    for other in limits["others"]:
        has_amounts = other["limit"] is not None and other["used"] is not None
        state = NOT_REACHED if has_amounts else NOT_REPORTED
        if other["kind"] == reached_kind or limit_reached.is_full(other):
            state = REACHED
        reason = "used_of" if has_amounts else ""
        if limit_reached.has_reset(limits, other, now):
            state, reason = NOT_REPORTED, "has_reset"
        found.append(
            status(
                other["kind"],
                state,
                ADMIN,
                reason,
                amount=other["used"],
                limit=other["limit"],
                unit=budget.unit_of(other, unit),
                used_percent=used_percent(other),
                remaining=budget.remaining_of(other["limit"], other["used"], other["remaining"]),
                resets_at=other["resets_at"],
                label=other.get("name"),
            )
        )
    if reached_kind not in (None, "individual") and reached_kind not in [other["kind"] for other in limits["others"]]:
        past = limit_reached.has_reset(limits, limits["personal"], now)
        state, reason = (NOT_REPORTED, "has_reset") if past else (REACHED, "refused")
        found.append(status(reached_kind, state, ADMIN, reason))
    return found


def used_percent(limit):
    """
    Return how many per cent of a stored limit are used,
    None where ChatGPT gives neither a share nor figures for one.
    """
    return budget.share_used(limit["limit"], limit["used"], limit["remaining"], limit["used_percent"])


def overage(limits):
    """Return the status of the workspace's overage limit."""
    credits = limits["credits"]
    if not credits or credits["overage_limit_reached"] is None:
        return status(OVERAGE, NOT_REPORTED, OWNER)
    if credit_access.access_of(limits) == credit_access.UNLIMITED:
        return status(OVERAGE, NOT_APPLICABLE, OWNER)
    if credits["overage_limit_reached"]:
        return status(OVERAGE, REACHED, OWNER, "overage_reached")
    return status(OVERAGE, NOT_REACHED, OWNER)


def stopped_by(limits, now, unit=units.CREDITS):
    """Return the first `LimitStatus` by which nothing more may be used, in ChatGPT's own order of reasons, or None."""
    if not limits:
        return None
    for one in [personal_limit_status(limits, now, unit)] + shared_limits(limits, now, unit) + [overage(limits)]:
        if one.state == REACHED:
            return one
    kind, windows = credit_access.access_of(limits), window_status(limits, now)
    if kind == credit_access.DEPLETED:
        return credit_balance(limits, unit)
    if (
        kind == credit_access.NO_CREDITS
        and windows.state == REACHED
        and limits.get("ordinary_usage_allowed") is not True
    ):
        codex = [window for window in limits["windows"] if window["name"] == "Codex"]
        by_type = limits["reached_type"] == "rate_limit_reached"
        if by_type or any(rate_windows.is_reached(window, now) for window in codex):
            return windows
    return None


def is_stopped(limits, now):
    """Tell whether nothing more may be used at `now`."""
    return stopped_by(limits, now) is not None
