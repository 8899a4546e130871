"""What a second read adds to the first: settled days, kept reports, restated days, other people."""

import json

import pytest

from simulator.worker.worker import SPAN, base, bodies, rows
from tests.contract.stored_report import breakdown, cells, code, section

LATER = "2026-09-20T08:00:00Z"
MUCH_LATER = "2026-12-20T08:00:00Z"
REFUSED = {"status": 403, "body": '{"detail": "Forbidden"}'}
BROKEN = {"status": 500, "body": "{}"}


@pytest.fixture(scope="module")
def first(plain_worker):
    return plain_worker.report(base(workspace=bodies("activity")))


def covered_days(worker, report):
    return worker.call("coverage.coveredDays", report)


def test_days_that_had_settled_when_they_were_read_are_not_asked_for_again(worker, first):
    assert covered_days(worker, first)["product"] == [["2026-08-21", "2026-09-12"]]
    _, asked = worker.collect(base(), spans=[["2026-08-21", "2026-09-20"]], covered=covered_days(worker, first))
    asked_days = {
        (one["query"]["start_date"], one["query"]["end_date"]) for one in asked if "start_date" in one["query"]
    }
    assert asked_days == {("2026-09-13", "2026-09-20")}


def test_a_second_read_replaces_its_days_and_keeps_the_others(worker, first):
    body = rows(("2026-09-19", 500), ("2026-09-20", 7), data_freshness_ts="2026-09-20T05:00:00Z")
    answers = base(product=body, workspace=REFUSED)
    report = worker.report(answers, known=first, now=LATER, spans=[["2026-09-13", "2026-09-20"]])
    found, before = breakdown(report, "product"), breakdown(first, "product")
    assert found["spans"] == [["2026-08-21", "2026-09-20"]]
    assert cells(found)["2026-09-19", "codex"] == 500
    assert ("2026-09-18", "codex") not in cells(found)
    old = {cell: value for cell, value in cells(before).items() if cell[0] < "2026-09-13"}
    assert {cell: value for cell, value in cells(found).items() if cell[0] < "2026-09-13"} == old
    assert found["fresh"] == "2026-09-20T05:00:00Z"
    assert section(report, "product")["at"] == LATER


def test_a_report_that_fails_keeps_its_figures_and_their_age(worker, first):
    report = worker.report(base(model=BROKEN), known=first, now=LATER)
    assert breakdown(report, "model") == breakdown(first, "model")
    assert section(report, "model") == {"report": "model", "code": "SERVER", "at": "2026-09-19T14:05:00Z"}


def test_limits_that_fail_keep_their_figures_and_their_age(worker, first):
    report = worker.report(base(limits=BROKEN), known=first, now=LATER)
    assert report["limits"] == first["limits"]
    assert section(report, "limits")["at"] == first["fetched_at"]


def test_a_report_refused_for_the_first_time_keeps_what_it_had(worker, first):
    report = worker.report(base(workspace=REFUSED), known=first, now=LATER)
    assert report["scopes"]["workspace"] == first["scopes"]["workspace"]
    assert code(report, "workspace") == "NO_ACCESS"


def test_a_failed_piece_makes_the_report_partial_and_leaves_its_days_out(worker):
    spans = [["2026-07-21", "2026-09-19"]]
    older = {"path": "/backend-api/wham/usage/daily-workspace-user-credit-usage", "status": 500, "body": "{}"}
    older["query"] = {"breakdown": "product", "start_date": "2026-07-21"}
    report = worker.report([older, *base()], spans=spans)
    assert code(report, "product") == "PARTIAL"
    assert breakdown(report, "product")["spans"] == [["2026-08-20", "2026-09-19"]]


