"""One part that cannot be read takes no other with it, and what is told of a limit is never made more."""

import json

import pytest
from contract.stored import code
from contract.worker import VARIANTS, base

NO_LIMIT = json.loads(VARIANTS["wham_usage_enterprise_no_limit"]["body"])
WINDOW = {"used_percent": 23, "limit_window_seconds": 18_000, "reset_after_seconds": 7200}
WEEK = {"used_percent": 44, "limit_window_seconds": 604_800, "reset_after_seconds": 300_000}
LIMIT = {"limit": "8000", "used": "2480.5", "remaining": "5519.5", "used_percent": 31, "reset_at": 1790812800}


def usage(limit=LIMIT, **more):
    """Return a body of wham/usage with windows, credits and a personal limit."""
    return {
        "plan_type": "business",
        "rate_limit": {"allowed": True, "limit_reached": False, "primary_window": WINDOW, "secondary_window": WEEK},
        "credits": {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None},
        "spend_control": {"reached": False, "individual_limit": limit},
    } | more


def read(worker, body, **more):
    """Return the code of the limits and the stored limits of a body."""
    report = worker.report(base(limits=body, **more))
    return code(report, "limits"), report["limits"]


def told(windows):
    return [one["used_percent"] for one in windows]


def monthly(limit=None, **more):
    return {"balance_unit": "credit", "current_month_usage": 1811.2, "effective_monthly_limit": limit} | more


def of_month(worker, body):
    """Return the personal limit when only the month's report knows it."""
    return read(worker, NO_LIMIT, monthly=body)[1]["personal"]


def test_a_balance_in_scientific_writing_loses_nothing(worker):
    found, limits = read(worker, usage(credits={"has_credits": True, "balance": "0E-10"}))
    assert (found, limits["unread"]) == ("ok", [])
    assert (limits["personal"]["used"], limits["personal"]["limit"]) == (2480.5, 8000)
    assert (limits["credits"]["balance"], told(limits["windows"])) == (0, [23, 44])


@pytest.mark.parametrize("extra", ["garbage", {"spark": {}}, {}, [5], ["x"], [{"rate_limit": "x"}], 7, True])
def test_extra_windows_that_cannot_be_read_take_nothing_with_them(worker, extra):
    found, limits = read(worker, usage(additional_rate_limits=extra))
    assert (found, limits["unread"]) == ("PARTIAL", ["windows"])
    assert (limits["personal"]["limit"], told(limits["windows"])) == (8000, [23, 44])


def test_one_extra_window_that_cannot_be_read_leaves_the_next(worker):
    extra = [
        {"limit_name": "A", "rate_limit": {"primary_window": 3}},
        {"limit_name": "B", "rate_limit": {"primary_window": WINDOW}},
    ]
    found, limits = read(worker, usage(additional_rate_limits=extra))
    assert (found, [one["name"] for one in limits["windows"]]) == ("PARTIAL", ["Codex", "Codex", "B"])


@pytest.mark.parametrize(
    ("credits", "known"),
    [
        ({"has_credits": "false", "unlimited": False, "balance": "12"}, (None, False, 12)),
        ({"has_credits": True, "unlimited": False, "balance": {"amount": 3}}, (True, False, None)),
        ({"has_credits": True, "unlimited": False, "balance": "NaN"}, (True, False, None)),
    ],
)
def test_each_part_of_the_credits_is_read_apart(worker, credits, known):
    found, limits = read(worker, usage(credits=credits))
    held = limits["credits"]
    assert (held["has_credits"], held["unlimited"], held["balance"]) == known
    assert (found, limits["unread"], limits["personal"]["limit"]) == ("PARTIAL", ["credits"], 8000)


def test_an_empty_balance_is_one_that_is_not_shared(worker):
    found, limits = read(worker, usage(credits={"has_credits": True, "balance": ""}))
    assert (found, limits["credits"]["balance"]) == ("ok", None)


@pytest.mark.parametrize("limit", [0.0, "8000", [], True])
def test_a_personal_limit_that_cannot_be_read_is_unknown_and_leaves_the_rest(worker, limit):
    found, limits = read(worker, usage(limit), monthly={"status": 404, "body": "{}"})
    assert (found, limits["personal"]["state"]) in (("PARTIAL", "unknown"), ("ok", "unknown"))
    assert told(limits["windows"]) == [23, 44]


