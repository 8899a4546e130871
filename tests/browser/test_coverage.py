"""The days of the shown range: read although the stored range is old, read after a running refresh, counted when unread."""

import time
from datetime import date, timedelta

import pytest

from tests.browser.shared_browser import shared_world

NINETY = "[data-preset-choice='90']"


@pytest.fixture(scope="module")
def world(dist):
    with shared_world(dist) as world:
        yield world


def served(world, shown):
    return world.server.expected("mine", "product", shown["range"]["start"], shown["range"]["end"]).total


def is_whole(world, shown):
    assert shown["unread_days"] == 0
    assert "NOT_READ" not in shown["notices"]
    assert shown["total"] == pytest.approx(served(world, shown))


def test_a_remembered_90_days_are_read_after_a_browser_restart(world):
    world.reset()
    end = date.fromisoformat(world.server.today) - timedelta(days=75)
    world.browser.store(range={"preset": "90", "start": str(end - timedelta(days=89)), "end": str(end)})
    popup = world.popup()
    shown = popup.shown()
    popup.close()
    assert shown["range"]["preset"] == "90"
    is_whole(world, shown)


def test_a_range_chosen_while_a_refresh_runs_is_read_after_it(world):
    world.reset().popup().close()
    report = world.stored()["report"]
    report["fetched_at"] = report["fetched_at"][:11] + "00:00:00Z"
    world.browser.store(report=report)
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    world.server.inject_fault("model", held=True)
    popup = world.browser.open_popup()
    world.browser.wait_for(lambda: "model" in world.server.reports_asked())
    time.sleep(0.8)
    popup.page.locator("#range-open").click()
    popup.page.locator(NINETY).click()
    time.sleep(0.8)
    assert popup.shown()["unread_days"] > 0
    world.server.clear_faults()
    popup.settle()
    shown = popup.shown()
    popup.close()
    assert shown["range"]["preset"] == "90"
    is_whole(world, shown)
    assert world.server.reports_asked().count("limits") == 1


def test_a_range_with_unread_days_says_how_many(world):
    world.reset().popup().close()
    first = date.fromisoformat(world.server.today) - timedelta(days=9)
    cut = str(first)
    report = world.stored()["report"]
    mine = report["scopes"]["mine"]
    mine["spans"] = [[cut, world.server.today]]
    kept = [at for at, day in enumerate(mine["totals"]["days"]) if day >= cut]
    mine["totals"] |= {name: [mine["totals"][name][at] for at in kept] for name in ("days", "values")}
    world.browser.store(report=report, range={"preset": "28", "start": cut, "end": cut})
    world.server.inject_fault("session", status=500, body={})
    popup = world.browser.open_popup().settle()
    shown = popup.shown()
    popup.close()
    world.server.clear_faults()
    assert shown["unread_days"] == 18
    assert "NOT_READ" in shown["notices"]
    assert "10 of 28 days" in shown["text"]
    assert "18 of 28 days in this range are not loaded yet." in shown["text"]
