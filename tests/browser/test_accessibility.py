"""The chart is spoken day by day and agrees with its table; focus is never lost; a change is said once."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.shared_browser import world_fixture

FOCUSED = "() => document.activeElement.id || document.activeElement.dataset.value || document.activeElement.tagName"
LONG_AGO = {"next_allowed_at": "2020-01-01T00:00:00Z", "code": "ok"}
# Notes what a live region says, word for word, from now on.
LISTEN = """() => {
  window.said = [];
  const hear = (node) => {
    const text = node.textContent.trim();
    if (text && said.at(-1) !== text) said.push(text);
  };
  for (const node of document.querySelectorAll("[role=status], [role=alert], [aria-live]:not([aria-live=off])"))
    new MutationObserver(() => hear(node)).observe(node, {childList: true, characterData: true, subtree: true});
}"""

# Notes everything that is put into the live region, also the same twice.
EVERY_WORD = """() => {
  window.spoken = [];
  const node = document.querySelector("#spoken");
  new MutationObserver(() => node.textContent && spoken.push(node.textContent)).observe(node, {childList: true, characterData: true, subtree: true});
}"""


world = world_fixture(lang="en-US")


@pytest.fixture(scope="module")
def popup(world):
    """Return a popup that stays open; tests leave it as they found it."""
    return world.settled_popup()


def spoken(page):
    return page.locator("#plot").get_attribute("aria-valuetext")


def parse_amount(text):
    return float(text.replace(",", ""))


def test_the_chart_is_reached_by_tab_and_every_key_moves_as_it_should(popup):
    page = popup.choose_range("28").page
    page.locator("#compare").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "plot"
    last = len(popup.shown()["days"])
    for key, place in (("Home", 1), ("ArrowRight", 2), ("ArrowUp", 3), ("ArrowLeft", 2), ("ArrowDown", 1), ("ArrowLeft", 1),
                       ("PageUp", min(8, last)), ("End", last), ("ArrowRight", last), ("PageDown", max(1, last - 7)), ("End", last)):  # fmt: skip
        page.keyboard.press(key)
        assert page.locator("#plot").get_attribute("aria-valuenow") == str(place), key
    assert page.locator("#plot").get_attribute("aria-valuemax") == str(last)


def test_every_day_is_spoken_with_its_date_its_total_and_its_parts(popup):
    page, shown = popup.page, popup.shown()
    page.locator("#plot").focus()
    page.keyboard.press("Home")
    parts = 0
    for day in shown["days"]:
        text = spoken(page)
        told = re.fullmatch(
            r"(\w+), (\w+ \d+), ([\d,.]+|not reported yet)(?: credits)?( so far)?, day \d+ of \d+(?:; (.*))?", text
        )
        assert told, text
        assert told[2] == f"{date.fromisoformat(day['date']):%b} {int(day['date'][8:])}"
        assert bool(told[4]) == (day["state"] == "so far")
        if day["credits"]:
            assert parse_amount(told[3]) == pytest.approx(day["credits"], abs=0.0051)
            credits = [parse_amount(part.rsplit(" ", 1)[1]) for part in told[5].split(", ")]
            assert sum(credits) == pytest.approx(day["credits"], abs=0.0051 * len(credits))
            parts += sum(credits)
        page.keyboard.press("ArrowRight")
    assert parts == pytest.approx(shown["total"], abs=1)


def test_the_table_is_the_charts_truth(popup):
    shown = popup.shown()
    assert sum(row["credits"] for row in shown["series"]) == pytest.approx(shown["total"], abs=1e-6)
    assert sum(day["credits"] or 0 for day in shown["days"]) == pytest.approx(shown["total"], abs=1e-6)
    shares = popup.page.locator("#series tbody tr:not([data-folded]) td.share").all_inner_texts()
    assert sum(round(parse_amount(text.rstrip("%")) * 10) for text in shares) == 1000
    assert popup.page.locator("#series-total").inner_text() == f"{shown['total']:,.2f}"
    assert popup.page.locator("#series caption").text_content()


def test_days_of_the_range_are_spoken_in_order(popup):
    shown = popup.shown()
    first = date.fromisoformat(shown["range"]["start"])
    assert [day["date"] for day in shown["days"]] == [str(first + timedelta(days=n)) for n in range(len(shown["days"]))]


def test_what_the_eye_is_told_of_a_day_is_what_the_ear_is_told(popup):
    page = popup.page
    page.locator("#plot").focus()
    for key in ("Home", "End", "PageDown"):
        page.keyboard.press(key)
        seen = page.locator("#callout").inner_text() + page.locator("#series").inner_text()
        told = re.sub(r"( credits|, day \d+ of \d+)", "", spoken(page))
        assert [word for word in re.findall(r"[\w.]+", told) if word not in seen] == []


CONTROLS = (
    "#series tbody button >> nth=1",
    "[data-breakdown-choice=surface]",
    "[data-scope-choice=workspace]",
    "#compare",
    "#step-back",
)


def test_the_control_that_was_used_keeps_the_focus(world):
    popup = world.settled_popup()
    for selector in CONTROLS:
        popup.page.locator(selector).focus()
        before = popup.page.evaluate(FOCUSED)
        for key in ("Enter", "Space"):
            popup.page.keyboard.press(key)
            popup.settle()
            assert popup.page.evaluate(FOCUSED) == before, f"{selector}, by {key}"


def test_a_range_chosen_in_the_panel_gives_the_focus_back_to_the_button_that_opened_it(world):
    popup = world.settled_popup()
    for choose in (lambda page: page.keyboard.press("Enter"), lambda page: page.keyboard.press("Escape")):
        popup.page.locator("#range-open").focus()
        popup.page.keyboard.press("Enter")
        popup.page.locator("[data-preset-choice=last-month]").focus()
        choose(popup.page)
        popup.settle()
        assert popup.page.evaluate(FOCUSED) == "range-open"


def test_a_refresh_keeps_the_focus_and_is_marked_as_busy_while_it_runs(world):
    popup = world.settled_popup()
    world.browser.store("session", cooldown=LONG_AGO)
    world.server.inject_fault("session", delay=2, times=1)
    refresh = popup.page.locator("#refresh")
    refresh.focus()
    popup.page.keyboard.press("Enter")
    expect(refresh).to_have_attribute("aria-busy", "true")
    expect(refresh).to_have_attribute("aria-disabled", "true")
    assert popup.page.locator("#progress").inner_text()
    assert popup.page.evaluate(FOCUSED) == "refresh"
    popup.settle()
    expect(refresh).to_have_attribute("aria-busy", "false")
    assert popup.page.evaluate(FOCUSED) == "refresh"


def test_a_landing_refresh_leaves_the_focus_where_it_was(world):
    world.reset().server.inject_fault("model", delay=2, times=1)
    world.browser.open_chatgpt()
    popup = world.browser.open_popup()
    popup.page.locator("#official").focus()
    popup.settle()
    assert popup.page.evaluate(FOCUSED) == "official"
    row = popup.page.locator("#series tbody button").first
    row.focus()
    key = popup.page.evaluate(FOCUSED)
    world.browser.store(report=world.stored()["report"] | {"truncated_before": "2026-01-01"})
    popup.page.locator(".notice[data-code=TRUNCATED]").wait_for()
    assert popup.page.evaluate(FOCUSED) == key


@pytest.mark.parametrize(("status", "ends"), [(200, "Updated. "), (500, "Not loaded: Model (ChatGPT had trouble).")])
def test_a_reading_is_said_once_when_it_begins_and_once_how_it_ended(world, status, ends):
    popup = world.settled_popup()
    if status != 200:
        world.server.inject_fault("model", status=status, body={})
    world.browser.store("session", cooldown=LONG_AGO)
    popup.page.evaluate(LISTEN)
    popup.refresh().settle()
    begins, ended = popup.page.evaluate("() => window.said")
    assert begins.startswith("Reading your figures")
    assert ended.startswith(ends)


def test_what_was_copied_is_said_each_time_and_leaves_the_status_line(world):
    popup = world.settled_popup()
    page = popup.page
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: {writeText: async () => {}}})")
    page.evaluate(EVERY_WORD)
    for times in (1, 2, 3):
        page.keyboard.press("y")
        page.wait_for_function("(times) => window.spoken.length === times", arg=times)
    told = page.evaluate("() => window.spoken")
    assert {one.strip() for one in told} == {"copied"}
    assert all(one != other for one, other in zip(told, told[1:], strict=False))
    expect(page.locator("#progress")).to_have_text("copied")
    expect(page.locator("#progress")).to_have_text("", timeout=10_000)


def test_a_choice_is_said_with_what_is_shown_then(world):
    popup = world.settled_popup()
    page = popup.page
    page.evaluate(EVERY_WORD)
    for key, begins in (("2", "By surface, "), ("w", "By surface, "), ("x", "By surface, "), ("x", "By surface, "),
                        ("s", "Workspace, by surface, "), ("s", "Me, by surface, ")):  # fmt: skip
        page.evaluate("() => { window.spoken.length = 0 }")
        page.keyboard.press(key)
        popup.settle()
        [said] = page.evaluate("() => window.spoken")
        assert said.startswith(begins + page.locator("#range-text").text_content())
        assert f"{page.locator('#series-total').text_content()} credits" in said
    page.evaluate("() => { window.spoken.length = 0 }")
    row = page.locator("#series tbody button").first
    row.click()
    row.click()
    assert page.evaluate("() => window.spoken") == [f"Shown: {row.locator('.label').text_content()}", "All shown"]


def test_the_passing_of_time_is_not_said(world):
    world.after_reading()
    page = world.browser.open_tab("manifest.json")
    page.clock.install()
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    page.locator("body[data-phase=settled]").wait_for()
    page.evaluate(LISTEN)
    page.clock.run_for(240_000)
    expect(page.locator("#read")).to_have_text(re.compile("min ago"))
    assert page.evaluate("() => window.said") == []
