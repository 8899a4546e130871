"""A day is read again until its source knew all of it: reports that stand still, then fill in."""

import pytest

from simulator.worker.worker import base, rows
from tests.contract.stored_report import breakdown, cells

FIRST, LATER, FULL = "2026-09-19T14:05:00Z", "2026-09-20T14:05:00Z", ["2026-08-21", "2026-09-20"]
FROZEN, MENDED = "2026-09-07T06:00:00Z", "2026-09-20T12:00:00Z"
KNOWN = [("2026-09-01", 1), ("2026-09-06", 2)]
LATE = [("2026-09-08", 30), ("2026-09-11", 40), ("2026-09-12", 50), ("2026-09-19", 60)]
CREDITS = ("product", "model", "speed", "effort")


def counts(pairs, fresh):
    data = [{"date": day, "totals": {"turns": n, "threads": n, "credits": n}} for day, n in pairs]
    return {"data": data, "data_freshness_ts": fresh}


def answers_with(pairs, fresh, frozen=None):
    """Return answers with `pairs`; with `frozen` the other reports are those of a source that never stood still."""
    every = {report: rows(*pairs, data_freshness_ts=fresh) for report in CREDITS}
    every |= {"activity": counts(pairs, fresh), "workspace": counts(pairs, fresh)}
    if frozen is None:
        return base(**every)
    moving = answers_by_report([*KNOWN, *LATE], "2026-09-19T12:00:00Z")
    return base(**moving | {frozen: every[frozen]})


def answers_by_report(pairs, fresh):
    every = {report: rows(*pairs, data_freshness_ts=fresh) for report in CREDITS}
    return every | {"activity": counts(pairs, fresh), "workspace": counts(pairs, fresh)}


def second(worker, first, given):
    """Return the report of a refresh that asks only what is not held, answered as ChatGPT cuts it."""
    covered = worker.call("coverage.coveredDays", first)
    envelope, _ = worker.collect(given, spans=[FULL], covered=covered)
    return worker.build_report(envelope, first, LATER)["report"]


def values(report, name):
    if name == "workspace":
        totals = report["scopes"]["workspace"]["totals"]
        return dict(zip(totals["days"], totals["values"]))
    if name == "activity":
        activity = report["scopes"]["mine"]["activity"]
        return dict(zip(activity["days"], activity["turns"]))
    return {day: value for (day, _), value in cells(breakdown(report, name)).items()}


@pytest.mark.parametrize("frozen", [None, *CREDITS, "activity", "workspace"])
def test_days_read_while_a_report_stood_still_are_right_after_the_next_refresh(worker, frozen):
    first = worker.report(answers_with(KNOWN, FROZEN, frozen), now=FIRST, spans=[FULL])
    after = second(worker, first, base(**answers_by_report([*KNOWN, *LATE], MENDED)))
    for name in [frozen] if frozen else [*CREDITS, "activity", "workspace"]:
        assert values(after, name) == dict([*KNOWN, *LATE]), name
    totals = after["scopes"]["mine"]["totals"]
    assert dict(zip(totals["days"], totals["values"])) == dict([*KNOWN, *LATE])


def test_a_day_is_held_when_it_was_a_week_old_for_its_source_and_for_the_clock(worker):
    def covered(fresh):
        found = worker.report(answers_with(KNOWN, fresh), now=FIRST, spans=[FULL])
        return worker.call("coverage.coveredDays", found)

    for name in ("product", "workspace", "activity"):
        stop = "2026-08-31" if name == "product" else "2026-08-30"  # a week before the stamp, or the newest row
        assert covered(FROZEN)[name] == [["2026-08-21", stop]], name
    assert covered("2026-09-19T12:00:00Z")["product"] == [["2026-08-21", "2026-09-12"]]


def test_a_report_that_tells_no_freshness_is_held_up_to_a_week_before_its_newest_row(worker):
    def covered(*pairs):
        found = worker.report(answers_with(pairs, None), now=FIRST, spans=[FULL])
        return worker.call("coverage.coveredDays", found)

    for name in ("product", "workspace", "activity"):
        assert covered(("2026-09-06", 1))[name] == [["2026-08-21", "2026-08-30"]], name
        assert covered(("2026-09-18", 1))[name] == [["2026-08-21", "2026-09-11"]], name
        assert covered()[name] == [["2026-08-21", "2026-09-12"]], name


def test_days_that_could_not_be_read_again_keep_the_old_freshness(worker):
    first = worker.report(answers_with(KNOWN, FROZEN), now=FIRST, spans=[["2026-08-01", "2026-09-19"]])
    broken = [
        {"path": one["path"], "query": one["query"] | {"start_date": "2026-09-07"}, "status": 500, "body": "{}"}
        for one in base()
        if one.get("query", {}).get("breakdown") == "product"
    ]
    newer = base(**answers_by_report([("2026-10-15", 5)], "2026-10-20T07:00:00Z"))
    envelope, _ = worker.collect([*broken, *newer], spans=[["2026-09-07", "2026-10-20"]])
    for answer in envelope["answers"]:
        if answer["report"] == "product" and answer["start"] <= "2026-09-19":
            answer["status"], answer["body"] = 500, None
    after = worker.build_report(envelope, first, "2026-10-20T08:00:00Z")["report"]
    assert breakdown(after, "product")["fresh"] == FROZEN
    assert worker.call("coverage.coveredDays", after)["product"] == [["2026-08-20", "2026-08-31"]]
