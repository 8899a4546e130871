"""
What the demo's JSON tells of the details - forecast, comparison, changes, reconciliation, stops - is what Python works
out of the stored report by itself.
"""

import re
from collections import namedtuple
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from codex_credits.model import breakdown, forecast, report
from codex_credits.model.view import View
from codex_credits.present import comparison, limit_text, sample, screen
from simulator import factories
from simulator.chatgpt import FakeChatGPT
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

LIMITED = ("enterprise", "over-limit", "zero-limit", "no-limit", "unlimited", "hidden")
Opened = namedtuple("Opened", "shown report screen sections now server")


world = world_fixture()


@pytest.fixture(scope="module")
def open_scenario(world):
    """Return a function that shows a scenario with the comparison on, and works the same out of the stored report."""

    @cache
    def opened(scenario):
        popup = world.settled_popup(scenario)
        if scenario == "signed-out":
            return Opened(popup.shown(), *[None] * 5)
        popup.choose_comparison(wanted=True)
        shown = popup.shown()
        read = report.parse_report(world.stored()["report"])
        now = read.fetched_at  # whenever the popup was looked at, the forecast begins where its figures were read
        view = View("month", shown["range"]["start"], shown["range"]["end"], "mine", "model", True, (), False)
        built = screen.build({"now": now, "session": {}}, read, view, factories.FORMATTER, (528, 204), comparison)
        sections = {one.name: one for one in factories.details_of(read, built, now)[1]}
        return Opened(shown, read, built, sections, now, FakeChatGPT(scenario, now=world.server.now))

    return opened


def close(value):
    """Return `value` fit to compare with: numbers that differ in their last digits are the same."""
    if isinstance(value, dict):
        return {name: close(one) for name, one in value.items()}
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, (int, float)) else value


@pytest.mark.parametrize("scenario", nightly_except(LIMITED, "enterprise", "over-limit"))
def test_the_forecast_told_is_the_one_python_makes(open_scenario, scenario):
    opened = open_scenario(scenario)
    view, _ = forecast.report_forecast(opened.report, opened.now)
    names = ("low", "middle", "high")
    assert opened.shown["forecast"] == close(
        {
            "from_days": view.from_days,
            "working_days": view.working_days,
            "period_end": dict(zip(names, view.period_end, strict=True)),
            "run_out": view.run_out and dict(zip(("early", "middle", "late"), view.run_out, strict=True)),
            "daily_allowance": view.daily_allowance and dict(zip(names, view.daily_allowance, strict=True)),
        }
    )


