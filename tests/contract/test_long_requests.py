"""Requests of up to 90 days: what happens where ChatGPT refuses them, answers too much, or answers fewer days."""

import json

import pytest

from simulator.worker.worker import base, bodies
from tests.contract.stored_report import breakdown, by_day, code, totals

CREDITS = "/backend-api/wham/usage/daily-workspace-user-credit-usage"
SPAN = ["2026-07-10", "2026-09-19"]  # 72 days
NOW, LATER = "2026-09-19T14:05:00Z", "2026-09-20T14:05:00Z"


def refusing(status=422, detail="too long", **more):
    """Return the answer to a request of the whole span, whichever report it is for."""
    answers = base()
    paths = {one["path"] for one in answers if "daily-workspace" in one["path"]}
    return [
        {"path": path, "query": {"start_date": SPAN[0], "end_date": SPAN[1]}, "status": status, **more}
        | {"body": json.dumps({"detail": detail})}
        for path in paths
    ]


def days_asked(asked, name):
    return [
        [one["query"]["start_date"], one["query"]["end_date"]] for one in asked if one["query"].get("breakdown") == name
    ]


PIECES = [["2026-08-20", "2026-09-19"], ["2026-07-20", "2026-08-19"], ["2026-07-10", "2026-07-19"]]


def test_a_long_request_that_is_answered_is_the_only_one(worker):
    envelope, asked = worker.collect(base(), spans=[SPAN], longest=90)
    assert days_asked(asked, "model") == [SPAN]
    assert envelope["long_refused"] is False


@pytest.mark.parametrize("status", [400, 422])
def test_days_that_are_refused_at_once_are_asked_for_in_pieces(worker, status):
    product = usage(("2026-07-12", 3), ("2026-08-01", 4), ("2026-09-18", 5))
    answers = [*refusing(status), *base(product=product)]
    envelope, asked = worker.collect(answers, spans=[SPAN], longest=90)
    assert envelope["long_refused"] is True
    assert days_asked(asked, "product") == [SPAN, *PIECES]
    long = [one for one in asked if one["query"].get("start_date") == SPAN[0] and one["query"]["end_date"] == SPAN[1]]
    assert len(long) < 7  # of seven reports: the last one is asked when a refusal is known
    report = worker.build_report(envelope)["report"]
    assert code(report, "product") == "ok"
    assert breakdown(report, "product")["spans"] == [SPAN]
    assert sorted(days_asked(asked, "model")[-3:]) == sorted(PIECES)


def test_without_an_active_workspace_nothing_is_asked_in_pieces(worker):
    answers = [*refusing(400, "No active workspace found for the current account."), *base()]
    envelope, asked = worker.collect(answers, spans=[SPAN], longest=90)
    assert days_asked(asked, "product") == [SPAN]
    assert envelope["long_refused"] is False


def test_a_question_that_is_refused_in_pieces_too_is_a_wrong_one(worker):
    answers = base(product={"status": 422, "body": "{}"})
    envelope, asked = worker.collect(answers, spans=[SPAN], longest=90)
    assert days_asked(asked, "product")[:2] == [SPAN, PIECES[0]]
    assert code(worker.build_report(envelope)["report"], "product") == "BAD_REQUEST"


def test_an_answer_that_is_too_large_is_asked_for_in_pieces(worker):
    large = {
        "path": CREDITS,
        "query": {"breakdown": "model", "start_date": SPAN[0]},
        "body": json.dumps({"data": "x" * 9_000}),
    }
    envelope, asked = worker.collect([large, *base()], spans=[SPAN], longest=90, bounds={"body_bytes": 8_000})
    assert days_asked(asked, "model")[:2] == [SPAN, PIECES[0]]
    assert envelope["long_refused"] is True


def usage(*pairs):
    return {"data": [{"date": day, "values": {"codex": value}} for day, value in pairs]} | {
        "data_freshness_ts": "2026-09-19T12:00:00Z"
    }


def test_a_day_that_cannot_be_read_costs_no_more_than_its_31_days(worker):
    body = usage(("2026-07-12", 3), ("2026-08-01", "many"), ("2026-09-18", 5))
    report = worker.report(base(product=body), spans=[SPAN], longest=90)
    assert code(report, "product") == "PARTIAL"
    assert breakdown(report, "product")["spans"] == [PIECES[2], PIECES[0]]
    assert by_day(breakdown(report, "product")) == {"2026-07-12": {"codex": 3}, "2026-09-18": {"codex": 5}}


def test_days_of_no_use_before_the_first_row_are_zeros_where_nothing_else_is_known(worker):
    report = worker.report(base(product=usage(("2026-09-18", 5))), spans=[SPAN], longest=90)
    assert breakdown(report, "product")["spans"] == [SPAN]


def test_days_that_an_answer_leaves_out_without_a_word_keep_their_figures(worker):
    known = worker.report(base(product=usage(("2026-07-12", 3), ("2026-09-18", 5))), spans=[SPAN], now=NOW)
    cut = base(product=usage(("2026-08-02", 4), ("2026-09-18", 5)))
    envelope, _ = worker.collect(cut, spans=[SPAN], longest=90)
    result = worker.build_report(envelope, known, LATER)
    assert result["isCut"] is True
    assert by_day(breakdown(result["report"], "product")) == {
        "2026-07-12": {"codex": 3}, "2026-08-02": {"codex": 4}, "2026-09-18": {"codex": 5},
    }  # fmt: skip
    assert totals(result["report"])["2026-07-12"] == 3
    oldest = {"path": CREDITS, "query": {"breakdown": "product", "start_date": SPAN[0]}, "body": json.dumps(usage())}
    short, _ = worker.collect([oldest, *cut], spans=[SPAN], longest=31)
    assert "2026-07-12" not in totals(worker.build_report(short, known, LATER)["report"])  # 31 days are believed


def test_a_workspace_report_of_fewer_days_keeps_the_figures_too(worker):
    row = {"date": "2026-07-12", "totals": {"credits": 8}, "clients": [], "models": []}
    rows = [row, row | {"date": "2026-09-18"}]
    whole = {"workspace": bodies("activity") | {"data": rows}}
    known = worker.report(base(**whole), spans=[SPAN], now=NOW)
    envelope, _ = worker.collect(base(workspace=bodies("activity") | {"data": rows[1:]}), spans=[SPAN], longest=90)
    report = worker.build_report(envelope, known, LATER)["report"]
    assert report["scopes"]["workspace"]["totals"]["values"] == [8, 8]
