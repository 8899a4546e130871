"""Reads of the stored state may end in another order than they began: what is shown is always the newest."""

import pytest

from simulator.browser import PopupPage
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

# Delays some of the popup's reads of one storage area, counted from the first.
LATE = """(() => {
  const area = chrome.storage.AREA, get = area.get.bind(area), late = new Set(READS);
  let count = 0;
  area.get = async (...names) => {
    const found = await get(...names);
    count += 1;
    if (late.has(count)) await new Promise((done) => setTimeout(done, DELAY));
    return found;
  };
})()"""
READS = ((2, 320), (3, 900), (4, 320))
PAIRS = [range(n, n + 2) for n in range(2, 12, 2)]
FITS = "() => { const {viewBox, clientWidth} = chart; return viewBox.baseVal.width === clientWidth }"


world = world_fixture()


def late(area, reads, delay=400):
    """Return the script that delays some `reads` of one storage area by `delay` milliseconds."""
    return LATE.replace("AREA", area).replace("READS", str(list(reads))).replace("DELAY", str(delay))


def shows_what_was_served(world, popup):
    days = [popup.shown()["range"][name] for name in ("start", "end")]
    assert abs(popup.shown()["total"] - world.server.expected("mine", "product", *days).total) < 1e-6


def first_reading(world, area, reads, width=575):
    """Return a popup in a tab, some of whose reads are late, after the first refresh of all."""
    world.reset().browser.open_chatgpt()
    page = world.browser.open_tab("manifest.json")
    page.set_viewport_size({"width": width, "height": 600})
    page.add_init_script(late(area, reads))
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    return PopupPage(page, lambda: None).settle().refresh().settle()


@pytest.mark.parametrize(
    ("read", "width"), nightly_except([(2, 320), (2, 900), (3, 320), (3, 900), (4, 320), (4, 900)], *READS)
)
def test_a_read_that_ends_late_leaves_the_chart_at_the_width_of_the_page(world, read, width):
    popup = first_reading(world, "local", [read], width)
    assert popup.page.evaluate(FITS)
    shows_what_was_served(world, popup)


@pytest.mark.parametrize("reads", nightly_except(PAIRS, PAIRS[0], PAIRS[2]), ids=str)
def test_a_read_that_ends_late_does_not_bring_a_finished_refresh_back(world, reads):
    popup = first_reading(world, "session", reads)
    assert popup.page.locator("#refresh").get_attribute("aria-busy") != "true"
    shows_what_was_served(world, popup)


def test_a_refresh_that_ends_before_a_tab_begins_to_listen_is_over_there_too(world):
    world.reset().browser.open_chatgpt()
    one = PopupPage(world.browser.open_tab("popup.html"), lambda: None).settle()
    last = world.server.inject_fault("model", paused=True)
    one.refresh()
    assert world.browser.wait_for(lambda: "model" in world.server.reports_asked())
    page = world.browser.open_tab("manifest.json")
    page.add_init_script(late("session", [1], 2500))
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html", wait_until="commit")
    page.locator("body[data-phase=starting]").wait_for()
    last.paused = False
    world.server.clear_faults()
    shows_what_was_served(world, PopupPage(page, lambda: None).settle(20))
