"""Lengths of time as people read them: how long ago, how long until."""

from codex_credits.model import dates
from codex_credits.present.i18n import t

DAY_MINUTES, WHOLE_DAYS = 1440, 10  # from so many days on, hours are not told


def format_duration(formatter, minutes: int) -> str:
    """Return a length of time in its two largest units, "8 d 14 h"; "less than a minute" below one."""
    if minutes < 1:
        return t("less than a minute")
    days, hours, left = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days and not hours:
        return t("{days} d").format(days=formatter.number(days, "whole"))
    if days:
        days, hours = formatter.number(days, "whole"), formatter.number(hours, "whole")
        return t("{days} d {hours} h").format(days=days, hours=hours)
    if hours and not left:
        return t("{hours} h").format(hours=formatter.number(hours, "whole"))
    if hours:
        hours, left = formatter.number(hours, "whole"), formatter.number(left, "whole")
        return t("{hours} h {minutes} min").format(hours=hours, minutes=left)
    return t("{minutes} min").format(minutes=formatter.number(left, "whole"))


def format_seconds(formatter, seconds: int) -> str:
    """Return a length of time of up to 99 seconds as "42 s", a longer one in whole minutes, "12 min"."""
    if seconds < 100:
        return t("{seconds} s").format(seconds=formatter.number(seconds, "whole"))
    return format_duration(formatter, seconds // 60)


def format_age(formatter, then: str, now: str) -> str:
    """Return how long before `now` the instant `then` was, "4 min ago"; a later one was noted by another clock."""
    gone = dates.minutes(now) - dates.minutes(then)
    if gone < 0:
        return t("ahead of this computer's clock")
    return t("just now") if gone < 1 else t("{duration} ago").format(duration=format_duration(formatter, gone))


def format_until(formatter, then: str, now: str, kind: str) -> str:
    """Return the day of the instant `then` and how long after `now` that is, "Dec 1 (5 d 20 h)"."""
    wait = dates.minutes(then) - dates.minutes(now)
    wait -= wait % DAY_MINUTES if wait >= WHOLE_DAYS * DAY_MINUTES else 0
    return t("{day} ({duration})").format(day=formatter.day(then[:10], kind), duration=format_duration(formatter, wait))


def format_resets_in(formatter, then, now):
    """Return how long after `now` a limit resets, "resets in 4 h 10 min"; "resets now" once that is past."""
    left = dates.minutes(then) - dates.minutes(now)
    return t("resets now") if left <= 0 else t("resets in {duration}").format(duration=format_duration(formatter, left))
