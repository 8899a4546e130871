"""The rate-limit windows in words: what each is called, how far it is used, when it resets."""

from collections import namedtuple

from codex_credits.model import budget, limit_status, rate_windows
from codex_credits.present import durations, formatting, limit_text
from codex_credits.present.i18n import listed, t, tn

WindowRow = namedtuple("WindowRow", "name length used_percent resets_at opened text")

# i18n: values
LENGTHS = (
    (18000, "5 hours"),
    (86400, "day"),
    (604800, "week"),
    (2592000, "month"),
    (2628000, "month"),
    (2678400, "month"),
)


def window_rows(formatter, limits, now):
    """Return the `WindowRow`s of the stored `limits` (or None): each window's use, and when it resets."""
    return [
        WindowRow(
            one.name or t(limit_text.UNNAMED), window_length(formatter, one.seconds), one.used_percent, one.resets_at, one.opened,
            window_text(formatter, one, now),
        )
        for one in rate_windows.rate_windows(limits, now)
    ]  # fmt: skip


def window_text(formatter, window, now):
    """Return what is known of a `RateWindow`, "40 % used, resets in 2 h"."""
    if window.state == rate_windows.PAST:
        return t("has reset since")
    if window.state == rate_windows.UNOPENED:
        return t("starts with your next task")
    parts = [t("usage not reported")]
    if window.used_percent is not None:
        parts = [formatting.format_used_share(formatter, budget.whole_percent(window.used_percent))]
    if window.reached:
        parts.append(t("reached"))
    if window.resets_at:
        parts.append(durations.format_resets_in(formatter, window.resets_at, now))
    return listed(parts)


def window_title(row):
    """Return what a `WindowRow` is called to the person: "Codex window, 5 hours"."""
    return t("{name} window, {length}").format(name=row.name, length=row.length)


def window_state(window):
    """Return the state of a `RateWindow`, as limits have it."""
    if window.state == rate_windows.PAST or (window.used_percent is None and not window.reached):
        return limit_status.NOT_REPORTED
    full = rate_windows.is_full_share(window.used_percent)
    return limit_status.REACHED if full or window.reached else limit_status.NOT_REACHED


def window_length(formatter, seconds):
    """Return what a window of so many seconds is called, within 5 %; else its whole days, its minutes below an hour, its hours."""
    if seconds is None or seconds <= 0:
        return t("length not reported")
    for size, name in LENGTHS:
        if abs(seconds - size) <= size * 0.05:
            return t(name)
    if seconds % 86400 == 0:
        return formatting.count_days(formatter, seconds // 86400)
    minutes = (seconds + 30) // 60
    if minutes < 1:
        return t("less than a minute")
    if minutes < 60:
        return tn(formatter, minutes, "{count} minute", "{count} minutes")
    tenths = round(seconds / 360)
    return tn(formatter, tenths / 10, "{count} hour", "{count} hours", "digits 1" if tenths % 10 else "whole")
