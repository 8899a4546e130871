"""The page as assistive technology reads it: its order, its names, its values; the answer is spoken once."""

import re

from playwright.sync_api import expect

from tests.browser.shared_browser import world_fixture

# What the accessibility tree of the main state has, in this order; other things may stand between.
ORDER = (
    r'heading "Codex credits" \[level=1\]',
    r'button "Refresh \(R\)"',
    r'button "Open ChatGPT\'s own analytics page \(O\)"',
    r'button "Menu"',
    r"Data as of .* ago\).*Updated just now",
    r"heading .* \[level=2\]",
    r"meter",
    r'heading "Daily credits" \[level=2\]',
    r'group "Range"',
    r'button "Previous period \(\[\)"',
    r'button ".*today incomplete.*"',
    r'group "Scope"',
    r'button "Me" \[pressed\]',
    r'button "Workspace"',
    r'toolbar "Group by"',
    r'button "Model" \[pressed\]',
    r'button "Effort"',
    r'button "Compare"',
    r'slider "Day"',
    r'table "Credits by series"',
    r'columnheader "Model"',
    r"rowheader .*",
    r'rowheader "Total"',
    r'region "Details"',
    r"heading .* \[level=2\]",
)
# Keeps every sentence that is put into the live region from the first moment on.
SPOKEN = """() => {
  window.spoken = [];
  addEventListener("DOMContentLoaded", () => {
    const node = document.querySelector("#spoken");
    const hear = () => node.textContent && spoken.push(node.textContent.trim());
    new MutationObserver(hear).observe(node, {childList: true, characterData: true, subtree: true});
  });
}"""


world = world_fixture(lang="en-US")


def test_the_main_state_is_read_in_its_order(world):
    page = world.reset().popup().page
    expect(page.locator("#spoken")).to_have_text("", timeout=15_000)
    lines = page.locator("body").aria_snapshot().splitlines()
    place = 0
    for wanted in ORDER:
        found = [at for at in range(place, len(lines)) if re.search(wanted, lines[at])]
        assert found, f"{wanted} is not after {lines[place - 1]!r} in:\n" + "\n".join(lines)
        place = found[0] + 1


def test_a_notice_is_in_the_reading_order_once(world):
    world.reset().server.inject_fault("model", status=500, body={})
    page = world.popup().page
    expect(page.locator("#spoken")).to_have_text("", timeout=15_000)
    assert page.locator("body").aria_snapshot().count("Not loaded: Model") == 1


def test_the_gauge_and_the_days_have_values_in_words(world):
    page = world.settled_tab().page
    gauge = page.get_by_role("meter")
    expect(gauge).to_have_attribute(
        "aria-valuetext", re.compile(r"% used, [\d,.]+ left of [\d,]+ credits; .*% of the period gone$")
    )
    last = page.locator("#plot").get_attribute("aria-valuemax")
    expect(page.locator("#plot")).to_have_attribute(
        "aria-valuetext", re.compile(rf"^\w+, \w+ \d+, .*, day {last} of {last}")
    )


def test_no_control_is_named_by_its_label_and_its_title_alike(world):
    page = world.settled_tab().page
    twice = "() => [...document.querySelectorAll('[title][aria-label]')].map((node) => node.id || node.outerHTML)"
    assert page.evaluate(twice) == []


def opened_and_heard(world):
    """Return the page of the popup in a tab of its own, and what it said until it was settled."""
    page = world.browser.open_tab("manifest.json")
    page.add_init_script(f"({SPOKEN})()")
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    page.locator("body[data-phase=settled]").wait_for()
    return page, page.evaluate("() => spoken")


def test_the_answer_is_spoken_once_when_the_popup_opens(world):
    world.after_reading()
    page, said = opened_and_heard(world)
    assert len(said) == 1
    assert re.match(r"[\d,.]+ left of [\d,]+ credits, \d+% used\.", said[0])
    page.close()


def test_deleting_is_said_and_nothing_of_the_figures_is_said_after_it(world):
    world.after_reading()
    page, _ = opened_and_heard(world)
    page.evaluate("() => { spoken.length = 0 }")
    page.locator("#menu-open").click()
    page.locator("#menu [data-action=ask-clear-data]").click()
    page.locator("#confirm [data-action=clear-data]").click()
    page.locator("#empty").wait_for()
    page.wait_for_function("() => spoken.length > 0")
    assert page.evaluate("() => spoken") == ["Stored data deleted."]
    expect(page.locator("#spoken")).to_have_text("", timeout=15_000)
    page.close()


def test_a_range_that_is_read_first_is_said_when_it_is_there(world):
    popup = world.settled_tab()
    page = popup.page
    page.evaluate(
        """() => {
          window.spoken = [];
          const node = document.querySelector("#spoken");
          const hear = () => node.textContent && spoken.push(node.textContent.trim());
          new MutationObserver(hear).observe(node, {childList: true, characterData: true, subtree: true});
        }"""
    )
    world.browser.store("session", cooldown=LONG_AGO)
    popup.choose_range("2026-01-05..2026-01-20")
    page.wait_for_function("() => spoken.length > 1")
    said = page.evaluate("() => spoken")
    assert said[0].startswith("Reading your figures")
    assert len(said) == 2
    assert said[1] == f"Updated. By model, Jan 5 – 20, {page.locator('#range-total').inner_text()}"


LONG_AGO = {"next_allowed_at": "2020-01-01T00:00:00Z", "code": "ok"}
