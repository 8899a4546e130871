"""
Arithmetic on calendar days.

A day is ISO text, "2026-01-31": it sorts, compares and stores as it reads, and
crosses JSON unchanged. An ordinal counts days, so no clock change can bend it.
There is no clock and no time zone here: the caller knows which day is today
(in UTC, as ChatGPT counts them).
"""

from codex_credits.model import contract

LONGEST = contract.RANGE_DAYS  # days in one range; ChatGPT is not known to keep three years
LONGEST_WAIT = contract.WAIT_MINUTES  # minutes ChatGPT is left alone at most
EARLIEST = contract.FIRST_DAY  # no Codex credit can be older

PERIOD = "period"  # a preset: the days of the budget period, (first, last), where that is known and no month
PRESETS = tuple([name for name in contract.PRESETS if name not in (PERIOD, "custom")])  # those that need only today
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(text: object) -> bool:
    """Tell whether `text` is a real calendar day in the form "2026-01-31"."""
    if not isinstance(text, str) or len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    for place in (0, 1, 2, 3, 5, 6, 8, 9):
        if text[place] not in "0123456789":
            return False
    month, day = int(text[5:7]), int(text[8:])
    return text > "0001" and 1 <= month <= 12 and 1 <= day <= month_length(text)


def month_length(day: str) -> int:
    """Return how many days the month of `day` has."""
    year, month = int(day[:4]), int(day[5:7])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else MONTH_LENGTHS[month - 1]


def ordinal(day: str) -> int:
    """
    Return the number of `day`; the next day has the next number.

    Counted in years that begin in March, so that the leap day is the last one
    and needs no case of its own. 1970-01-01 is 719469.
    """
    year, month = int(day[:4]), int(day[5:7])
    if month < 3:
        year, month = year - 1, month + 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + int(day[8:])


