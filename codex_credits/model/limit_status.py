"""
What can stop me: the chain from the nearest stop to the farthest, and who can change each.

Base windows, then credits, then the personal limit, then the workspace's pool
and overage. The headline is the first match of ChatGPT's own order of reasons.
Absent is "not reported", never "fine". What has reset since the read is not told
as reached.
"""

from collections import namedtuple

from codex_credits.model import budget, rate_windows
from codex_credits.present import formatting

Stop = namedtuple("Stop", "name state text who")
# state: fine, reached, hidden, not applicable, not reported

FINE, REACHED, HIDDEN, NOT_APPLICABLE, NOT_REPORTED = "fine", "reached", "hidden", "not applicable", "not reported"
STATE_WORDS = {
    FINE: "Fine", REACHED: "Reached", HIDDEN: "Not shown to you", NOT_APPLICABLE: "Not applicable", NOT_REPORTED: "Not known",
}  # fmt: skip

SELF, OWNER, ADMIN = "Nobody; they reset by themselves", "Workspace owner", "Workspace admin"
SINCE = "Has reset since; refresh."
REFUSED = "Nothing more until it resets or is raised."

# What the workspace's credits are, worked out once, in `access`.
UNTOLD, UNLIMITED, DEPLETED, OVERDRAWN, BALANCE, EMPTY, CAPPED, AVAILABLE, NO_POOL = (
    "untold", "unlimited", "depleted", "overdrawn", "balance", "empty", "capped", "available", "no pool",
)  # fmt: skip
# EMPTY: a balance of 0. CAPPED: the same beside the word that there are credits; what keeps them is not told.

OTHER_LIMITS = {
    "workspace_default": "Workspace's default limit", "role_budget": "Your role's budget", "workspace_shared": "Workspace's shared limit",
    "group_default": "Your group's default limit", "group_shared": "Your group's shared limit",
}  # fmt: skip


def chain(words, limits, now=None, unit=formatting.CREDITS):
    """
    Return the list of `Stop`s, nearest first, for the stored `limits` (or None), at `now` (when they were read, if not told).

    `unit` is that of the daily figures beside them.
    """
    if not limits:
        return [Stop(name if name != "Credits" else pool_name(unit), NOT_REPORTED, "", who) for name, who in (
            ("Rate-limit windows", SELF), ("Credits", OWNER), ("Personal limit", ADMIN), ("Workspace overage", OWNER),
        )]  # fmt: skip
    now = now or limits["fetched_at"]
    first = [base(limits, now, unit), pool(words, limits, unit), personal(words, limits, now, unit)]
    return first + others(words, limits, now, unit) + [overage(limits)]


def pool_name(unit):
    """Return what the workspace's credits are called beside daily figures in `unit`."""
    return "Credits" if unit == formatting.CREDITS else "Balance"


def access(limits):
    """Return what the workspace's credits are: the one ladder behind the stop, the headline and `is_stopped`."""
    held, kind = limits["credits"], limits["reached_type"] or ""
    if held and held["unlimited"]:
        return UNLIMITED
    if "credits_depleted" in kind:
        return DEPLETED
    if not held:
        return UNTOLD
    balance, without = held["balance"], held["has_credits"] is False
    if without and not limits["windows"]:
        return DEPLETED
    if balance is not None and balance < 0:
        return OVERDRAWN
    if without and not balance:
        return NO_POOL
    if balance == 0:
        return CAPPED if held["has_credits"] else EMPTY
    if balance is not None:
        return BALANCE
    return AVAILABLE if held["has_credits"] else UNTOLD


def base(limits, now, unit=formatting.CREDITS):
    """Return whether an included rate-limit window is used up."""
    name, found = "Rate-limit windows", limits["windows"]
    current = [window for window in found if not budget.is_past(window["resets_at"], now)]
    typed = limits["reached_type"] == "rate_limit_reached" and (current or not found)
    if typed or any(rate_windows.is_reached(window, now) for window in current):
        usable = access(limits) in (UNLIMITED, AVAILABLE, BALANCE)
        full = any(rate_windows.is_full(window) for window in current)
        text = "A window is used up" if full else "ChatGPT says that a rate limit is reached"
        return Stop(name, REACHED, text + (f"; {pool_word(unit)} next." if usable else "."), SELF)
    whole = "windows" not in limits.get("unread", [])
    if not found and whole and limits.get("windows_reported") is False:
        return Stop(name, NOT_APPLICABLE, "ChatGPT reports no windows.", SELF)
    if not found:
        return Stop(name, NOT_REPORTED, "", SELF)
    if not current:
        return Stop(name, NOT_REPORTED, SINCE, SELF)
    known = [rate_windows.is_known(window) for window in current]
    if not all(known):
        return Stop(name, NOT_REPORTED, "The use of a window is not told." if any(known) else "", SELF)
    if not whole:
        return Stop(name, NOT_REPORTED, "A window could not be read.", SELF)
    return Stop(name, FINE, "", SELF)


