"""A report that schema 1 stored is brought up to the present one, and nothing in it is made up."""

import copy

import pytest

from simulator.worker.worker import base


def earlier(report):
    """Return `report` as schema 1 stored it."""
    made = copy.deepcopy(report) | {"schema": 1}
    for name in ("windows_reported", "ordinary_usage_allowed", "previous", "previous_reset", "unread"):
        del made["limits"][name]
    for name in ("unit", "enforcement"):
        del made["limits"]["personal"][name]
    for one in made["limits"]["others"] + [scope for scope in made["scopes"].values() if scope]:
        del one["unit"]
    for window in made["limits"]["windows"]:
        del window["reached"], window["allowed"]
    for scope in made["scopes"].values():
        if scope:
            del scope["tokens"]
    return made


def test_a_report_of_schema_1_keeps_its_figures_and_what_it_does_not_know_is_unknown(worker, sound):
    report = worker.report(base(limits="wham_usage_team_windows"))
    found = worker.call("upgrade.upgradeReport", earlier(report))
    sound(found)
    mine = report["scopes"]["mine"] | {"tokens": None}
    assert (found["scopes"], found["sections"]) == (report["scopes"] | {"mine": mine}, report["sections"])
    limits = found["limits"]
    assert (limits["windows_reported"], limits["ordinary_usage_allowed"], limits["unread"]) == (None, None, [])
    assert (limits["previous"], limits["previous_reset"]) == (None, None)
    assert (limits["personal"]["unit"], limits["personal"]["enforcement"]) == (None, None)
    assert [(one["reached"], one["allowed"]) for one in limits["windows"]] == [(None, None)] * 3
    assert [one["used_percent"] for one in limits["windows"]] == [37, 12, 0]


def test_a_report_of_schema_1_without_limits_is_brought_up_too(worker):
    report = earlier(worker.report(base())) | {"limits": None}
    scopes = {name: scope and {"unit": "credits", "tokens": None} | scope for name, scope in report["scopes"].items()}
    assert worker.call("upgrade.upgradeReport", report) == report | {"schema": 2, "scopes": scopes}


def test_a_present_report_is_taken_as_it_is(worker):
    report = worker.report(base())
    assert worker.call("upgrade.upgradeReport", report) == report


@pytest.mark.parametrize(
    "spoil",
    [{"limits": []}, {"limits": {}}, {"limits": "none"}, {"scopes": None}, {"scopes": {"mine": 1}}, {"schema": 0}],
)
def test_what_is_not_sound_is_not_made_sound(worker, spoil):
    assert worker.call("upgrade.upgradeReport", earlier(worker.report(base())) | spoil) is None


@pytest.mark.parametrize("value", [None, [], "x", 1, {}, {"schema": 1}])
def test_what_is_no_report_is_none(worker, value):
    assert worker.call("upgrade.upgradeReport", value) is None
