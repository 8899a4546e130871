"""A breakdown has at most 500 series, however many answers it is put together from: what is over is left out and told."""

import json
from datetime import date, timedelta

import pytest

from simulator.worker.worker import base, bodies
from tests.contract.stored_report import breakdown, by_day, code, section, totals

MOST = 500
CREDITS = "/backend-api/wham/usage/daily-workspace-user-credit-usage"
FIRST, LATER = "2026-09-19T14:05:00Z", "2026-10-25T08:00:00Z"


def days(start, end):
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return [(first + timedelta(days=at)).isoformat() for at in range((last - first).days + 1)]


def usage(start, end, keys, fresh="2026-09-19T12:00:00Z"):
    """Return the body of a daily report with one credit a day for each of `keys(day)`."""
    data = [{"date": day, "values": dict.fromkeys(keys(day), 1)} for day in days(start, end)]
    return {"data": data, "data_freshness_ts": fresh}


def named(prefix, count):
    """Return a function that gives the same `count` keys every day."""
    return lambda _day: [f"{prefix} {at}" for at in range(count)]


def ten_a_day(day):
    """Return ten keys that no other day has."""
    return [f"{day} {at}" for at in range(10)]


def piece(start, body):
    """Return the answer to the question for the models from `start` on."""
    return {"path": CREDITS, "query": {"breakdown": "model", "start_date": start}, "body": json.dumps(body)}


def series(report, name="model", scope="mine"):
    return len(breakdown(report, name, scope)["series"])


def test_five_hundred_series_in_two_answers_are_kept(worker):
    older = piece("2026-07-21", usage("2026-07-21", "2026-08-19", named("old", MOST - 10)))
    newer = usage("2026-08-20", "2026-09-19", named("new", 10))
    report = worker.report([older, *base(model=newer)], spans=[["2026-07-21", "2026-09-19"]])
    assert (code(report, "model"), series(report)) == ("ok", MOST)
    assert breakdown(report, "model")["spans"] == [["2026-07-21", "2026-09-19"]]


def test_an_older_answer_that_is_one_series_too_many_is_left_out_whole(worker):
    older = piece("2026-07-21", usage("2026-07-21", "2026-08-19", named("old", MOST - 9)))
    newer = usage("2026-08-20", "2026-09-19", named("new", 10))
    report = worker.report([older, *base(model=newer)], spans=[["2026-07-21", "2026-09-19"]])
    assert (code(report, "model"), series(report)) == ("TOO_BIG", 10)
    assert breakdown(report, "model")["spans"] == [["2026-08-20", "2026-09-19"]]


@pytest.fixture
def full(worker):
    """Return a report whose models are as many as fit: ten new ones each day for fifty days."""
    older = piece("2026-08-01", usage("2026-08-01", "2026-08-19", ten_a_day))
    newer = usage("2026-08-20", "2026-09-19", ten_a_day)
    report = worker.report([older, *base(model=newer)], spans=[["2026-08-01", "2026-09-19"]], now=FIRST)
    assert (code(report, "model"), series(report)) == ("ok", MOST)
    return report


def test_what_is_read_takes_the_place_of_the_oldest_known_days(worker, full):
    body = usage("2026-09-10", "2026-10-10", ten_a_day, LATER)
    report = worker.report(base(model=body), known=full, now=LATER, spans=[["2026-09-10", "2026-10-10"]])
    assert (section(report, "model"), series(report)) == ({"report": "model", "code": "TOO_BIG", "at": LATER}, MOST)
    kept = breakdown(report, "model")
    assert kept["spans"] == [["2026-08-22", "2026-10-10"]]
    assert by_day(kept) == {day: dict.fromkeys(ten_a_day(day), 1) for day in days("2026-08-22", "2026-10-10")}


def test_days_of_a_breakdown_that_are_dropped_keep_their_totals(worker, full):
    body = usage("2026-09-10", "2026-10-10", ten_a_day, LATER)
    report = worker.report(base(model=body), known=full, now=LATER, spans=[["2026-09-10", "2026-10-10"]])
    dropped = days("2026-08-01", "2026-08-19")  # of which ChatGPT told nothing but the models
    assert [totals(report).get(day) for day in dropped] == [10] * len(dropped)


def test_the_series_that_are_known_already_do_not_count_twice(worker, full):
    body = usage("2026-09-10", "2026-09-19", ten_a_day)
    report = worker.report(base(model=body), known=full, now=LATER, spans=[["2026-09-10", "2026-09-19"]])
    assert (code(report, "model"), by_day(breakdown(report, "model"))) == ("ok", by_day(breakdown(full, "model")))


def test_a_read_that_is_too_large_by_itself_leaves_what_is_known(worker, full):
    body = usage("2026-09-10", "2026-10-10", named("more", MOST + 1))
    report = worker.report(base(model=body), known=full, now=LATER, spans=[["2026-09-10", "2026-10-10"]])
    assert code(report, "model") == "TOO_BIG"
    assert breakdown(report, "model") == breakdown(full, "model")


def test_a_refresh_of_which_everything_is_too_large_stores_nothing(worker):
    large = usage("2026-09-10", "2026-09-19", named("more", MOST + 1))
    refused = {"status": 403, "body": "{}"}
    credits = dict.fromkeys(("product", "model", "speed", "effort"), large)
    answers = base(**credits, **dict.fromkeys(("surface", "activity", "limits", "monthly"), refused))
    assert worker.refresh(answers)["code"] == "TOO_BIG"


@pytest.mark.parametrize("name", ["model", "surface"])
def test_the_breakdowns_of_the_workspace_are_bound_alike(worker, name):
    list_name, key = {"model": ("models", "model"), "surface": ("clients", "client_id")}[name]

    def with_keys(count):
        body = bodies("activity")
        for row in body["data"]:
            row[list_name] = [{key: f"key {at}", "credits": 1} for at in range(count)]
        return body

    report = worker.report(base(workspace=with_keys(MOST)))
    assert (code(report, "workspace"), series(report, name, "workspace")) == ("ok", MOST)
    assert code(worker.report(base(workspace=with_keys(MOST + 1))), "workspace") == "TOO_BIG"
