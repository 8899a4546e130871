"""A storage that does not answer any more: the popup says so, comes to rest, and offers a way out."""

import pytest

from simulator.browser import PopupPage
from tests.browser.held_storage import NEVER_ANSWERED
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

SETTLE_SECONDS = 40
# From the call that `silent` is set before, one function of a storage area never ends; it still tells nobody.
SILENT = """(() => {
  const area = chrome.storage.AREA, call = area.NAME.bind(area), neverAnswered = NEVER_ANSWERED;
  area.NAME = (...given) => (globalThis.silent ? neverAnswered() : call(...given));
})()""".replace("NEVER_ANSWERED", NEVER_ANSWERED)


world = world_fixture()


def silenced(world, area, *names):
    """Return a popup in a tab, with figures, in which functions of one storage area no longer end."""
    world.after_reading()
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    page = world.browser.open_tab("manifest.json")
    for name in names:
        page.add_init_script(SILENT.replace("AREA", area).replace("NAME", name))
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html#tab")
    popup = PopupPage(page, lambda: None).settle()
    page.evaluate("() => { globalThis.silent = true }")
    return popup


def is_at_rest(popup):
    """Wait until the popup is at rest and Refresh can be pressed."""
    popup.page.locator("body[data-phase=settled]").wait_for(timeout=SETTLE_SECONDS * 1000)
    assert popup.page.locator("#refresh:visible:enabled").count() == 1


@pytest.mark.parametrize("area", nightly_except(["local", "session"], "local"))
def test_a_refresh_whose_result_cannot_be_read_ends_with_a_sentence(world, area):
    popup = silenced(world, area, "get")
    popup.refresh()
    popup.page.locator("[data-code=STORAGE]:visible").wait_for(timeout=SETTLE_SECONDS * 1000)
    is_at_rest(popup)
    assert popup.page.locator("#figures:visible").count() == 1  # what was read before stays
    popup.page.evaluate("() => { globalThis.silent = false }")
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    popup.refresh().settle()
    days = [popup.shown()["range"][name] for name in ("start", "end")]
    assert popup.shown()["total"] == pytest.approx(world.server.expected("mine", "product", *days).total)
    popup.page.close()


def test_a_range_that_cannot_be_remembered_is_read_all_the_same(world):
    popup = silenced(world, "local", "set")
    popup.page.keyboard.press("q")
    assert world.browser.wait_for(lambda: popup.page.locator("body").get_attribute("data-preset") == "90")
    is_at_rest(popup)
    assert world.browser.wait_for(lambda: "NOT_READ" not in popup.settle().shown()["notices"], SETTLE_SECONDS)
    days = [popup.shown()["range"][name] for name in ("start", "end")]
    assert popup.shown()["total"] == pytest.approx(world.server.expected("mine", "product", *days).total)
    popup.page.close()


def test_data_that_cannot_be_deleted_is_told(world):
    popup = silenced(world, "local", "clear")
    world.browser.in_worker("chrome.storage.local.clear = () => Promise.reject(new Error('no disk')), 0")
    try:
        popup.page.evaluate("() => document.querySelector('#menu [data-action=ask-clear-data]').click()")
        popup.page.locator("#confirm [data-action=clear-data]").click()
        notice = popup.page.locator("[data-code=NOT_DELETED]")
        notice.wait_for(timeout=SETTLE_SECONDS * 1000)
        # What was deleted all the same is heard of afterwards, and so is what another page stores.
        world.browser.store("session", cooldown={"next_allowed_at": "2020-01-01T00:00:00Z", "code": "ok"})
        assert popup.settle().shown()["notices"] == ["NOT_DELETED"]
        assert notice.locator("[data-action=ask-clear-data]:visible").count() == 1
    finally:
        world.browser.kill_worker()
    popup.page.close()