def test_a_forecast_that_is_refused_is_told_with_its_sentence(world):
    few = sample.stored(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    totals = few["scopes"]["mine"]["totals"]
    totals |= {"days": totals["days"][-6:], "values": totals["values"][-6:]}
    told = world.popup_of(few).shown()["forecast"]["refused"]
    assert re.fullmatch(r"Not yet: \d complete days known, 14 needed.", told)


def test_the_comparison_told_is_what_was_served_for_both_periods(open_scenario):
    opened = open_scenario("enterprise")
    start, end = (date.fromisoformat(opened.shown["range"][name]) for name in ("start", "end"))
    first = (start - timedelta(days=1)).replace(day=1)
    last = min(first + timedelta(days=end.day - 1), start - timedelta(days=1))
    told = opened.shown["comparison"]
    assert (told["start"], told["end"]) == (first.isoformat(), last.isoformat())
    then = opened.server.expected("mine", "product", told["start"], told["end"]).total
    assert told["then"] == pytest.approx(then, abs=1e-6)
    assert told["change"] == pytest.approx(opened.shown["total"] - then, abs=1e-6)
    before = opened.server.expected("mine", "model", told["start"], told["end"]).series
    credits = {row["key"]: row["credits"] for row in opened.shown["series"]}
    for row in told["series"]:
        if not row["key"].startswith("~"):
            assert row["then"] == pytest.approx(before.get(row["key"], 0), abs=1e-6)
            assert row["change"] == pytest.approx(credits[row["key"]] - before.get(row["key"], 0), abs=1e-6)


def test_without_a_comparison_none_is_told(open_scenario):
    assert open_scenario("empty").shown["comparison"]["change"] == 0
    assert open_scenario("signed-out").shown["comparison"] is None


@pytest.mark.parametrize(
    "scenario", nightly_except(["enterprise", "negative-day", "idle-month"], "enterprise", "idle-month")
)
def test_the_changes_told_add_up_and_are_those_python_makes(open_scenario, scenario):
    opened = open_scenario(scenario)
    told = opened.shown["changes"]
    facts = opened.sections["changes"].facts
    for kind in ("effects", "series"):
        mine = [
            close({"name": fact.name, "credits": dict(fact.values)["credits"]}) for fact in facts if fact.state == kind
        ]
        assert told[kind] == mine
        assert sum(part["credits"] for part in told[kind]) == (told["difference"] or 0)  # None beside a day without use
    unusual = [close({"day": fact.key} | dict(fact.values)) for fact in facts if fact.state == "unusual"]
    assert told["unusual"] == unusual
    assert told["restatements"] == []


def test_the_reconciliation_told_is_what_was_served_by_each_breakdown(open_scenario):
    opened = open_scenario("enterprise")
    days = opened.shown["range"]["start"], opened.shown["range"]["end"]
    assert {row["breakdown"] for row in opened.shown["reconciliation"]} == {name for name, _ in screen.BREAKDOWNS}
    for row in opened.shown["reconciliation"]:
        expected = opened.server.expected("mine", row["breakdown"], *days).total
        assert row["credits"] == pytest.approx(expected, abs=1e-6)
        difference = expected - opened.shown["total"]
        assert row["difference"] == pytest.approx(difference if abs(difference) > breakdown.TOLERANCE else 0, abs=1e-6)


@pytest.mark.parametrize(
    "scenario",
    nightly_except(
        ["enterprise", "over-limit", "unlimited", "depleted", "overage", "windows", "hidden"],
        "enterprise",
        "over-limit",
        "windows",
    ),
)
def test_the_chain_of_stops_told_is_the_one_python_makes(open_scenario, scenario):
    opened = open_scenario(scenario)
    chain = limit_text.limit_rows(factories.FORMATTER, opened.report.limits)
    told = sorted(opened.shown["limit_chain"], key=lambda one: one["name"])
    assert told == [
        {"name": one.name, "state": one.state, "used_percent": one.used_percent, "who": one.who}
        for one in sorted(chain, key=lambda one: one.name)
    ]
    windows = opened.report.limits["windows"]
    nearest = sorted(windows, key=lambda one: -one["used_percent"])
    assert [window["used_percent"] for window in opened.shown["windows"]] == [one["used_percent"] for one in nearest]
    assert [window["resets_at"] for window in opened.shown["windows"]] == [one["resets_at"] for one in nearest]


def test_what_is_told_of_windows_is_what_chatgpt_said(open_scenario):
    told = open_scenario("windows").shown["windows"]
    assert [window["used_percent"] for window in told] == [82, 37, 0]
    assert all(datetime.fromisoformat(window["resets_at"]) > open_scenario("windows").server.now for window in told)


def test_nothing_is_told_where_nothing_is_shown(open_scenario):
    shown = open_scenario("signed-out").shown
    names = ("forecast", "comparison", "changes", "reconciliation", "limit_chain", "windows")
    assert {name: shown[name] for name in names} == dict.fromkeys(names)


def test_nothing_is_told_of_a_report_that_was_taken_back(world):
    world.reset("workspace-switch")
    held = world.server.inject_fault("workspace", paused=True)
    world.browser.open_chatgpt()
    popup = world.browser.open_popup()
    popup.page.locator("#report-rows [data-report=product][data-code=ok]").wait_for(state="attached")
    held.paused = False
    shown = popup.settle().shown()
    assert (shown["notices"], shown["total"], shown["report_status"]) == (["WORKSPACE_CHANGED"], None, {})
    popup.close()
