"""
What the demo's STATE tells of the details - forecast, comparison, changes, reconciliation, stops - is what Python works
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
from tests.browser.shared_browser import standing

LIMITED = ("enterprise", "over-limit", "zero-limit", "no-limit", "unlimited", "hidden")
Looked = namedtuple("Looked", "shown report screen sections now server")


@pytest.fixture(scope="module")
def world(dist):
    with standing(dist) as world:
        yield world


@pytest.fixture(scope="module")
def look(world):
    """Return a function that shows a scenario with the comparison on, and works the same out of the stored report."""

    @cache
    def looked(scenario):
        popup = world.anew(scenario).popup()
        if scenario == "signed-out":
            return Looked(popup.shown(), *[None] * 5)
        popup.choose_comparison(wanted=True)
        shown = popup.shown()
        read = report.parse_report(world.stored()["report"])
        now = read.fetched_at  # whenever the popup was looked at, the forecast begins where its figures were read
        view = View("month", shown["range"]["start"], shown["range"]["end"], "mine", "model", True, (), False)
        built = screen.build({"now": now, "session": {}}, read, view, factories.FORMATTER, (528, 204), comparison)
        sections = {one.name: one for one in factories.details_of(read, built, now)[1]}
        return Looked(shown, read, built, sections, now, FakeChatGPT(scenario, now=world.server.now))

    return looked


def close(value):
    """Return `value` fit to compare with: numbers that differ in their last digits are the same."""
    if isinstance(value, dict):
        return {name: close(one) for name, one in value.items()}
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, (int, float)) else value


@pytest.mark.parametrize("scenario", LIMITED)
def test_the_forecast_told_is_the_one_python_makes(look, scenario):
    looked = look(scenario)
    view, _ = forecast.report_forecast(looked.report, looked.now)
    triple = ("low", "middle", "high")
    assert looked.shown["forecast"] == close(
        {
            "from_days": view.from_days,
            "working_days": view.working_days,
            "month_end": dict(zip(triple, view.month_end, strict=True)),
            "run_out": view.run_out and dict(zip(("early", "middle", "late"), view.run_out, strict=True)),
            "safe": view.daily_allowance and dict(zip(triple, view.daily_allowance, strict=True)),
        }
    )


def test_a_forecast_that_is_refused_is_told_with_its_sentence(world):
    few = sample.stored(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    totals = few["scopes"]["mine"]["totals"]
    totals |= {"days": totals["days"][-6:], "values": totals["values"][-6:]}
    told = world.found(few).popup().shown()["forecast"]["refused"]
    assert re.fullmatch(r"Not yet: \d complete days known, 14 needed.", told)


def test_the_comparison_told_is_what_was_served_for_both_periods(look):
    looked = look("enterprise")
    start, end = (date.fromisoformat(looked.shown["range"][name]) for name in ("start", "end"))
    first = (start - timedelta(days=1)).replace(day=1)
    last = min(first + timedelta(days=end.day - 1), start - timedelta(days=1))
    told = looked.shown["comparison"]
    assert (told["start"], told["end"]) == (first.isoformat(), last.isoformat())
    then = looked.server.served("mine", "product", told["start"], told["end"]).total
    assert told["then"] == pytest.approx(then, abs=1e-6)
    assert told["change"] == pytest.approx(looked.shown["total"] - then, abs=1e-6)
    before = looked.server.served("mine", "model", told["start"], told["end"]).series
    credits = {row["key"]: row["credits"] for row in looked.shown["series"]}
    for row in told["series"]:
        if not row["key"].startswith("~"):
            assert row["then"] == pytest.approx(before.get(row["key"], 0), abs=1e-6)
            assert row["change"] == pytest.approx(credits[row["key"]] - before.get(row["key"], 0), abs=1e-6)


def test_without_a_comparison_none_is_told(look):
    assert look("empty").shown["comparison"]["change"] == 0
    assert look("signed-out").shown["comparison"] is None


@pytest.mark.parametrize("scenario", ["enterprise", "negative-day", "idle-month"])
def test_the_changes_told_add_up_and_are_those_python_makes(look, scenario):
    looked = look(scenario)
    told = looked.shown["changes"]
    facts = looked.sections["changes"].facts
    for kind in ("rhythm", "series"):
        mine = [
            close({"name": fact.name, "credits": dict(fact.values)["credits"]}) for fact in facts if fact.state == kind
        ]
        assert told[kind] == mine
        assert sum(part["credits"] for part in told[kind]) == told["difference"]
    unusual = [close({"day": fact.key} | dict(fact.values)) for fact in facts if fact.state == "unusual"]
    assert told["unusual"] == unusual
    assert told["restated"] == []


def test_the_reconciliation_told_is_what_was_served_by_each_split(look):
    looked = look("enterprise")
    days = looked.shown["range"]["start"], looked.shown["range"]["end"]
    assert {row["split"] for row in looked.shown["reconciliation"]} == {name for name, _ in screen.BREAKDOWNS}
    for row in looked.shown["reconciliation"]:
        served = looked.server.served("mine", row["split"], *days).total
        assert row["credits"] == pytest.approx(served, abs=1e-6)
        difference = served - looked.shown["total"]
        assert row["difference"] == pytest.approx(difference if abs(difference) > breakdown.TOLERANCE else 0, abs=1e-6)


@pytest.mark.parametrize(
    "scenario", ["enterprise", "over-limit", "unlimited", "depleted", "overage", "windows", "hidden"]
)
def test_the_chain_of_stops_told_is_the_one_python_makes(look, scenario):
    looked = look(scenario)
    chain = limit_text.limit_rows(factories.FORMATTER, looked.report.limits)
    assert looked.shown["limit_chain"] == [
        {"name": one.name, "state": one.state, "used_percent": one.used_percent, "who": one.who} for one in chain
    ]
    windows = looked.report.limits["windows"]
    assert [window["used_percent"] for window in looked.shown["windows"]] == [one["used_percent"] for one in windows]
    assert [window["resets_at"] for window in looked.shown["windows"]] == [one["resets_at"] for one in windows]


def test_what_is_told_of_windows_is_what_chatgpt_said(look):
    told = look("windows").shown["windows"]
    assert [window["used_percent"] for window in told] == [37, 82, 0]
    assert all(datetime.fromisoformat(window["resets_at"]) > look("windows").server.now for window in told)


def test_nothing_is_told_where_nothing_is_shown(look):
    shown = look("signed-out").shown
    names = ("forecast", "comparison", "changes", "reconciliation", "limit_chain", "windows")
    assert {name: shown[name] for name in names} == dict.fromkeys(names)
