"""Deadlines as long as they are, in a real browser: `make soak` waits for them. Shorter ones stand in the catalogue."""

from tests.browser.catalogue.row import shows_what_was_served

FREEZE = "() => { setTimeout(() => { for (;;); }) }"
ENDLESS = '<!DOCTYPE html><title>ChatGPT</title><img src="/assets/never.png">'


def test_a_page_that_never_begins_is_given_up_as_busy(world):
    world.arrange()
    world.page.evaluate(FREEZE)
    popup = world.click_refresh()
    assert popup.shown()["notices"] == ["TAB_BUSY"]
    assert world.outcome(popup.shown()).stored == "unchanged"


def test_a_tab_that_never_finishes_loading_ends_as_timeout(world):
    world.arrange(fresh=True)  # the page of before is frozen
    world.server.inject_fault("/endless", body=ENDLESS, headers={"content-type": "text/html"})
    world.server.inject_fault("/assets/never.png", paused=True)
    world.page.goto("https://chatgpt.com/endless", wait_until="commit")
    world.server.clear_log()
    popup = world.click_refresh()
    assert popup.shown()["notices"] == ["TIMEOUT"]
    assert world.server.reports_asked() == []


def test_every_answer_a_byte_a_second_ends_as_timeout_and_nothing_is_lost(world):
    world.arrange()
    world.server.inject_fault("*", trickle=True)
    popup = world.click_refresh()
    assert popup.shown()["notices"] == ["TIMEOUT"]
    assert world.outcome(popup.shown()).stored == "unchanged"


def test_after_all_that_it_works(world):
    world.arrange(fresh=True)
    popup = world.open_popup()
    shows_what_was_served(world, popup, popup.shown())
    popup.close()
