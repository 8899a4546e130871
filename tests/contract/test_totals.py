"""The day totals, when the report they come from is another than last time: no day that was known is lost."""

import pytest

from simulator.worker.worker import base, rows
from tests.contract.stored_report import section, totals

LATER = "2026-09-20T08:00:00Z"
BROKEN = {"status": 500, "body": "{}"}
OLDER = [["2026-07-21", "2026-08-20"]]  # the days of a longer range, asked for at once
IN_AUGUST = rows(("2026-08-01", 5))


@pytest.fixture(scope="module")
def stored(plain_worker):
    """Return a report whose totals come from the models, since the products could not be read."""
    report = plain_worker.report(base(product=BROKEN))
    assert report["scopes"]["mine"]["totals"]["source"] == "model"
    return report


def test_totals_keep_the_days_that_their_new_source_was_never_read_for(worker, stored):
    report = worker.report(base(product=IN_AUGUST), known=stored, spans=OLDER)
    assert report["scopes"]["mine"]["totals"]["source"] == "product"
    assert report["scopes"]["mine"]["spans"] == [["2026-07-21", "2026-09-19"]]
    assert totals(report) == {"2026-08-01": 5} | totals(stored)


def test_days_kept_from_another_source_are_no_restated_days_when_their_own_reads_them(worker, stored):
    def one_more(body):
        for row in body["data"]:
            row["values"]["codex"] += 1

    mixed = worker.report(base(product=IN_AUGUST), known=stored, spans=OLDER)
    report = worker.report(base(product=one_more), known=mixed, now=LATER)
    assert totals(report)["2026-08-21"] == pytest.approx(totals(mixed)["2026-08-21"] + 1)
    assert report["restatements"] == []


def test_kept_days_that_were_still_moving_hold_the_age_of_their_new_source_back(worker, stored):
    report = worker.report(base(product=IN_AUGUST), known=stored, now=LATER, spans=OLDER)
    assert section(report, "product")["at"] == stored["fetched_at"]
