"""What is shown can be read to its end: long figures, long ranges, days of many parts on a clock far from UTC."""

from playwright.sync_api import expect

from tests.browser.shared_browser import world_fixture

INSIDE = """(selector) => {
  const {left, right} = document.querySelector(selector).getBoundingClientRect();
  const outer = document.querySelector("#credits").getBoundingClientRect();
  return outer.left <= left && right <= outer.right;
}"""
ROOMY = ["--screen-info={1600x1200}"]  # a screen that does not limit the popup before Chrome does
WHOLE = "(node) => node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight"
BELOW = """() => {
  const [panel, button] = ["range-panel", "range-open"].map((id) => document.getElementById(id).getBoundingClientRect());
  return panel.top >= button.bottom;
}"""


world = world_fixture(lang="en-US", timezone="America/Los_Angeles", arguments=ROOMY)


def test_the_header_calls_the_plan_as_chatgpt_does(world):
    expect(world.settled_popup().page.locator("#workspace")).to_have_text("Northwind Robotics (Enterprise)")


def test_a_total_of_many_digits_stays_inside_the_popup(world):
    popup = world.settled_popup().choose_range("28").choose_scope("workspace")
    assert popup.shown()["total"] > 100_000
    assert popup.page.evaluate(INSIDE, "#range-total data")
    assert popup.page.locator("#range-total data").evaluate("(node) => node.offsetWidth > 0")


def test_a_range_over_two_years_tells_its_length_and_its_last_day(world):
    popup = world.settled_popup()
    popup.choose_range(f"{int(world.server.today[:4]) - 1}-11-01..{world.server.today}")
    note = popup.page.locator("#range-note")
    expect(note).to_contain_text("today incomplete")
    assert note.evaluate(WHOLE)


def test_every_part_of_every_day_is_seen_with_the_day_s_span_on_the_own_clock(world):
    popup = world.settled_popup()
    page = popup.page
    popup.choose_scope("workspace")
    popup.choose_breakdown("surface")
    days = popup.shown()["days"]
    page.locator("#plot").focus()
    page.keyboard.press("Home")
    most = 0
    for _ in days:
        amounts = page.locator("#series tbody tr:not([hidden]) .day").all_text_contents()
        most = max(most, len([text for text in amounts if text]))
        assert page.locator("#callout").evaluate(WHOLE)
        expect(page.locator("#callout .when")).to_contain_text("PM –")
        page.keyboard.press("ArrowRight")
    assert most >= 10


def test_no_control_moves_when_another_breakdown_is_chosen(world):
    popup = world.settled_popup()
    places = "() => [...document.querySelectorAll('.tabs button, #compare')].map((node) => node.getBoundingClientRect().left)"
    before = popup.page.evaluate(places)
    popup.choose_breakdown("surface")
    assert popup.page.evaluate(places) == before


def test_the_line_of_the_forecast_opens_its_detail(world):
    page = world.settled_popup().page
    page.locator("#forecast button").press("Enter")
    expect(page.locator("#forecast-section")).to_have_attribute("open", "")
    expect(page.locator("#forecast-section summary")).to_be_focused()
    expect(page.locator("#forecast-section .body")).to_be_visible()


def test_credits_that_are_used_up_are_told_beside_the_limit(world):
    page = world.settled_popup("depleted").page
    expect(page.locator("#forecast")).to_have_text("Stopped")
    expect(page.locator("#likely")).to_have_text("Workspace credits used up, until the workspace owner adds credits")
    page.locator("#forecast button").click()
    expect(page.locator("#limits [data-state=reached]")).to_contain_text("the workspace owner can add more")


def test_what_changed_has_a_title_over_each_group(world):
    popup = world.settled_popup()
    popup.choose_comparison(wanted=True)
    popup.page.locator("#changes summary").click()
    titles = popup.page.locator("#changes h3").all_inner_texts()
    assert titles[:2] == ["By days and pace", "By model"]


def test_a_chart_in_a_narrow_window_is_drawn_for_its_width(world):
    page = world.reset().tab(width=320).page
    assert page.evaluate("() => { const {viewBox, clientWidth} = chart; return viewBox.baseVal.width === clientWidth }")


def test_the_range_panel_leaves_its_button_in_sight(world):
    page = world.settled_popup().page
    page.locator("#range-open").click()
    page.locator("calendar-range").wait_for()
    assert page.evaluate(BELOW)
    page.locator("#range-start").fill("2026-02-30")
    page.locator("#range-apply").click()
    expect(page.locator("#range-problem")).to_contain_text("not a date")
    assert page.evaluate(BELOW)
