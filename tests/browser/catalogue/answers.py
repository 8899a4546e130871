"""What ChatGPT answers: cases 1 to 22, and what a broken network makes of an answer."""

import json
from datetime import UTC, datetime

from simulator.world import DAILY_REPORTS

from .row import (
    FIRST,
    NO_LIMITS,
    NOBODY,
    REFRESH,
    Row,
    all_of,
    as_text,
    daily,
    every,
    has_report_code,
    inject_fault,
    keeps_the_breakdown,
    rows_changed,
    shows_what_was_served,
)  # fmt: skip

HTML = {
    "status": 200,
    "body": "<!DOCTYPE html><html><body>ChatGPT</body></html>",
    "headers": {"content-type": "text/html"},
}


def one(cases, name, code="SHAPE", *, report="model", asked=REFRESH, **how):
    """Return the row of one report that is refused while the others are stored; its own figures stay as they were."""

    def check(world, popup, shown):
        has_report_code(report, code)(world, popup, shown)
        keeps_the_breakdown(report)(world, popup, shown)

    return Row(cases, name, {"PARTIAL"}, asked=asked, does=inject_fault(report, **how), sees=check)


def renamed(row):
    """Rename the member that holds a row's credits."""
    return {"date": row["date"], "amounts": row.get("values")}


def shifted(row):
    """Put a row far outside the days asked for."""
    return row | {"date": "2021" + row["date"][4:]}


def doubled(row):
    """Say twice the credits."""
    return row | {"values": {key: 2 * value for key, value in row["values"].items()}}


def with_newcomer(row):
    """Add a product nobody has heard of."""
    return row | {"values": row["values"] | {"brand_new_thing": 12.5}}


def sees_both_sums(world, popup, shown):
    """Find the product total shown, and the difference named where the parts are compared."""
    shows_what_was_served(world, popup, shown)
    unattributed = next(row["credits"] for row in shown["series"] if row["key"] == "~unattributed")
    assert unattributed < 0


def sees_newcomer(_world, popup, _shown):
    """Find the unknown product in the table under its own name."""
    popup.choose_breakdown("product")
    rows = {row["key"]: row for row in popup.shown()["series"]}
    assert rows["brand_new_thing"]["credits"] > 0
    assert rows["brand_new_thing"]["label"] == "brand_new_thing"


def no_extra_field_stored(world, _popup, _shown):
    """Find nothing of the unknown members in storage."""
    assert "x_unknown" not in json.dumps(world.browser.storage())


SCALARS = {
    "null": "null",
    "true": "true",
    "a number": "42",
    "a text": '"text"',
    "an empty object": "{}",
    "a list": "[]",
}
MANY_ROWS = '{"data":[' + ",".join(['{"date":"2026-01-01","values":{}}'] * 70_000) + "]}"
DEEP = '{"data":' + "[" * 100_000 + "]" * 100_000 + "}"

# The month to date is only today on its first day: without a row nothing is known of it, and nothing is said.
NO_ROW = {"NO_USAGE"} if datetime.now(UTC).day > 1 else set()