def test_a_whole_report_goes_before_a_partial_one_for_the_totals(worker):
    older = {"path": "/backend-api/wham/usage/daily-workspace-user-credit-usage", "status": 500, "body": "{}"}
    older["query"] = {"breakdown": "product", "start_date": "2026-07-21"}
    model = {"path": older["path"], "query": {"breakdown": "model", "start_date": "2026-07-21"}, "body": '{"data": []}'}
    report = worker.report([older, model, *base()], spans=[["2026-07-21", "2026-09-19"]])
    assert report["scopes"]["mine"]["totals"]["source"] == "model"
    assert report["scopes"]["mine"]["spans"] == [["2026-07-21", "2026-09-19"]]


def test_moving_days_that_could_not_be_read_again_hold_the_age_back(worker, first):
    spans = [["2026-09-13", "2026-10-20"]]
    newest = {"path": "/backend-api/wham/usage/daily-workspace-user-credit-usage", "status": 500, "body": "{}"}
    newest["query"] = {"breakdown": "product", "start_date": "2026-09-13"}
    fine = {"path": newest["path"], "query": {"breakdown": "product"}, "body": json.dumps(rows(("2026-10-18", 1)))}
    report = worker.report([newest, fine, *base()], known=first, now="2026-10-20T08:00:00Z", spans=spans)
    assert code(report, "product") == "PARTIAL"
    assert section(report, "product")["at"] == first["fetched_at"]
    assert (
        cells(breakdown(report, "product"))["2026-09-18", "codex"]
        == cells(breakdown(first, "product"))["2026-09-18", "codex"]
    )


def test_days_that_never_settled_and_are_too_old_to_be_asked_for_are_forgotten(worker, first):
    answers = base(product=rows(("2026-12-20", 1)))
    report = worker.report(answers, known=first, now=MUCH_LATER, spans=[["2026-10-26", "2026-12-20"]])
    spans = breakdown(report, "product")["spans"]
    assert spans[0] == ["2026-08-21", "2026-09-12"]
    assert section(report, "product")["at"] == MUCH_LATER


def test_a_settled_day_that_changed_is_told(worker, first):
    def restate(body):
        body["data"][0]["values"]["codex"] += 10
        del body["data"][1]
        body["data"][-1]["values"]["codex"] += 99  # today moves anyway

    report = worker.report(base(product=restate), known=first, now=LATER)
    totals = dict(zip(first["scopes"]["mine"]["totals"]["days"], first["scopes"]["mine"]["totals"]["values"]))
    day, gone = bodies("product")["data"][0]["date"], bodies("product")["data"][1]["date"]
    assert report["restatements"] == [
        {"day": gone, "was": totals[gone], "now": 0},
        {"day": day, "was": totals[day], "now": pytest.approx(totals[day] + 10)},
    ]


def test_restated_days_are_told_until_settled_days_are_read_again(worker, first):
    told = first | {"restatements": [{"day": "2026-08-21", "was": 1, "now": 2}]}
    body = rows(("2026-09-20", 7))
    report = worker.report(base(product=body), known=told, now=LATER, spans=[["2026-09-20", "2026-09-20"]])
    assert report["restatements"] == told["restatements"]
    assert worker.report(base(), known=told, now=LATER)["restatements"] == []


def test_no_more_than_31_restated_days_are_told(worker):
    spans = [["2026-06-01", "2026-09-19"]]
    days = worker.call("intervals.chunk", spans, 1)
    body = rows(*[(day, 1) for day, _ in days])
    known = worker.report(base(product=body), spans=spans)
    body = rows(*[(day, 2) for day, _ in days])
    restatements = worker.report(base(product=body), known=known, now=LATER, spans=spans)["restatements"]
    assert [one["day"] for one in restatements] == sorted((one["day"] for one in restatements), reverse=True)
    assert (len(restatements), restatements[0]["day"]) == (31, "2026-09-12")


def test_days_of_the_token_report_give_way_when_the_credit_report_answers_again(worker, first):
    tokens = worker.report(base(model=REFUSED))
    assert "model" not in covered_days(worker, tokens)
    assert breakdown(worker.report(base(), known=tokens, now=LATER), "model")["source"] == "credits"
    mixed = worker.report(base(model=REFUSED), known=first, now=LATER, spans=[["2026-09-13", "2026-09-19"]])
    assert breakdown(mixed, "model")["source"] == "tokens"
    assert breakdown(mixed, "model")["spans"] == [SPAN]


