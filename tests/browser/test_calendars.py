"""Days are those of the Gregorian calendar in every language, and the month begins its weeks as the language does."""

import pytest

from tests.browser.shared_browser import shared_world
from tests.tiers import nightly_except

LANGUAGES = {"fa-IR": "6", "th-TH": "0", "de-DE": "1"}
INTL = """([lang, {start, end}]) => {
  const day = (options) => new Intl.DateTimeFormat(lang, {...options, calendar: "gregory", timeZone: "UTC"});
  return [
    day({day: "numeric", month: "short"}).formatRange(Date.parse(start), Date.parse(end)),
    day({weekday: "short", day: "numeric", month: "short"}).format(Date.parse(end)),
    day({day: "numeric", month: "short", year: "numeric"})
      .formatRange(Date.parse("2024-02-01"), Date.parse("2024-02-20")),
  ];
}"""


@pytest.fixture(scope="module", params=nightly_except(LANGUAGES, "fa-IR"))
def speaking(request, dist):
    """Return (language, popup) of a browser that speaks the language."""
    with shared_world(dist, lang=request.param) as world:
        yield request.param, world.settled_popup()


def test_days_are_gregorian_weeks_are_the_languages_and_another_year_is_told(speaking):
    lang, popup = speaking
    page = popup.page
    span, last, other = page.evaluate(INTL, [lang, popup.shown()["range"]])
    assert page.locator("#range-text").text_content() == span
    assert page.locator("#callout .when").text_content().startswith(last)
    page.locator("#range-open").click()
    month = page.locator("calendar-range")
    month.wait_for()
    assert month.get_attribute("first-day-of-week") == LANGUAGES[lang]
    assert month.get_attribute("locale") == f"{lang}-u-ca-gregory"
    page.locator("#range-start").fill(' "2024-02-01"')
    page.locator("#range-end").fill("2024-02-20 ")
    page.keyboard.press("Enter")
    popup.settle()
    assert page.locator("#range-text").text_content() == other
    assert popup.shown()["range"] == {"preset": "custom", "start": "2024-02-01", "end": "2024-02-20"}
    years = page.locator("#axis text.x").all_text_contents()
    year = page.evaluate(
        "(lang) => new Intl.DateTimeFormat(lang, {calendar: 'gregory', year: 'numeric'}).format(1707000000000)", lang
    )
    assert [year.split()[-1] in text for text in years] == [True] + [False] * (len(years) - 1)
