"""
Figures and days as people read them.

Which form a figure takes is decided here; the digits, grouping and month names
are the locale's, asked from `formatter` (the browser's `Intl` in the popup, see
popup/bridge/bridge.py). An unknown is a dash, never a 0.
"""

from codex_credits.model import dates
from codex_credits.model.sums import EPSILON
from codex_credits.model.units import CREDITS, CURRENCIES

UNKNOWN = "–"


DAY_MINUTES, WHOLE_DAYS = 1440, 10  # from so many days on, hours are not told


def unit_name(unit: str) -> str:
    """Return `unit` as a word: "USD", "credits"; "amount" where it is not clear."""
    return unit.upper() if unit in CURRENCIES else unit or "amount"


def capitalize_unit(unit: str) -> str:
    """Return `unit` as a word that begins a line: "Credits", "USD"."""
    name = unit_name(unit)
    return name[:1].upper() + name[1:]


def format_number(formatter, value: float, kind: str, unit: str) -> str:
    """Return `value` as `formatter` writes one of the `kind`, with the sign of its currency when `unit` is one."""
    return formatter.number(value, f"{kind} {unit.upper()}" if unit in CURRENCIES else kind)


def format_amount(formatter, value: float | None, unit: str) -> str:
    """
    Return `value` exactly enough to read: "12.30", or "$12.30" when `unit` is a currency.

    0; below a millionth scientific; below 0.01 six decimals; else two; dust as 0.
    """
    if value is None:
        return UNKNOWN
    size = abs(value)
    if size < EPSILON:
        return format_number(formatter, 0, "whole", unit)
    if size < 1e-6:
        return format_number(formatter, value, "scientific", unit)
    return format_number(formatter, value, "six" if size < 0.01 else "two", unit)


def format_credits(formatter, value: float) -> str:
    """Return an amount of credits, without the word."""
    return format_amount(formatter, value, CREDITS)


def format_rounded(formatter, value: float | None, unit: str) -> str:
    """Return `value` for a headline: whole from 100 on, else as `format_amount` writes it."""
    if value is None or abs(value) < 100:
        return format_amount(formatter, value, unit)
    return format_number(formatter, value, "whole", unit)


def format_estimate(formatter, value: float, unit: str) -> str:
    """Return an estimate as it is told, without "about": "3,070", "45", "4.5"."""
    rounded = round_estimate(value)
    size = abs(rounded)
    if 0 < size < 0.1:
        return format_amount(formatter, rounded, unit)
    fine = "digits 1" if size >= 1 else "digits 2"
    return format_number(formatter, rounded, "whole" if size >= 10 or size == 0 else fine, unit)


def format_estimates(formatter, low: float, high: float, unit: str) -> str:
    """Return the ends of an estimated range, "2,860 to 3,310"; "" where both are told alike."""
    one, other = format_estimate(formatter, low, unit), format_estimate(formatter, high, unit)
    return "" if one == other else f"{one} to {other}"


