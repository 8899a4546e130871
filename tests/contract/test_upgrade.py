"""A report that schema 1 or 2 stored is upgraded to the present one, and nothing in it is made up."""

import copy

import pytest

from simulator.worker.worker import base

OLD_NAMES = {
    "report_status": "sections",
    "restatements": "restated",
    "truncated_before": "trimmed",
    "breakdowns": "splits",
    "breakdown": "split",
    "remaining": "left",
    "used_percent": "per_cent",
}


def renamed(value):
    """Return a stored value with the names of schema 2; only the windows had `used_percent` already."""
    if isinstance(value, list):
        return [renamed(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {OLD_NAMES.get(name, name): part if name == "windows" else renamed(part) for name, part in value.items()}


def schema_2(report):
    """Return `report` as schema 2 stored it."""
    return renamed(copy.deepcopy(report)) | {"schema": 2}


def earlier(report):
    """Return `report` as schema 1 stored it."""
    made = schema_2(report) | {"schema": 1}
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
    assert (found["scopes"], found["report_status"]) == (report["scopes"] | {"mine": mine}, report["report_status"])
    limits = found["limits"]
    assert (limits["windows_reported"], limits["ordinary_usage_allowed"], limits["unread"]) == (None, None, [])
    assert (limits["previous"], limits["previous_reset"]) == (None, None)
    assert (limits["personal"]["unit"], limits["personal"]["enforcement"]) == (None, None)
    assert [(one["reached"], one["allowed"]) for one in limits["windows"]] == [(None, None)] * 3
    assert [one["used_percent"] for one in limits["windows"]] == [37, 12, 0]


def test_a_report_of_schema_1_without_limits_is_brought_up_too(worker):
    report = worker.report(base()) | {"limits": None}
    mine = report["scopes"]["mine"] | {"tokens": None}
    found = worker.call("upgrade.upgradeReport", earlier(worker.report(base())) | {"limits": None})
    assert found == report | {"scopes": report["scopes"] | {"mine": mine}}


def test_a_report_of_schema_2_keeps_every_value(worker):
    report = worker.report(base(limits="wham_usage_team_windows"))
    other = {"source": "monthly", "state": "set", "limit": 1, "unit": None, "used_percent": 80, "resets_at": None}
    shared = {
        "kind": "group_shared", "unit": None, "limit": 9, "used": 4, "remaining": 5, "used_percent": 44, "resets_at": None,
    }  # fmt: skip
    report["limits"] |= {"other": other, "others": [shared]}
    assert worker.call("upgrade.upgradeReport", schema_2(report)) == report


def test_a_report_of_schema_2_is_not_valid_under_the_names_of_schema_3(worker):
    assert worker.call("upgrade.upgradeReport", worker.report(base()) | {"schema": 2}) is None


def test_a_present_report_is_taken_as_it_is(worker):
    report = worker.report(base())
    assert worker.call("upgrade.upgradeReport", report) == report


@pytest.mark.parametrize(
    "change",
    [{"limits": []}, {"limits": {}}, {"limits": "none"}, {"scopes": None}, {"scopes": {"mine": 1}}, {"schema": 0}],
)
def test_what_is_not_sound_is_not_made_sound(worker, change):
    assert worker.call("upgrade.upgradeReport", earlier(worker.report(base())) | change) is None
    assert worker.call("upgrade.upgradeReport", schema_2(worker.report(base())) | change) is None


@pytest.mark.parametrize("value", [None, [], "x", 1, {}, {"schema": 1}, {"schema": 2}])
def test_what_is_no_report_is_none(worker, value):
    assert worker.call("upgrade.upgradeReport", value) is None
