"""
The worker may end at any moment: before, during and after each step of a refresh, and in the middle of storing.

What is stored afterwards is the old report or the new one, whole; no refresh runs for ever; and Refresh works again.
The moments between two writes are held open with the worker's own Web Lock, which every page of the extension shares.
"""

import time

import pytest

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import FakeChatGPT
from simulator.stateful.network import Traffic
from simulator.world import an_hour_older, instant
from tests.browser.catalogue.sign_in import set_scenario
from tests.browser.held_storage import (
    ASK,
    HOLD,
    HOLD_NEXT,
    WAITING,
    YOUNG,
    everything_read_and_nothing_written,
    holds_a_good_report,
    sound,
    works_again,
)
from tests.tiers import nightly_except

STEPS = ("session", "limits", "product", "model", "speed", "effort", "surface", "activity", "workspace")
IDLE_SECONDS = 75


def test_a_worker_that_is_still_dying_is_waited_for_before_its_refresh_is_marked_as_interrupted(world):
    world.arrange()
    page = world.browser.open_tab("manifest.json")
    page.evaluate(HOLD.replace("store", "refresh"))
    world.remember(refresh={"id": "dead", "started_at": instant(0), "step": 1, "of": 11, "report": "model"})
    world.browser.kill_worker()
    world.browser.wake_worker()
    world.wait_for(lambda: page.evaluate(WAITING.replace("store", "refresh")), "the worker's waiting")
    page.evaluate("() => letGo()")
    world.wait_until_at_rest()
    assert world.browser.storage()["session"]["notice"]["code"] == "INTERRUPTED"
    page.close()


def test_a_popup_that_only_looks_on_notices_within_half_a_minute_that_the_worker_died(world):
    world.arrange(fresh=True, **YOUNG)
    page = world.browser.open_tab("manifest.json")
    page.clock.install()
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    page.locator("body[data-phase=settled]").wait_for()
    world.remember(refresh={"id": "dead", "started_at": instant(0), "step": 1, "of": 11, "report": "model"})
    page.locator("body[data-phase=reading]").wait_for()
    world.browser.kill_worker()
    page.clock.run_for(30_000)
    page.locator("body[data-phase=settled]").wait_for()
    assert page.locator(".notice[data-code=INTERRUPTED] button:visible").count() == 1
    page.close()


def test_a_popup_does_not_read_for_ever_where_a_worker_took_longer_to_die_than_the_next_one_waits(world):
    world.arrange(fresh=True, **YOUNG)
    ear = world.browser.open_tab("manifest.json")
    page = world.browser.open_tab("manifest.json")
    page.clock.install()
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    page.locator("body[data-phase=settled]").wait_for()
    ear.evaluate(HOLD.replace("store", "refresh"))
    world.remember(refresh={"id": "dead", "started_at": instant(0), "step": 1, "of": 11, "report": "model"})
    world.browser.kill_worker()
    world.browser.wake_worker()
    waiting = WAITING.replace("store", "refresh")
    world.wait_for(lambda: ear.evaluate(waiting), "the worker's waiting")
    world.wait_for(lambda: not ear.evaluate(waiting), "the end of it")
    ear.evaluate("() => letGo()")
    page.clock.run_for(30_000)
    page.locator("body[data-phase=settled]").wait_for()
    assert page.locator(".notice[data-code=INTERRUPTED] button:visible").count() == 1
    page.close()
    ear.close()


@pytest.mark.parametrize("step", nightly_except(STEPS, "model"))
def test_killed_while_a_report_is_read_the_popup_asks_again_and_has_it(world, step):
    world.arrange(fresh=True)
    world.server.inject_fault(step, paused=True, times=1)
    popup = world.browser.open_popup()
    world.wait_until_asked(step)
    world.browser.kill_worker()
    popup.settle()
    assert popup.shown()["notices"] == []
    holds_a_good_report(world)
    assert world.browser.storage()["local"]["report"] != world.stored_report
    assert world.server.peak <= 4  # what the dead worker had asked for is called off before the next one asks
    world.close(popup)


@pytest.mark.parametrize("step", nightly_except(STEPS, "model"))
def test_killed_twice_while_a_report_is_read_it_says_so_and_works_again(world, step):
    world.arrange(fresh=True)
    world.server.inject_fault(step, paused=True)
    popup = world.browser.open_popup()
    for times in (1, 2):
        world.wait_until_asked(step, times)
        world.browser.kill_worker()
    popup.settle()
    assert popup.shown()["notices"] == ["INTERRUPTED"]
    # The limits may be fresh, which are stored with their own age before the days are read.
    assert world.browser.storage()["local"]["report"]["scopes"] == world.stored_report["scopes"]
    world.close(popup)
    works_again(world)


def test_what_a_dead_worker_asked_for_in_one_tab_ends_before_another_tab_is_asked(world):
    world.arrange(fresh=True, tab=False)
    traffic = Traffic()
    traffic.tab(world.browser)
    dead = world.server.inject_fault("model", paused=True, times=1)
    popup = world.browser.open_popup()
    world.wait_until_asked("model")
    world.close(popup)
    world.browser.kill_worker()
    traffic.tab(world.browser)
    world.server.inject_fault("activity", delay=0.5)

    def resume_killed_worker_request(world, _popup):
        world.wait_until_asked("model", 2)
        dead.paused = False

    assert world.open_popup(resume_killed_worker_request).shown()["notices"] == []
    assert len(traffic.runs()) == 2


def test_killed_before_the_first_request_the_popup_asks_again(world):
    world.arrange(fresh=True)
    world.browser.kill_worker()
    popup = world.open_popup()
    assert popup.shown()["notices"] == []
    assert world.server.reports_asked().count("session") == 2
    world.close(popup)