def pool_word(unit):
    """Return the pool and its verb: "credits are", "the balance is"."""
    return "credits are" if unit == formatting.CREDITS else "the balance is"


def pool(words, limits, unit=formatting.CREDITS):
    """Return whether there are credits to use."""
    kind, held, word = access(limits), limits["credits"], pool_word(unit)
    state, text = {
        UNLIMITED: (FINE, "Unlimited."),
        DEPLETED: (REACHED, f"The workspace's {word.replace('the ', '')} used up."),
        AVAILABLE: (FINE, "Available; ChatGPT gives no balance."),
        NO_POOL: (
            NOT_APPLICABLE,
            f"ChatGPT reports no {'credits' if unit == formatting.CREDITS else 'balance'} beside the windows.",
        ),
    }.get(kind, (NOT_REPORTED, ""))
    if kind in (BALANCE, EMPTY):
        state = FINE if kind == BALANCE else REACHED
        text = f"Balance {balance(words, held['balance'], unit)}."
    if kind == CAPPED:
        state, text = REACHED, f"Balance {balance(words, 0, unit)} for you, though ChatGPT says that there is more."
    if kind == OVERDRAWN:
        state, text = REACHED, f"Overdrawn by {balance(words, -held['balance'], unit)}."
    return Stop(pool_name(unit), state, text, ADMIN if kind == CAPPED else OWNER)


def balance(words, value, unit):
    """Return a balance, whose unit ChatGPT does not tell: credits, but not beside daily figures in another `unit`."""
    return formatting.named(words, value, unit if unit == formatting.CREDITS else formatting.UNCLEAR)


def personal(words, limits, now, unit=formatting.CREDITS):
    """Return whether the personal limit is reached."""
    name, mine = "Personal limit", limits["personal"]
    state, unit = mine["state"], budget.unit_of(mine, unit)
    if budget.is_personal_reached(limits, now):
        return Stop(name, REACHED, REFUSED, ADMIN)
    if budget.has_reset(limits, mine, now) and (
        budget.reached_kind(limits) == "individual" or state in ("set", "hidden")
    ):
        return Stop(name, NOT_REPORTED, SINCE if mine["resets_at"] else "That month is over; refresh.", ADMIN)
    if state == "set" and mine["used"] is not None and mine["limit"] is not None:
        soft = " It is a budget, not enforced." if mine.get("enforcement") == "soft" else ""
        left = budget.left_of(mine["limit"], mine["used"], mine["left"])
        word = "left" if left >= 0 else "over"
        return Stop(name, FINE, f"{formatting.named(words, abs(left), unit)} {word}.{soft}", ADMIN)
    if state == "set" and mine["left"] is not None and mine["left"] > 0:
        return Stop(name, FINE, f"{formatting.named(words, mine['left'], unit)} left.", ADMIN)
    if state == "hidden":
        return Stop(name, HIDDEN, "", ADMIN)
    if state in ("not_set", "unlimited"):
        return Stop(name, NOT_APPLICABLE, "None is set.", ADMIN)
    return Stop(name, NOT_REPORTED, "", ADMIN)


