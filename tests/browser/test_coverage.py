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
    world.after_reading()
    report = world.stored()["report"]
    report["fetched_at"] = report["fetched_at"][:11] + "00:00:00Z"
    world.browser.store(report=report)
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    world.server.inject_fault("model", paused=True)
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


def test_a_breakdown_that_a_refresh_left_out_is_asked_for_when_it_is_shown(world):
    world.after_reading()
    report = world.stored()["report"]
    midnight = report["fetched_at"][:11] + "00:00:00Z"
    report["fetched_at"] = report["limits"]["fetched_at"] = midnight
    for row in report["report_status"]:
        row["at"] = row["at"] and midnight
    world.browser.store(report=report)
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    popup = world.popup()
    assert "speed" not in world.server.reports_asked()
    world.server.clear_log()
    popup.page.locator("[data-breakdown-choice=speed]").click()
    world.browser.wait_for(lambda: world.server.reports_asked() == ["session", "speed", "session"])
    popup.settle()
    assert popup.page.locator("#read").inner_text() == "Updated just now"
    assert popup.shown()["breakdown"] == "speed"
    popup.close()
