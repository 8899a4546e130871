"""Firefox shows what Chromium shows, in every scenario: the same figures, marks and notices, from the same requests."""

import os
import time
from pathlib import Path

import pytest

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import SCENARIOS

DIST = Path(os.environ.get("DIST", Path(__file__).parents[2] / "dist"))
SAME_SECONDS = 20  # in which both show the last of what they read
# The words are compared by the marks they are made from: browsers differ in how they join the words of a drawing.
LEFT_OUT = {"text"}
# Of four requests at once, chance says which two meet the closed door before the others are not asked any more.
BY_CHANCE = {"no-access": {"report_status"}, "rate-limited": {"report_status"}, "not-found": {"report_status"}}
READ_HOUR = "() => chrome.storage.local.get('report').then(({ report }) => report?.fetched_at.slice(0, 13))"
PRESSED = "() => new Promise((done) => setTimeout(() => setTimeout(done, 20), 20))"


@pytest.fixture(scope="module")
def chromium(server):
    """Return a Chromium that takes the same server for ChatGPT."""
    with Browser(DIST, server, lang="en-US") as browser:
        yield browser


def open_in_chromium(chromium):
    chromium.reset()
    chromium.open_chatgpt()
    return PopupPage(chromium.open_tab("popup.html#tab"), lambda: None).settle()


def comparable(shown, scenario, of_one_hour):
    """
    Return what is shown without what may differ.

    What is gone of the period moves with each second, and the forecast with the hour of the reading.
    """
    left_out = LEFT_OUT | BY_CHANCE.get(scenario, set()) | (set() if of_one_hour else {"forecast"})
    found = {name: value for name, value in shown.items() if name not in left_out}
    if found["period_gone"] is not None:
        found["period_gone"] = round(found["period_gone"], 2)
    return found


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_shows_the_same_as_in_chromium(scenario, open_popup, server, chromium):
    firefox = open_popup(scenario)
    firefox.page.click("#refresh")
    firefox.page.evaluate(PRESSED)
    firefox.settle()
    asked = sorted(server.reports_asked())
    server.set_scenario(scenario)
    other = open_in_chromium(chromium)
    server.clear_log()
    other.refresh().settle()
    if scenario not in BY_CHANCE:
        assert asked == sorted(server.reports_asked())
    assert asked
    of_one_hour = firefox.page.evaluate(READ_HOUR) == other.page.evaluate(READ_HOUR)
    until = time.monotonic() + SAME_SECONDS
    while time.monotonic() < until:
        ours, theirs = (comparable(popup.shown(), scenario, of_one_hour) for popup in (firefox, other))
        if ours == theirs:
            break
        time.sleep(0.2)
    assert ours == theirs
