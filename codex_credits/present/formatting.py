"""
Figures and days as people read them.

Which form a figure takes is decided here; the digits, grouping and month names
are the locale's, asked from `formatter` (the browser's `Intl` in the popup, see
popup/bridge/bridge.py). An unknown is a dash, never a 0.
"""

from codex_credits.model import dates
from codex_credits.model.sums import EPSILON
from codex_credits.model.units import CREDITS, CURRENCIES
from codex_credits.present.i18n import listed, t, tn

UNKNOWN = "–"
NO_BREAK = "\u00a0"


def unit_name(unit: str) -> str:
    """Return `unit` as a word: "USD", "credits"; "amount" where it is not clear."""
    if unit == CREDITS:
        return t("credits")
    return unit.upper() if unit in CURRENCIES else unit or t("amount")


def capitalize_unit(unit: str) -> str:
    """Return `unit` as a word that begins a line: "Credits", "USD"."""
    if unit == CREDITS:
        return t("Credits")
    if not unit:
        return t("Amount")
    return unit.upper() if unit in CURRENCIES else unit[:1].upper() + unit[1:]


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
    return "" if one == other else t("{low} to {high}").format(low=one, high=other)


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
    if unit == CREDITS:
        return text if text == UNKNOWN else t("{amount} credits").format(amount=text)
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


def format_limit_with_unit(formatter, value: float, unit: str) -> str:
    """Return a limit with its unit: "2,700 credits"."""
    return append_unit(format_limit(formatter, value, unit), unit)


def format_used_share(formatter, percent) -> str:
    """Return "92 % used"; `percent` is whole, 0..100 or beyond."""
    return t("{share} used").format(share=format_percent(formatter, percent))


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


def count_days(formatter, count):
    """Return "1 day", "22 days"."""
    return tn(formatter, count, "{count} day", "{count} days")


def count_complete_days(formatter, count):
    """Return "1 complete day", "22 complete days"."""
    return tn(formatter, count, "{count} complete day", "{count} complete days")


def end_sentence(text: str) -> str:
    """Return `text` with a full stop; a day in German or French may end with one of its own, which is enough."""
    return text if text.endswith((".", "。")) else text + t(".")


def format_range(formatter, start, end, last_state, unread=0, late=0, today=None):
    """
    Return ("1–22 Nov", "22 days, today incomplete"): the span, and its length and completeness.

    `today` is the current UTC day. With `unread` days the length tells how many are known: "10 of 22 days". `late`
    days before the last were asked for, and ChatGPT has not reported them.
    """
    length = dates.length(start, end)
    note = count_days(formatter, length)
    if unread:
        note = t("{known} of {days}").format(known=formatter.number(length - unread, "whole"), days=note)
    notes = [note]
    if last_state == "so far":
        notes.append(
            t("today incomplete") if end == today else t("incomplete") if start == end else t("last day incomplete")
        )
    elif last_state == "missing" and not unread and not late:
        notes.append(t("not reported yet") if start == end else t("last day not reported yet"))
    if late:
        notes.append(
            tn(formatter, late + (last_state == "missing"), "{count} not reported yet", "{count} not reported yet")
        )
    note = listed(notes)
    return formatter.span(start, end), note


def period_name(formatter, start, end):
    """Return what a period is called: its month, or its days."""
    if is_month(start, end):
        return formatter.day(start, "month")
    return formatter.span(start, end)


def unbroken(text: str) -> str:
    """Return `text` so that it stays on one line: a day, "1 déc.", among other words."""
    return text.replace(" ", NO_BREAK)


def is_month(start, end):
    """Tell whether a period is a calendar month, as far as its name goes: it begins with one and ends with it."""
    return start[8:] == "01" and start[:7] == end[:7]
