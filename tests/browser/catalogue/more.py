"""Cases of our own, beside those that stand with their likes in the other files (they have no number)."""

import json

from .answers import one
from .row import FIRST, Row, all_of, daily, every, inject_fault, rows_changed, shows_what_was_served

LIMIT = {"limit": "100", "used": "12.5", "unit": "credit", "reset_at": 1_900_000_000}


def usage(**members):
    """Return what changes members of the limits' answer."""
    return inject_fault("limits", change=lambda body: body | members)


def limit_is(name, value):
    """Return a check: a figure of the limit as shown."""

    def check(_world, _popup, shown):
        assert (shown["limit"] or {}).get(name) == value

    return check


def control(**members):
    """Return what says something about spending limits."""
    return usage(spend_control=members)


ROWS = [
    Row((), "a limit in plain numbers", set(), does=control(individual_limit=LIMIT | {"limit": 100, "used": 12.5}), sees=limit_is("remaining", 87.5)),
    Row((), "more used than the limit", set(), does=control(individual_limit=LIMIT | {"used": "104"}), sees=limit_is("used", 104)),
    Row((), "a limit below zero", set(), does=control(individual_limit=LIMIT | {"limit": "-1"})),
    Row((), "a limit in dollars", set(), does=control(individual_limit=LIMIT | {"unit": "usd"}), sees=limit_is("limit", 100)),
    Row((), "a limit that is a list", {"PARTIAL"}, does=control(individual_limit=[1])),
    Row((), "a reset in the year 30,000", set(), does=control(individual_limit=LIMIT | {"reset_at": 884_541_351_600})),
    Row((), "a reset that is a text", set(), does=control(individual_limit=LIMIT | {"reset_at": "soon"})),
    Row((), "limits of another workspace", {"WORKSPACE_CHANGED"}, "unchanged", (4, 12), usage(account_id="another")),
    Row((), "a balance that is no number", {"PARTIAL"}, does=usage(credits={"has_credits": True, "unlimited": False, "balance": "a lot"})),
    Row((), "credits that are a text", {"PARTIAL"}, does=usage(credits="many")),
    one((), "a text for the list of series", change=lambda body: body | {"series": "none"}),
    Row((), "a list of series without keys", set(), does=inject_fault("model", change=lambda body: body | {"series": [{}, 7, None]})),
    Row((), "a list of series that is null", set(), does=daily(change=lambda body: body | {"series": None}), sees=shows_what_was_served),
    one((), "credits in another unit", "UNIT", change=lambda body: body | {"unit": "usd"}),
    Row((), "no unit", set(), does=inject_fault("model", change=lambda body: body | {"unit": None})),
    Row((), "a freshness stamp that is none", set(), does=every(change=lambda body: body | {"data_freshness_ts": "just now"})),
    Row((), "a freshness stamp of tomorrow's year", set(), does=every(change=lambda body: body | {"data_freshness_ts": "2199-01-01T00:00:00Z"})),
    one((), "a row that is a list", change=lambda body: body | {"data": [[1, 2]]}),
    one((), "a row that is null", change=lambda body: body | {"data": [*body["data"], None]}),
    one((), "a key of data beside __proto__", change=lambda body: json.dumps(body)[:-1] + ',"__proto__":{"data":[]},"data":{"__proto__":[]}}'),
    Row((), "a map with __proto__ in it", set(), does=inject_fault("product", change=rows_changed(
        lambda row: row | {"values": row["values"] | {"__proto__": 0}})), sees=shows_what_was_served),
    one((), "status 418", "BAD_REQUEST", status=418, body={}),
    one((), "status 451", "BAD_REQUEST", status=451, body={}),
    one((), "status 410", "NOT_FOUND", report="product", status=410, body={}),
    one((), "status 405", "NOT_FOUND", report="product", status=405, body={}),
    one((), "a trouble that hides a refusal", "NO_ACCESS", report="effort", status=500, body={}, headers={"x-openai-authorization-error": "403"}),
    one((), "an empty body", body=b" "),
    one((), "a wrong content type but a right body", "SHAPE", headers={"content-type": "text/html"}),
    Row((), "no content type at all", set(), does=every(headers={"content-type": "application/octet-stream"}), sees=shows_what_was_served),
    Row((), "five reports refused, two answered", {"PARTIAL"}, does=all_of(*[
        inject_fault(report, status=403, body={}) for report in ("product", "model", "speed", "effort", "workspace")])),
    Row((), "the workspace not metered", set(), does=inject_fault("workspace", change=rows_changed(
        lambda row: row | {"totals": row["totals"] | {"credits": 0}, "clients": [], "models": []}))),
    Row((), "a workspace that may not be seen", set(), does=inject_fault("workspace", status=403, body={"detail": "Forbidden"})),
    Row((), "activity that may not be seen", {"PARTIAL"}, does=inject_fault("activity", status=403, body={"detail": "Forbidden"})),
    Row((), "no day by product: the totals come from the next report", set(), asked=FIRST, arrange={"known": False}, does=inject_fault("product", body={"data": []})),
]  # fmt: skip
