"""What the limits keep of earlier ones: the limit before it changed, and the reset before the present one."""

import pytest

from simulator.worker.worker import base

OCTOBER, NOVEMBER = 1790812800, 1793491200


def read(worker, limit, reset=OCTOBER, known=None, now="2026-09-19T14:05:00Z"):
    """Return the report of a read in which the personal limit is `limit` and ends at `reset`."""

    def with_limit(body):
        body["spend_control"]["individual_limit"] |= {"limit": limit, "reset_at": reset, "reset_after_seconds": None}

    return worker.report(base(limits=with_limit), known=known, now=now)


def test_a_first_read_knows_nothing_of_before(worker):
    limits = read(worker, 7000)["limits"]
    assert (limits["previous"], limits["previous_reset"]) == (None, None)


def test_a_limit_that_moves_within_its_period_leaves_the_one_before(worker):
    first = read(worker, 7000)
    raised = read(worker, 9000, known=first, now="2026-09-19T15:00:00Z")
    kept = {"limit": 7000, "at": "2026-09-19T15:00:00Z", "resets_at": "2026-10-01T00:00:00Z"}
    assert raised["limits"]["previous"] == kept
    assert read(worker, 9000, known=raised, now="2026-09-19T16:00:00Z")["limits"]["previous"] == kept
    again = read(worker, 9500, known=raised, now="2026-09-19T17:00:00Z")
    assert again["limits"]["previous"]["limit"] == 9000


def test_the_limit_of_another_period_is_no_limit_before(worker):
    raised = read(worker, 9000, known=read(worker, 7000))
    after = read(worker, 8000, NOVEMBER, known=raised)
    assert after["limits"]["previous"] is None
    assert after["limits"]["previous_reset"] == "2026-10-01T00:00:00Z"


@pytest.mark.parametrize("reset", [OCTOBER, OCTOBER + 1, OCTOBER - 1])
def test_a_reset_told_a_second_apart_is_the_same(worker, reset):
    limits = read(worker, 9000, reset, known=read(worker, 7000))["limits"]
    assert (limits["previous"]["limit"], limits["previous_reset"]) == (7000, None)


def test_the_reset_before_is_kept_and_is_always_the_earlier_one(worker):
    after = read(worker, 7000, NOVEMBER, known=read(worker, 7000))
    kept = read(worker, 7000, NOVEMBER, known=after)
    assert kept["limits"]["previous_reset"] == "2026-10-01T00:00:00Z"
    untold = read(worker, 7000, None, known=after)["limits"]
    assert (untold["personal"]["resets_at"], untold["previous_reset"]) == (None, "2026-10-01T00:00:00Z")
    back = read(worker, 7000, OCTOBER, known=read(worker, 7000, NOVEMBER))
    assert back["limits"]["previous_reset"] is None


def test_limits_that_could_not_be_read_keep_what_they_knew(worker):
    raised = read(worker, 9000, known=read(worker, 7000))
    failed = worker.report(base(limits={"status": 500, "body": "{}"}), known=raised)
    assert failed["limits"] == raised["limits"]
