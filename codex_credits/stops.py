"""
What can stop me: the chain from the nearest stop to the farthest, and who can change each.

Base windows, then credits, then the personal limit, then the workspace's pool
and overage. The headline is the first match of ChatGPT's own order of reasons.
Absent is "not reported", never "fine".
"""

from collections import namedtuple

from codex_credits import figures

Stop = namedtuple("Stop", "name state text who")
# state: fine, reached, hidden, not applicable, not reported
Window = namedtuple("Window", "name length used_percent resets_at opened text")

FINE, REACHED, HIDDEN, NOT_APPLICABLE, NOT_REPORTED = "fine", "reached", "hidden", "not applicable", "not reported"
STATE_WORDS = {
    FINE: "Fine", REACHED: "Reached", HIDDEN: "Hidden by your admin", NOT_APPLICABLE: "Not applicable", NOT_REPORTED: "Not reported",
}  # fmt: skip

LENGTHS = (
    (18000, "5 hours"),
    (86400, "day"),
    (604800, "week"),
    (2592000, "month"),
    (2628000, "month"),
    (2678400, "month"),
)
OTHER_LIMITS = {
    "workspace_default": "Workspace's default limit", "role_budget": "Your role's budget", "workspace_shared": "Workspace's shared limit",
    "group_default": "Your group's default limit", "group_shared": "Your group's shared limit",
}  # fmt: skip


def chain(words, limits):
    """Return the list of `Stop`s, nearest first, for the stored `limits` (or None)."""
    if not limits:
        return [Stop(name, NOT_REPORTED, "", who) for name, who in (
            ("Rate-limit windows", "Nobody; they reset by themselves"), ("Credits", "Workspace owner"),
            ("Personal limit", "Workspace admin"), ("Workspace overage", "Workspace owner"),
        )]  # fmt: skip
    return [base(limits), pool(words, limits), personal(words, limits)] + others(words, limits) + [overage(limits)]


def base(limits):
    """Return whether an included rate-limit window is used up."""
    who = "Nobody; they reset by themselves"
    full = [window for window in limits["windows"] if window["used_percent"] >= 100]
    if full or limits["reached_type"] == "rate_limit_reached":
        return Stop("Rate-limit windows", REACHED, "A window is used up; credits are next.", who)
    if not limits["windows"]:
        return Stop("Rate-limit windows", NOT_APPLICABLE, "This workspace pays by credits, without windows.", who)
    return Stop("Rate-limit windows", FINE, "", who)


def pool(words, limits):
    """Return whether there are credits to use."""
    who, held = "Workspace owner", limits["credits"]
    if not held:
        return Stop("Credits", NOT_REPORTED, "", who)
    if held["unlimited"]:
        return Stop("Credits", FINE, "Unlimited.", who)
    if "credits_depleted" in (limits["reached_type"] or "") or (held["has_credits"] is False and not limits["windows"]):
        return Stop("Credits", REACHED, "The workspace's credits are used up.", who)
    if held["balance"] is not None:
        state = FINE if held["balance"] > 0 else REACHED
        return Stop("Credits", state, f"Balance {figures.credits(words, held['balance'])} credits.", who)
    if held["has_credits"]:
        return Stop("Credits", FINE, "Available; the workspace does not share its balance.", who)
    if held["has_credits"] is False:
        return Stop("Credits", NOT_APPLICABLE, "Only the windows count: there are no credits beside them.", who)
    return Stop("Credits", NOT_REPORTED, "", who)


