"""
One press to figures, whatever there is of ChatGPT in the browser: no tab, or a sleeping one.

The popup stays open meanwhile: each test holds the page that was opened first. What the worker opened it closes again,
however the reading ends, unless only the person can go on.
"""

from simulator.world import EVERY_REPORT, instant
from tests.browser.catalogue.row import FIRST, NOBODY
from tests.browser.held_storage import HOLD, WAITING
from tests.browser.helper_tab import (
    ANALYTICS,
    BADGE,
    DISCARD,
    RELOAD,
    attempts_left,
    is_read,
    opened,
    press_button,
    stays_open,
    tabs,
    wait_for,
    without_tab,
)
from tests.browser.shared_browser import world_fixture

world = world_fixture()


def test_without_a_tab_one_press_gives_the_figures(world):
    popup = without_tab(world)
    popup.page.locator("#empty-action").focus()
    assert (
        popup.page.locator("#empty .small-print:visible").first.inner_text()
        == "Uses a background tab and closes it afterwards. If one is open, a company policy may hide it."
    )
    limits = world.server.inject_fault("limits", paused=True)
    press_button(popup)
    wait_for(world, lambda: "limits" in world.server.reports_asked(), "asking")
    popup.page.locator("#empty[data-code=READING]:visible").wait_for()
    assert popup.page.evaluate("() => document.activeElement.id") == "refresh"
    wait_for(world, lambda: " of " in popup.page.locator("#progress").inner_text(), "progress")
    assert tabs(world) == [[False, "complete"]]
    limits.paused = False
    popup.settle()
    assert popup.shown()["notices"] == []
    assert popup.shown()["total"] is not None
    assert stays_open(popup)
    wait_for(world, lambda: tabs(world) == [], "closing the tab")
    assert len(world.server.reports_asked()) == FIRST
    assert "helper_tab" not in world.stored("session")
    popup.close()


def test_nothing_is_opened_without_that_press(world):
    popup = without_tab(world)
    popup.refresh().settle()
    popup.page.keyboard.press("r")
    popup.settle()
    assert popup.shown()["notices"] == ["NO_TAB"]
    assert tabs(world) == []
    assert world.server.log == []
    popup.close()


def test_a_sleeping_tab_is_woken_where_it_is(world):
    world.reset()
    world.browser.open_chatgpt()
    world.browser.open_tab("about:blank")
    world.browser.in_worker(DISCARD)
    popup = opened(world, "TAB_ASLEEP")
    press_button(popup)
    popup.page.locator("#range-total data").first.wait_for()
    popup.settle()
    assert popup.shown()["notices"] == []
    assert popup.shown()["total"] is not None
    assert stays_open(popup)
    assert tabs(world) == [[False, "complete"]]
    assert len(world.server.reports_asked()) == FIRST
    popup.close()


def test_only_a_sign_in_brings_the_tab_forward_and_then_the_credits_load_by_themselves(world):
    popup = without_tab(world, "signed-out")
    press_button(popup)
    wait_for(world, lambda: tabs(world) == [[True, "complete"]], "bringing the tab forward")
    wait_for(world, lambda: "refresh" not in world.stored("session"), "the end")
    assert len(world.server.reports_asked()) == NOBODY
    assert "helper_tab" not in world.stored("session")
    assert world.browser.in_worker(BADGE) == "…"
    popup.close()
    world.server.set_scenario("enterprise")
    world.server.clear_log()
    world.browser.in_worker(RELOAD)
    wait_for(world, lambda: is_read(world), "reading")
    wait_for(world, lambda: world.browser.in_worker(BADGE).endswith("%"), "the badge")
    assert len(world.server.reports_asked()) == FIRST
    assert "pending_refresh" not in world.stored("session")
    world.server.clear_log()
    world.browser.in_worker(RELOAD)
    wait_for(world, lambda: tabs(world) == [[True, "complete"]], "loading again")
    assert world.server.reports_asked() == []
    popup = world.browser.open_popup().settle()
    assert popup.shown()["notices"] == []
    assert popup.shown()["total"] is not None
    assert world.server.reports_asked() == []
    popup.close()


