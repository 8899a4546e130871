"""What becomes of the tab that the worker opened, while and after it is read: closed, or left to the person."""

import pytest

from tests.browser.helper_tab import (
    ANALYTICS,
    OURS,
    SHOW,
    SHOW_OTHER,
    is_over,
    is_read,
    press_button,
    press_while_it_loads,
    read_without_faults,
    stays_open,
    tabs,
    wait_for,
    without_tab,
)
from tests.browser.shared_browser import world_fixture

world = world_fixture()


@pytest.mark.parametrize("while_it", ["loads", "reads"])
def test_deleting_closes_the_tab(world, while_it):
    popup = without_tab(world)
    if while_it == "loads":
        press_while_it_loads(world, popup)
    else:
        world.server.inject_fault("model", paused=True)
        press_button(popup)
        wait_for(world, lambda: "model" in world.server.reports_asked(), "asking")
    popup.page.evaluate("() => document.querySelector('#menu [data-action=ask-clear-data]').click()")
    popup.page.locator("#confirm [data-action=clear-data]").click()
    wait_for(world, lambda: tabs(world) == [], "closing the tab")
    world.server.clear_faults()
    popup.settle()
    assert world.stored() == world.stored("session") == {}
    assert stays_open(popup)
    popup.close()


def test_what_a_worker_that_died_had_opened_the_next_one_closes(world):
    popup = without_tab(world)
    press_while_it_loads(world, popup)
    popup.close()
    world.browser.kill_worker()
    world.browser.wake_worker()
    wait_for(world, lambda: tabs(world) == [], "closing the tab")
    wait_for(world, lambda: "refresh" not in world.stored("session"), "the end")
    assert "helper_tab" not in world.stored("session")
    assert world.stored("session")["notice"]["code"] == "INTERRUPTED"


def test_a_worker_that_dies_meanwhile_is_asked_again_in_one_tab(world):
    popup = without_tab(world)
    press_while_it_loads(world, popup)
    world.browser.kill_worker()
    world.server.clear_faults()
    wait_for(world, lambda: is_read(world), "reading")
    wait_for(world, lambda: is_over(world), "closing every tab")
    assert popup.settle().shown()["total"] is not None
    assert stays_open(popup)
    popup.close()


@pytest.mark.parametrize("leaves", [False, True])
def test_a_tab_the_person_has_looked_at_stays(world, leaves):
    popup = without_tab(world)
    fault = press_while_it_loads(world, popup)
    world.browser.in_worker(SHOW)
    if leaves:
        world.browser.in_worker(SHOW_OTHER)
    fault.paused = False
    wait_for(world, lambda: is_read(world), "reading")
    wait_for(world, lambda: "helper_tab" not in world.stored("session"), "the end")
    assert tabs(world) == [[not leaves, "complete"]]
    popup.close()


def test_a_tab_the_person_closes_is_said_and_can_be_opened_again(world):
    popup = without_tab(world)
    press_while_it_loads(world, popup)
    world.browser.in_worker(f"(async () => {{ await chrome.tabs.remove({OURS}[0].id); }})()")
    popup.settle()
    assert popup.shown()["notices"] == ["TAB_LOST"]
    read_without_faults(world, popup)


def test_a_page_that_chrome_cannot_show_is_offline_and_closed(world):
    popup = without_tab(world)
    world.server.inject_fault(ANALYTICS, status=302, body="", headers={"location": ANALYTICS})  # without end
    press_button(popup)
    popup.page.locator("#empty[data-code=OFFLINE]").wait_for()
    wait_for(world, lambda: is_over(world), "closing the tab")
    read_without_faults(world, popup)
