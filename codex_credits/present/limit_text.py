"""The limits in words: what each is called, what is known of it, and who can raise it."""

from collections import namedtuple

from codex_credits.model import budget, contract, credit_access, limit_status, policy, units
from codex_credits.model.labels import clean
from codex_credits.present import formatting
from codex_credits.present.i18n import t

LimitRow = namedtuple("LimitRow", "name state text who used_percent")
RequestOption = namedtuple("RequestOption", "url host note")

# A limit without a share; one with a share tells that, see `state_text`.
# i18n: values
STATES = {
    limit_status.NOT_REACHED: "Not reached", limit_status.REACHED: "Reached", limit_status.HIDDEN: "Not shown to you",
    limit_status.NOT_APPLICABLE: "Not used", limit_status.NOT_REPORTED: "Not known",
}  # fmt: skip

# i18n: values
NAMES = {
    limit_status.RATE_WINDOWS: "Rate-limit windows", limit_status.PERSONAL_LIMIT: "Personal limit",
    limit_status.OVERAGE: "Workspace overage", "workspace_default": "Workspace's default limit", "role_budget": "Your role's budget",
    "workspace_shared": "Workspace's shared limit", "group_default": "Your group's default limit", "group_shared": "Your group's shared limit",
}  # fmt: skip
# i18n: values
UNNAMED = "Another limit"
# i18n: values
BALANCE_NAMES = ("Credits", "Balance")  # of daily figures in credits, and in another unit

# For programs: who can change a limit.
CHANGED_BY = {
    limit_status.SELF: "Resets by itself", limit_status.OWNER: "Workspace owner", limit_status.ADMIN: "Workspace admin",
}  # fmt: skip
# i18n: values
RAISED_BY = {
    limit_status.SELF: "resets by itself",
    limit_status.OWNER: "the workspace owner can raise it",
    limit_status.ADMIN: "a workspace admin can raise it",
}

# What is known of a limit, as a phrase without a full stop.
# i18n: values
REASONS = {
    "": "",
    "window_full": "a window is used up",
    "window_full_credits_next": "a window is used up; credits are next",
    "rate_limit": "ChatGPT says that a rate limit is reached",
    "rate_limit_credits_next": "ChatGPT says that a rate limit is reached; credits are next",
    "no_windows": "ChatGPT reports no windows",
    "window_unknown": "the usage of a window is not reported",
    "window_unreadable": "a window could not be read",
    "has_reset": "has reset since; refresh",
    "month_over": "that month is over; refresh",
    "refused": "nothing more until it resets or is raised",
    "remaining": "{amount} left",
    "over": "{amount} over",
    "remaining_soft": "{amount} left. It is a budget, not enforced",
    "over_soft": "{amount} over. It is a budget, not enforced",
    "not_set": "none is set",
    "used_of": "{used} of {limit}",
    "overage_reached": "the workspace's overage limit is reached",
    credit_access.UNLIMITED: "unlimited",
    credit_access.DEPLETED: "the workspace's credits are used up",
    credit_access.AVAILABLE: "available; ChatGPT gives no balance",
    credit_access.NO_CREDITS: "ChatGPT reports no credits beside the windows",
    credit_access.BALANCE: "balance {amount}",
    credit_access.CAPPED: "balance {amount} for you, though ChatGPT says that there is more",
    credit_access.OVERDRAWN: "overdrawn by {amount}",
}
# The same beside daily figures that are not in credits.
# i18n: values
REASONS_OF_BALANCE = {
    "window_full_credits_next": "a window is used up; the balance is next",
    "rate_limit_credits_next": "ChatGPT says that a rate limit is reached; the balance is next",
    credit_access.DEPLETED: "the workspace's balance is used up",
    credit_access.NO_CREDITS: "ChatGPT reports no balance beside the windows",
}


def limit_rows(formatter, limits, now=None, unit=units.CREDITS):
    """Return the `LimitRow`s of the stored `limits` (or None), nearest first; `unit` is that of the daily figures."""
    return [
        LimitRow(
            limit_name(one, unit), one.state, reason_text(formatter, one, unit), CHANGED_BY[one.changed_by], one.used_percent
        )
        for one in limit_status.limit_chain(limits, now, unit)
    ]  # fmt: skip


def limit_name(one, unit=units.CREDITS):
    """Return what a `LimitStatus` is called beside daily figures in `unit`, as the key of its fact; `limit_title` is for people."""
    if one.kind == limit_status.CREDIT_BALANCE:
        return BALANCE_NAMES[0 if unit == units.CREDITS else 1]
    return NAMES.get(one.kind, UNNAMED)


