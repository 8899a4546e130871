"""A limit is told as far as ChatGPT tells it, in two reports: never more, and never that there is none."""

import json

import pytest

from simulator.worker.worker import VARIANTS, base
from tests.contract.stored_report import code
from tests.contract.usage import NO_CAP, read, usage, used_percents

NO_LIMIT = json.loads(VARIANTS["wham_usage_enterprise_no_limit"]["body"])


def monthly(limit=None, **more):
    return {"balance_unit": "credit", "current_month_usage": 1811.2, "effective_monthly_limit": limit} | more


def of_month(worker, body):
    """Return the personal limit when only the month's report knows it."""
    return read(worker, NO_LIMIT, monthly=body)[1]["personal"]


@pytest.mark.parametrize("limit", [0.0, "8000", [], True])
def test_a_personal_limit_that_cannot_be_read_is_unknown_and_leaves_the_rest(worker, limit):
    found, limits = read(worker, usage(limit), monthly={"status": 404, "body": "{}"})
    assert (found, limits["personal"]["state"]) in (("PARTIAL", "unknown"), ("ok", "unknown"))
    assert used_percents(limits["windows"]) == [23, 44]


@pytest.mark.parametrize(
    ("limit", "share"),
    [
        ({"used_percent": 53, "remaining_percent": 47}, 53),
        ({"remaining_percent": "40"}, 60),
        ({"used_percent": 13}, 13),
    ],
)
def test_a_per_cent_without_figures_is_kept(worker, limit, share):
    personal = read(worker, usage(limit | {"reset_at": 1790812800}), monthly=NO_CAP)[1]["personal"]
    assert (personal["state"], personal["used_percent"], personal["resets_at"]) == (
        "hidden",
        share,
        "2026-10-01T00:00:00Z",
    )
    assert (personal["limit"], personal["used"], personal["remaining"]) == (None, None, None)


def test_the_month_knows_the_figures_of_a_limit_told_in_per_cent(worker):
    month = monthly({"limit": 7400, "enforcement_mode": "HARD_CAP"})
    personal = read(worker, usage({"used_percent": 24, "reset_at": 1790812800}), monthly=month)[1]["personal"]
    assert (personal["state"], personal["source"], personal["used"], personal["limit"]) == (
        "set",
        "monthly",
        1811.2,
        7400,
    )
    assert (personal["remaining"], personal["used_percent"]) == (5588.8, 24)
    assert personal["resets_at"] == "2026-10-01T00:00:00Z"


@pytest.mark.parametrize(
    ("mode", "state", "enforcement"),
    [
        ("HARD_CAP", "set", "hard"),
        ("hard_cap", "set", "hard"),
        ("Soft_Cap", "set", "soft"),
        ("FUTURE_MODE", "set", None),
        (None, "set", None),
        ({"mode": "HARD_CAP"}, "set", None),
        ("NONE", "not_set", None),
        ("off", "not_set", None),
        ("disabled", "not_set", None),
        ("no_limit", "not_set", None),
        ("unlimited", "unlimited", None),
    ],
)
def test_how_a_limit_is_enforced_is_said_only_as_far_as_it_is_told(worker, mode, state, enforcement):
    personal = of_month(worker, monthly({"limit": 7400, "enforcement_mode": mode, "limit_mode": "amount_credits"}))
    assert (personal["state"], personal["enforcement"]) == (state, enforcement)
    assert (personal["limit"], personal["used"]) == (7400 if state == "set" else None, 1811.2)


@pytest.mark.parametrize("mode", ["FUTURE_MODE", {"mode": "x"}, "HARD_CAP"])
def test_a_mode_without_a_number_is_not_no_limit(worker, mode):
    personal = of_month(worker, monthly({"limit": None, "enforcement_mode": mode}))
    assert (personal["state"], personal["used"]) == ("unknown", 1811.2)


def test_the_month_s_amount_with_its_unit_is_its_limit(worker):
    cap = {"limit": None, "enforcement_mode": "HARD_CAP", "limit_amount": {"amount": 7000.0, "unit": "Credit"}}
    personal = of_month(worker, monthly(cap))
    assert (personal["state"], personal["limit"], personal["remaining"]) == ("set", 7000, 5188.8)


