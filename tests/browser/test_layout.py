"""
The popup fits: never taller than Chrome allows, one scroll area, nothing cut at 320 px or enlarged, nothing shifts after
the first frame, nothing moves, and right to left it is mirrored while time still runs to the right.
"""

import json

import pytest
from playwright.sync_api import expect

from simulator.browser import chromium
from tests.browser.layout import ROOMY, SIZE, fits
from tests.browser.shared_browser import shared_world, world_fixture
from tests.tiers import nightly_except

TWICE = 3.8017840169239308  # Chrome's name for 200 %: the logarithm of 2 to the base 1.2
STATES = ("enterprise", "no-limit", "over-limit", "partial", "windows")

# What can be scrolled beside the page itself.
SCROLLERS = """() => [...document.querySelectorAll("body *")].filter((node) =>
  node.scrollHeight > node.clientHeight + 1 && ["auto", "scroll"].includes(getComputedStyle(node).overflowY))
  .map((node) => node.id || node.className)"""
# A panel that is taller than the room there is scrolls by itself.
PANELS = {"#range-open": "range-panel", "#menu-open": "menu"}
SHIFTS = """() => new Promise((found) => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
  setTimeout(() => found(seen.flatMap(({sources}) => sources.map(({node}) => node?.id || node?.nodeName))), 100);
})"""
MOVES = """() => [...document.querySelectorAll("*")].filter((node) => {
  const {transitionDuration, animationName} = getComputedStyle(node);
  return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
}).map((node) => node.id || node.tagName)"""
LEFTS = "(selector) => [...document.querySelectorAll(selector)].map((node) => node.getBoundingClientRect().left)"


world = world_fixture(arguments=ROOMY)


def every_panel(page):
    """Open one panel after the other, and come back with each open."""
    for opener in ("#range-open", "#menu-open"):
        page.locator(opener).click()
        if opener == "#range-open":
            page.locator("calendar-range").wait_for()
        yield opener
        page.keyboard.press("Escape")
    for action in ("help", "privacy", "ask-clear-data"):
        page.locator("#menu-open").click()
        page.locator(f"#menu [data-action={action}]").click()
        yield action
        page.keyboard.press("Escape")


def test_the_popup_has_the_height_chrome_allows_and_one_scroll_area(world):
    popup = world.reset().popup()
    page = popup.page
    assert page.evaluate(SIZE) == {"height": 600, "needs": 560, "has": 560}
    for summary in page.locator("details summary").all():
        summary.click()
    assert page.evaluate(SCROLLERS) == []
    for panel in every_panel(page):
        assert page.evaluate(SCROLLERS) in ([], [PANELS.get(panel, panel)]), panel
        fits(page)


@pytest.mark.parametrize("scenario", nightly_except(STATES, "enterprise"))
def test_nothing_shifts_between_the_first_frame_and_the_figures(world, scenario):
    world.reset(scenario).popup().close()
    assert world.popup().page.evaluate(SHIFTS) == []
    assert world.tab().page.evaluate(SHIFTS) == []
    assert world.tab("popup.html#tab", 1280, 900).page.evaluate(SHIFTS) == []


def test_nothing_shifts_on_the_first_day(world):
    assert world.reset().popup().page.evaluate(SHIFTS) == []


@pytest.mark.parametrize("scenario", nightly_except(["windows", "over-limit", "signed-out"], "windows", "signed-out"))
def test_at_320_pixels_nothing_is_cut(world, scenario):
    popup = world.settled_tab(scenario, width=320, height=640)
    page = popup.page
    fits(page)
    if scenario == "windows":
        popup.choose_comparison(wanted=True)
        for summary in page.locator("details summary").all():
            summary.click()
        fits(page)
        for _ in every_panel(page):
            fits(page)


def test_a_tab_enlarged_to_200_per_cent_has_nothing_cut(world):
    page = world.reset().tab("popup.html#tab", 1280, 900).page
    world.browser.in_worker(
        "chrome.tabs.query({}).then((tabs) => Promise.all(tabs.map(({id}) => chrome.tabs.setZoom(id, 2).catch(() => 0))))"
    )
    page.wait_for_function("() => devicePixelRatio === 2")
    fits(page)


def test_a_popup_enlarged_to_200_per_cent_has_nothing_cut(dist, tmp_path):
    settings = chromium.PREFERENCES | {"partition": {"default_zoom_level": {"x": TWICE}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(settings))
    with shared_world(dist, arguments=ROOMY, profile=tmp_path) as world:
        page = world.reset().popup().page
        assert page.evaluate("() => [devicePixelRatio, innerWidth, innerHeight]") == [2, 400, 300]
        fits(page)


def test_nothing_moves_also_for_those_who_allow_motion(world):
    popup = world.settled_tab()
    for motion in ("no-preference", "reduce"):
        popup.page.emulate_media(reduced_motion=motion)
        popup.choose_breakdown("surface")
        assert popup.page.evaluate("() => document.getAnimations().length") == 0
    popup.page.locator("#range-open").click()
    popup.page.locator("calendar-range").wait_for()
    assert popup.page.evaluate(MOVES) == []


def test_colours_follow_the_theme_while_the_popup_is_open(world):
    page = world.settled_tab().page
    page.evaluate("() => { window.first = document.querySelector('#bars path') }")
    seen = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        seen.append(
            page.evaluate("() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(first).fill]")
        )
    assert seen[0][0] != seen[1][0]
    assert seen[0][1] != seen[1][1]
    assert page.evaluate("() => first.isConnected"), "it was drawn anew"


def test_bars_stay_visible_in_forced_colours(world):
    page = world.settled_tab().page
    page.emulate_media(forced_colors="active")
    colours = page.evaluate(
        "() => [...document.querySelectorAll('#bars path[data-hue]')].map((one) => getComputedStyle(one).fill)"
    )
    assert len(set(colours)) == len(colours) > 3


def test_right_to_left_is_mirrored_and_time_still_runs_to_the_right(dist):
    with shared_world(dist, lang="ar", arguments=ROOMY) as world:
        popup = world.reset().popup().choose_range("28")
        page = popup.page
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        brand, tools = page.evaluate(LEFTS, "h1, .tools")
        assert tools < brand
        label, credits = page.evaluate(LEFTS, "#series tbody tr:first-child > *")[:2]
        assert credits < label
        days = page.evaluate(LEFTS, "#chart [data-day]")
        assert days == sorted(days)
        page.locator("#plot").focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert page.locator("#plot").get_attribute("aria-valuenow") == "2"
        fits(page)
        for panel in every_panel(page):
            fits(page)
            assert page.evaluate(SCROLLERS) in ([], [PANELS.get(panel, panel)]), panel
