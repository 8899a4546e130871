"""One part of wham/usage that cannot be read takes no other with it."""

import pytest

from simulator.worker.worker import base
from tests.contract.usage import LIMIT, WEEK, WINDOW, read, usage, used_percents


def test_a_balance_in_scientific_writing_loses_nothing(worker):
    found, limits = read(worker, usage(credits={"has_credits": True, "balance": "0E-10"}))
    assert (found, limits["unread"]) == ("ok", [])
    assert (limits["personal"]["used"], limits["personal"]["limit"]) == (2480.5, 8000)
    assert (limits["credits"]["balance"], used_percents(limits["windows"])) == (0, [23, 44])


@pytest.mark.parametrize("extra", ["garbage", {"spark": 5}, [5], ["x"], [{"rate_limit": "x"}], 7, True])
def test_extra_windows_that_cannot_be_read_take_nothing_with_them(worker, extra):
    found, limits = read(worker, usage(additional_rate_limits=extra))
    assert (found, limits["unread"]) == ("PARTIAL", ["windows"])
    assert (limits["personal"]["limit"], used_percents(limits["windows"])) == (8000, [23, 44])


def test_one_extra_window_that_cannot_be_read_leaves_the_next(worker):
    extra = [
        {"limit_name": "A", "rate_limit": {"primary_window": 3}},
        {"limit_name": "B", "rate_limit": {"primary_window": WINDOW}},
    ]
    found, limits = read(worker, usage(additional_rate_limits=extra))
    assert (found, [one["name"] for one in limits["windows"]]) == ("PARTIAL", ["Codex", "Codex", "B"])


@pytest.mark.parametrize(("extra", "shown"), [(58, 60), (59, 2)])
def test_extra_windows_too_many_to_show_are_told_and_left_out(worker, extra, shown):
    more = [{"limit_name": f"Limit {at}", "rate_limit": {"primary_window": WINDOW}} for at in range(extra)]
    found, limits = read(worker, usage(additional_rate_limits=more))
    assert (len(limits["windows"]), limits["personal"]["limit"]) == (shown, 8000)
    assert (found, limits["unread"]) == (("ok", []) if shown > 2 else ("PARTIAL", ["windows"]))


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


def test_one_figure_that_cannot_be_read_leaves_the_other_figures(worker):
    found, limits = read(worker, usage(LIMIT | {"used": "2,480.5"}))
    assert (found, limits["unread"]) == ("PARTIAL", ["individual_limit"])
    personal = limits["personal"]
    assert (personal["limit"], personal["remaining"], personal["used_percent"], personal["used"]) == (
        8000,
        5519.5,
        31,
        2480.5,
    )


@pytest.mark.parametrize(("share", "known"), [("54%", 54), (" 12.5 % ", 12.5), ("7", 7)])
def test_a_per_cent_may_be_text(worker, share, known):
    window = {"primary_window": WINDOW | {"used_percent": share}}
    found, limits = read(worker, usage(LIMIT | {"used_percent": share}, rate_limit=window))
    assert (found, limits["personal"]["used_percent"], used_percents(limits["windows"])) == ("ok", known, [known])


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
    assert (personal["limit"], personal["used"], personal["remaining"]) == known


def test_a_reset_may_be_told_in_seconds_from_now(worker):
    limit = {name: value for name, value in LIMIT.items() if name != "reset_at"} | {"reset_after_seconds": 86_400}
    assert read(worker, usage(limit))[1]["personal"]["resets_at"] == "2026-09-20T14:05:00Z"


def test_an_amount_with_its_unit_stands_in_for_a_limit(worker):
    limit = LIMIT | {"limit": None, "limit_amount": {"amount": "9100", "unit": "CREDIT"}}
    assert read(worker, usage(limit))[1]["personal"]["limit"] == 9100


DOLLARS = {"amount": 280, "unit": "usd"}
NAMED = {name: value for name, value in LIMIT.items() if name not in ("limit", "used", "remaining")}