def round_estimate(value: float) -> float:
    """Return `value` rounded as an estimate: three significant digits, two below 100."""
    return scaled(value, 3 if abs(value) >= 100 else 2, lambda count: (count + 0.5) // 1)


def round_up(value: float, digits: int = 2) -> float:
    """Return the least number of so many significant digits that is not less than `value`."""
    return scaled(value, digits, lambda count: -(-count // 1))


def scaled(value: float, digits: int, whole) -> float:
    """Return `value` with `whole` applied to its first `digits` digits."""
    size, unit = abs(value), 1.0
    if size < 1e-6:
        return 0
    while unit * 10 <= size:
        unit *= 10
    while unit > size:
        unit /= 10
    unit = unit / 10 ** (digits - 1)
    found = whole(round(value / unit * 1e6) / 1e6) * unit
    return round(found * 1e9) / 1e9


def append_unit(text: str, unit: str) -> str:
    """Return an amount that is written already with its unit: "12.30 credits"; a currency stands in it."""
    return text if unit in CURRENCIES or not unit or text == UNKNOWN else f"{text} {unit}"


def format_with_unit(formatter, value: float, unit: str) -> str:
    """Return an amount with its unit: "12.30 credits", "$12.30", "12.30 tokens"."""
    return append_unit(format_amount(formatter, value, unit), unit)


def format_limit(formatter, value: float, unit: str = CREDITS) -> str:
    """Return a limit: whole when it is whole, since administrators set round ones."""
    if value is None:
        return UNKNOWN
    return (
        format_number(formatter, value, "whole", unit) if value == value // 1 else format_amount(formatter, value, unit)
    )


def format_change(formatter, value: float, unit: str = CREDITS) -> str:
    """Return a difference with its sign, "+12.50"."""
    if value is None:
        return UNKNOWN
    return ("+" if value > 0 else "") + format_amount(formatter, value, unit)


def format_share(formatter, tenths):
    """Return a share given in tenths of a per cent, "50.1 %"; a dash when there is none."""
    return UNKNOWN if tenths is None else formatter.number(tenths / 1000, "percent")


def format_percent(formatter, value):
    """Return a whole percentage given as 0..100 or beyond."""
    return UNKNOWN if value is None else formatter.number(value / 100, "whole percent")


def format_duration(formatter, minutes: int) -> str:
    """Return a length of time in its two largest units, "8 d 14 h"; "less than a minute" below one."""
    if minutes < 1:
        return "less than a minute"
    parts: list[str] = []
    for size, unit in ((1440, "d"), (60, "h"), (1, "min")):
        count = minutes // size
        minutes -= count * size
        if count or parts:
            if count:
                parts.append(f"{formatter.number(count, 'whole')} {unit}")
            if len(parts) == 2 or not count:
                break
    return " ".join(parts)


def format_seconds(formatter, seconds: int) -> str:
    """Return a length of time of up to 99 seconds as "42 s", a longer one in whole minutes, "12 min"."""
    return f"{formatter.number(seconds, 'whole')} s" if seconds < 100 else format_duration(formatter, seconds // 60)


def format_age(formatter, then: str, now: str) -> str:
    """Return how long before `now` the instant `then` was, "4 min ago"; a later one was noted by another clock."""
    gone = dates.minutes(now) - dates.minutes(then)
    if gone < 0:
        return "ahead of this computer's clock"
    return "just now" if gone < 1 else format_duration(formatter, gone) + " ago"


def format_count(formatter, count, one, many):
    """Return `count` with its noun."""
    return f"{formatter.number(count, 'whole')} {one if count == 1 else many}"


def end_sentence(text: str) -> str:
    """Return `text` with a full stop; a day in German or French may end with one of its own, which is enough."""
    return text if text.endswith(".") else text + "."


def format_range(formatter, start, end, last_state, unread=0, late=0, today=None):
    """
    Return ("1–22 Nov", "22 days, today incomplete"): the span, and its length and completeness.

    `today` is the current UTC day. With `unread` days the length tells how many are known: "10 of 22 days". `late`
    days before the last were asked for, and ChatGPT has not reported them.
    """
    length = dates.length(start, end)
    note = format_count(formatter, length, "day", "days")
    if unread:
        note = f"{formatter.number(length - unread, 'whole')} of {note}"
    if last_state == "so far":
        last = "" if start == end else "last day "
        note += f", {'today ' if end == today else last}incomplete"
    elif last_state == "missing" and not unread and not late:
        note += ", not reported yet" if start == end else ", last day not reported yet"
    if late:
        note += f", {formatter.number(late + (last_state == 'missing'), 'whole')} not reported yet"
    return formatter.span(start, end), note


def format_until(formatter, then: str, now: str, kind: str) -> str:
    """Return the day of the instant `then` and how long after `now` that is, "Dec 1 (5 d 20 h)"."""
    wait = dates.minutes(then) - dates.minutes(now)
    wait -= wait % DAY_MINUTES if wait >= WHOLE_DAYS * DAY_MINUTES else 0
    return f"{formatter.day(then[:10], kind)} ({format_duration(formatter, wait)})"


def format_countdown(formatter, then, now):
    """Return how long after `now` the instant `then` is, "in 4 h 10 min"; "now" once it is past."""
    left = dates.minutes(then) - dates.minutes(now)
    return "now" if left <= 0 else f"in {format_duration(formatter, left)}"


def period_name(formatter, start, end):
    """Return what a period is called: its month, or its days."""
    if is_month(start, end):
        return formatter.day(start, "month")
    return formatter.span(start, end)


def is_month(start, end):
    """Tell whether a period is a calendar month, as far as its name goes: it begins with one and ends with it."""
    return start[8:] == "01" and start[:7] == end[:7]