def from_ordinal(number: int) -> str:
    """Return the day whose ordinal is `number`."""
    year = (number * 10000 + 14780) // 3652425
    rest = number - (year * 365 + year // 4 - year // 100 + year // 400)
    if rest <= 0:
        year -= 1
        rest = number - (year * 365 + year // 4 - year // 100 + year // 400)
    month = (5 * (rest - 1) + 2) // 153
    day = rest - (153 * month + 2) // 5
    if month > 9:
        year += 1
        month -= 12
    return f"{year:04d}-{month + 3:02d}-{day:02d}"


def shift(day: str, by: int) -> str:
    """Return the day `by` days after `day` (before it when negative)."""
    return from_ordinal(ordinal(day) + by)


def between(start: str, end: str) -> list[str]:
    """Return the list of days from `start` to `end`, both ends in."""
    days = []
    year_month, day, last = start[:8], int(start[8:]), month_length(start)
    text = start
    while text <= end:
        days.append(text)
        day += 1
        if day > last:
            text = from_ordinal(ordinal(text) + 1)
            year_month, day, last = text[:8], 1, month_length(text)
        else:
            text = f"{year_month}{day:02d}"
    return days


def length(start: str, end: str) -> int:
    """Return how many days lie from `start` to `end`, both ends in."""
    return ordinal(end) - ordinal(start) + 1


def weekday(day: str) -> int:
    """Return 0 for a Monday up to 6 for a Sunday."""
    return (ordinal(day) + 1) % 7


def month_start(day: str) -> str:
    """Return the first day of the month of `day`."""
    return day[:8] + "01"


def month_end(day: str) -> str:
    """Return the last day of the month of `day`."""
    return f"{day[:8]}{month_length(day):02d}"


def months_earlier(day: str, count: int) -> str:
    """Return the same day `count` months earlier, or that month's last day when it is shorter."""
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 - count
    first = f"{months // 12:04d}-{months % 12 + 1:02d}-01"
    return f"{first[:8]}{min(int(day[8:]), month_length(first)):02d}"


def same_day_last_month(day: str) -> str:
    """Return the same day one month earlier, or that month's last day when it is shorter."""
    return months_earlier(day, 1)


def period_before(period: tuple[str, str], count: int) -> tuple[str, str]:
    """Return (first, last) of the budget period `count` periods before `period`: each begins a month before the next."""
    reset = shift(period[1], 1)
    day, offset = (reset, 1) if months_earlier(reset, 1) == period[0] else (period[0], 0)
    firsts = [period[0] if at == 0 else months_earlier(day, at + offset) for at in (count, count - 1) if at >= 0]
    return firsts[0], period[1] if count == 0 else shift(firsts[1], -1)


def periods_back(start: str, end: str, period: tuple[str, str]) -> int | None:
    """Return how many periods before `period` the whole one from `start` to `end` lies, None where it is no such one."""
    about = (int(period[0][:4]) - int(start[:4])) * 12 + int(period[0][5:7]) - int(start[5:7])
    for count in (about - 1, about, about + 1):
        if count > 0 and period_before(period, count) == (start, end):
            return count
    return None


def preset_range(preset: str, today: str, period: tuple[str, str] | None = None) -> tuple[str, str]:
    """Return (start, end) of `preset` as of `today`. KeyError for an unknown one, and for an unknown `period`."""
    if preset == PERIOD and period:
        return period[0], min(period[1], today)
    if preset == "month":
        return month_start(today), today
    if preset == "last-month":
        end = shift(month_start(today), -1)
        return month_start(end), end
    if preset not in PRESETS:
        raise KeyError(preset)
    return shift(today, 1 - int(preset)), today


def preset_of(span: tuple[str, str], today: str, favourite: str, period: tuple[str, str] | None = None) -> str:
    """Return the name of the preset that is the (start, end) `span`, "custom" for none; of two the `favourite`."""
    known = PRESETS + ((PERIOD,) if period else ())
    names = [name for name in known if preset_range(name, today, period) == span]
    if not names:
        return "custom"
    return favourite if favourite in names else names[0]


def comparison(preset: str, start: str, end: str, period: tuple[str, str] | None = None) -> tuple[str, str]:
    """
    Return (start, end) of the period that `start`..`end` is compared with.

    A month so far is compared with the same days of last month, a budget period so far with as many days of the one
    before. Any other range with the equally long one before it, moved back by whole weeks so that Mondays meet Mondays.
    """
    if preset == "month":
        return same_day_last_month(start), same_day_last_month(end)
    if preset == "last-month":
        last = shift(start, -1)
        return month_start(last), last
    if period and preset == PERIOD:
        first, last = period_before(period, 1)
        return first, min(last, shift(first, length(start, end) - 1))
    back = periods_back(start, end, period) if period and preset == "custom" else None
    if period and back:
        return period_before(period, back + 1)
    weeks = -(-length(start, end) // 7) * 7
    return shift(start, -weeks), shift(end, -weeks)


def step(
    preset: str, start: str, end: str, by: int, today: str, period: tuple[str, str] | None = None
) -> tuple[str, str] | None:
    """
    Return (start, end) of the period `by` (-1 or 1) periods away, at most up to `today`.

    Whole months step by months, whole budget periods by periods, anything else by its own length. None when
    that period would begin after today or before `EARLIEST`, or after the last budget period that is known.
    """
    back = None
    if period and preset in (PERIOD, "custom"):
        back = 0 if (start, end) == preset_range(PERIOD, today, period) else periods_back(start, end, period)
    if period and back is not None:
        if back - by < 0:
            return None
        first, last = period_before(period, back - by)
    elif start[8:] == "01" and (preset in ("month", "last-month") or end == month_end(start)):
        first = shift(month_end(start), 1) if by > 0 else month_start(shift(start, -1))
        last = month_end(first)
    else:
        days = length(start, end) * by
        first, last = shift(start, days), shift(end, days)
    if first > today or last < EARLIEST:
        return None
    return max(first, EARLIEST), min(last, today)


def range_problem(start: str, end: str, today: str) -> str | None:
    """Return the code of what is wrong with a typed range, or None when it can be asked for."""
    if not is_day(start) or not is_day(end):
        return "NOT_A_DAY"
    if start > end:
        return "REVERSED"
    if end > today:
        return "FUTURE"
    if start < EARLIEST or length(start, end) > LONGEST:
        return "TOO_LONG"
    return None


def wait(until: str, now: str) -> int:
    """
    Return the minutes from `now` until the instant `until`, 0 once it is past.

    No wait is longer than `LONGEST_WAIT`: one that seems to be was noted by a clock that has been set back since.
    """
    left = minutes(until) - minutes(now) if until > now else 0
    return left if left <= LONGEST_WAIT else 0


def seconds_until(until: str, now: str) -> int:
    """Return the seconds from `now` until the instant `until`, 0 once it is past or further ahead than `LONGEST_WAIT`."""
    left = seconds(until) - seconds(now)
    return left if 0 < left <= 60 * LONGEST_WAIT else 0


def seconds(instant: str) -> int:
    """Return the whole seconds of an ISO instant in UTC, counted from a fixed moment."""
    return 60 * minutes(instant) + int(instant[17:19])


def minutes(instant: str) -> int:
    """Return the whole minutes of an ISO instant in UTC, counted from a fixed moment."""
    return ordinal(instant[:10]) * 1440 + int(instant[11:13]) * 60 + int(instant[14:16])