ROWS = [
    Row(1, "every report is right", set(), sees=shows_what_was_served),
    Row(1, "every report is right on the first day", set(), asked=FIRST, arrange={"known": False}, sees=shows_what_was_served),
    Row(2, "no row in any report", NO_ROW, asked=FIRST, arrange={"known": False}, does=daily(change=lambda body: body | {"data": []})),
    Row((3, 43), "a page where the session should be", {"SHAPE"}, "unchanged", NOBODY, inject_fault("*", **HTML)),
    Row((3, 27), "pages where reports should be", {"SHAPE"}, "unchanged", NO_LIMITS, every(**HTML)),
    one(3, "a page where one report should be", **HTML),
    Row(4, "every report cut off", {"SHAPE"}, "unchanged", NO_LIMITS, every(change=as_text(lambda text: text[: len(text) // 2]))),
    one(4, "one report cut off", change=as_text(lambda text: text[:-1])),
    one(5, "two documents in one answer", change=as_text(lambda text: text + text)),
    one(5, "rubbish after a document", change=as_text(lambda text: text + ";")),
    *[one(6, f"{name} instead of a report", body=body) for name, body in SCALARS.items()],
    Row(6, "null instead of every report", {"SHAPE"}, "unchanged", NO_LIMITS, every(body="null")),
    one(7, "the credits of a row under another name", change=rows_changed(renamed)),
    one(7, "no data", change=lambda body: {key: value for key, value in body.items() if key != "data"}),
    Row(7, "unknown members at every level", set(), sees=no_extra_field_stored,
        does=daily(change=lambda body: body | {"x_unknown": {"x": [1]}, "data": [row | {"x_unknown": "y"} for row in body["data"]]})),
    one(8, "a list where a map is due", change=rows_changed(lambda row: row | {"values": list(row["values"])})),
    one(8, "an object where a number is due", change=rows_changed(lambda row: row | {"values": {"a": {"b": 1}}})),
    one(8, "a map where the list of rows is due", change=lambda body: body | {"data": {}}),
    Row(9, "a key twice: the last one counts", set(), does=inject_fault("product", change=as_text(lambda text: '{"data":[{"date":7}],' + text[1:])),
        sees=shows_what_was_served),
    Row(10, "a byte order mark", set(), does=every(change=lambda body: b"\xef\xbb\xbf" + json.dumps(body).encode()), sees=shows_what_was_served),
    one(11, "UTF-16", change=lambda body: json.dumps(body).encode("utf-16")),
    one(11, "bytes that are no UTF-8", change=lambda body: json.dumps(body).replace('"data"', '"\udcff", "data"').encode("utf-8", "surrogateescape")),
    one(12, "a body of 40 MB", "TOO_BIG", body=b"[" + b" " * 40_000_000),
    one(13, "more rows than anybody has", "TOO_BIG", body=MANY_ROWS),
    one(14, "lists in lists, a hundred thousand deep", body=DEEP),
    Row(17, "models that say twice the credits of products", set(), does=inject_fault("model", change=rows_changed(doubled)), sees=sees_both_sums),
    Row(18, "a product nobody knows", set(), does=inject_fault("product", change=rows_changed(with_newcomer)), sees=sees_newcomer),
    *[one(case, f"status {status}", status=status, body="") for case, status in ((19, 204), (19, 205), (21, 304))],
    one(20, "status 206", status=206),
    one(22, "the rows of other days", change=rows_changed(shifted)),
    Row(22, "the rows of other days in every report", {"SHAPE"}, "replaced", does=daily(change=rows_changed(shifted))),
    one(22, "one report refused", "NO_ACCESS", report="speed", status=403, body={"detail": "Forbidden"}),
    one(22, "one report not there", "NOT_FOUND", report="effort", status=404, body={"detail": "Not Found"}),
    one(22, "one question not understood", "BAD_REQUEST", status=422, body={"detail": []}),
    one((22, 40), "one report in trouble", "SERVER", asked=REFRESH + 1, status=504, body=""),
    Row((22,), "models refused: the token report stands in", {"PARTIAL"}, does=inject_fault("model", status=403, body={"detail": "Forbidden"})),
    Row((22,), "only the limits are read", {"NO_ACCESS"}, does=daily(status=403, body={"detail": "Forbidden"})),
    Row((22,), "only the limits are not read", {"PARTIAL"}, asked=NO_LIMITS, does=inject_fault("limits", body="{}"), sees=has_report_code("limits", "SHAPE")),
    one(35, "one answer broken off", "SERVER", asked=REFRESH + 1, reset=True),
    one(42, "one answer that is not packed as it says", "SERVER", asked=REFRESH + 1, headers={"content-encoding": "gzip"}),
    Row(35, "one answer broken off once", set(), asked=REFRESH + 1, does=inject_fault("model", reset=True, times=1), sees=shows_what_was_served),
    Row(40, "every report in trouble", {"SERVER"}, "unchanged", (7, 15), every(status=500, body={"detail": "Internal Server Error"})),
    Row(16, "one piece of a report fails", {"PARTIAL"}, asked=FIRST, arrange={"known": False},
        does=lambda world: world.server.inject_fault(older_models(world), status=422, body={}), sees=has_report_code("model", "PARTIAL")),
    Row((22, 25), "a check in front of two reports", {"PARTIAL"}, asked=(7, REFRESH),
        does=inject_fault("speed", "effort", status=403, body="<html>Just a moment...</html>", headers={"content-type": "text/html"})),
    Row((), "a report of a hundred products", set(), does=inject_fault("product", change=rows_changed(
        lambda row: row | {"values": {f"p{at}": sum(row["values"].values()) / 100 for at in range(100)}}))),
    Row((), "every report but one failed", {"PARTIAL"}, does=all_of(*[
        inject_fault(report, status=404, body={}) for report in DAILY_REPORTS if report != "effort"])),
]  # fmt: skip


def older_models(world):
    """Return what tells the older of the two requests for models from the newer."""

    def older(asked):
        query = dict(asked.query)
        return query.get("breakdown") == "model" and query["end_date"] < world.server.today

    return older