@pytest.mark.parametrize(
    ("limit", "figures"),
    [
        (LIMIT | {"unit": "USD"}, (8000, 2480.5, 5519.5)),
        (LIMIT | {"limit": None, "unit": "usd", "limit_amount": DOLLARS, "used": "86.8"}, (280, 86.8, 5519.5)),
        (LIMIT | {"limit": None, "limit_amount": DOLLARS}, (280, None, None)),  # nobody says what the use is in
        (LIMIT | {"limit": None, "limit_amount": DOLLARS, "used": "86.8", "remaining": None}, (280, 86.8, 193.2)),
        (NAMED | {"limit_usd": "280.00", "used_usd": "86.80"}, (280, 86.8, 193.2)),
        (NAMED | {"unit": "usd", "limit_usd": "280.00", "used_usd": "86.80"}, (280, 86.8, 193.2)),
    ],
)
def test_dollars_are_kept_as_they_are_given(worker, limit, figures):
    found, limits = read(worker, usage(limit))
    personal = limits["personal"]
    assert (found, personal["state"], personal["unit"]) == ("ok", "set", "usd")
    assert (personal["limit"], personal["used"], personal["remaining"]) == pytest.approx(figures)
    assert (personal["used_percent"], personal["resets_at"]) == (31, "2026-10-01T00:00:00Z")


@pytest.mark.parametrize(
    ("limit", "unit"),
    [
        (LIMIT | {"unit": "percent"}, "percent"),
        (LIMIT | {"limit_amount": DOLLARS}, "usd"),
        (LIMIT | {"unit": "credit", "limit_amount": DOLLARS}, "usd"),
        (LIMIT | {"unit": "credit", "limit": None, "limit_amount": DOLLARS}, "usd"),
    ],
)
def test_two_units_in_one_limit_give_no_figure_but_the_per_cent_and_the_reset(worker, limit, unit):
    found, limits = read(worker, usage(limit))
    personal = limits["personal"]
    assert (found, personal["state"], personal["unit"]) == ("ok", "unknown", unit)
    assert (personal["limit"], personal["used"], personal["remaining"]) == (None, None, None)
    assert (personal["used_percent"], personal["resets_at"]) == (31, "2026-10-01T00:00:00Z")


def test_another_limit_has_its_own_unit(worker):
    _, limits = read(
        worker, usage(spend_control={"individual_limit": LIMIT, "role_budget_limit": LIMIT | {"unit": "USD"}})
    )
    assert [(one["unit"], one["limit"]) for one in limits["others"]] == [("usd", 8000)]


def test_a_limit_that_changed_its_unit_has_not_changed_in_amount(worker):
    first = worker.report(base(limits=usage(LIMIT)))
    later = worker.report(base(limits=usage(LIMIT | {"limit": "320", "unit": "usd"})), known=first)
    assert later["limits"]["previous"] is None
    raised = worker.report(base(limits=usage(LIMIT | {"limit": "640", "unit": "usd"})), known=later)
    assert raised["limits"]["previous"]["limit"] == 320


def test_a_shared_limit_that_is_reached_says_nothing_of_the_personal_one(worker):
    control = {"reached": True, "reached_limit_type": "group_shared", "individual_limit": LIMIT}
    _, limits = read(worker, usage(spend_control=control))
    assert (limits["personal"]["state"], limits["personal"]["used"]) == ("set", 2480.5)
    assert (limits["reached"], limits["reached_limit_type"]) == (True, "group_shared")


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


def test_a_window_of_which_one_figure_cannot_be_read_keeps_the_other(worker):
    found, limits = read(
        worker, usage(rate_limit={"primary_window": WINDOW | {"used_percent": "bad"}, "secondary_window": WEEK})
    )
    assert (found, [(one["used_percent"], one["seconds"]) for one in limits["windows"]]) == (
        "PARTIAL", [(None, 18_000), (44, 604_800)],
    )  # fmt: skip


def test_an_additional_limit_that_is_no_pair_takes_nothing_with_it(worker):
    envelope, _ = worker.collect(base())
    next(one for one in envelope["answers"] if one["report"] == "limits")["body"]["additional_rate_limits"] = [None]
    assert worker.build_report(envelope)["report"]["limits"]["personal"]["state"] == "set"