def others(words, limits, now, unit=formatting.CREDITS):
    """Return a stop for each shared or default limit that ChatGPT reports, or says is reached."""
    blamed, found = budget.reached_kind(limits), []
    for other in limits["others"]:
        name = OTHER_LIMITS.get(other["kind"], "Another limit")
        past, told = budget.has_reset(limits, other, now), other["kind"] == blamed
        text = ""
        if other["limit"] is not None and other["used"] is not None:
            own = budget.unit_of(other, unit)
            cap = formatting.with_unit(formatting.limit(words, other["limit"], own), own)
            text = f"{formatting.amount(words, other['used'], own)} of {cap}."
        if past:
            found.append(Stop(name, NOT_REPORTED, SINCE, ADMIN))
        elif told or budget.is_full(other):
            found.append(Stop(name, REACHED, text, ADMIN))
        else:
            found.append(Stop(name, FINE if text else NOT_REPORTED, text, ADMIN))
    if blamed not in (None, "individual") and blamed not in [other["kind"] for other in limits["others"]]:
        past = budget.has_reset(limits, limits["personal"], now)
        text = SINCE if past else REFUSED
        found.append(Stop(OTHER_LIMITS.get(blamed, "Another limit"), NOT_REPORTED if past else REACHED, text, ADMIN))
    return found


def shares_used(limits):
    """Return {name of a stop: per cent used} of the limits that ChatGPT gives a share of, or figures for one."""
    found = {}
    if limits:
        named = [("Personal limit", limits["personal"])]
        named += [(OTHER_LIMITS.get(one["kind"], "Another limit"), one) for one in limits["others"]]
        for name, one in named:
            found[name] = budget.share_used(one["limit"], one["used"], one["left"], one["per_cent"])
    return found


def overage(limits):
    """Return whether the workspace's overage limit is reached."""
    name, held = "Workspace overage", limits["credits"]
    if not held or held["overage_limit_reached"] is None:
        return Stop(name, NOT_REPORTED, "", OWNER)
    if access(limits) == UNLIMITED:
        return Stop(name, NOT_APPLICABLE, "", OWNER)
    if held["overage_limit_reached"]:
        return Stop(name, REACHED, "The workspace's overage limit is reached.", OWNER)
    return Stop(name, FINE, "", OWNER)


def stopped_by(words, limits, now, unit=formatting.CREDITS):
    """Return the first `Stop` by which nothing more may be used, in ChatGPT's own order of reasons, or None."""
    if not limits:
        return None
    for one in [personal(words, limits, now, unit)] + others(words, limits, now, unit) + [overage(limits)]:
        if one.state == REACHED:
            return one
    kind, windows_reached = access(limits), base(limits, now).state == REACHED
    if kind == DEPLETED:
        return pool(words, limits, unit)
    if kind == NO_POOL and windows_reached and limits.get("ordinary_usage_allowed") is not True:
        codex = [window for window in limits["windows"] if window["name"] == "Codex"]
        if (
            any(rate_windows.is_reached(window, now) for window in codex)
            or limits["reached_type"] == "rate_limit_reached"
        ):
            return base(limits, now)
    return None


def headline(words, limits, resets, now=None, unit=formatting.CREDITS):
    """Return the one sentence that says where things stand; the first that matches. `resets` is the personal reset, or ""."""
    word = "credits" if unit == formatting.CREDITS else "balance"
    if not limits:
        return "Not known"
    stop = stopped_by(words, limits, now or limits["fetched_at"], unit)
    if stop:
        if stop.name == "Personal limit":
            return "Your limit is reached" + (f"; resets {resets}" if resets else "")
        return {
            "Workspace overage": "Workspace overage limit reached", pool_name(unit): f"Workspace {word} used up",
            "Rate-limit windows": "A rate limit is reached",
        }.get(stop.name, f"{stop.name} is reached")  # fmt: skip
    kind, held = access(limits), limits["credits"]
    if kind in (BALANCE, EMPTY, CAPPED):
        return f"Balance {balance(words, held['balance'], unit)}"
    if kind == OVERDRAWN:
        return f"Overdrawn by {balance(words, -held['balance'], unit)}"
    if kind == UNTOLD and base(limits, now or limits["fetched_at"], unit).state == REACHED:
        return "A rate limit is reached"
    if unit != formatting.CREDITS:
        found = {UNLIMITED: "Unlimited", AVAILABLE: "Balance available", NO_POOL: "Rate-limit windows only"}
        return found.get(kind, "Balance not known")
    return {
        UNLIMITED: "Unlimited credits", AVAILABLE: "Credits available", NO_POOL: "Rate-limit windows only",
    }.get(kind, "Credit access not known")  # fmt: skip


def is_stopped(words, limits, now):
    """Tell whether the headline is that nothing more may be used."""
    return stopped_by(words, limits, now) is not None
