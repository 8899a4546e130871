"""
Figures and days are written as the browser's language writes them, nothing is cut, and files stay the same everywhere.

Intl is asked in another page of the same browser, with the language named; the popup uses whatever the browser speaks.
"""

import csv
import re

import pytest
from playwright.sync_api import expect

from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.layout import PANELS, ROOMY, SCROLLERS, every_panel, fits
from tests.browser.shared_browser import shared_world
from tests.tiers import nightly_except

RIGHT_TO_LEFT = "ar-EG"
LANGUAGES = ("en-US", "de-DE", "fr-FR", "hi-IN", RIGHT_TO_LEFT, "ja-JP")
LEFTS = "(selector) => [...document.querySelectorAll(selector)].map((node) => node.getBoundingClientRect().left)"
# What Intl makes of the popup's exact figures, worked out apart from the popup's own formatters.
INTL = """([lang, shown]) => {
  const two = new Intl.NumberFormat(lang, {minimumFractionDigits: 2, maximumFractionDigits: 2});
  const whole = new Intl.NumberFormat(lang, {maximumFractionDigits: 0});
  const headline = (value) => (value < 100 ? two : whole).format(value);
  const day = (options) => new Intl.DateTimeFormat(lang, {...options, timeZone: "UTC"});
  const {start, end} = shown.range;
  return {
    total: two.format(shown.total),
    used: headline(shown.limit.used),
    limit: whole.format(shown.limit.limit),
    left: headline(shown.limit.remaining),
    used_percent: new Intl.NumberFormat(lang, {style: "percent", maximumFractionDigits: 0}).format(shown.limit.used_percent / 100),
    credits: shown.series.map(({credits}) => two.format(credits)),
    share: new Intl.NumberFormat(lang, {style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1}).format(1),
    range: day({day: "numeric", month: "short"}).formatRange(Date.parse(start), Date.parse(end)),
    days: whole.format(shown.days.length),
    last_day: day({weekday: "short", day: "numeric", month: "short"}).format(Date.parse(end)),
    resets: day({day: "numeric", month: "short"}).format(Date.parse(shown.limit.resets_at)),
  };
}"""
PAGE = """() => {
  const text = (selector) => document.querySelector(selector).textContent.trim();
  return {
    total: text("#series-total"), used: text("#used"), limit: text("#of"), left: text("#lead"), used_percent: text("#used-percent"),
    credits: [...document.querySelectorAll("#series tbody td.credits")].map((one) => one.textContent.trim()),
    share: text("#series-share"), range: text("#range-text"), days: text("#range-note"), last_day: text("#callout .when"),
    resets: document.querySelector("#resets").title,
  };
}"""
SAME = ("total", "used", "left", "credits", "share", "range")  # these stand alone; the others stand in a sentence


@pytest.fixture(scope="module", params=nightly_except(LANGUAGES, RIGHT_TO_LEFT))
def speaking(request, dist):
    """Return (language, world, popup) of a browser that speaks the language."""
    with shared_world(dist, lang=request.param, arguments=ROOMY) as world:
        yield request.param, world, world.settled_popup()


def test_every_figure_and_day_is_what_intl_writes(speaking):
    lang, world, popup = speaking
    told, shown = popup.page.evaluate(PAGE), popup.shown()
    wanted = popup.page.evaluate(INTL, [lang, shown])
    assert popup.page.evaluate("() => navigator.language") == lang
    assert {name: told[name] for name in SAME} == {name: wanted[name] for name in SAME}
    assert [name for name in wanted if name not in SAME and wanted[name] not in told[name]] == []
    assert "NaN" not in shown["text"]
    assert ".." not in shown["text"]
    assert world.server.today == shown["range"]["end"]


def test_nothing_is_cut_in_this_language(speaking):
    _, _, popup = speaking
    page = popup.page
    popup.choose_comparison(wanted=True)
    for summary in page.locator("details summary").all():
        summary.click()
    popup.settle()
    fits(page)
    popup.choose_comparison(wanted=False)


def test_a_csv_is_the_same_in_every_language(speaking, tmp_path):
    _, world, popup = speaking
    shown = popup.shown()
    file = DownloadsAndClipboard(world.browser, tmp_path).file(popup, "csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["day"] for row in rows} == {day["date"] for day in shown["days"]}
    assert all(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", row["credits"]) for row in rows if row["credits"])
    assert sum(float(row["credits"]) for row in rows if row["credits"]) == pytest.approx(shown["total"], abs=1e-6)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["read_at"]) for row in rows)


@pytest.mark.parametrize("speaking", [RIGHT_TO_LEFT], indirect=True)
def test_right_to_left_is_mirrored_and_time_still_runs_to_the_right(speaking):
    _, _, popup = speaking
    page = popup.choose_range("28").page
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
    popup.choose_range("month")