def test_one_figure_that_cannot_be_read_leaves_the_other_figures(worker):
    found, limits = read(worker, usage(LIMIT | {"used": "2,480.5"}))
    assert (found, limits["unread"]) == ("PARTIAL", ["individual_limit"])
    personal = limits["personal"]
    assert (personal["limit"], personal["left"], personal["per_cent"], personal["used"]) == (8000, 5519.5, 31, 2480.5)


@pytest.mark.parametrize(("share", "known"), [("54%", 54), (" 12.5 % ", 12.5), ("7", 7)])
def test_a_per_cent_may_be_text(worker, share, known):
    window = {"primary_window": WINDOW | {"used_percent": share}}
    found, limits = read(worker, usage(LIMIT | {"used_percent": share}, rate_limit=window))
    assert (found, limits["personal"]["per_cent"], told(limits["windows"])) == ("ok", known, [known])


def test_a_shared_limit_that_cannot_be_read_is_named(worker):
    control = {
        "reached": False,
        "individual_limit": LIMIT,
        "workspace_default_limit": "x",
        "group_shared_limit": {"details": LIMIT},
    }
    found, limits = read(worker, usage(spend_control=control))
    assert (found, limits["unread"]) == ("PARTIAL", ["workspace_default"])
    assert [one["kind"] for one in limits["others"]] == ["group_shared"]


@pytest.mark.parametrize(
    ("limit", "known"),
    [
        ({"limit": "100"}, (100, None, None)),
        ({"limit": "100", "remaining": "60"}, (100, 40, 60)),
        ({"limit": "100", "used": "30"}, (100, 30, 70)),
    ],
)
def test_a_figure_is_completed_only_from_two_that_are_told(worker, limit, known):
    personal = read(worker, usage(limit))[1]["personal"]
    assert (personal["limit"], personal["used"], personal["left"]) == known


def test_a_reset_may_be_told_in_seconds_from_now(worker):
    limit = {name: value for name, value in LIMIT.items() if name != "reset_at"} | {"reset_after_seconds": 86_400}
    assert read(worker, usage(limit))[1]["personal"]["resets_at"] == "2026-09-20T14:05:00Z"


def test_an_amount_with_its_unit_stands_in_for_a_limit(worker):
    limit = LIMIT | {"limit": None, "limit_amount": {"amount": "9100", "unit": "CREDIT"}}
    assert read(worker, usage(limit))[1]["personal"]["limit"] == 9100


@pytest.mark.parametrize(
    "limit",
    [
        LIMIT | {"unit": "usd"},
        LIMIT | {"unit": "USD"},
        LIMIT | {"limit": None, "limit_amount": {"amount": 280, "unit": "usd"}},
        LIMIT | {"limit_amount": {"amount": 280, "unit": "usd"}},
    ],
)
def test_dollars_give_no_figure_but_the_per_cent_and_the_reset(worker, limit):
    found, limits = read(worker, usage(limit))
    personal = limits["personal"]
    assert (found, personal["state"], personal["unit"]) == ("ok", "unknown", "usd")
    assert (personal["limit"], personal["used"], personal["left"]) == (None, None, None)
    assert (personal["per_cent"], personal["resets_at"]) == (31, "2026-10-01T00:00:00Z")


NO_CAP = {"status": 404, "body": '{"detail": "Current user monthly cap is not available."}'}


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
    assert (personal["state"], personal["per_cent"], personal["resets_at"]) == ("hidden", share, "2026-10-01T00:00:00Z")
    assert (personal["limit"], personal["used"], personal["left"]) == (None, None, None)


def test_the_month_knows_the_figures_of_a_limit_told_in_per_cent(worker):
    month = monthly({"limit": 7400, "enforcement_mode": "HARD_CAP"})
    personal = read(worker, usage({"used_percent": 24, "reset_at": 1790812800}), monthly=month)[1]["personal"]
    assert (personal["state"], personal["source"], personal["used"], personal["limit"]) == (
        "set",
        "monthly",
        1811.2,
        7400,
    )
    assert (personal["left"], personal["per_cent"]) == (5588.8, 24)
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
    assert (personal["state"], personal["limit"], personal["left"]) == ("set", 7000, 5188.8)