def test_a_refresh_for_new_days_only_leaves_the_rest_as_it_was(worker, first):
    earlier = ["2026-07-21", "2026-08-20"]
    requests = worker.call("plan.planRequests", [earlier], {}, {"account": False})
    assert {one["report"] for one in requests}.isdisjoint({"accounts", "limits", "monthly"})
    envelope, _ = worker.collect(base(product=rows(("2026-08-01", 3))), spans=[earlier])
    envelope["answers"] = [one for one in envelope["answers"] if one["report"] == "product"]
    report = worker.build_report(envelope, first, LATER)["report"]
    assert report["limits"] == first["limits"]
    assert section(report, "model") == section(first, "model")
    assert section(report, "product") == section(first, "product")
    assert breakdown(report, "product")["spans"] == [["2026-07-21", "2026-09-19"]]


def test_what_is_truncated_before_is_the_newest_year_and_says_since_when(worker, sound):
    spans = [["2025-01-01", "2026-09-19"]]
    days = [day for day, _ in worker.call("intervals.chunk", spans, 1)]
    body = rows(*[(day, 1) for day in days])
    counts = {"data": [{"date": day, "totals": {"turns": 1, "threads": 1, "credits": 2}} for day in days]}
    report = worker.report(base(product=body, activity=counts, workspace=counts), spans=spans)
    short = worker.call("truncate.truncate", report, "2026-09-19")
    sound(short)
    assert worker.call("validate.isReport", short) is True
    assert short["truncated_before"] == "2025-09-19"
    for scope in short["scopes"].values():
        assert len(scope["totals"]["days"]) == len(scope["totals"]["values"]) == 366
        assert scope["spans"] == [["2025-09-19", "2026-09-19"]]
    assert len(short["scopes"]["mine"]["activity"]["turns"]) == 366


def with_mine(report, **changes):
    return report | {"scopes": report["scopes"] | {"mine": report["scopes"]["mine"] | changes}}


def test_a_stored_report_that_is_not_sound_is_told_from_one_that_is(worker, first):
    assert worker.call("validate.isReport", first) is True
    invalid = [
        None, [], "x", 3, {},
        first | {"schema": 4},
        first | {"extra": 1},
        {name: value for name, value in first.items() if name != "restatements"},
        first | {"fetched_at": "2026-09-19"},
        with_mine(first, spans=[["2026-09-19", "2026-08-21"]]),
        with_mine(first, metered=None),
        first | {"restatements": [{"day": "2026-02-30", "was": 1, "now": 2}]},
        with_mine(first, totals=first["scopes"]["mine"]["totals"] | {"values": [1]}),
        with_mine(first, breakdowns=[first["scopes"]["mine"]["breakdowns"][0] | {"days": ["2026-09-01"]}]),
        with_mine(first, activity=first["scopes"]["mine"]["activity"] | {"turns": []}),
        with_mine(first, totals={"source": "product", "days": ["2026-09-01", "2026-09-02"], "values": [6e14, -6e14]}),
        with_mine(first, unit="Credits"),
        first | {"report_status": first["report_status"][:-2]},
        first | {"limits": first["limits"] | {"unread": ["credits", "credits"]}},
    ]  # fmt: skip
    assert [one for one in invalid if worker.call("validate.isReport", one)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"identity": "me@example.com"},
        {"identity": 7},
        {"answers": None},
        {"answers": [{}]},
        {"answers": [None]},
        {"workspace": None},
    ],
)
def test_an_envelope_of_another_shape_is_refused(worker, change):
    envelope, _ = worker.collect(base())
    assert worker.build_report(envelope | change) == {"code": "SHAPE", "wait": None}
