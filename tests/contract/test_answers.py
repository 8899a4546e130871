"""What an answer's status, kind and size mean, for its report and for the whole refresh."""

import base64
import json

import pytest

from simulator.worker.worker import BOUNDS, SHORT, base, bodies
from tests.contract.stored_report import breakdown, code

WATCHES_EVERY_PAGE = "/cdn-cgi/challenge-platform/scripts/jsd/main.js"
DATA = [name for name in SHORT if name not in ("session", "accounts")] + ["workspace"]


def failed(worker, **how):
    """Return the code of `product` when only it fails."""
    report = worker.report(base(product=how))
    assert breakdown(report, "product") is None
    assert breakdown(report, "model") is not None
    return code(report, "product")


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"status": 400, "body": '{"detail": "Bad range"}'}, "BAD_REQUEST"),
        ({"status": 400, "body": '{"detail": "No active workspace found for the current account."}'}, "NO_WORKSPACE"),
        ({"status": 401, "body": "{}"}, "NOT_ACCEPTED"),
        ({"status": 403, "body": '{"detail": "Forbidden"}'}, "NO_ACCESS"),
        ({"status": 403, "body": "<html>Just a moment...</html>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 403, "body": "<html><script src=/cdn-cgi/challenge-platform/>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 403, "body": "<html>", "type": "text/html", "more": {"cf-mitigated": "challenge"}}, "CHALLENGE"),
        ({"status": 403, "body": "<html>Policy of our company</html>", "type": "text/html"}, "BLOCKED"),
        ({"status": 403, "body": f"<html>No<script src={WATCHES_EVERY_PAGE}>", "type": "text/html"}, "BLOCKED"),
        ({"status": 403, "body": "<html>No</html>", "type": "text/html", "more": {"cf-mitigated": "block"}}, "BLOCKED"),
        ({"status": 503, "body": "<html>Just a moment...</html>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 503, "body": "<html></html>", "type": "text/html"}, "SERVER"),
        ({"status": 503, "body": "{}", "more": {"retry-after": "7"}}, "RATE_LIMITED"),
        ({"status": 404, "body": '{"detail": "Not Found"}'}, "NOT_FOUND"),
        ({"status": 404, "body": "<html></html>", "type": "text/html"}, "NOT_FOUND"),
        ({"status": 418, "body": "{}"}, "BAD_REQUEST"),
        ({"status": 422, "body": '{"detail": []}'}, "BAD_REQUEST"),
        ({"status": 429, "body": "{}"}, "RATE_LIMITED"),
        ({"status": 500, "body": "{}"}, "SERVER"),
        ({"status": 502, "body": "{}", "more": {"x-openai-authorization-error": "403"}}, "NO_ACCESS"),
        ({"status": 302, "body": "", "more": {"location": "https://auth.openai.com/"}}, "SIGNED_OUT"),
        ({"status": 304}, "SHAPE"),
        ({"status": 204}, "SHAPE"),
        ({"status": 205}, "SHAPE"),
        ({"status": 206, "body": '{"data": []}'}, "SHAPE"),
        ({"body": "<!DOCTYPE html>", "type": "text/html"}, "SHAPE"),
        ({"body": '{"data": []}', "type": "text/html"}, "SHAPE"),
        ({"body": '{"data": [{"date": "2026-0'}, "SHAPE"),
        ({"body": '{"data": []} {"data": []}'}, "SHAPE"),
        ({"body": ""}, "SHAPE"),
        ({"bytes": base64.b64encode('{"data": []}'.encode("utf-16")).decode()}, "SHAPE"),
        ({"bytes": base64.b64encode(b'{"data": [], "unit": "\xff"}').decode()}, "SHAPE"),
        ({"body": "[" * 100_000 + "]" * 100_000}, "SHAPE"),
        ({"fail": "network"}, "SERVER"),
        ({"fail": "stall"}, "TIMEOUT"),
    ],
)
def test_a_failed_report_is_named_and_the_others_are_kept(worker, how, expected):
    assert failed(worker, **how) == expected


@pytest.mark.parametrize(
    "body",
    ["null", "true", "42", '"text"', "{}", "[]", '{"rows": []}', '{"data": {}}', '{"data": [1]}', '{"data": null}'],
)
def test_json_that_is_no_report_is_refused(worker, body):
    assert failed(worker, body=body) == "SHAPE"


@pytest.mark.parametrize("values", [None, [], "x", 3, [["a", 1]]])
def test_a_row_whose_values_are_no_map_refuses_the_report(worker, values):
    assert failed(worker, body=json.dumps({"data": [{"date": "2026-09-18", "values": values}]})) == "SHAPE"