@pytest.mark.parametrize(
    ("unit", "found", "state", "limit", "used"),
    [
        ("usd", "ok", "set", 280, 1811.2),
        (None, "ok", "set", 280, None),  # nobody says what the use is in
        ("credit", "UNIT", "unknown", None, None),  # two units
        ("percent", "UNIT", "unknown", None, None),
    ],
)
def test_the_month_in_dollars_keeps_what_is_told_in_dollars(worker, unit, found, state, limit, used):
    cap = {"limit": None, "enforcement_mode": "HARD_CAP", "limit_amount": {"amount": 280.0, "unit": "usd"}}
    report = worker.report(base(limits=NO_LIMIT, monthly=monthly(cap, balance_unit=unit, reset_at=1790812800)))
    personal = report["limits"]["personal"]
    assert (code(report, "monthly"), personal["state"], personal["unit"]) == (found, state, "usd")
    assert (personal["limit"], personal["used"], personal["resets_at"]) == (limit, used, "2026-10-01T00:00:00Z")


@pytest.mark.parametrize("use", ["NaN", {"amount": 3}, "1,811"])
def test_the_month_s_limit_stands_without_its_use(worker, use):
    report = worker.report(base(limits=NO_LIMIT, monthly=monthly({"limit": 7400}, current_month_usage=use)))
    personal = report["limits"]["personal"]
    assert (personal["state"], personal["limit"], personal["used"]) == ("set", 7400, None)
    assert (code(report, "monthly"), code(report, "limits")) == ("PARTIAL", "ok")
    assert report["limits"]["unread"] == ["monthly"]


@pytest.mark.parametrize("limit", [{"amount": 7400}, "Infinity", "lots"])
def test_the_month_s_use_stands_without_its_limit(worker, limit):
    personal = of_month(worker, monthly({"limit": limit, "enforcement_mode": "HARD_CAP"}))
    assert (personal["state"], personal["limit"], personal["used"]) == ("unknown", None, 1811.2)


@pytest.mark.parametrize("kind", [None, "individual"])
@pytest.mark.parametrize("month", [NO_CAP, {"status": 404, "body": "{}"}])
def test_a_limit_that_is_reached_is_never_none(worker, kind, month):
    control = {"reached": True, "reached_limit_type": kind, "individual_limit": None}
    assert read(worker, usage(spend_control=control), monthly=month)[1]["personal"]["state"] == "hidden"


@pytest.mark.parametrize("month", [NO_CAP, {"status": 401, "body": "{}"}, {"status": 404, "body": "{}"}])
def test_an_empty_limit_is_unknown_and_blames_nobody(worker, month):
    assert read(worker, usage({}), monthly=month)[1]["personal"]["state"] == "unknown"


@pytest.mark.parametrize(
    ("control", "state"), [({"individual_limit": None}, "not_set"), ({"of_tomorrow": 1}, "unknown")]
)
def test_that_there_is_no_limit_is_said_only_where_its_place_is_told_and_empty(worker, control, state):
    _, limits = read(worker, usage(spend_control=control), monthly={"status": 404, "body": "{}"})
    assert limits["personal"]["state"] == state


def test_windows_without_length_and_further_ones_are_kept(worker):
    rate = {
        "primary_window": {"used_percent": 11, "reset_after_seconds": 60},
        "secondary_window": {"used_percent": 100, "reset_after_seconds": 172_800},
        "monthly_window": {"limit_window_seconds": 2_592_000},
    }
    windows = read(worker, usage(rate_limit=rate))[1]["windows"]
    assert [(one["used_percent"], one["seconds"]) for one in windows] == [(11, None), (100, None), (None, 2_592_000)]
    flat = read(worker, usage(rate_limit={"used_percent": 36, "limit_window_seconds": 300}))[1]["windows"]
    assert [(one["used_percent"], one["seconds"]) for one in flat] == [(36, 300)]


def test_unlimited_credits_and_no_credits_are_told_apart(worker):
    _, limits = read(worker, usage(None, credits={"has_credits": False, "unlimited": True}, rate_limit=None))
    assert (limits["personal"]["state"], limits["credits"]["has_credits"]) == ("unlimited", False)
    none = {"has_credits": False, "unlimited": False, "balance": "0"}
    _, limits = read(worker, usage(None, credits=none), monthly=NO_CAP)
    assert (limits["credits"]["has_credits"], limits["credits"]["balance"], used_percents(limits["windows"])) == (
        False,
        0,
        [23, 44],
    )
