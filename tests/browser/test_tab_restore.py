"""Only a press of the toolbar icon, or of a button, asks ChatGPT: a page the browser brings back by itself asks nothing."""

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import FakeChatGPT
from simulator.world import an_hour_older
from tests.browser.test_answer_race import doubled

SETTLED = "document.body?.dataset.phase === 'settled'"


def test_a_popup_tab_of_the_last_session_asks_nothing_when_the_browser_restores_it(dist, tmp_path):
    with FakeChatGPT() as server:
        with Browser(dist, server, profile=tmp_path) as browser:
            browser.open_chatgpt()
            browser.open_popup().settle().close()
            browser.store(report=an_hour_older(browser.storage()["local"]["report"]))
            PopupPage(browser.open_tab("popup.html#tab"), lambda: None).settle()
        server.clear_log()
        with Browser(dist, server, profile=tmp_path, arguments=["--restore-last-session"]) as browser:
            assert browser.wait_for(lambda: any(browser.in_pages(SETTLED)))
            assert browser.storage()["session"] == {}  # not even tried
            assert server.reports_asked() == []


def test_a_reloaded_popup_tab_asks_nothing_until_refresh_is_pressed(world):
    world.arrange(fresh=True)
    popup = PopupPage(world.browser.open_tab("popup.html#tab"), lambda: None).settle()
    popup.page.reload()
    popup.settle()
    assert world.server.reports_asked() == []
    popup.refresh().settle()
    assert "product" in world.server.reports_asked()
    popup.page.close()


def test_a_popup_tab_one_goes_back_to_or_that_was_frozen_shows_what_is_stored_now_and_asks_nothing(world):
    world.arrange(fresh=True)
    browser, report = world.browser, world.stored_report
    popup = PopupPage(browser.open_tab("popup.html#tab"), lambda: None).settle()
    total = popup.shown()["total"]
    popup.page.goto("about:blank")
    browser.store(report=doubled(report))
    popup.page.go_back()
    assert popup.settle().shown()["total"] == 2 * total
    devtools = popup.page.context.new_cdp_session(popup.page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    browser.store(report=report)
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    assert browser.wait_for(lambda: popup.settle().shown()["total"] == total)
    assert world.server.reports_asked() == []
    popup.page.close()
