"""
The popup, the badge and the manifest in each language; English where the browser speaks one that is not there; and a
pseudo-language, two fifths longer than English and full of accents, in which nothing is cut.
"""

import json

import pytest
from playwright.sync_api import expect

from simulator.chatgpt.scenarios import SCENARIOS
from tests.browser.layout import ROOMY, every_panel, fits
from tests.browser.shared_browser import NARROW, shared_world
from tests.tiers import nightly_except
from tools import build, languages, messages

LANGUAGES = tuple(language.replace("_", "-") for language in messages.LANGUAGES)
ORDINARY = ("enterprise", "signed-out")
# Every text and attribute of the page that a person reads or hears, also where it is folded.
WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("script, style")) found.push(walker.currentNode.data);
  for (const node of document.querySelectorAll("[aria-label], [title], [placeholder]"))
    found.push(node.getAttribute("aria-label"), node.getAttribute("title"), node.getAttribute("placeholder"));
  return found.filter(Boolean).map((text) => text.trim().replace(/\\s+/g, " "));
}"""
# Labels of the pictures that reach over the edge of the window.
LABELS_CUT = """() => [...document.querySelectorAll("#chart text, #burn-up text")].filter((one) =>
  one.checkVisibility() && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.textContent)"""
KEYS = """() => [...document.querySelectorAll("#range-panel kbd, #menu kbd, #help kbd")].map((one) => one.textContent)
  .filter((key) => key.length === 1)"""


# The lines of the total, and what is drawn over it: nothing of the page, no label of the columns.
TOTAL = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById("range-total"));
  const one = range.getBoundingClientRect();
  const others = [...document.querySelectorAll("#breakdowns button, #compare, #range-open, #scopes, #chart text")];
  return [one.height < 24, others.filter((other) => {
    const {left, right, top, bottom} = other.getBoundingClientRect();
    return left < one.right && right > one.left && top + 2 < one.bottom && bottom - 2 > one.top;
  }).map((other) => other.textContent)];
}"""


def unpacked(folder, **options):
    """Build the extension into `folder`, and return it."""
    for file, content in build.contents(**options).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return folder


@pytest.fixture(scope="module", params=nightly_except(LANGUAGES, "de"))
def speaking(request, dist):
    """Return (language, world, popup) of a browser whose own words are in the language."""
    with shared_world(dist, lang=request.param, arguments=ROOMY) as world:
        yield request.param, world, world.reset().popup()


def test_every_word_of_the_page_is_in_the_language_of_the_browser(speaking):
    lang, world, popup = speaking
    known = messages.catalogue(lang.replace("-", "_"))
    assert popup.page.evaluate("() => document.documentElement.lang") == lang
    for summary in popup.page.locator("details summary").all():
        summary.click()
    popup.settle()
    words = set(popup.page.evaluate(WORDS))
    english = {
        one
        for (context, one) in messages.template()
        if len(one) > 3 and messages.translations(known.get(one, context or None))[0] != one
    }
    assert english & words == set()
    told = json.loads(languages.files()[f"_locales/{lang.replace('-', '_')}/messages.json"])
    manifest = world.browser.in_worker("chrome.runtime.getManifest()")
    assert manifest["description"] == told["description"]["message"]
    title = world.browser.in_worker("chrome.action.getTitle({})")
    share = told[languages.key("{share} % of your limit used")]["message"]
    assert share.partition("{share}")[2] in title


def test_the_keys_are_the_same_and_are_shown(speaking):
    _, world, popup = speaking
    page = popup.page
    assert page.evaluate(KEYS) == list("MBLWFQCEPYT?RMLWFQCB[]15SXEPYTO?←→")
    page.keyboard.press("2")
    expect(page.locator("body")).to_have_attribute("data-breakdown", "surface")
    page.keyboard.press("1")
    expect(page.locator("body")).to_have_attribute("data-breakdown", "model")
    assert "(R)" in page.locator("#refresh").get_attribute("title")
    assert world.server.today


def test_the_total_is_one_line_and_over_nothing_else(speaking):
    _, _, popup = speaking
    assert popup.page.evaluate(TOTAL) == [True, []]


def test_nothing_is_cut_in_a_language_at_320_pixels(speaking):
    _, world, _ = speaking
    popup = world.tab(width=320, height=640)
    for summary in popup.page.locator("details summary").all():
        summary.click()
    popup.settle()
    fits(popup.page)
    popup.page.close()


@pytest.mark.nightly
def test_a_language_that_is_not_there_is_english(dist):
    with shared_world(dist, lang="pl", arguments=ROOMY) as world:
        page = world.reset().popup().page
        assert page.evaluate("() => chrome.i18n.getUILanguage()") == "pl"
        assert page.evaluate("() => document.documentElement.lang") == "en"
        expect(page.locator("#lead-words")).to_have_text("credits left")
        assert "of your limit used" in world.browser.in_worker("chrome.action.getTitle({})")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory):
    """Return the world of a browser in which German is English with accents, two fifths longer."""
    folder = unpacked(tmp_path_factory.mktemp("pseudo"), pseudo="de")
    with shared_world(folder, lang="de", arguments=ROOMY) as world:
        yield world


@pytest.mark.parametrize("scenario", nightly_except(SCENARIOS, *ORDINARY))
def test_nothing_is_cut_in_longer_words(pseudo, scenario):
    for width in (NARROW, 320):
        popup = pseudo.settled_tab(scenario, width=width, height=640)
        page = popup.page
        fits(page)
        if page.locator("#figures").is_visible():
            popup.choose_comparison(wanted=True)
            for summary in page.locator("details summary").all():
                summary.click()
            popup.settle()
            fits(page)
            assert page.evaluate(LABELS_CUT) == []
        if scenario == ORDINARY[0]:
            for _ in every_panel(page):
                fits(page)
        page.close()