def test_killed_after_the_answers_and_before_the_whole_is_written_the_stages_stay(world):
    with everything_read_and_nothing_written(world) as ear:
        world.browser.kill_worker()
        ear.evaluate("() => letGo()")
        found = world.browser.storage()["local"]["report"]
        sound(found)
        new, old = ({row["report"]: row["at"] for row in one["report_status"]} for one in (found, world.stored_report))
        assert (new["product"] > old["product"], new["speed"]) == (True, old["speed"])
        world.wait_until_at_rest()
        assert world.browser.storage()["session"]["notice"]["code"] == "INTERRUPTED"


def test_killed_between_the_stages_while_another_workspace_becomes_the_active_one_nothing_of_the_first_is_left(world):
    world.arrange(fresh=True, **YOUNG)
    world.server.inject_fault("model", paused=True)
    ear = world.browser.open_tab("popup.html")
    PopupPage(ear, lambda: None).settle()
    world.let_a_minute_pass()
    ear.evaluate(ASK)
    world.wait_for(lambda: limits_at(world) > world.stored_report["limits"]["fetched_at"], "storing the limits")
    world.browser.kill_worker()
    found = world.browser.storage()["local"]["report"]
    sound(found)
    assert (found["scopes"], found["fetched_at"]) == (world.stored_report["scopes"], world.stored_report["fetched_at"])
    ear.close()
    world.server.clear_faults()
    set_scenario("over-limit")(world)
    popup = world.open_popup()
    shown = popup.shown()
    assert shown["notices"] == []
    days = shown["range"]["start"], shown["range"]["end"]
    assert shown["total"] == pytest.approx(world.server.expected("mine", "product", *days).total)
    whole = world.browser.storage()["local"]["report"]
    assert min(row["at"] for row in whole["report_status"] if row["at"]) >= found["limits"]["fetched_at"]
    world.close(popup)


def limits_at(world):
    """Return when the stored limits were read."""
    return world.browser.storage()["local"]["report"]["limits"]["fetched_at"]


def test_killed_after_the_report_was_written_and_before_it_was_told_it_is_the_new_one(world):
    with everything_read_and_nothing_written(world) as ear:
        ear.evaluate(HOLD_NEXT)
        world.wait_for(lambda: ear.evaluate("() => globalThis.mine"), "writing the report")
        world.browser.kill_worker()
        stored = world.browser.storage()
        sound(stored["local"]["report"])
        assert stored["local"]["report"] != world.stored_report
        assert stored["session"]["workspace"] == world.owner["workspace"]
        ear.close()


@pytest.mark.nightly  # Chromium ends an idle worker after 30 s
def test_a_popup_that_opens_after_the_worker_fell_idle_works(dist):
    with FakeChatGPT() as server, Browser(dist, server, watched=False) as browser:
        browser.devtools.send("Target.createTarget", {"url": "https://chatgpt.com/"})  # without Playwright, a debugger
        browser.open_popup().settle().close()
        first = browser.worker_target()["targetId"]
        assert browser.wait_for(lambda: browser.worker_target() is None, IDLE_SECONDS), "the worker never fell idle"
        opened = browser.devtools.send("Target.createTarget", {"url": "https://chatgpt.com/c/2"})["targetId"]
        assert browser.wait_for(
            lambda: "ChatGPT" in [one["title"] for one in browser.targets("page") if one["targetId"] == opened]
        )
        assert browser.worker_target() is None  # no refresh waits for a tab, so a tab that loads starts nothing
        popup = browser.open_popup().settle()
        assert popup.shown()["notices"] == []
        assert popup.page.evaluate("() => chrome.runtime.sendMessage({kind: 'refresh'})") == {"code": "THROTTLED"}
        popup.close()
        assert browser.worker_target()["targetId"] != first


@pytest.mark.parametrize("moment", nightly_except([0.0, 0.004, 0.02, 0.1], 0.004))
def test_a_browser_that_dies_while_storing_leaves_the_old_report_or_the_new(dist, tmp_path, moment):
    with FakeChatGPT() as server:
        with Browser(dist, server, profile=tmp_path) as browser:
            browser.open_chatgpt()
            browser.open_popup().settle().close()
            old = an_hour_older(browser.storage()["local"]["report"])
            browser.store(report=old)
            browser.in_worker("chrome.storage.session.remove('cooldown')")
            server.inject_fault("workspace", paused=True)
            server.clear_log()
            ear = browser.open_tab("popup.html")
            PopupPage(ear, lambda: None).settle().refresh()
            assert browser.wait_for(lambda: "workspace" in server.reports_asked())
            ear.evaluate(HOLD)
            server.clear_log()
            server.clear_faults()
            assert browser.wait_for(lambda: "session" in server.reports_asked() and ear.evaluate(WAITING))
            ear.evaluate("() => { setTimeout(letGo) }")
            time.sleep(moment)
            browser.chromium.process.kill()
            browser.chromium.process.wait()
        with Browser(dist, server, profile=tmp_path) as browser:
            found = browser.storage()["local"]["report"]
            sound(found)
            if found != old:
                # The limits are stored before the days; what waits for the lock may be either.
                assert found["limits"]["fetched_at"] > old["limits"]["fetched_at"]
                assert found["fetched_at"] > old["fetched_at"] or found["scopes"] == old["scopes"]
                assert found["scopes"]["mine"]["totals"] == old["scopes"]["mine"]["totals"]
            browser.open_chatgpt()
            popup = browser.open_popup().settle()
            assert set(popup.shown()["notices"]) <= {"EARLIER_SESSION"}
            popup.close()