def test_open_chatgpt_shows_the_tab_there_is_and_what_is_signed_in_there_is_read(world):
    world.reset("signed-out")
    world.browser.open_chatgpt()
    world.browser.open_tab("about:blank")
    popup = opened(world, "SIGNED_OUT")
    press_button(popup)
    wait_for(world, lambda: tabs(world) == [[True, "complete"]], "bringing the tab forward")
    assert world.server.reports_asked() == []
    world.server.set_scenario("enterprise")
    world.browser.in_worker(RELOAD)
    wait_for(world, lambda: is_read(world), "reading")
    popup.close()


def test_a_page_that_loads_while_a_refresh_still_runs_is_asked_after_it(world):
    popup = without_tab(world, "signed-out")
    press_button(popup)
    wait_for(world, lambda: attempts_left(world) > 0 and "refresh" not in world.stored("session"), "remembering")
    popup.close()
    ear = world.browser.open_tab("manifest.json")
    ear.evaluate(HOLD.replace("store", "refresh"))
    world.server.set_scenario("enterprise")
    world.server.clear_log()
    world.browser.in_worker(RELOAD)
    wait_for(world, lambda: ear.evaluate(WAITING.replace("store", "refresh")), "waiting")
    assert world.server.reports_asked() == []
    ear.evaluate("() => letGo()")
    wait_for(world, lambda: is_read(world), "reading")
    ear.close()


def test_a_tab_that_does_not_come_to_a_sign_in_is_asked_a_few_times_only(world):
    popup = without_tab(world, "signed-out")
    press_button(popup)
    wait_for(world, lambda: "pending_refresh" in world.stored("session"), "remembering")
    popup.close()
    left = 6  # a load that was under way counts too
    while left > 0:
        world.browser.in_worker(RELOAD)
        wait_for(world, lambda before=left: attempts_left(world) < before, "asking")
        wait_for(world, lambda: "refresh" not in world.stored("session"), "the end")
        left = attempts_left(world)
    world.server.clear_log()
    world.browser.in_worker(RELOAD)
    wait_for(world, lambda: any(entry["path"] == ANALYTICS for entry in world.server.log), "loading")
    wait_for(world, lambda: tabs(world) == [[True, "complete"]], "loading")
    wait_for(world, lambda: world.browser.in_worker(BADGE) == "", "the badge")
    assert world.server.reports_asked() == []


def test_a_failed_reading_counts_down_and_can_then_be_tried_again(world):
    world.reset()
    for report in EVERY_REPORT:
        world.server.inject_fault(report, status=500, body={})
    popup = world.popup()
    button = popup.page.locator(".notice[data-code=SERVER] button[data-action=refresh]")
    first = int(button.inner_text().removeprefix("Try again in ").removesuffix(" s"))
    assert button.get_attribute("aria-disabled") == "true"
    wait_for(world, lambda: int(button.inner_text().split()[-2]) < first, "counting down")
    world.server.clear_faults()
    world.server.clear_log()
    button.click(force=True)
    assert world.server.reports_asked() == []
    world.browser.store("session", cooldown={"next_allowed_at": instant(1), "code": "SERVER"})
    wait_for(world, lambda: button.inner_text() == "Try again", "the end of the countdown")
    button.click()
    popup.page.locator("#range-total data").first.wait_for()
    assert popup.settle().shown()["notices"] == []
    popup.close()


def test_the_first_frame_of_the_next_opening_does_not_repeat_what_it_is_about_to_find_out(world):
    popup = world.reset("signed-out").popup()
    assert popup.shown()["notices"] == ["SIGNED_OUT"]
    popup.close()
    world.server.inject_fault("session", paused=True)
    popup = world.browser.open_popup()
    popup.page.locator("body[data-phase=reading]").wait_for()
    assert popup.shown()["notices"] == ["READING"]
    world.server.clear_faults()
    assert popup.settle().shown()["notices"] == ["SIGNED_OUT"]
    popup.close()
