"""
The stored report, as Python.

`parse_report` takes the dict that `chrome.storage.local` holds under "report"
(its shape is in docs/data.md) and answers a `Report`, or raises `ReportError`
with the code the person can be told about. The frame is checked at once; the
columns of a breakdown are fetched and checked when they are first shown, because
most openings show one breakdown of five, and a month of a year.
"""

from collections import namedtuple

from codex_credits.model.validation import (
    ReportError,
    optional_instant,
    require_instant,
    require_texts,
    unreadable_error,
    validate_amounts,
    validate_limits,
    validate_restatements,
)

SCHEMA = 3  # the newest that is understood; codex_credits/model/upgrade.py takes the earlier ones
EARLIEST, LATEST = "0001-01-01", "9999-12-31"

Report = namedtuple("Report", "fetched_at report_status limits mine workspace restatements truncated_before")
ReportStatus = namedtuple("ReportStatus", "report code at")
Column = namedtuple("Column", "key label values")  # values: credits or None, aligned with the breakdown's days
Fields = namedtuple("Fields", "name source fresh spans days columns")


class StoredBreakdown(Fields):
    """One stored breakdown: its days with a row, sorted, and a column of credits per series."""

    def aligned(self, dates):
        """Return the values of each column on `dates`, None where a day has no row."""
        if self.days == dates:
            return [column.values for column in self.columns]
        places = {day: at for at, day in enumerate(self.days)}
        where = [places.get(date) for date in dates]
        return [[None if at is None else column.values[at] for at in where] for column in self.columns]


def parse_report(stored: dict | None, columns=None) -> Report | None:
    """
    Return the `Report` of a stored dict, or None when nothing is stored. Raises ReportError.

    When the columns of the breakdowns were left out of `stored`, `columns(scope, breakdown, start, end)`
    gives them for some days: {"days", "series"}, or None when they have no such shape.
    """
    if stored is None:
        return None
    if not isinstance(stored, dict):
        raise unreadable_error("the report is not an object")
    schema = stored.get("schema")
    if isinstance(schema, int) and schema is not True and schema > SCHEMA:
        raise ReportError("NEWER_SCHEMA", f"schema {schema}")
    if schema is True or schema not in (1, 2, SCHEMA):
        raise unreadable_error(f"schema {schema!r}")
    try:
        if schema < SCHEMA:
            from codex_credits.model import upgrade

            stored = upgrade.upgrade_report(stored)
        scopes = stored["scopes"]
        mine = Scope("mine", scopes["mine"], columns)
        whole = scopes["workspace"] and Scope("workspace", scopes["workspace"], columns)
        if whole:
            whole.labelled = mine
        return Report(
            fetched_at=require_instant(stored["fetched_at"]),
            report_status=[parse_report_status(row) for row in stored["report_status"]],
            limits=validate_limits(stored["limits"]),
            mine=mine,
            workspace=whole,
            restatements=validate_restatements(stored["restatements"]),
            truncated_before=stored["truncated_before"] and require_texts([stored["truncated_before"]])[0],
        )
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise unreadable_error(f"report: {error!r}")


def parse_report_status(row: dict) -> ReportStatus:
    """Return the `ReportStatus` of a stored one. Raises the errors `parse_report` turns into ReportError."""
    report, code = require_texts([row["report"], row["code"]])
    return ReportStatus(report=report, code=code, at=optional_instant(row["at"]))


class Scope:
    """The daily credits of one scope, "mine" or "workspace"; columns are read when asked for."""

    def __init__(self, name, stored, columns=None):
        """Check the frame of a stored scope. Raises the errors `parse_report` turns into ReportError."""
        self.name = name
        self.metered = stored["metered"] is True
        self.unit = require_texts([stored.get("unit", "credits")])[0]
        self.fresh = optional_instant(stored["fresh"])
        self.spans = [require_texts([start, end]) for start, end in stored["spans"]]
        self.source = stored["totals"]["source"]
        self.names = require_texts([row["breakdown"] for row in stored["breakdowns"]])
        self.activity = stored["activity"]
        self.tokens = stored.get("tokens")  # not in schema 1
        self._stored = stored
        self._columns = columns
        self.tables = {}  # the cache of breakdown.build_table
        self.labelled = None  # the scope that has ChatGPT's labels where this one has keys only
        self._totals = None
        self._breakdowns = {}

    @property
    def totals(self):
        """Day -> credits, for days with a row; the authoritative total of each day."""
        if self._totals is None:
            try:
                rows = self._stored["totals"]
                self._totals = dict(
                    zip(require_texts(rows["days"]), validate_amounts(rows["days"], rows["values"], "totals"))
                )
            except (KeyError, TypeError) as error:
                raise unreadable_error(f"totals: {error!r}")
        return self._totals

    def breakdown(self, name, start=None, end=None):
        """
        Return the `StoredBreakdown` called `name`, or None when it was never read. Raises ReportError.

        Days outside `start`..`end` may be missing from its columns.
        """
        asked = (name, start, end) if self._columns else name
        if asked not in self._breakdowns:
            row = None
            for candidate in self._stored["breakdowns"]:
                if candidate["breakdown"] == name:
                    row = candidate
            self._breakdowns[asked] = row and parse_breakdown(row, self.cells(row, start, end))
        return self._breakdowns[asked]

    def cells(self, row, start, end):
        """Return {"days", "series"} of a stored breakdown, from the row itself or from where its columns are."""
        if "series" in row or not self._columns:
            return row
        return self._columns(self.name, row["breakdown"], start or EARLIEST, end or LATEST)

    def covers(self, day):
        """Tell whether ChatGPT has answered for `day`."""
        return any(start <= day <= end for start, end in self.spans)


def parse_breakdown(row: dict, cells: dict) -> StoredBreakdown:
    """Return the `StoredBreakdown` of a stored one. Raises ReportError."""
    try:
        require_texts(cells["days"])
        columns = [parse_column(cells["days"], one) for one in cells["series"]]
        spans = [require_texts([start, end]) for start, end in row["spans"]]
        return StoredBreakdown(
            name=row["breakdown"],
            source=require_texts([row["source"]])[0],
            fresh=optional_instant(row["fresh"]),
            spans=spans,
            days=cells["days"],
            columns=columns,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise unreadable_error(f"breakdown: {error!r}")


def parse_column(days: list, stored: dict) -> Column:
    """Return the `Column` of a stored series, which has a value for each of `days`. Raises ReportError."""
    key, label = require_texts([stored["key"], stored["label"]])
    return Column(key=key, label=label, values=validate_amounts(days, stored["values"], key))
