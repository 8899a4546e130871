"""What a person chose stays: the picked day, the isolated series, the whole view of a tab; and the focus is never lost."""

import re

from playwright.sync_api import expect

from tests.browser.shared_browser import world_fixture

FOCUSED = "() => document.activeElement.id || document.activeElement.dataset.value || document.activeElement.tagName"
LONG_AGO = {"next_allowed_at": "2020-01-01T00:00:00Z", "code": "ok"}
PICKED = "() => document.querySelector('#plot').ariaValueNow"


world = world_fixture(lang="en-US")


def test_the_picked_day_stays_through_breakdown_scope_comparison_and_refresh(world):
    popup = world.settled_tab()
    page = popup.page
    page.locator("#plot").focus()
    page.keyboard.press("Home")
    day = page.locator("#callout .when").inner_text()
    for key in ("2", "s", "s", "x", "x", "1"):
        page.keyboard.press(key)
        popup.settle()
        expect(page.locator("#callout .when")).to_have_text(day)
    world.browser.store("session", cooldown=LONG_AGO)
    popup.refresh().settle()
    expect(page.locator("#callout .when")).to_have_text(day)
    assert page.evaluate(PICKED) == "1"
    page.keyboard.press("l")
    popup.settle()
    assert page.evaluate(PICKED) == page.locator("#plot").get_attribute("aria-valuemax"), "a day that is not shown"


def test_an_isolated_series_offers_to_show_all_again(world):
    page = world.settled_tab().page
    rows, show_all = page.locator("#series tbody tr:not([data-folded])"), page.locator("#show-all")
    expect(show_all).to_be_hidden()
    rows.nth(1).locator("button").click()
    assert page.locator("#series tbody button[aria-pressed=true]").count() == 1
    expect(rows.nth(0)).to_have_attribute("data-off", "")
    show_all.focus()
    page.keyboard.press("Enter")
    expect(show_all).to_be_hidden()
    assert page.locator("#series tr[data-off]").count() == 0
    expect(rows.nth(0).locator("button")).to_be_focused()


def test_a_tab_opens_with_the_view_of_the_popup_and_keeps_it_when_it_is_reloaded(world):
    popup = world.settled_popup()
    for key in ("l", "2", "s", "x"):
        popup.page.keyboard.press(key)
        popup.settle()
    popup.page.locator("#plot").focus()
    popup.page.keyboard.press("Home")
    start = popup.shown()["range"]["start"]
    popup.page.locator("#menu-open").click()
    address = f"popup.html#tab&range=last-month&breakdown=surface&scope=workspace&compare=1&day={start}"
    popup.press_and_leave("#menu [data-action=open-tab]")
    assert world.browser.wait_for(
        lambda: [one for one in world.browser.targets("page") if one["url"].endswith(address)]
    )
    tab = world.tab(address, 1280, 800)
    for _ in ("opened", "reloaded"):
        shown = tab.shown()
        assert (shown["range"]["preset"], shown["breakdown"], shown["scope"]) == ("last-month", "surface", "workspace")
        assert shown["comparison"] is not None
        assert tab.page.evaluate(PICKED) == "1"
        tab.page.reload()
        tab.settle()
    tab.page.keyboard.press("1")
    tab.page.wait_for_url(re.compile("breakdown=model"))


def test_nonsense_in_the_address_is_ignored_and_sense_beside_it_counts(world):
    address = "popup.html#tab&range=2026-13-01..x&breakdown=speed&scope=all&day=yesterday&<b>"
    tab = world.settled_tab(address=address, width=1280, height=800)
    shown = tab.shown()
    assert (shown["range"]["preset"], shown["breakdown"], shown["scope"]) == ("month", "speed", "mine")


def test_a_wide_tab_opens_its_sections_beside_each_other(world):
    for width in (1280, 1920):
        page = world.settled_tab(address="popup.html#tab", width=width, height=900).page
        assert page.locator("#details details:not(#reports):not([open]):visible").count() == 0
        left = "(id) => document.getElementById(id).getBoundingClientRect().left"
        assert page.evaluate(left, "period") < page.evaluate(left, "credits")
        used = page.evaluate("() => document.querySelector('#figures').clientWidth")
        assert used >= width * 0.85


