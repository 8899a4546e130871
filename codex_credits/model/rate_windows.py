"""The included rate-limit windows: what each is called, how far it is used, and whether it is used up."""

from collections import namedtuple

from codex_credits.model import budget
from codex_credits.present import formatting

Window = namedtuple("Window", "name length used_percent resets_at opened text")

LENGTHS = (
    (18000, "5 hours"),
    (86400, "day"),
    (604800, "week"),
    (2592000, "month"),
    (2628000, "month"),
    (2678400, "month"),
)


def is_reached(window, now):
    """Tell whether a window is reached at `now`: by ChatGPT's word or by its share."""
    if budget.is_past(window["resets_at"], now):
        return False
    return window.get("reached") is True or window.get("allowed") is False or is_full(window)


def is_full(window):
    """Tell whether all of a window is used, by its share."""
    return window["used_percent"] is not None and window["used_percent"] >= 100


def is_known(window):
    """Tell whether ChatGPT says how far a window is used, or that it may be used."""
    return window["used_percent"] is not None or window.get("reached") is False or window.get("allowed") is True


def told(words, limits, now):
    """
    Return the rate-limit `Window`s, each with its use and when it resets.

    ChatGPT says of a rate limit that it is reached: which of its windows that is, where none is full, is not told.
    """
    found, windows = [], limits["windows"] if limits else []
    for window in windows:
        alone = len([one for one in windows if one["name"] == window["name"]]) == 1
        share, resets_at = window["used_percent"], window["resets_at"]
        share = 0 if share is not None and share < 0 else share
        text = "use not told"
        if share is not None:
            text = f"{formatting.percent(words, budget.whole_per_cent(share))} used"
        if alone and is_reached(window, now) and (share is None or share < 100):
            text += ", reached"
        if budget.is_past(resets_at, now):
            text = "has reset since"
        elif not window["opened"] and not is_reached(window, now):
            text = "not opened yet"
        elif resets_at:
            text += f", resets {formatting.until(words, resets_at, now)}"
        name = window["name"] or "Another limit"
        found.append(Window(name, length(window["seconds"]), share, resets_at, window["opened"], text))
    return found


def length(seconds):
    """Return what a window of so many seconds is called, within 5 %; else its whole days, its minutes below an hour, its hours."""
    if seconds is None or seconds <= 0:
        return "length not told"
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
