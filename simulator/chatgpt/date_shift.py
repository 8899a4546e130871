"""
A recording's days and instants, moved as if it had been made today.

Everything moves by the same whole days, so that the newest row lands on today
and an age stays the age it was. A reset at the start of a month moves by whole
months instead: a limit that began anew on the 1st still does, on the first 1st
after now when it was the first 1st after the recording.
"""

import re
from datetime import UTC, date, datetime, timedelta

from . import routes

DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ]\d\d:)")
START_OF_DAY = re.compile(r"([T ]00:00(:0\d)?(\.\d+)?(Z|\+00:?00)?)?$")
INSTANT_NAME = re.compile(r"(^|_)(at|ts|iat|exp|expires|time|date)$|At$")
RESET_NAME = re.compile(r"reset|(^|_)period_(start|end)", re.IGNORECASE)
DAY_SECONDS = 86_400
LATE_SECONDS = 10  # a reset is sometimes told a second after its midnight
UNIX_SECONDS = range(1_500_000_000, 2_500_000_000)


class Move:
    """From the last day of a recording to the day it is shown on."""

    def __init__(self, last, today):
        """Say how far it is, in days and in months."""
        self.by = today - last
        self.months = (today.year - last.year) * 12 + today.month - last.month

    def value(self, value, name=""):
        """Return `value` with the days, instants and unix seconds in it (told by their `name`) moved."""
        if isinstance(value, dict):
            return {key: self.value(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [self.value(item, name) for item in value]
        try:
            if isinstance(value, str):
                return self.text(value, name)
            if type(value) is int and value in UNIX_SECONDS and INSTANT_NAME.search(name):
                return self.unix(value, name)
        except (OverflowError, ValueError):  # no calendar has the day
            return value
        return value

    def text(self, text, name):
        """Return a text that begins with a day, moved; any other as it is."""
        found = DAY.match(text)
        if not found or not routes.is_day(found[0]):
            return text
        day, rest = date.fromisoformat(found[0]), text[found.end() :]
        begins_month = day.day == 1 and RESET_NAME.search(name) and START_OF_DAY.match(rest)
        return (self.by_months(day) if begins_month else day + self.by).isoformat() + rest

    def unix(self, seconds, name):
        """Return an instant in unix seconds, moved."""
        day = datetime.fromtimestamp(seconds, UTC).date()
        if day.day == 1 and RESET_NAME.search(name) and seconds % DAY_SECONDS < LATE_SECONDS:
            return seconds + (self.by_months(day) - day).days * DAY_SECONDS
        return seconds + self.by // timedelta(days=1) * DAY_SECONDS

    def by_months(self, first):
        """Return the 1st that is as many months later as today is."""
        months = first.year * 12 + first.month - 1 + self.months
        return date(months // 12, months % 12 + 1, 1)
