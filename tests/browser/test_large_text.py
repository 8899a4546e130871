"""Large text: at Chrome's minimum font size, at its largest default size and at 400 %, nothing is cut or out of reach."""

import json

import pytest
from playwright.sync_api import expect

from simulator.browser import chromium
from tests.browser.layout import ROOMY
from tests.browser.shared_browser import shared_world
from tests.tiers import nightly_except

FOUR_TIMES = 7.603568033847862  # Chrome's name for 400 %: the logarithm of 4 to the base 1.2
SETTINGS = {
    "minimum 18": {"webkit": {"webprefs": {"minimum_font_size": 18}}},
    "default 24": {"webkit": {"webprefs": {"default_font_size": 24}}},
    "400 per cent": {"partition": {"default_zoom_level": {"x": FOUR_TIMES}}},
}
# Texts that are cut by their own box or by one around them; what scrolls cuts nothing.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((node) => {
  if (!node.checkVisibility({visibilityProperty: true}) || node.closest("svg, .unseen, .asked-width")) return false;
  const {overflowX, overflowY} = getComputedStyle(node);
  const cuts = [overflowX, overflowY].some((one) => one === "hidden" || one === "clip");
  const tall = node.scrollHeight > node.clientHeight + 1, wide = node.scrollWidth > node.clientWidth + 1;
  return cuts && (tall || wide) && !node.closest(".label, #workspace");
}).map((node) => node.id || node.className || node.tagName)"""
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIDEWAYS = "(node) => node.scrollWidth > node.clientWidth"
IN_SIGHT = """() => {
  const {top, bottom} = document.activeElement.getBoundingClientRect();
  return top >= -1 && bottom <= innerHeight + 1;
}"""


@pytest.fixture(scope="module", params=nightly_except(SETTINGS, "minimum 18", "400 per cent"))
def page(request, dist, tmp_path_factory):
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    settings = json.dumps(chromium.PREFERENCES | SETTINGS[request.param])
    (profile / "Default" / "Preferences").write_text(settings)
    with shared_world(dist, arguments=ROOMY, profile=profile, lang="en-US") as world:
        yield world.settled_popup().page


def test_nothing_is_clipped(page):
    assert page.evaluate(CLIPPED) == []
    assert not page.evaluate(WIDER)
    for summary in page.locator("details summary").all():
        summary.click()
    assert page.evaluate(CLIPPED) == []


def test_nothing_lies_over_the_words_of_the_header(page):
    """A heading may need more room than its box has: its words are measured."""
    lies_over = """() => {
      const words = document.createRange();
      words.selectNodeContents(document.querySelector("h1"));
      const one = words.getBoundingClientRect(), other = document.querySelector(".tools").getBoundingClientRect();
      return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    }"""
    assert not page.evaluate(lies_over)


def test_every_item_of_the_menu_is_reached_by_tab(page):
    page.locator("#menu-open").focus()
    page.keyboard.press("Enter")
    items = page.locator("#menu button:enabled").count()
    for place in range(items):
        expect(page.locator("#menu button:enabled").nth(place)).to_be_focused()
        assert page.evaluate(IN_SIGHT)
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")


def test_the_last_item_of_the_menu_is_reached_by_the_wheel(page):
    page.locator("#menu-open").focus()
    page.keyboard.press("Enter")
    box = page.locator("#menu").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.wheel(0, 3000)
    expect(page.locator("#menu [data-action=ask-clear-data]")).to_be_in_viewport(ratio=0.9)
    assert not page.locator("#menu").evaluate(SIDEWAYS)
    page.keyboard.press("Escape")


def test_panels_and_dialogs_are_whole(page):
    page.locator("#range-open").focus()
    page.keyboard.press("Enter")
    page.locator("calendar-range").wait_for()
    assert page.evaluate(CLIPPED) == []
    assert not page.locator("#range-panel").evaluate(SIDEWAYS)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert page.evaluate(CLIPPED) == []
    assert not page.locator("#help").evaluate(SIDEWAYS)
    page.keyboard.press("Escape")


def test_the_header_scrolls_away_where_there_is_little_room(page):
    sticks = page.locator("header").evaluate("(node) => getComputedStyle(node).position") == "sticky"
    assert sticks == (page.evaluate("() => innerHeight") > 400)
