"""Where ChatGPT's two answers on the limit differ, one is shown and what the other says is kept; where they agree, nothing is."""

import copy

import pytest

from simulator.worker.worker import base
from tests.contract.stored_report import code
from tests.contract.usage import NO_CAP, usage

RESET, LATER = 1790812800, 1791763200  # 1 and 12 October
OWN = {"limit": "900", "used": "310.5", "remaining": "589.5", "used_percent": 35, "reset_at": RESET}
NOTHING = {"state": "set", "limit": None, "unit": None, "used_percent": None, "resets_at": None}


def month(limit=900, **more):
    cap = limit if isinstance(limit, dict) else {"limit": limit, "enforcement_mode": "HARD_CAP"}
    return {
        "balance_unit": "credit",
        "current_month_usage": 290,
        "reset_at": RESET,
        "effective_monthly_limit": cap,
    } | more


def report_of_two_answers(worker, own, monthly):
    return worker.report(base(limits=usage(own), monthly=monthly))


@pytest.mark.parametrize(
    ("monthly", "other"),
    [
        (month(1200.5), {"limit": 1200.5, "unit": "credit"}),
        (month(reset_at=LATER), {"resets_at": "2026-10-12T00:00:00Z"}),
        (month(0), {"limit": 0, "unit": "credit"}),
        (month(900, balance_unit="usd"), {"limit": 900, "unit": "usd"}),
        (month({"limit": None, "enforcement_mode": "NONE"}), {"state": "not_set"}),
        (month({"limit": None, "limit_mode": "unlimited_platform_max"}), {"state": "unlimited"}),
    ],
)
def test_the_usage_report_is_shown_and_what_the_month_s_report_says_is_kept(worker, sound, monthly, other):
    report = report_of_two_answers(worker, OWN, monthly)
    sound(report)
    personal = report["limits"]["personal"]
    assert (personal["source"], personal["limit"], personal["used"]) == ("usage", 900, 310.5)
    assert personal["resets_at"] == "2026-10-01T00:00:00Z"
    assert report["limits"]["other"] == NOTHING | {"source": "monthly"} | other


@pytest.mark.parametrize(
    "monthly",
    [
        month(),
        month(current_month_usage=12.5),  # a use of another moment
        month(reset_at=RESET + 1),
        month(reset_at=None),
        month(None),
        month({}),
        month(900, effective_monthly_limit=None),
        month({"limit": "lots", "enforcement_mode": "HARD_CAP"}),
        NO_CAP,
        {"status": 401, "body": "{}"},
        {"status": 500, "body": "{}"},
    ],
)
def test_what_agrees_or_says_nothing_is_no_difference(worker, monthly):
    report = report_of_two_answers(worker, OWN, monthly)
    assert report["limits"]["other"] is None
    assert (report["limits"]["personal"]["source"], report["limits"]["personal"]["limit"]) == ("usage", 900)


@pytest.mark.parametrize(
    ("limit", "mode", "enforcement"),
    [(900, "HARD_CAP", "hard"), (900, "SOFT_CAP", "soft"), (900, "OTHER", None), (1200, "SOFT_CAP", None)],
)
def test_how_a_limit_is_enforced_is_taken_from_the_answer_that_tells_it_of_the_same_figure(
    worker, limit, mode, enforcement
):
    report = report_of_two_answers(worker, OWN, month({"limit": limit, "enforcement_mode": mode}))
    assert (report["limits"]["personal"]["source"], report["limits"]["personal"]["enforcement"]) == (
        "usage",
        enforcement,
    )


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ({"used_percent": 32, "reset_at": RESET}, None),
        ({"used_percent": 80}, {"used_percent": 80}),
        ({"used_percent": 32, "reset_at": LATER}, {"resets_at": "2026-10-12T00:00:00Z"}),
    ],
)
def test_a_share_that_the_month_s_figures_contradict_is_kept_beside_them(worker, own, other):
    report = report_of_two_answers(worker, own, month())
    assert (report["limits"]["personal"]["source"], report["limits"]["personal"]["used"]) == ("monthly", 290)
    assert report["limits"]["other"] == (other and NOTHING | {"source": "usage"} | other)


def test_a_report_of_before_has_no_other_answer(worker):
    report = report_of_two_answers(worker, OWN, month())
    before = copy.deepcopy(report)
    del before["limits"]["other"]
    assert worker.call("upgrade.upgradeReport", before) == report
    assert code(report, "monthly") == "ok"
