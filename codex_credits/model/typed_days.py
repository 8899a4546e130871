"""
Days as a person types them: in the order of the reader's language, or as year-month-day.

An `order` is three letters and the sign between: "mdy/" in the United States, "dmy." in Germany (popup/bridge/formatters.js).
"""

AROUND = " \t\r\n\u00a0\ufeff\"'`\u201c\u201d\u201e\u2018\u2019,;"  # what a copied day may bring with it
BETWEEN = "./-, \u00a0\u200e\u200f\u061c\u5e74\u6708\u65e5"  # marks of direction, and the Chinese year, month and day
ZEROS = (0x30, 0x660, 0x6F0, 0x966, 0xFF10)  # of the digits of Latin, Arabic, Persian, Hindi and of wide Latin


def format_day(day, order):
    """Return `day` ("2026-01-31") in an `order`: "01/31/2026"."""
    fields = {"y": day[:4], "m": day[5:7], "d": day[8:]}
    return order[3:].join([fields[letter] for letter in order[:3]])


def parse_day(text, order):
    """
    Return the day that `text` means, "2026-01-31": in the `order`, or with the year of four digits first.

    A year of two digits is one of this century. What is no such day comes back as it is: `dates.is_day` refuses it.
    """
    text = strip(text)
    groups = numbers(text)
    if groups is None or len(groups) != 3:
        return text
    fields = dict(zip("ymd" if len(groups[0]) == 4 else order[:3], groups))
    year = "20" + fields["y"] if len(fields["y"]) == 2 else fields["y"]
    return f"{year}-{two(fields['m'])}-{two(fields['d'])}"


def strip(text):
    """Return `text` without the blanks and quotes around it."""
    first, last = 0, len(text)
    while first < last and text[first] in AROUND:
        first += 1
    while first < last and text[last - 1] in AROUND:
        last -= 1
    return text[first:last]


def numbers(text):
    """Return the groups of digits in `text`, in Latin digits; None when anything else than a separator stands between."""
    groups, inside = [], False
    for letter in text:
        value = digit(letter)
        if value is None and letter not in BETWEEN:
            return None
        if value is not None:
            if not inside:
                groups.append("")
            groups[-1] += str(value)
        inside = value is not None
    return groups


def digit(letter):
    """Return what a digit is worth, None for any other letter."""
    for zero in ZEROS:
        if zero <= ord(letter) < zero + 10:
            return ord(letter) - zero
    return None


def two(number):
    """Return one digit as two."""
    return "0" + number if len(number) == 1 else number
