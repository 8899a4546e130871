"""The limit's five states, what else can stop a person, and the month's own report."""

import json

import pytest

from simulator.worker.worker import VARIANTS, base, bodies
from tests.contract.stored_report import code

NO_LIMIT = json.loads(VARIANTS["wham_usage_enterprise_no_limit"]["body"])


def personal(worker, **changed):
    return worker.report(base(**changed))["limits"]["personal"]


@pytest.mark.parametrize(
    ("changed", "state", "source"),
    [
        ({}, "set", "usage"),
        ({"limits": "wham_usage_enterprise_over_limit"}, "set", "usage"),
        ({"limits": "wham_usage_enterprise_unlimited"}, "unlimited", "usage"),
        ({"limits": "wham_usage_enterprise_no_limit"}, "set", "monthly"),
        ({"limits": NO_LIMIT, "monthly": "monthly_usage_no_limit"}, "not_set", "monthly"),
        ({"limits": NO_LIMIT, "monthly": "monthly_usage_soft_cap"}, "set", "monthly"),
        ({"limits": NO_LIMIT, "monthly": "monthly_usage_unlimited"}, "unlimited", "monthly"),
        ({"limits": NO_LIMIT, "monthly": "error_404_monthly_cap_unavailable"}, "not_set", "monthly"),
        ({"limits": NO_LIMIT, "monthly": {"status": 404, "body": "{}"}}, "not_set", "usage"),
        ({"limits": NO_LIMIT, "monthly": {"status": 403, "body": "{}"}}, "hidden", None),
        ({"limits": NO_LIMIT, "monthly": {"status": 401, "body": "{}"}}, "unknown", None),
        ({"limits": NO_LIMIT, "monthly": {"status": 500, "body": "{}"}}, "unknown", None),
        ({"limits": {"plan_type": "business"}}, "unknown", None),
    ],
)
def test_each_state_of_the_limit_is_told_from_the_others(worker, changed, state, source):
    found = personal(worker, **changed)
    assert (found["state"], found["source"]) == (state, source)


def test_use_over_the_limit_is_kept_as_it_is(worker):
    found = personal(worker, limits="wham_usage_enterprise_over_limit")
    assert (found["used"], found["limit"], found["remaining"], found["used_percent"]) == (
        11779.1933475709,
        7000,
        0,
        168,
    )


def test_a_limit_of_zero_is_a_limit(worker):
    def zero(body):
        body["spend_control"]["individual_limit"] |= {"limit": "0", "remaining": "0"}

    found = personal(worker, limits=zero)
    assert (found["state"], found["limit"], found["remaining"]) == ("set", 0, 0)


def test_the_months_use_is_known_without_a_limit(worker):
    found = personal(worker, limits=NO_LIMIT, monthly="monthly_usage_no_limit")
    assert (found["used"], found["limit"]) == (3799.739789539, None)


def test_a_limit_without_figures_is_hidden(worker):
    def bare(body):
        body["spend_control"]["individual_limit"] = {"limit": None, "used": None}

    assert personal(worker, limits=bare, monthly={"status": 403, "body": "{}"})["state"] == "hidden"


@pytest.mark.parametrize("unit", ["usd", "USD", "tokens"])
def test_a_limit_keeps_its_figures_in_its_own_unit(worker, unit):
    def dollars(body):
        body["spend_control"]["individual_limit"]["unit"] = unit

    found = personal(worker, limits=dollars)
    assert (found["state"], found["limit"], found["unit"]) == ("set", 7000, unit.lower())
    month = bodies("monthly")
    month["effective_monthly_limit"]["limit_amount"] = None
    month = worker.report(base(limits=NO_LIMIT, monthly=month | {"balance_unit": unit}))
    found = month["limits"]["personal"]
    assert (code(month, "monthly"), found["state"], found["unit"]) == ("ok", "set", unit.lower())


@pytest.mark.parametrize(
    "move",
    [
        lambda body, limit: body.update(individual_limit=limit, spend_control=None),
        lambda body, limit: body.update(rate_limit={"individual_limit": limit}, spend_control=None),
        lambda body, limit: body.update(spendControl={"individualLimit": limit}, spend_control=None),
    ],
)
def test_the_limit_is_found_where_older_answers_had_it(worker, move):
    def older(body):
        limit = body["spend_control"]["individual_limit"]
        limit["resets_at"] = limit.pop("reset_at")
        limit["limit"] = 7000
        move(body, limit)

    assert personal(worker, limits=older) == personal(worker)


@pytest.mark.parametrize("plan", ["guest", "free", "go", "plus", "pro", "prolite", "promax"])
def test_the_limits_of_a_personal_plan_are_not_taken_for_the_workspaces(worker, plan):
    report = worker.report(base(limits=lambda body: body | {"plan_type": plan}))
    assert (code(report, "limits"), report["limits"]) == ("PERSONAL", None)
    assert code(report, "product") == "ok"
    assert report["scopes"]["mine"]["totals"]["days"]


def test_the_limits_of_a_personal_plan_leave_the_ones_known_as_they_are(worker):
    before = worker.report(base())
    after = worker.report(base(limits="wham_usage_consumer_plus"), known=before)
    assert (code(after, "limits"), after["limits"]) == ("PERSONAL", before["limits"])


def test_nothing_but_the_limits_of_a_personal_plan_is_a_personal_account(worker):
    refused = {"status": 403, "body": "{}"}
    daily = ("product", "model", "speed", "effort", "surface", "activity", "workspace")
    answers = base(limits="wham_usage_consumer_plus", **dict.fromkeys(daily, refused))
    assert worker.refresh(answers)["code"] == "PERSONAL"