def test_the_month_in_dollars_is_unknown_with_its_reset(worker):
    cap = {"limit": None, "enforcement_mode": "HARD_CAP", "limit_amount": {"amount": 280.0, "unit": "usd"}}
    for unit in ("usd", "credit"):
        report = worker.report(base(limits=NO_LIMIT, monthly=monthly(cap, balance_unit=unit, reset_at=1790812800)))
        personal = report["limits"]["personal"]
        assert (code(report, "monthly"), personal["state"], personal["unit"]) == ("UNIT", "unknown", "usd")
        assert (personal["limit"], personal["used"], personal["resets_at"]) == (None, None, "2026-10-01T00:00:00Z")


@pytest.mark.parametrize("use", ["NaN", {"amount": 3}, "1,811"])
def test_the_month_s_limit_stands_without_its_use(worker, use):
    report = worker.report(base(limits=NO_LIMIT, monthly=monthly({"limit": 7400}, current_month_usage=use)))
    personal = report["limits"]["personal"]
    assert (personal["state"], personal["limit"], personal["used"]) == ("set", 7400, None)
    assert (code(report, "monthly"), code(report, "limits")) == ("PARTIAL", "PARTIAL")
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


def test_a_shared_limit_that_is_reached_says_nothing_of_the_personal_one(worker):
    control = {"reached": True, "reached_limit_type": "group_shared", "individual_limit": LIMIT}
    _, limits = read(worker, usage(spend_control=control))
    assert (limits["personal"]["state"], limits["personal"]["used"]) == ("set", 2480.5)
    assert (limits["reached"], limits["reached_limit_type"]) == (True, "group_shared")


@pytest.mark.parametrize("month", [NO_CAP, {"status": 401, "body": "{}"}, {"status": 404, "body": "{}"}])
def test_an_empty_limit_is_unknown_and_blames_nobody(worker, month):
    assert read(worker, usage({}), monthly=month)[1]["personal"]["state"] == "unknown"


def test_what_the_server_allows_is_kept(worker):
    body = usage(rate_limit={"allowed": False, "limit_reached": True, "primary_window": WINDOW | {"used_percent": 97}})
    _, limits = read(worker, body | {"ordinary_usage_allowed": False})
    window = limits["windows"][0]
    assert (window["used_percent"], window["allowed"], window["reached"]) == (97, False, True)
    assert (limits["ordinary_usage_allowed"], limits["windows_reported"]) == (False, True)


def test_a_rate_limit_without_windows_is_a_window_without_figures(worker):
    _, limits = read(worker, usage(rate_limit={"allowed": False, "limit_reached": True}))
    assert limits["windows"] == [
        {
            "name": "Codex", "used_percent": None, "seconds": None, "resets_at": None, "opened": True,
            "reached": True, "allowed": False,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(("rate", "known"), [(None, False), ({}, True), ({"primary_window": None}, True), ("x", None)])
def test_whether_there_are_windows_is_said_only_of_what_was_told(worker, rate, known):
    _, limits = read(worker, usage(rate_limit=rate))
    assert (limits["windows"], limits["windows_reported"]) == ([], known)


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


def test_a_window_of_which_one_figure_cannot_be_read_keeps_the_other(worker):
    found, limits = read(
        worker, usage(rate_limit={"primary_window": WINDOW | {"used_percent": "bad"}, "secondary_window": WEEK})
    )
    assert (found, [(one["used_percent"], one["seconds"]) for one in limits["windows"]]) == (
        "PARTIAL", [(None, 18_000), (44, 604_800)],
    )  # fmt: skip


def test_unlimited_credits_and_no_credits_are_told_apart(worker):
    _, limits = read(worker, usage(None, credits={"has_credits": False, "unlimited": True}, rate_limit=None))
    assert (limits["personal"]["state"], limits["credits"]["has_credits"]) == ("unlimited", False)
    none = {"has_credits": False, "unlimited": False, "balance": "0"}
    _, limits = read(worker, usage(None, credits=none), monthly=NO_CAP)
    assert (limits["credits"]["has_credits"], limits["credits"]["balance"], told(limits["windows"])) == (
        False,
        0,
        [23, 44],
    )
