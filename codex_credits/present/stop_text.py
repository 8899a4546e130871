"""What has stopped the person, in words for the top of the popup: by what, until when, and who can end it."""

from collections import namedtuple

from codex_credits.model import budget, limit_status, rate_windows, units
from codex_credits.present import durations, formatting, limit_text
from codex_credits.present.i18n import t

BlockingLimit = namedtuple("BlockingLimit", "kind what until resets_at way_out text")
# kind       that of the limit_status.LimitStatus
# what       "Your limit is reached"
# until      "Dec 1 (5 d 20 h)", "" where no reset is known
# resets_at  the instant behind `until`, None without one
# way_out    "a workspace admin raises your limit"
# text       all of it in one sentence: "Stopped until Dec 1 (5 d 20 h), or until a workspace admin raises your limit."

# i18n: values
WAY_OUT = {
    limit_status.PERSONAL_LIMIT: "a workspace admin raises your limit",
    limit_status.OVERAGE: "the workspace owner raises the overage limit",
    limit_status.CREDIT_BALANCE: "the workspace owner adds credits",
    limit_status.RATE_WINDOWS: "",
}
# i18n: values
ADDED_TO_BALANCE = "the workspace owner adds to the balance"
# i18n: values
OTHER_WAY_OUT = "a workspace admin raises that limit"


def stop(formatter, report, now):
    """Return the `BlockingLimit` of `report` at `now`, None where the person can go on."""
    limits = report.limits
    unit = budget.daily_unit(report, now)
    found = limit_status.stopped_by(limits, now, unit) if limits else None
    if found is None:
        return None
    resets_at = reset_of(limits, found, now)
    until = durations.format_until(formatter, resets_at, now, "short") if resets_at else ""
    way_out = way_out_of(found.kind, unit)
    what = limit_text.stop_headline(found, "", unit)
    if until and way_out:
        text = t("Stopped until {day}, or until {event}").format(day=until, event=way_out)
    elif until:
        text = t("Stopped until {day}").format(day=until)
    else:
        text = (
            t("Stopped until {event}").format(event=way_out) if way_out else t("Stopped: {reason}").format(reason=what)
        )
    return BlockingLimit(found.kind, what, until, resets_at, way_out, formatting.end_sentence(text))


def way_out_of(kind, unit):
    """Return who can end what a limit of `kind` has stopped, and how; "" where it resets by itself."""
    if kind == limit_status.CREDIT_BALANCE and unit != units.CREDITS:
        return t(ADDED_TO_BALANCE)
    found = WAY_OUT.get(kind, OTHER_WAY_OUT)
    return t(found) if found else ""


def reset_of(limits, found, now):
    """Return the instant at which the `LimitStatus` `found` resets, None where ChatGPT tells none after `now`."""
    told = found.resets_at
    if found.kind == limit_status.RATE_WINDOWS:
        told = windows_reset(limits, now)
    return told if told and not budget.is_past(told, now) else None


def windows_reset(limits, now):
    """Return when the last of the used-up windows resets, None where one of them does not tell."""
    used_up = [
        one for one in limits["windows"] if one["resets_at"] is None or not budget.is_past(one["resets_at"], now)
    ]
    used_up = [one["resets_at"] for one in used_up if rate_windows.is_full(one)]
    return max(used_up) if used_up and None not in used_up else None
