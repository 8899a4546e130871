"""A range chosen during a refresh is read after it; tests/simulation/test_ranges.py has the other days of a shown range."""

import pytest

from tests.browser.shared_browser import world_fixture

NINETY = "[data-preset-choice='90']"


world = world_fixture()


def expected_total(world, shown):
    return world.server.expected("mine", "product", shown["range"]["start"], shown["range"]["end"]).total


def is_whole(world, shown):
    assert shown["unread_days"] == 0
    assert "NOT_READ" not in shown["notices"]
    assert shown["total"] == pytest.approx(expected_total(world, shown))


def test_a_range_chosen_while_a_refresh_runs_is_read_after_it(world):
    world.reset().popup().close()
    report = world.stored()["report"]
    report["fetched_at"] = report["fetched_at"][:11] + "00:00:00Z"
    world.browser.store(report=report)
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    world.server.inject_fault("model", held=True)
    popup = world.browser.open_popup()
    assert world.browser.wait_for(lambda: "model" in world.server.reports_asked())
    popup.page.locator("body[data-phase=reading]").wait_for()
    popup.page.locator("#range-open").click()
    popup.page.locator(NINETY).click()
    popup.page.locator("body[data-preset='90']").wait_for()
    assert popup.shown()["unread_days"] > 0
    world.server.clear_faults()
    popup.settle()
    shown = popup.shown()
    popup.close()
    assert shown["range"]["preset"] == "90"
    is_whole(world, shown)
    assert world.server.reports_asked().count("limits") == 1
