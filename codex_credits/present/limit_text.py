"""The limits in words: what each is called, what is known of it, and who can raise it."""

from collections import namedtuple

from codex_credits.model import budget, limit_status, policy, rate_windows, units
from codex_credits.model.labels import clean
from codex_credits.present import formatting

LimitRow = namedtuple("LimitRow", "name state text who used_percent")
Way = namedtuple("Way", "url host note")
WindowRow = namedtuple("WindowRow", "name length used_percent resets_at opened text")

# A limit without a share; one with a share tells that, see `state_text`.
STATES = {
    limit_status.FINE: "Not reached", limit_status.REACHED: "Reached", limit_status.HIDDEN: "Not shown to you",
    limit_status.NOT_APPLICABLE: "Not used", limit_status.NOT_REPORTED: "Not known",
}  # fmt: skip

NAMES = {
    limit_status.RATE_WINDOWS: "Rate-limit windows", limit_status.PERSONAL_LIMIT: "Personal limit",
    limit_status.OVERAGE: "Workspace overage", "workspace_default": "Workspace's default limit", "role_budget": "Your role's budget",
    "workspace_shared": "Workspace's shared limit", "group_default": "Your group's default limit", "group_shared": "Your group's shared limit",
}  # fmt: skip
UNNAMED = "Another limit"

CHANGED_BY = {
    limit_status.SELF: "Resets by itself", limit_status.OWNER: "Workspace owner", limit_status.ADMIN: "Workspace admin",
}  # fmt: skip
RAISED_BY = {
    limit_status.SELF: "resets by itself",
    limit_status.OWNER: "the workspace owner can raise it",
    limit_status.ADMIN: "a workspace admin can raise it",
}

# {pool}, {own_pool}: the credits with their verb; {noun}: without it.
REASONS = {
    "": "",
    "window_full": "A window is used up.",
    "window_full_credits_next": "A window is used up; {pool} next.",
    "rate_limit": "ChatGPT says that a rate limit is reached.",
    "rate_limit_credits_next": "ChatGPT says that a rate limit is reached; {pool} next.",
    "no_windows": "ChatGPT reports no windows.",
    "window_unknown": "The usage of a window is not reported.",
    "window_unreadable": "A window could not be read.",
    "has_reset": "Has reset since; refresh.",
    "month_over": "That month is over; refresh.",
    "refused": "Nothing more until it resets or is raised.",
    "remaining": "{amount} left.",
    "over": "{amount} over.",
    "remaining_soft": "{amount} left. It is a budget, not enforced.",
    "over_soft": "{amount} over. It is a budget, not enforced.",
    "not_set": "None is set.",
    "used_of": "{used} of {limit}.",
    "overage_reached": "The workspace's overage limit is reached.",
    limit_status.UNLIMITED: "Unlimited.",
    limit_status.DEPLETED: "The workspace's {own_pool} used up.",
    limit_status.AVAILABLE: "Available; ChatGPT gives no balance.",
    limit_status.NO_POOL: "ChatGPT reports no {noun} beside the windows.",
    limit_status.BALANCE: "Balance {amount}.",
    limit_status.CAPPED: "Balance {amount} for you, though ChatGPT says that there is more.",
    limit_status.OVERDRAWN: "Overdrawn by {amount}.",
}

LENGTHS = (
    (18000, "5 hours"),
    (86400, "day"),
    (604800, "week"),
    (2592000, "month"),
    (2628000, "month"),
    (2678400, "month"),
)


def limit_rows(formatter, limits, now=None, unit=units.CREDITS):
    """Return the `LimitRow`s of the stored `limits` (or None), nearest first; `unit` is that of the daily figures."""
    return [
        LimitRow(
            limit_name(one, unit), one.state, reason_text(formatter, one, unit), CHANGED_BY[one.changed_by], one.used_percent
        )
        for one in limit_status.limit_chain(limits, now, unit)
    ]  # fmt: skip


def limit_name(one, unit=units.CREDITS):
    """Return what a `LimitStatus` is called beside daily figures in `unit`."""
    if one.kind == limit_status.CREDIT_BALANCE:
        return "Credits" if unit == units.CREDITS else "Balance"
    return NAMES.get(one.kind, UNNAMED)


def reason_text(formatter, one, unit):
    """Return the sentence on a `LimitStatus` beside daily figures in `unit`, "" when there is none."""
    in_credits = unit == units.CREDITS
    text = REASONS[one.reason]
    for name, word in (
        ("{pool}", "credits are" if in_credits else "the balance is"),
        ("{own_pool}", "credits are" if in_credits else "balance is"),
        ("{noun}", "credits" if in_credits else "balance"),
    ):
        text = text.replace(name, word)
    if "{amount}" in text:
        text = text.replace("{amount}", formatting.format_with_unit(formatter, one.amount, one.unit))
    if "{used}" in text:
        limit = formatting.append_unit(formatting.format_limit(formatter, one.limit, one.unit), one.unit)
        text = text.replace("{used}", formatting.format_amount(formatter, one.amount, one.unit)).replace(
            "{limit}", limit
        )
    return text


