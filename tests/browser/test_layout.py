"""
The popup fits: never taller than Chrome allows, one scroll area, nothing cut at 320 px or enlarged, nothing shifts after
the first frame, nothing moves, and right to left it is mirrored while time still runs to the right.
"""

import json

import pytest

from simulator.browser import chromium
from tests.browser.layout import PANELS, ROOMY, SCROLLERS, SIZE, every_panel, fits
from tests.browser.shared_browser import shared_world, world_fixture
from tests.tiers import nightly_except

TWICE = 3.8017840169239308  # Chrome's name for 200 %: the logarithm of 2 to the base 1.2
STATES = ("enterprise", "no-limit", "over-limit", "partial", "windows")

NAMES = "() => document.querySelector('#series tbody th').getBoundingClientRect().width"
SHIFTS = """() => new Promise((found) => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
  setTimeout(() => found(seen.flatMap(({sources}) => sources.map(({node}) => node?.id || node?.nodeName))), 100);
})"""
MOVES = """() => [...document.querySelectorAll("*")].filter((node) => {
  const {transitionDuration, animationName} = getComputedStyle(node);
  return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
}).map((node) => node.id || node.tagName)"""


world = world_fixture()


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
        assert page.evaluate(NAMES) >= 72, "the names have room beside a comparison"
        for summary in page.locator("details summary").all():
            summary.click()
        fits(page)
        for _ in every_panel(page):
            fits(page)


def test_a_tab_enlarged_to_200_per_cent_has_nothing_cut(world):
    page = world.reset().tab("popup.html#tab", 1280, 900).page
    set_zoom(world, page, 2)
    try:
        fits(page)
    finally:
        set_zoom(world, page, 1)  # it is kept for every page of the extension


def set_zoom(world, page, factor):
    """Let every tab of the extension be shown so large, and come back when `page` is."""
    world.browser.in_worker(f"""chrome.tabs.query({{}}).then((tabs) =>
      Promise.all(tabs.map(({{id}}) => chrome.tabs.setZoom(id, {factor}).catch(() => 0))))""")
    page.wait_for_function(f"() => devicePixelRatio === {factor}")


@pytest.mark.nightly  # tests/browser/test_large_text.py has 400 per cent in every run
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
