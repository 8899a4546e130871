"""The included rate-limit windows: how far each is used, and whether it is used up."""

from collections import namedtuple

from codex_credits.model import budget, contract

RateWindow = namedtuple("RateWindow", "name seconds used_percent resets_at opened state reached")
# seconds: its length, None where ChatGPT gives none; used_percent: 0 or more, None where unknown
# reached: whether it is reached though its share does not say so
PAST, UNOPENED, RUNNING = "past", "unopened", "running"


def is_reached(window, now):
    """Tell whether a stored window is reached at `now`: by ChatGPT's word or by its share."""
    if budget.is_past(window["resets_at"], now):
        return False
    return window.get("reached") is True or window.get("allowed") is False or is_full(window)


def is_full(window):
    """Tell whether all of a stored window is used, by its share."""
    return is_full_share(window["used_percent"])


def is_full_share(used_percent):
    """Tell whether a share, None where it is not known, is all there is."""
    return used_percent is not None and used_percent >= contract.FULL_PERCENT


def is_known(window):
    """Tell whether ChatGPT says how far a stored window is used, or that it may be used."""
    return window["used_percent"] is not None or window.get("reached") is False or window.get("allowed") is True


def rate_windows(limits, now):
    """
    Return the list of `RateWindow` of the stored `limits` (or None) at `now`.

    ChatGPT says of a rate limit as a whole that it is reached. With two windows and none full, it does not say which.
    """
    found, windows = [], limits["windows"] if limits else []
    for window in windows:
        alone = len([one for one in windows if one["name"] == window["name"]]) == 1
        share, reached = window["used_percent"], is_reached(window, now)
        share = 0 if share is not None and share < 0 else share
        state = RUNNING if window["opened"] or reached else UNOPENED
        if budget.is_past(window["resets_at"], now):
            state = PAST
        by_word = alone and reached and not is_full_share(share)
        found.append(
            RateWindow(
                name=window["name"],
                seconds=window["seconds"],
                used_percent=share,
                resets_at=window["resets_at"],
                opened=window["opened"],
                state=state,
                reached=by_word,
            )
        )
    return found
