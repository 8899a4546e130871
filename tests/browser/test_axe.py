"""axe finds nothing in any state, in light, dark and forced colours; also with every panel open, and in a tab."""

import pytest

from codex_credits.present import sample
from simulator.chatgpt import SCENARIOS
from tests.browser.conftest import ROOT
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (rules) => (await axe.run(document, {resultTypes: ["violations"], ...rules})).violations.flatMap(
  ({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${target.join(" ")}: ${failureSummary}`))"""
COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}

# Those whose screens differ most: limits and their warnings, notices. The tests below look at "enterprise" in
# a wide tab and behind every panel, and at the windows of limits that fold open.
USUAL = ("over-limit", "partial")
SAMPLES = tuple(state for state, _ in sample.STATES)


world = world_fixture()


def found(page):
    """Return what axe finds wrong in each of the three sets of colours."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    wrong = {}
    for name, media in COLOURS.items():
        page.emulate_media(**media)
        # What is not about colors was found in the first set already.
        rules = {} if name == "light" else {"runOnly": ["color-contrast", "link-in-text-block"]}
        if said := page.evaluate(RUN, rules):
            wrong[name] = said
    return wrong


def from_menu(page, action):
    page.locator("#menu-open").click()
    page.locator(f"#menu [data-action={action}]").click()


@pytest.mark.parametrize("scenario", nightly_except(SCENARIOS, *USUAL))
def test_axe_finds_nothing_in_a_state(world, scenario):
    assert found(world.settled_tab(scenario).page) == {}


def test_axe_finds_nothing_on_the_first_day(world):
    page = world.reset("signed-out").browser.open_tab("popup.html")
    page.locator("#empty").wait_for()
    assert found(page) == {}


def test_axe_finds_nothing_while_reading(world):
    world.reset().server.inject_fault("*", delay=30)
    world.browser.open_chatgpt()
    page = world.browser.open_tab("popup.html")
    page.locator("body[data-phase=settled]").wait_for()
    page.locator("#refresh").click()
    page.locator("#empty[data-code=READING]").wait_for()
    assert found(page) == {}


def test_axe_finds_nothing_in_what_folds_and_compares(world):
    popup = world.settled_tab("windows")
    popup.choose_comparison(wanted=True)
    for name in popup.page.locator("details summary").all():
        name.click()
    assert found(popup.page) == {}


def test_axe_finds_nothing_in_the_range_panel_with_its_calendar_and_a_problem(world):
    page = world.settled_tab().page
    page.locator("#range-open").click()
    page.locator("calendar-range").wait_for()
    assert found(page) == {}
    page.locator("#range-start").fill("2026-02-30")
    page.locator("#range-apply").click()
    assert found(page) == {}


def test_axe_finds_nothing_in_menu_and_dialogs(world):
    page = world.settled_tab().page
    page.locator("#menu-open").click()
    assert found(page) == {}
    page.keyboard.press("Escape")
    for action in ("help", "privacy", "ask-clear-data"):
        from_menu(page, action)
        assert found(page) == {}
        page.keyboard.press("Escape")


@pytest.mark.parametrize("states", [SAMPLES[:1], pytest.param(SAMPLES[1:], marks=pytest.mark.nightly)], ids=len)
def test_axe_finds_nothing_in_any_state_of_the_sample(world, states):
    popup = world.settled_tab()
    from_menu(popup.page, "sample")
    for state in states:
        popup.page.locator("#sample-state").select_option(state)
        popup.settle()
        assert found(popup.page) == {}, state


def test_axe_finds_nothing_in_a_wide_tab(world):
    assert found(world.settled_tab(address="popup.html#tab", width=1280, height=900).page) == {}


def test_axe_finds_nothing_where_the_popup_did_not_start(world):
    page = world.settled_tab().page
    page.evaluate("() => { document.getElementById('fallback').hidden = false }")
    assert found(page) == {}
