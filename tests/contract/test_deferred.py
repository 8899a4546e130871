"""Which daily reports a refresh leaves out, and for how long."""

from datetime import datetime

import pytest

from simulator.worker.worker import SPAN, base

NOW = "2026-09-19T14:05:00Z"
RECENT = [["2026-07-20", "2026-09-19"]]
READ = {"recent": "2026-09-19", "since": "2026-09-19", "spans": RECENT}


@pytest.fixture
def report(worker):
    """Return a report that was just read, all of it."""
    row = {"date": SPAN[1], "totals": {"credits": 8}, "clients": [], "models": []}
    return worker.report(base(workspace={"data": [row]}), spans=[SPAN], now=NOW)


def left_out(worker, report, now=NOW, shown="model", required=(SPAN,), revalidation=READ):
    """Return the reports that a refresh at `now` leaves out."""
    milliseconds = datetime.fromisoformat(now).timestamp() * 1000
    return worker.call("deferred.listDeferred", report, revalidation, list(required), shown, milliseconds)


def status(report, name):
    return next(row for row in report["report_status"] if row["report"] == name)


def test_what_is_not_on_screen_is_left_out_for_the_rest_of_the_day(worker, report):
    assert left_out(worker, report, "2026-09-19T23:59:59Z") == ["speed", "effort", "workspace"]
    assert left_out(worker, report, "2026-09-20T00:00:01Z") == ["workspace"]
    assert left_out(worker, report, "2026-09-20T14:05:00Z") == []  # a day later


@pytest.mark.parametrize("shown", ["speed", "effort", "workspace"])
def test_what_is_on_screen_is_not_left_out(worker, report, shown):
    assert shown not in left_out(worker, report, shown=shown)


@pytest.mark.parametrize("code", ["SERVER", "PARTIAL", "SHAPE", "UNIT", "TOO_BIG"])
def test_what_was_not_read_in_full_is_asked_for_again(worker, report, code):
    status(report, "speed")["code"] = code
    assert "speed" not in left_out(worker, report)


def test_on_another_scale_everything_is_asked_for(worker, report):
    status(report, "product")["code"] = "SCALE"
    assert left_out(worker, report) == []


def test_what_was_read_by_a_clock_that_was_ahead_is_asked_for(worker, report):
    assert left_out(worker, report, "2026-09-19T14:04:00Z") == []


def test_days_that_were_never_read_are_asked_for_of_every_report(worker, report):
    assert left_out(worker, report, required=RECENT) == []


def test_days_that_are_read_once_a_week_are_read_of_every_report(worker, report):
    old = ["2026-05-01", "2026-05-31"]
    for scope in report["scopes"].values():
        scope["spans"] = [old, SPAN]
        for one in scope["breakdowns"]:
            one["spans"] = [old, SPAN]
    every = ["speed", "effort", "workspace"]
    assert left_out(worker, report, required=[old, SPAN], revalidation=READ | {"spans": [old]}) == every
    assert left_out(worker, report, required=[old, SPAN]) == []


def test_a_role_that_may_not_see_the_workspace_is_asked_about_once_a_day(worker, report):
    status(report, "workspace").update(code="NO_ACCESS", at=None)
    assert "workspace" in left_out(worker, report)
    assert "workspace" not in left_out(worker, report, revalidation=READ | {"recent": "2026-09-18"})


def test_the_recent_days_of_what_was_left_out_are_read_in_full(worker, report):
    status(report, "workspace")["at"] = "2026-09-18T14:05:00Z"
    covered = worker.call("deferred.currentCoverage", report, READ, "2026-09-19")
    assert covered["product"]
    assert covered["workspace"] == []


def test_a_report_is_behind_the_totals_from_a_minute_on(worker, report):
    for at, expected in (("2026-09-19T14:04:01Z", False), ("2026-09-19T14:04:00Z", True)):
        status(report, "speed")["at"] = at
        assert worker.call("deferred.isBehind", report, "speed") is expected
    assert worker.call("deferred.isBehind", report, "product") is False