def test_a_byte_order_mark_does_no_harm(worker):
    text = base64.b64encode("\ufeff".encode() + json.dumps(bodies("product")).encode()).decode()
    assert worker.report(base(product={"bytes": text})) == worker.report(base())


def test_fields_nobody_named_are_not_stored(worker):
    def more(body):
        body["next_cursor"] = "CANARY"
        body["data"][0]["email"] = "CANARY"

    assert worker.report(base(product=more)) == worker.report(base())


def test_a_body_over_the_limit_is_not_read_to_its_end(worker):
    answers = base(product={"body": '{"data": [' + " " * 20_000 + "]}"})
    envelope, _ = worker.collect(answers, bounds={"body_bytes": 10_000})
    product = next(answer for answer in envelope["answers"] if answer["report"] == "product")
    assert (product["kind"], product["body"]) == ("too_big", None)
    assert BOUNDS["body_bytes"] == 5_000_000


def test_an_answer_of_too_many_rows_is_too_big(worker):
    rows = [{"date": "2026-09-18", "values": {}}] * 110_000
    assert failed(worker, body=json.dumps({"data": rows})) == "TOO_BIG"


@pytest.mark.parametrize(("series", "expected"), [(500, "ok"), (501, "TOO_BIG")])
def test_a_breakdown_has_at_most_five_hundred_series(worker, series, expected):
    rows = [{"date": f"2026-09-{day}", "values": {f"key {at}": 1 for at in range(day, series, 2)}} for day in (14, 15)]
    assert sum(len(row["values"]) for row in rows) < series
    rows.append({"date": "2026-09-16", "values": {f"key {at}": 1 for at in range(series)}})
    assert code(worker.report(base(model={"body": json.dumps({"data": rows})})), "model") == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"fail": "network"}, "OFFLINE"),
        ({"status": 401, "body": "{}"}, "SIGNED_OUT"),
        ({"status": 403, "body": "{}"}, "NO_ACCESS"),
        ({"status": 403, "body": "<html>", "type": "text/html"}, "BLOCKED"),
        ({"status": 403, "body": "<html>Just a moment", "type": "text/html"}, "CHALLENGE"),
        ({"status": 404, "body": "{}"}, "NOT_FOUND"),
        ({"status": 429, "body": "{}"}, "RATE_LIMITED"),
        ({"status": 500, "body": "{}"}, "SERVER"),
        ({"status": 200, "body": "<html>", "type": "text/html"}, "SHAPE"),
        ({"status": 302, "body": ""}, "SIGNED_OUT"),
    ],
)
def test_a_refresh_that_could_read_nothing_has_the_code_of_its_reports(worker, how, expected):
    result = worker.refresh(base(**dict.fromkeys(DATA, how), accounts=how))
    assert result["code"] == expected


def test_a_personal_workspace_is_said_to_be_missing_rather_than_forbidden(worker):
    forbidden = {"status": 403, "body": "{}"}
    refused = dict.fromkeys(DATA, forbidden) | {"surface": "error_400_no_active_workspace"}
    assert worker.refresh(base(**refused))["code"] == "NO_WORKSPACE"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 60_000),
        ("120", 120_000),
        ("1e9", 60_000),
        ("1000000000", 3_600_000),
        ("-1", 60_000),
        ("soon", 60_000),
        ("", 60_000),
        (None, 60_000),
        ("Sat, 19 Sep 2026 14:10:00 GMT", 300_000),
        ("Fri, 18 Sep 2026 14:10:00 GMT", 60_000),
    ],
)
def test_the_wait_chatgpt_asks_for_is_kept_between_a_minute_and_an_hour(worker, header, wait):
    more = {} if header is None else {"retry-after": header}
    result = worker.refresh(base(surface={"status": 429, "body": "{}", "more": more}))
    assert result["wait"] == wait


def test_nothing_is_asked_after_two_reports_were_rate_limited(worker):
    limited = {"status": 429, "body": "{}"}
    _, asked = worker.collect(base(**dict.fromkeys(DATA, limited), accounts=limited))
    assert len(asked) <= 2 + BOUNDS["at_once"] + 1  # the session twice, and what was under way


def test_older_days_of_a_refused_report_are_not_asked_for(worker):
    spans = [["2026-06-01", "2026-09-19"]]
    _, asked = worker.collect(base(product={"status": 403, "body": "{}"}), spans=spans)
    assert sum(one["query"].get("breakdown") == "product" for one in asked) == 1
    assert sum(one["query"].get("breakdown") == "model" for one in asked) == 4
