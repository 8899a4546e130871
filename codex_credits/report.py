"""
The stored report, as Python.

`from_stored` takes the dict that `chrome.storage.local` holds under "report"
(its shape is in docs/data.md) and answers a `Report`, or raises `ReportError`
with the code the person can be told about. The frame is checked at once; the
columns of a split are fetched and checked when they are first shown, because
most openings show one split of five, and a month of a year.
"""

from collections import namedtuple

SCHEMA = 1
BOUND = 1e12  # no day's credits can be larger
EARLIEST, LATEST = "0001-01-01", "9999-12-31"

Report = namedtuple("Report", "fetched_at sections limits mine workspace restated trimmed")
Section = namedtuple("Section", "report code at")
Column = namedtuple("Column", "key label values")  # values: day -> credits, or None
Split = namedtuple("Split", "name source fresh spans columns")


class ReportError(Exception):
    """
    A stored report that cannot be shown.

    `code` is UNREADABLE or NEWER_SCHEMA, the ones `notices` has sentences for;
    the message is for the developer.
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def from_stored(stored, columns=None):
    """
    Return the `Report` of a stored dict, or None when nothing is stored. Raises ReportError.

    When the columns of the splits were left out of `stored`, `columns(scope, split, start, end)`
    gives them for some days: {"days", "series"}, or None when they have no such shape.
    """
    if stored is None:
        return None
    if not isinstance(stored, dict):
        raise unreadable("the report is not an object")
    schema = stored.get("schema")
    if isinstance(schema, int) and schema is not True and schema > SCHEMA:
        raise ReportError("NEWER_SCHEMA", f"schema {schema}")
    if schema is True or schema != SCHEMA:
        raise unreadable(f"schema {schema!r}")
    try:
        return Report(
            instant(stored["fetched_at"]),
            [Section(row["report"], row["code"], row["at"]) for row in stored["sections"]],
            stored["limits"],
            Scope("mine", stored["scopes"]["mine"], columns),
            Scope("workspace", stored["scopes"]["workspace"], columns) if stored["scopes"]["workspace"] else None,
            stored["restated"],
            stored["trimmed"],
        )
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise unreadable(f"report: {error!r}")


class Scope:
    """The daily credits of one scope, "mine" or "workspace"; columns are read when asked for."""

    def __init__(self, name, stored, columns=None):
        """Check the frame of a stored scope. Raises the errors `from_stored` turns into ReportError."""
        self.name = name
        self.metered = stored["metered"] is True
        self.fresh = stored["fresh"] and instant(stored["fresh"])
        self.spans = [(start, end) for start, end in stored["spans"]]
        self.source = stored["totals"]["source"]
        self.names = [row["split"] for row in stored["splits"]]
        self.activity = stored["activity"]
        self._stored = stored
        self._columns = columns
        self._totals = None
        self._splits = {}

    @property
    def totals(self):
        """Day -> credits, for days with a row; the authoritative total of each day."""
        if self._totals is None:
            rows = self._stored["totals"]
            self._totals = column(rows["days"], rows["values"], "totals")
        return self._totals

    def split(self, name, start=None, end=None):
        """
        Return the `Split` called `name`, or None when it was never read. Raises ReportError.

        Days outside `start`..`end` may be missing from its columns.
        """
        asked = (name, start, end) if self._columns else name
        if asked not in self._splits:
            row = None
            for candidate in self._stored["splits"]:
                if candidate["split"] == name:
                    row = candidate
            self._splits[asked] = row and checked_split(row, self.cells(row, start, end))
        return self._splits[asked]

    def cells(self, row, start, end):
        """Return {"days", "series"} of a stored split, from the row itself or from where its columns are."""
        if "series" in row or not self._columns:
            return row
        return self._columns(self.name, row["split"], start or EARLIEST, end or LATEST)

    def covers(self, day):
        """Tell whether ChatGPT has answered for `day`."""
        return any(start <= day <= end for start, end in self.spans)


def checked_split(row, cells):
    """Return the `Split` of a stored one, each column a dict of day -> credits. Raises ReportError."""
    try:
        columns = [
            Column(series["key"], series["label"], column(cells["days"], series["values"], series["key"]))
            for series in cells["series"]
        ]
        return Split(row["split"], row["source"], row["fresh"], row["spans"], columns)
    except (KeyError, TypeError, AttributeError) as error:
        raise unreadable(f"split: {error!r}")


def column(days, values, name):
    """Return {day: credits} without the None cells. Raises ReportError for anything not a number."""
    if not isinstance(days, list) or not isinstance(values, list) or len(days) != len(values):
        raise unreadable(f"{name}: {len(values)} values for {len(days)} days")
    cells = {}
    for day, value in zip(days, values):
        if value is None:
            continue
        if value is True or value is False or not isinstance(value, (int, float)) or not -BOUND <= value <= BOUND:
            raise unreadable(f"{name} on {day}: {value!r}")
        cells[day] = value
    return cells


def instant(text):
    """Return `text` when it looks like "2026-01-31T09:00:00Z". Raises ValueError."""
    if not isinstance(text, str) or len(text) < 17 or text[10] != "T" or text[-1] != "Z":
        raise ValueError("not an instant")
    return text


def unreadable(message):
    """Return the error for a report whose shape is wrong."""
    return ReportError("UNREADABLE", message)
