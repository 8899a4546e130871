"""Every key of the "?" sheet does what the sheet says; keys are left alone while somebody types or asks the browser."""

import ast
import contextlib
import re

import pytest
from playwright.sync_api import Error, expect

from codex_credits.model import contract
from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.conftest import ROOT
from tests.browser.shared_browser import world_fixture

BREAKDOWNS = {"2": "surface", "3": "product", "4": "speed", "5": "effort", "1": "model"}
PRESETS = {"l": "last-month", "w": "7", "f": "28", "q": "90", "m": "month"}
VIEW = "() => JSON.stringify([{...document.body.dataset}, document.querySelector('#compare').ariaPressed])"
TABBED = """() => {
  const node = document.activeElement;
  const {outlineStyle, outlineWidth} = getComputedStyle(node);
  return [node.id || node.dataset.value || node.textContent.trim(), outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""


world = world_fixture()


@pytest.fixture(scope="module")
def open_popup(world):
    return world.settled_popup()


@pytest.fixture
def popup(open_popup):
    """Return the popup that stays open, as it was when it opened."""
    open_popup.page.evaluate("() => document.activeElement.blur()")
    for key in ("m", "1"):
        open_popup.page.keyboard.press(key)
        open_popup.settle()
    return open_popup


def keys_of_the_source():
    """Return the keys that popup/controllers/actions.py knows."""
    tree = ast.parse((ROOT / "popup" / "controllers" / "actions.py").read_text(encoding="utf-8"))
    table = next(node for node in tree.body if isinstance(node, ast.AnnAssign) and node.target.id == "KEYS")
    return {*ast.literal_eval(table.value), *contract.KEYS}


def press_key(popup, key):
    popup.page.keyboard.press(key)
    return popup.settle().shown()


def test_each_letter_shows_its_range(popup):
    for key, preset in PRESETS.items():
        assert press_key(popup, key)["range"]["preset"] == preset


def test_each_digit_splits_another_way(popup):
    for key, breakdown in BREAKDOWNS.items():
        assert press_key(popup, key)["breakdown"] == breakdown


def test_brackets_go_a_period_back_and_on(popup):
    assert press_key(popup, "[")["range"]["preset"] == "last-month"
    assert press_key(popup, "]")["range"]["preset"] == "month"


def test_s_changes_the_scope_and_back(popup):
    assert press_key(popup, "s")["scope"] == "workspace"
    assert press_key(popup, "s")["scope"] == "mine"


def test_x_compares_and_stops_comparing(popup):
    assert press_key(popup, "x")["comparison"]["then"] is not None
    assert press_key(popup, "x")["comparison"] is None


def test_capital_letters_do_the_same(popup):
    assert press_key(popup, "Shift+L")["range"]["preset"] == "last-month"


def test_c_opens_the_panel_at_the_first_day(popup):
    popup.page.keyboard.press("c")
    expect(popup.page.locator("#range-start")).to_be_focused()
    month, day, year = popup.page.evaluate("() => document.activeElement.value").split("/")
    assert f"{year}-{month}-{day}" == popup.shown()["range"]["start"]
    popup.page.keyboard.press("Escape")
    expect(popup.page.locator("#range-panel")).to_be_hidden()


def test_letters_typed_into_a_field_stay_letters(popup):
    popup.page.keyboard.press("c")
    popup.page.locator("#range-start").fill("")
    before = popup.page.evaluate(VIEW)
    popup.page.keyboard.type("rmx?2[")
    assert popup.page.locator("#range-start").input_value() == "rmx?2["
    assert popup.page.evaluate(VIEW) == before
    expect(popup.page.locator("#help")).to_be_hidden()
    popup.page.keyboard.press("Escape")


def test_a_key_held_with_another_is_the_browsers(popup):
    before = popup.page.evaluate(VIEW)
    for held in ("Control", "Alt", "Meta"):
        for key in ("x", "2", "["):
            popup.page.keyboard.press(f"{held}+{key}")
        assert popup.page.evaluate(VIEW) == before


def pressed_as(popup, **event):
    """Press a key as a keyboard of another layout would: `key` is what it types, `code` its place."""
    popup.page.evaluate(
        "(event) => document.body.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...event}))", event
    )
    return popup.settle().shown()


def test_brackets_typed_with_alt_gr_go_back_and_on(popup):
    third = {"ctrlKey": True, "altKey": True}  # Windows tells AltGr so
    assert pressed_as(popup, key="[", code="Digit8", **third)["range"]["preset"] == "last-month"
    assert pressed_as(popup, key="]", code="Digit9", modifierAltGraph=True)["range"]["preset"] == "month"


def test_other_alphabets_and_digits_behind_shift_count_by_their_place(popup):
    assert pressed_as(popup, key="д", code="KeyL")["range"]["preset"] == "last-month"
    assert pressed_as(popup, key="é", code="Digit2")["breakdown"] == "surface"


def test_a_held_key_acts_once(popup):
    before = popup.page.evaluate(VIEW)
    pressed_as(popup, key="x", code="KeyX", repeat=True)
    assert popup.page.evaluate(VIEW) == before


def test_the_sheet_lists_every_key_there_is_and_its_keys_wait_until_it_is_closed(popup):
    page = popup.page
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    before = page.evaluate(VIEW)
    page.keyboard.press("x")
    assert page.evaluate(VIEW) == before
    listed = {text.strip().lower() for text in page.locator("#help kbd").all_inner_texts()}
    told = {key for key in keys_of_the_source() if key in listed or (key.isdigit() and "1" <= key <= "5")}
    assert told == keys_of_the_source()
    assert listed >= {"1", "5", "←", "→", "shift"}
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_each_key_is_named_where_it_works(popup):
    hints = popup.page.evaluate(
        """() => [...document.querySelectorAll("[title], kbd")].map((node) => node.title || node.textContent).join(" ")"""
    )
    letters = {
        key
        for key in keys_of_the_source()
        if not re.search(rf"\({re.escape(key)}\)|(^| ){re.escape(key)}( |$)", hints, re.IGNORECASE)
    }
    assert letters == set()


def test_e_p_and_y_take_the_figures_away(world, popup, tmp_path):
    taken = DownloadsAndClipboard(world.browser, tmp_path)
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    world.browser.devtools.send("Browser.setDownloadBehavior", where)
    for key in ("e", "p"):
        popup.page.keyboard.press(key)
    assert world.browser.wait_for(lambda: {file.suffix for file in tmp_path.iterdir()} == {".csv", ".png"})
    popup.page.keyboard.press("y")
    popup.page.locator("#progress", has_text="copied").wait_for()
    assert taken.clipboard(popup).startswith("My Codex credits")


def test_r_reads_again(world, popup):
    world.browser.store("session", cooldown={"next_allowed_at": "2020-01-01T00:00:00Z", "code": "ok"})
    world.server.clear_log()
    press_key(popup, "r")
    assert "session" in world.server.reports_asked()


def test_tab_reaches_every_control_in_reading_order_and_each_shows_that_it_is_reached(popup):
    page = popup.page
    page.locator("#refresh").focus()
    page.keyboard.press("Shift+Tab")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(TABBED)
        if name in [one for one, _ in reached]:
            break
        reached.append((name, ring))
    names = [name for name, _ in reached if name]
    assert [name for name, ring in reached if name and not ring] == []
    wanted = [
        "refresh",
        "official",
        "menu-open",
        "step-back",
        "range-open",
        "mine",
        "workspace",
        "model",
        "compare",
        "plot",
    ]
    assert [name for name in names if name in wanted] == wanted


@pytest.mark.parametrize(("key", "address"), [("t", "popup.html#tab"), ("o", "/codex/cloud/settings/analytics")])
def test_t_and_o_open_a_tab(world, key, address):
    popup = world.reset().popup()  # the one before has closed under its key, which Playwright may not know yet
    with contextlib.suppress(Error):  # the popup closes under the key that opens a tab
        popup.page.keyboard.press(key)
    assert world.browser.wait_for(lambda: [one for one in world.browser.targets("page") if address in one["url"]])