def personal(words, limits):
    """Return whether the personal limit is reached."""
    who, mine = "Workspace admin", limits["personal"]
    state = mine["state"]
    if limits["reached"] or "usage_limit_reached" in (limits["reached_type"] or ""):
        return Stop("Personal limit", REACHED, "Nothing more until it resets or is raised.", who)
    if state == "set" and mine["used"] is not None and mine["limit"] is not None:
        if mine["used"] >= mine["limit"]:
            return Stop("Personal limit", REACHED, "Nothing more until it resets or is raised.", who)
        left = mine["limit"] - mine["used"]
        return Stop("Personal limit", FINE, f"{figures.credits(words, left)} credits left.", who)
    if state == "hidden":
        return Stop("Personal limit", HIDDEN, "", who)
    if state in ("not_set", "unlimited"):
        return Stop("Personal limit", NOT_APPLICABLE, "None is set.", who)
    return Stop("Personal limit", NOT_REPORTED, "", who)


def others(words, limits):
    """Return a stop for each shared or default limit that ChatGPT reports."""
    found = []
    for other in limits["others"]:
        name = OTHER_LIMITS.get(other["kind"], "Another limit")
        if other["limit"] is None:
            found.append(Stop(name, NOT_REPORTED, "", "Workspace admin"))
        elif other["used"] is not None and other["used"] >= other["limit"]:
            found.append(Stop(name, REACHED, "", "Workspace admin"))
        else:
            text = f"{figures.credits(words, other['used'])} of {figures.limit(words, other['limit'])} credits."
            found.append(Stop(name, FINE if other["used"] is not None else NOT_REPORTED, text, "Workspace admin"))
    return found


def overage(limits):
    """Return whether the workspace's overage limit is reached."""
    who, held = "Workspace owner", limits["credits"]
    if not held or held["overage_limit_reached"] is None:
        return Stop("Workspace overage", NOT_REPORTED, "", who)
    if held["overage_limit_reached"]:
        return Stop("Workspace overage", REACHED, "The workspace may not go further over its contract.", who)
    return Stop("Workspace overage", NOT_APPLICABLE if held["unlimited"] else FINE, "", who)


def headline(words, limits, resets):
    """Return the one sentence that says where things stand; the first that matches."""
    if not limits:
        return "Not reported"
    held, kind = limits["credits"], limits["reached_type"] or ""
    if limits["reached"] or "usage_limit_reached" in kind:
        return f"Monthly limit reached; resets {resets}"
    if held and held["overage_limit_reached"]:
        return "Workspace overage limit reached"
    if "credits_depleted" in kind or (held and held["has_credits"] is False and not limits["windows"]):
        return "Workspace credits used up"
    if not held:
        return "Credit access not reported"
    if held["unlimited"]:
        return "Unlimited credits"
    if held["balance"] is not None:
        return f"Balance {figures.credits(words, held['balance'])} credits"
    if held["has_credits"]:
        return "Credits available"
    return "Credit access not reported"


def is_stopped(limits):
    """Tell whether the headline is that nothing more may be used."""
    if not limits:
        return False
    held, kind = limits["credits"], limits["reached_type"] or ""
    if limits["reached"] or "usage_limit_reached" in kind or "credits_depleted" in kind:
        return True
    return bool(held and (held["overage_limit_reached"] or (held["has_credits"] is False and not limits["windows"])))


def windows(words, limits, now):
    """Return the rate-limit `Window`s, each with its use and when it resets."""
    found = []
    for window in limits["windows"] if limits else []:
        text = f"{words.number(window['used_percent'] / 100, 'whole percent')} used"
        if not window["opened"]:
            text = "not opened yet"
        elif window["resets_at"]:
            text += f", resets {figures.until(words, window['resets_at'], now)}"
        found.append(
            Window(
                window["name"],
                length(window["seconds"]),
                window["used_percent"],
                window["resets_at"],
                window["opened"],
                text,
            )
        )
    return found


def length(seconds):
    """Return what a window of so many seconds is called, within 5 %; else its hours."""
    for size, name in LENGTHS:
        if abs(seconds - size) <= size * 0.05:
            return name
    tenths = round(seconds / 360)
    hours = f"{tenths // 10}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{hours} {'hour' if tenths == 10 else 'hours'}"