def reason_text(formatter, one, unit):
    """Return what is known of a `LimitStatus` beside daily figures in `unit`, "" when there is nothing."""
    text = REASONS[one.reason]
    if unit != units.CREDITS:
        text = REASONS_OF_BALANCE.get(one.reason, text)
    if not text:
        return ""
    text = t(text)
    if "{used}" in text:
        used = formatting.format_amount(formatter, one.amount, one.unit)
        return text.format(used=used, limit=formatting.format_limit_with_unit(formatter, one.limit, one.unit))
    if "{amount}" in text:
        return text.format(amount=formatting.format_with_unit(formatter, one.amount, one.unit))
    return text


def limit_title(one, unit=units.CREDITS):
    """Return what a `LimitStatus` is called to the person: "Your limit", a group's by the group's own name."""
    if one.kind == limit_status.PERSONAL_LIMIT:
        return t("Your limit")
    if one.label:
        text = t("{name} (default limit)") if one.kind == "group_default" else t("{name} (group limit)")
        return text.format(name=clean(one.label))
    return t(limit_name(one, unit))


def state_text(formatter, state, used_percent):
    """Return the state of a limit, with its share where that is known: "OK (68 %)", "97 %", "106 %, reached"."""
    if used_percent is None or state in (limit_status.NOT_APPLICABLE, limit_status.NOT_REPORTED):
        return t(STATES[state])
    share = formatting.format_percent(formatter, max(0, budget.whole_percent(used_percent)))
    if state == limit_status.REACHED:
        return t("{share}, reached").format(share=share)
    return t("OK ({share})").format(share=share) if used_percent < contract.NEAR_PERCENT else share


def request_option(limits, company_url="", *, offered=False):
    """
    Return the `RequestOption` to ask for more that ChatGPT tells; "" throughout where it tells none that can be offered.

    The address that a company's policy sets stands in its place, and also where a request is `offered`.
    """
    told = (limits or {}).get("increase_request")
    if company_url and (told or offered):
        return RequestOption(company_url, policy.host_of(company_url), "")
    if told and told["kind"] == "disabled":
        return RequestOption("", "", t("Requests for a higher limit are switched off in this workspace."))
    url = (told and told["url"]) or ""
    if not url.startswith("https://"):
        return RequestOption("", "", "")
    return RequestOption(url, policy.host_of(url), "")


def headline(formatter, limits, resets, now=None, unit=units.CREDITS):
    """Return the one sentence on the state of all limits; `resets` is the day of the personal reset in words, or ""."""
    if not limits:
        return t("Not known")
    now = now or limits["fetched_at"]
    stop = limit_status.stopped_by(limits, now, unit)
    if stop:
        return stop_headline(stop, resets, unit)
    kind, pool = credit_access.access_of(limits), limit_status.credit_balance(limits, unit)
    if pool.amount is not None:
        text = t("Overdrawn by {amount}") if kind == credit_access.OVERDRAWN else t("Balance {amount}")
        return text.format(amount=formatting.format_with_unit(formatter, pool.amount, pool.unit))
    if kind == credit_access.UNREPORTED and limit_status.window_status(limits, now).state == limit_status.REACHED:
        return t("A rate limit is reached")
    if kind == credit_access.NO_CREDITS:
        return t("Rate-limit windows only")
    if unit != units.CREDITS:
        found = {credit_access.UNLIMITED: t("Unlimited"), credit_access.AVAILABLE: t("Balance available")}
        return found.get(kind) or t("Balance not known")
    found = {credit_access.UNLIMITED: t("Unlimited credits"), credit_access.AVAILABLE: t("Credits available")}
    return found.get(kind) or t("Credit access not known")


def stop_headline(stop, resets, unit):
    """Return the headline when nothing more may be used because of the `LimitStatus` `stop`."""
    if stop.kind == limit_status.PERSONAL_LIMIT:
        return t("Your limit is reached; resets {day}").format(day=resets) if resets else t("Your limit is reached")
    if stop.kind == limit_status.OVERAGE:
        return t("Workspace overage limit reached")
    if stop.kind == limit_status.CREDIT_BALANCE:
        return t("Workspace credits used up") if unit == units.CREDITS else t("Workspace balance used up")
    if stop.kind == limit_status.RATE_WINDOWS:
        return t("A rate limit is reached")
    return t("{limit} is reached").format(limit=t(limit_name(stop)))
