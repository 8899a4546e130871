"""What the popup does besides showing figures: legend, callout, comparison, sample data, badge, tab, request log, deleting."""

import contextlib
import shutil

import pytest
from playwright.sync_api import Error, expect

from codex_credits.present import sample
from simulator.browser import Browser
from simulator.browser.downloads import from_menu
from simulator.chatgpt import FakeChatGPT
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

PATHS = "() => [...document.querySelectorAll('#bars path[data-hue]')].filter((one) => one.getAttribute('d')).length"
LOADED = (
    "vendor/micropython.wasm", "vendor/micropython.mjs", "vendor/pyscript.js", "popup/boot/image.bin", "popup/boot/boot.js",
)  # fmt: skip
EMPTY = {"local": {}, "session": {}, "sync": {}, "managed": {}}


world = world_fixture(lang="en-US")


@pytest.fixture
def popup(world):
    return world.settled_popup()


def on(popup):
    """Return the keys of the series that are on, in the order of the table."""
    rows = popup.page.locator("#series tbody tr:not([data-off], [data-folded])").all()
    return [row.get_attribute("data-key") for row in rows]


def test_a_click_on_the_legend_isolates_a_series_and_the_next_brings_all_back(popup):
    every, total = on(popup), popup.shown()["total"]
    button = popup.page.locator("#series tbody button").nth(1)
    button.click()
    assert on(popup) == every[1:2]
    assert popup.page.evaluate(PATHS) == 1
    assert popup.shown()["total"] == total
    button.click()
    assert on(popup) == every
    assert popup.page.evaluate(PATHS) == len(every)


def test_shift_and_click_hides_one_series(popup):
    every = on(popup)
    button = popup.page.locator("#series tbody button").first
    button.click(modifiers=["Shift"])
    assert on(popup) == every[1:]
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click(modifiers=["Shift"])
    assert on(popup) == every


def test_other_unfolds_into_series_that_add_up_to_it(popup):
    popup.choose_range("28").choose_breakdown("surface")
    page = popup.page
    folded = page.locator("#series tr[data-folded]")
    expect(folded.first).to_be_hidden()
    page.locator('#series tr[data-key="~other"] button').click()
    expect(folded.first).to_be_visible()
    values = page.evaluate(
        "() => [...document.querySelectorAll('#series tr[data-folded] data')].map((one) => Number(one.value))"
    )
    other = page.locator('#series tr[data-key="~other"] data').get_attribute("value")
    assert sum(values) == pytest.approx(float(other), abs=1e-9)
    page.locator('#series tr[data-key="~other"] button').click()
    expect(folded.first).to_be_hidden()


def test_the_pointer_over_a_day_tells_it(popup):
    page = popup.page
    day = next(day for day in popup.shown()["days"] if day["credits"])
    page.locator(f'#chart [data-day="{day["date"]}"]').hover()
    expect(page.locator("#callout .sum")).to_contain_text(f"{day['credits']:,.2f}")
    picked = page.locator("#picked").bounding_box()
    hit = page.locator(f'#chart [data-day="{day["date"]}"]').bounding_box()
    assert picked["x"] == pytest.approx(hit["x"], abs=1)


def test_a_tap_on_a_day_tells_it(popup):
    page = popup.page
    day = next(day for day in popup.shown()["days"] if day["credits"])
    page.locator(f'#chart [data-day="{day["date"]}"]').dispatch_event(
        "pointerover", {"pointerType": "touch", "bubbles": True}
    )
    expect(page.locator("#callout .sum")).to_contain_text(f"{day['credits']:,.2f}")


def test_a_comparison_adds_a_line_and_a_column_and_takes_them_away(popup):
    page = popup.page
    expect(page.locator("#series-change")).to_be_hidden()
    for wanted in (True, False):
        popup.choose_comparison(wanted=wanted)
        assert page.locator("#series-change").is_visible() == wanted
        assert bool(page.locator("#compared").get_attribute("d")) == wanted
        assert page.locator("#changes [data-state=sum]").count() == wanted


def test_a_base_of_zero_says_new_and_no_percentage(world):
    world.reset().server.inject_fault("model", change=lambda body: body | {"data": [
        row | {"values": row["values"] | ({"brand-new": 2.5} if row["date"] == world.server.today else {})} for row in body["data"]
    ]})  # fmt: skip
    popup = world.popup()
    popup.choose_comparison(wanted=True)
    assert popup.page.locator('#series tr[data-key="brand-new"] td.change').inner_text() == "new"


def test_the_workspace_is_offered_to_those_who_may_see_it_only(world):
    assert world.settled_popup("enterprise").page.locator("#scopes").is_visible()
    assert world.settled_popup("member").page.locator("#scopes").is_hidden()


def test_the_request_log_lists_what_was_asked_and_nothing_secret(world):
    popup = world.reset().popup()
    popup.page.locator("#reports summary").click()
    listed = popup.page.locator("#reports [data-state=request] .name").all_inner_texts()
    asked = [
        entry["path"].partition("?")[0].replace("{id}", "…")
        for entry in world.server.log
        if entry["report"] and not entry["by_page"]
    ]
    assert sorted(route.partition("?")[0] for route in listed) == sorted(asked)
    assert all("=" not in route for route in listed)
    assert [row.inner_text()[:3] for row in popup.page.locator("#reports [data-state=request] .value").all()] == [
        "200"
    ] * len(listed)