def test_the_shortcuts_can_be_switched_off_until_the_browser_ends(world):
    popup = world.settled_popup()
    page = popup.page
    page.keyboard.press("?")
    page.locator("#shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.keyboard.press("?")
    assert popup.settle().shown()["breakdown"] == "model"
    expect(page.locator("#help")).to_be_hidden()
    popup.close()
    popup = world.popup()
    popup.page.keyboard.press("2")
    assert popup.settle().shown()["breakdown"] == "model"
    assert "shortcuts" not in world.stored("local")
    popup.page.locator("#menu-open").click()
    popup.page.locator("#menu [data-action=help]").click()
    popup.page.locator("#shortcuts").check()
    popup.page.keyboard.press("Escape")
    popup.page.keyboard.press("2")
    assert popup.settle().shown()["breakdown"] == "surface"
    assert "shortcuts" not in world.stored("session")


def test_the_breakdowns_are_one_stop_of_tab_and_arrows_go_among_them(world):
    popup = world.settled_tab()
    page = popup.page
    assert page.locator("#breakdowns button[tabindex='0']").count() == 1
    page.locator("[data-breakdown-choice=model]").focus()
    for key, reached in (("ArrowRight", "surface"), ("End", "effort"), ("ArrowRight", "model"), ("ArrowLeft", "effort"), ("Home", "model")):  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == reached
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert popup.settle().shown()["breakdown"] == "surface"
    expect(page.locator("#breakdowns button[tabindex='0']")).to_have_attribute("data-value", "surface")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "compare"


def test_a_breakdown_that_was_not_read_says_why(world):
    world.reset().server.inject_fault("speed", status=500, body={})
    button = world.popup().page.locator("[data-breakdown-choice=speed]")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("title", re.compile("ChatGPT has given no figures"))


def test_panels_take_the_focus_and_the_field_with_a_problem_says_so(world):
    page = world.settled_tab().page
    page.locator("#range-open").press("Enter")
    expect(page.locator("[data-preset-choice=month]")).to_be_focused()
    page.locator("#range-end").fill("31/12/2026")
    page.keyboard.press("Enter")
    expect(page.locator("#range-end")).to_be_focused()
    expect(page.locator("#range-end")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#range-end")).to_have_attribute("aria-describedby", re.compile("range-problem"))
    expect(page.locator("#range-start")).not_to_have_attribute("aria-invalid", "true")
    page.locator("#range-end").fill(page.locator("#range-start").input_value())
    expect(page.locator("#range-problem")).to_have_text("")
    page.keyboard.press("Enter")
    expect(page.locator("#range-note")).to_have_text(re.compile("^1 day"))
    page.locator("#menu-open").press("Enter")
    expect(page.locator("#menu button").first).to_be_focused()


def test_the_focus_does_not_fall_to_the_page_when_its_control_goes_away(world):
    world.reset().server.inject_fault("model", status=500, body={})
    popup = world.popup()
    page = popup.page
    world.server.clear_faults()
    world.browser.store("session", cooldown=LONG_AGO)
    page.locator("#notices button").first.press("Enter")
    popup.settle()
    assert popup.shown()["notices"] == []
    assert page.evaluate(FOCUSED) == "refresh"
    page.locator("#menu-open").click()
    page.locator("#menu [data-action=ask-clear-data]").click()
    page.locator("#confirm [data-action=clear-data]").press("Enter")
    page.locator("#empty").wait_for()
    assert page.evaluate(FOCUSED) == "menu-open"
    page.locator("#empty-sample").press("Enter")
    popup.settle()
    assert page.evaluate(FOCUSED) == "refresh"
    page.locator("#sample-bar button").press("Enter")
    popup.settle()
    assert page.evaluate(FOCUSED) != "BODY"
