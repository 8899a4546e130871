"""
A refresh tells what is left first, then the days on screen, then the rest: when each is on the screen, and what is true
of the screen when it stops in between.
"""

import pytest

from codex_credits.present import durations, verdict
from simulator.factories import FORMATTER, burned
from simulator.world import EVERY_REPORT

NEXT_FRAME = 16  # milliseconds for which the popup gathers changes of the storage
SLACK = 150


def asks(world, latency, **arrange):
    """Press Refresh in the popup, with answers that take `latency` milliseconds."""
    world.arrange(**arrange)
    world.set_latency(latency)
    world.popup.refresh()
    return world.popup.window.app


def limits_at(app):
    return app.report and app.report.limits and app.report.limits["fetched_at"]


def is_headline_fresh(before):
    return lambda app: limits_at(app) not in (None, before)


def are_days_fresh(before):
    return lambda app: app.report.fetched_at != before


@pytest.mark.parametrize("latency", [100, 1000])
@pytest.mark.parametrize("known", [True, False])
def test_what_is_left_is_on_screen_after_two_answers_and_the_days_after_three(world, latency, known):
    app = asks(world, latency, known=known)
    before = limits_at(app), app.report and app.report.fetched_at
    headline = world.run_until(is_headline_fresh(before[0]))
    assert app.screen.card.remaining is not None
    assert app.is_refreshing()
    are_there = are_days_fresh(before[1]) if known else lambda one: one.report.mine.spans
    days = headline + world.run_until(are_there)
    assert app.is_refreshing()
    whole = days + world.run_until(lambda one: not one.is_refreshing())
    assert 2 * latency <= headline <= 2 * latency + SLACK
    assert 3 * latency <= days <= 3 * latency + SLACK
    assert whole <= 5 * latency + SLACK
    assert app.screen.notices == []


def test_between_the_stages_each_figure_has_its_own_age(world):
    app = asks(world, 1000)
    table, fetched = app.screen.table, app.report.fetched_at
    world.run_until(is_headline_fresh(limits_at(app)))
    age = durations.format_age(FORMATTER, fetched, app.state["now"])
    assert app.screen.read_text == f"Limit updated just now, days {age}"
    assert app.report.fetched_at == fetched
    assert app.screen.table == table
    assert app.screen.card.gap is None
    assert {row.at for row in app.report.report_status if row.report in ("product", "model", "surface")} == {fetched}
    told = verdict.make_verdict("on track", "good", "On track", "likely", "forecast-section")
    assert verdict.with_age(FORMATTER, told, fetched, app.state["now"]).note == f"likely; from days {age}"
    assert "its days as of" in burned(app.screen).labels.text
    world.settle()
    assert app.screen.read_text == "Updated just now"
    assert "its days as of" not in burned(app.screen).labels.text


def test_without_any_day_the_verdict_says_so(world):
    app = asks(world, 1000, known=False)
    world.run_until(is_headline_fresh(None))
    told = verdict.outlook(FORMATTER, app.report, burned(app.screen), None, 0, app.state["now"])[0]
    assert told.text == "Days not loaded yet"
    assert app.screen.notices == []  # what the reading is about to solve
    assert app.screen.table.unread == len(app.screen.table.days) - 1
    assert app.screen.table.total is None


@pytest.mark.parametrize("known", [True, False])
def test_a_tab_that_closes_after_the_headline_leaves_it_and_the_days_as_they_were(world, known):
    app = asks(world, 1000, known=known)
    before = app.report
    world.run_until(is_headline_fresh(limits_at(app)))
    world.close_tab()
    world.settle()
    assert [one.code for one in app.screen.notices] == ["TAB_LOST"]
    assert app.screen.card.remaining is not None
    assert (app.report.mine.totals, app.report.mine.spans) == (
        (before.mine.totals, before.mine.spans) if known else ({}, [])
    )


def test_a_tab_that_closes_after_the_days_leaves_the_rest_at_its_age(world):
    app = asks(world, 1000)
    fetched = app.report.fetched_at
    before = {row.report: row.at for row in app.report.report_status}
    world.run_until(are_days_fresh(fetched))
    world.close_tab()
    world.settle()
    ages = {row.report: row.at for row in app.report.report_status}
    assert [ages[name] for name in ("speed", "workspace")] == [before[name] for name in ("speed", "workspace")]
    assert ages["product"] == ages["model"] == app.report.fetched_at > fetched


def test_another_workspace_in_the_middle_leaves_what_was_there(world):
    app = asks(world, 1000)
    before = world.browser.storage()["local"]["report"]
    world.run_until(is_headline_fresh(limits_at(app)))
    world.server.set_scenario("enterprise")  # somebody else is signed in
    world.settle()
    assert world.browser.storage()["local"]["report"] == before
    assert [one.code for one in app.screen.notices] == ["WORKSPACE_CHANGED"]


def test_another_workspace_in_the_middle_of_the_first_read_leaves_nothing(world):
    app = asks(world, 1000, known=False)
    world.run_until(is_headline_fresh(None))
    world.server.set_scenario("enterprise")
    world.settle()
    stored = world.browser.storage()
    assert "report" not in stored["local"]
    assert "workspace" not in stored["session"]
    assert app.screen.empty.code == "WORKSPACE_CHANGED"


def test_what_is_deleted_after_the_headline_stays_deleted(world):
    app = asks(world, 1000)
    world.run_until(is_headline_fresh(limits_at(app)))
    world.popup.window.browser.start_task(app.refresher.clear_data())
    world.settle()
    stored = world.browser.storage()
    assert (stored["local"], stored["session"]) == ({}, {})


def test_the_days_of_an_earlier_browser_session_stay_until_all_is_read(world):
    world.arrange()
    world.node.ask("drop", area="session", names=["workspace"])
    world.set_latency(1000)
    before = limits_at(world.popup.window.app)
    world.popup.refresh()
    assert world.run_until(is_headline_fresh(before)) >= 5000


@pytest.mark.parametrize(
    "usage",
    [
        lambda body: body | {"spend_control": body["spend_control"] | {"individual_limit": None}},
        lambda body: body | {"spend_control": body["spend_control"] | {"reached": True}},
    ],
)
def test_a_limit_that_the_month_tells_more_of_is_told_with_it(world, usage):
    world.arrange()
    world.server.inject_fault("limits", change=usage)
    world.set_latency(1000)
    app, before = world.popup.window.app, limits_at(world.popup.window.app)
    world.popup.refresh()
    assert world.run_until(is_headline_fresh(before)) >= 3000
    world.settle()
    shown = app.report.limits["personal"]
    assert shown["limit"] is not None


def test_what_another_popup_deleted_leaves_no_word_of_an_earlier_failure(world):
    world.arrange()
    world.inject_fault(*EVERY_REPORT, status=500, body={})
    assert world.click_refresh().shown()["notices"] == ["SERVER"]
    for area in ("local", "session"):
        world.node.ask("drop", area=area, names=list(world.browser.storage()[area]))
    world.settle()
    assert world.popup.window.app.screen.empty.code == "FIRST_RUN"
