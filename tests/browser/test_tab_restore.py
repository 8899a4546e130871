"""Only a press of the toolbar icon, or of a button, asks ChatGPT: a page the browser brings back by itself asks nothing."""

from simulator.browser import Browser, Popup
from simulator.chatgpt import FakeChatGPT
from simulator.world import an_hour_older

SETTLED = "document.body?.dataset.phase === 'settled'"


def test_a_popup_tab_of_the_last_session_asks_nothing_when_the_browser_restores_it(dist, tmp_path):
    with FakeChatGPT() as server:
        with Browser(dist, server, profile=tmp_path) as browser:
            browser.open_chatgpt()
            browser.open_popup().settle().close()
            browser.store(report=an_hour_older(browser.storage()["local"]["report"]))
            Popup(browser.open_tab("popup.html#tab"), lambda: None).settle()
        server.clear_log()
        with Browser(dist, server, profile=tmp_path, arguments=["--restore-last-session"]) as browser:
            assert browser.wait_for(lambda: any(browser.in_pages(SETTLED)))
            assert browser.storage()["session"] == {}  # not even tried
            assert server.reports_asked() == []


def test_a_reloaded_popup_tab_asks_nothing_until_refresh_is_pressed(world):
    world.arrange(fresh=True)
    popup = Popup(world.browser.open_tab("popup.html#tab"), lambda: None).settle()
    popup.page.reload()
    popup.settle()
    assert world.server.reports_asked() == []
    popup.refresh().settle()
    assert "product" in world.server.reports_asked()
    popup.page.close()