GATE = {
    "the limit is known": (lambda _body: None, True),
    "the limit is null": (lambda body: body["spend_control"].update(individual_limit=None), True),
    "the limit has no figure": (lambda body: body["spend_control"]["individual_limit"].update(limit=None), True),
    "no spend control": (lambda body: body.pop("spend_control") and None, False),
    "a personal plan": (
        lambda body: body.update(plan_type="plus") or body["spend_control"].update(individual_limit=None),
        False,
    ),
    "unlimited credits": (
        lambda body: body["credits"].update(unlimited=True) or body["spend_control"].update(individual_limit=None),
        False,
    ),
}


@pytest.mark.parametrize("case", GATE)
def test_the_month_is_asked_for_only_where_chatgpt_knows_limits_and_one_may_stop(worker, case):
    change, asked_for = GATE[case]
    _, asked = worker.collect(base(limits=lambda body: change(body) and None))
    assert any("monthly-usage" in one["path"] for one in asked) is asked_for


def test_the_month_is_not_asked_for_when_the_limits_failed(worker):
    envelope, asked = worker.collect(base(limits={"status": 500, "body": "{}"}))
    assert not any("monthly-usage" in one["path"] for one in asked)
    assert code(worker.build_report(envelope)["report"], "monthly") == "NOT_ASKED"


def test_a_refused_month_neither_signs_out_nor_asks_for_the_session_again(worker):
    answers = base(limits=NO_LIMIT, monthly={"status": 401, "body": '{"detail": "workspace account needed"}'})
    envelope, asked = worker.collect(answers)
    assert sum(one["path"] == "/api/auth/session" for one in asked) == 2
    assert code(worker.build_report(envelope)["report"], "monthly") == "NO_ACCESS"


def test_the_limits_shared_with_others_are_told_apart_and_a_group_by_its_name(worker):
    limit = bodies("limits")["spend_control"]["individual_limit"]

    def shared(body):
        body["spend_control"] |= {
            "workspace_shared_limit": limit | {"limit": "250000"},
            "group_shared_limit": {"group_id": "g-SECRET", "group_name": " Robo\u202etics\n", "details": limit},
            "group_default_limit": {"group_name": "robin@example.com", "details": limit},
            "role_budget_limit": None,
        }

    report = worker.report(base(limits=shared))
    assert [(one["kind"], one["limit"], one.get("name")) for one in report["limits"]["others"]] == [
        ("workspace_shared", 250_000, None),
        ("group_default", 7000, "name withheld"),
        ("group_shared", 7000, "Robotics"),
    ]
    assert "SECRET" not in str(report)


def test_windows_are_named_and_an_untouched_one_has_not_opened(worker):
    windows = worker.report(base(limits="wham_usage_team_windows"))["limits"]["windows"]
    assert [(one["name"], one["used_percent"], one["seconds"], one["opened"]) for one in windows] == [
        ("Codex", 37, 18_000, True),
        ("Codex", 12, 604_800, True),
        ("Code review", 0, 604_800, False),
    ]


def test_an_untouched_window_that_is_running_has_opened(worker):
    def running(body):
        body["additional_rate_limits"][0]["rate_limit"]["primary_window"] |= {"reset_after_seconds": 9000}

    assert worker.report(base(limits=running))["limits"]["windows"][0]["opened"] is True


@pytest.mark.parametrize(
    ("variant", "balance"),
    [
        ("wham_usage_enterprise_balance_string", 1834.25),
        ("edge_wham_usage_balance_number", 1834.25),
        ("wham_usage_enterprise_overage_reached", 0),
        ("wham_usage_enterprise_no_limit", None),
    ],
)
def test_a_balance_is_a_number_or_unknown(worker, variant, balance):
    assert worker.report(base(limits=variant))["limits"]["credits"]["balance"] == balance


def test_what_was_reached_is_kept_as_chatgpt_says_it(worker):
    limits = worker.report(base(limits="wham_usage_enterprise_over_limit"))["limits"]
    assert (limits["reached"], limits["reached_limit_type"]) == (True, "individual")
    assert limits["reached_type"] == "workspace_member_usage_limit_reached"
    plain = worker.report(base(limits=lambda body: body | {"rate_limit_reached_type": "rate_limit_reached"}))
    assert plain["limits"]["reached_type"] == "rate_limit_reached"


def test_no_credit_access_told_is_not_no_credits(worker):
    assert worker.report(base(limits=lambda body: body | {"credits": None}))["limits"]["credits"] is None


@pytest.mark.parametrize(
    "broken",
    [
        {"body": "{}"},
        {"detail": "x"},
        {"plan_type": "business", "credits": "many"},
        {"plan_type": "business", "credits": {"has_credits": "yes"}},
        {"plan_type": "business", "spend_control": {"individual_limit": {"limit": "lots"}}},
        {"plan_type": "business", "spend_control": []},
        {"plan_type": "business", "additional_rate_limits": "x"},
    ],
)
def test_limits_of_another_shape_are_refused_and_the_days_are_kept(worker, broken):
    report = worker.report(base(limits=broken, monthly={"status": 500, "body": "{}"}))
    assert (code(report, "limits"), report["limits"]) == ("SHAPE", None)
    assert report["scopes"]["mine"]["totals"]["days"]


def test_an_impossible_reset_is_unknown_not_an_error(worker):
    def far(body):
        body["spend_control"]["individual_limit"] |= {"reset_at": 1e11, "reset_after_seconds": 1e12}
        window = body["additional_rate_limits"][0]["rate_limit"]["primary_window"]
        window |= {"reset_at": None, "reset_after_seconds": 1e12}

    limits = worker.report(base(limits=far))["limits"]
    assert limits["personal"]["resets_at"] is None
    assert limits["windows"][0]["resets_at"] is None