def limit_title(one, unit=units.CREDITS):
    """Return what a `LimitStatus` is called to the person: "Your limit", a group's by the group's own name."""
    if one.kind == limit_status.PERSONAL_LIMIT:
        return "Your limit"
    if one.label:
        return f"{clean(one.label)} ({'default' if one.kind == 'group_default' else 'group'} limit)"
    return limit_name(one, unit)


def state_text(formatter, state, used_percent):
    """Return the state of a limit, with its share where that is known: "OK (68 %)", "97 %", "106 %, reached"."""
    if used_percent is None or state in (limit_status.NOT_APPLICABLE, limit_status.NOT_REPORTED):
        return STATES[state]
    share = formatting.format_percent(formatter, max(0, budget.whole_percent(used_percent)))
    if state == limit_status.REACHED:
        return f"{share}, reached"
    return f"OK ({share})" if used_percent < limit_status.NEAR else share


def way_to_ask(limits, company_url="", *, offered=False):
    """
    Return the `Way` to ask for more that ChatGPT tells; "" throughout where it tells none that can be offered.

    The address that a company's policy sets stands in its place, and also where a request is `offered`.
    """
    told = (limits or {}).get("increase_request")
    if company_url and (told or offered):
        return Way(company_url, policy.host_of(company_url), "")
    if told and told["kind"] == "disabled":
        return Way("", "", "Requests for a higher limit are switched off in this workspace.")
    url = (told and told["url"]) or ""
    if not url.startswith("https://"):
        return Way("", "", "")
    return Way(url, policy.host_of(url), "")


def headline(formatter, limits, resets, now=None, unit=units.CREDITS):
    """Return the one sentence on the state of all limits; `resets` is the day of the personal reset in words, or ""."""
    if not limits:
        return "Not known"
    now = now or limits["fetched_at"]
    stop = limit_status.stopped_by(limits, now, unit)
    if stop:
        return stop_headline(stop, resets, unit)
    kind, pool = limit_status.pool_state(limits), limit_status.credit_balance(limits, unit)
    if pool.amount is not None:
        word = "Overdrawn by" if kind == limit_status.OVERDRAWN else "Balance"
        return f"{word} {formatting.format_with_unit(formatter, pool.amount, pool.unit)}"
    if kind == limit_status.UNTOLD and limit_status.window_status(limits, now).state == limit_status.REACHED:
        return "A rate limit is reached"
    if kind == limit_status.NO_POOL:
        return "Rate-limit windows only"
    if unit != units.CREDITS:
        found = {limit_status.UNLIMITED: "Unlimited", limit_status.AVAILABLE: "Balance available"}
        return found.get(kind, "Balance not known")
    found = {limit_status.UNLIMITED: "Unlimited credits", limit_status.AVAILABLE: "Credits available"}
    return found.get(kind, "Credit access not known")


def stop_headline(stop, resets, unit):
    """Return the headline when nothing more may be used because of the `LimitStatus` `stop`."""
    if stop.kind == limit_status.PERSONAL_LIMIT:
        return "Your limit is reached" + (f"; resets {resets}" if resets else "")
    return {
        limit_status.OVERAGE: "Workspace overage limit reached",
        limit_status.CREDIT_BALANCE: f"Workspace {'credits' if unit == units.CREDITS else 'balance'} used up",
        limit_status.RATE_WINDOWS: "A rate limit is reached",
    }.get(stop.kind, f"{limit_name(stop)} is reached")


def window_rows(formatter, limits, now):
    """Return the `WindowRow`s of the stored `limits` (or None): each window's use, and when it resets."""
    return [
        WindowRow(
            one.name or UNNAMED, window_length(one.seconds), one.used_percent, one.resets_at, one.opened,
            window_text(formatter, one, now),
        )
        for one in rate_windows.rate_windows(limits, now)
    ]  # fmt: skip


def window_text(formatter, window, now):
    """Return what is known of a `RateWindow`, "40 % used, resets in 2 h"."""
    if window.state == rate_windows.PAST:
        return "has reset since"
    if window.state == rate_windows.UNOPENED:
        return "starts with your next task"
    text = "usage not reported"
    if window.used_percent is not None:
        text = f"{formatting.format_percent(formatter, budget.whole_percent(window.used_percent))} used"
    if window.reached:
        text += ", reached"
    if window.resets_at:
        text += f", resets {formatting.format_countdown(formatter, window.resets_at, now)}"
    return text


def window_title(row):
    """Return what a `WindowRow` is called to the person: "Codex window, 5 hours"."""
    return f"{row.name} window, {row.length}"


def window_state(window):
    """Return the state of a `RateWindow`, as limits have it."""
    if window.state == rate_windows.PAST or (window.used_percent is None and not window.reached):
        return limit_status.NOT_REPORTED
    full = window.used_percent is not None and window.used_percent >= 100
    return limit_status.REACHED if full or window.reached else limit_status.FINE


def window_length(seconds):
    """Return what a window of so many seconds is called, within 5 %; else its whole days, its minutes below an hour, its hours."""
    if seconds is None or seconds <= 0:
        return "length not reported"
    for size, name in LENGTHS:
        if abs(seconds - size) <= size * 0.05:
            return name
    if seconds % 86400 == 0:
        return f"{seconds // 86400} days"
    minutes = (seconds + 30) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    tenths = round(seconds / 360)
    hours = f"{tenths // 10}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{hours} {'hour' if tenths == 10 else 'hours'}"
