"""What Firefox does in its own way: a permission is asked for inside the press, and storage has no lock. The popup of its toolbar is a real one."""

import time

WIDTH = 560
PANEL = """const panel = document.querySelector(".webextension-popup-browser");
return panel ? [panel.clientWidth, panel.clientHeight] : null;"""
LOOKS, LOOK_SECONDS = 30, 0.1

NO_HOST = "() => chrome.permissions.remove({ origins: ['https://chatgpt.com/*'] })"
HAS_HOST = "() => chrome.permissions.contains({ origins: ['https://chatgpt.com/*'] })"


def test_the_extension_may_read_chatgpt_once_it_is_installed(open_popup):
    assert open_popup().page.evaluate(HAS_HOST)


def test_the_background_page_starts_without_a_lock_of_storage(open_popup):
    """`setAccessLevel` is not there; the background page has to do without."""
    popup = open_popup()
    assert popup.page.evaluate("() => typeof chrome.storage.local.setAccessLevel") == "undefined"
    code = "() => chrome.runtime.sendMessage({ kind: 'refresh', days: [] }).then(({ code }) => code)"
    assert popup.page.evaluate(code) in {"ok", "PARTIAL"}


def test_the_popup_of_the_toolbar_reads_by_itself_and_comes_to_one_size(open_popup, browser, server):
    """Where a scroll bar takes its width away, it must not ask for another one, and for the first again, for ever."""
    tab = open_popup()
    tab.page.evaluate("() => chrome.action.openPopup()")
    until = time.monotonic() + 30
    while time.monotonic() < until and not has_read(tab):
        time.sleep(LOOK_SECONDS)
    assert has_read(tab)
    sizes = set()
    for _ in range(LOOKS):
        sizes.add(tuple(browser.marionette.in_browser(PANEL)))
        time.sleep(LOOK_SECONDS)
    assert len(sizes) == 1
    assert sizes.pop()[0] == WIDTH
    assert server.reports_asked()


def test_a_withdrawn_permission_is_told_and_granted_within_the_press(open_popup, server):
    popup = open_popup()
    assert popup.page.evaluate(NO_HOST)
    popup.page.click("#refresh")
    popup.page.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done, 20), 20))")
    popup.settle()
    assert popup.shown()["notices"] == ["NO_PERMISSION"]
    assert server.reports_asked() == []
    popup.page.click('[data-action="grant"]')
    until = time.monotonic() + 20
    while not server.reports_asked() and time.monotonic() < until:
        time.sleep(0.1)
    popup.settle()
    assert popup.page.evaluate(HAS_HOST)
    assert popup.shown()["notices"] == []


def has_read(tab):
    """Tell whether a report is stored and no refresh runs any more."""
    stored = "async () => ['report' in (await chrome.storage.local.get()), 'refresh' in (await chrome.storage.session.get())]"
    return tab.page.evaluate(stored) == [True, False]