def test_the_badge_tells_the_per_cent_used_and_its_title_when_it_was_read(world, popup):
    told = popup.shown()["limit"]["used_percent"]
    assert world.browser.in_worker("chrome.action.getBadgeText({})") == f"{told}%"
    title = world.browser.in_worker("chrome.action.getTitle({})")
    assert f"{told} % of your limit used, " in title
    assert ", resets " in title
    assert "; updated " in title


@pytest.mark.parametrize("scenario", nightly_except(["no-limit", "unlimited", "hidden"], "no-limit"))
def test_without_a_limit_there_is_no_badge(world, scenario):
    world.settled_popup(scenario)
    assert world.browser.in_worker("chrome.action.getBadgeText({})") == ""


def test_in_a_tab_the_cards_stand_beside_a_larger_chart(world, popup):
    narrow = popup.page.locator("#chart").bounding_box()
    with contextlib.suppress(Error):  # the popup closes when the tab opens
        from_menu(popup, "open-tab")
    assert world.browser.wait_for(
        lambda: [one for one in world.browser.targets("page") if "popup.html#tab" in one["url"]]
    )
    page = world.tab("popup.html#tab&range=28", 1280, 800).page
    wide, card = page.locator("#chart").bounding_box(), page.locator("#period").bounding_box()
    assert wide["width"] > 1.3 * narrow["width"]
    assert wide["height"] > 1.5 * narrow["height"]
    assert card["x"] + card["width"] <= wide["x"]
    drawn = page.locator("#chart [data-day]").last.bounding_box()
    assert drawn["x"] + drawn["width"] == pytest.approx(wide["x"] + wide["width"], abs=8)


def test_the_sample_shows_the_whole_popup_in_every_state_and_nothing_of_it_is_stored(world):
    popup = world.reset("signed-out").popup()
    page, before = popup.page, world.browser.storage()
    page.locator("#empty-sample").click()
    for state, label in sample.STATES:
        page.locator("#sample-state").select_option(label=label)
        shown = popup.settle().shown()
        expect(page.locator("#sample-bar")).to_be_visible()
        assert shown["total"]
        assert len(shown["series"]) > 3
        assert ("SIGNED_OUT" in shown["notices"], "STALE" in shown["notices"]) == (
            state == "signed-out",
            state == "stale",
        )
        told = page.locator("#period").get_attribute("data-state")
        assert told == (state if state in ("unlimited", "hidden", "not_set") else "set")
    popup.choose_range("7")
    popup.choose_scope("workspace")
    world.server.clear_log()
    page.locator("#refresh").click()
    assert world.browser.storage() == before
    assert world.server.reports_asked() == []
    page.locator("[data-action=leave-sample]").first.click()
    expect(page.locator("#empty[data-code=SIGNED_OUT]")).to_be_visible()
    expect(page.locator("#sample-bar")).to_be_hidden()


def test_leaving_the_sample_brings_the_own_figures_and_range_back(popup):
    before = popup.shown()
    from_menu(popup, "sample")
    assert popup.settle().shown()["total"] != before["total"]
    popup.choose_range("90")
    popup.page.locator("#sample-bar [data-action=leave-sample]").click()
    popup.settle()
    popup.page.locator("#sample-bar").wait_for(state="hidden")
    expect(popup.page.locator(f'#range-total data[value="{before["total"]}"]')).to_be_visible()
    after = popup.shown()
    assert after["total"] == before["total"]
    assert after["range"] == before["range"]


def test_deleting_asks_once_and_leaves_every_storage_area_empty(world):
    popup = world.settled_popup()
    page = popup.page
    from_menu(popup, "ask-clear-data")
    page.locator("#confirm button", has_text="Cancel").click()
    assert world.stored()["report"]
    world.server.clear_log()
    from_menu(popup, "ask-clear-data")
    page.locator("#confirm button", has_text="Delete").click()
    expect(page.locator("#empty[data-code=FIRST_RUN]")).to_be_visible()
    popup.settle()
    assert world.browser.storage() == EMPTY
    assert world.browser.in_worker("chrome.action.getBadgeText({})") == ""
    assert world.server.reports_asked() == []


@pytest.mark.parametrize("missing", nightly_except(LOADED, "vendor/micropython.wasm"))
def test_a_popup_whose_python_does_not_load_says_so_and_can_be_loaded_again(dist, tmp_path, missing):
    broken = shutil.copytree(dist, tmp_path / "broken")
    (broken / missing).unlink()
    german = "de" if missing == "popup/boot/boot.js" else None  # which then stays untranslated, and is seen
    with FakeChatGPT() as server, Browser(broken, server, lang=german) as browser:
        page = browser.open_popup().page
        expect(page.locator("#fallback")).to_be_visible(timeout=15_000)
        expect(page.locator("#fallback p")).to_have_text("The popup did not start.")
        with page.expect_navigation():
            page.get_by_role("button", name="Reload").click()
        expect(page.locator("#fallback")).to_be_visible(timeout=15_000)
        browser.store(report={"schema": 1}, range={"preset": "7"})
        with page.expect_navigation():
            page.get_by_role("button", name="Delete stored data").click()
        assert browser.storage()["local"] == {}


def test_a_second_press_within_the_minute_is_acknowledged_for_a_moment(world):
    popup = world.reset().popup()
    read = popup.page.locator("#read")
    assert read.inner_text().startswith("Updated ")
    popup.refresh().settle()
    assert read.inner_text().startswith("Up to date, refreshed ")
    assert popup.page.locator("#spoken").inner_text() == read.inner_text()
    assert world.browser.wait_for(lambda: read.inner_text().startswith("Updated "))
