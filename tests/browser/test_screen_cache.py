"""The popup shows its cached screen until Python has started, and only where that is still true."""

import copy
import json
import shutil
import time

import pytest
from playwright.sync_api import expect

from codex_credits.model import dates
from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT
from simulator.world import an_hour_older
from tests.tiers import nightly_except

LONG = 40_000_000
START = "const started = start();"
NEVER = "const started = new Promise(() => {});"
LATE = "const started = new Promise((done) => setTimeout(done, 1000)).then(start);"
HELD = "const started = new Promise((done) => { globalThis.startPython = done; }).then(start);"
TIMEOUT = "const START_TIMEOUT_MS = 3000;"
# Names of the marks on the page's time line: "cached screen" when that was shown, "python" when Python began.
MARKS = "() => performance.getEntriesByType('mark').map(({name}) => name)"


def unchanged(_local, _session):
    """Leave what is stored as it was when the screen was cached."""


class Package:
    """A browser with a copy of the package whose Python may start late, or never."""

    def __init__(self, folder, browser):
        self.folder = folder
        self.browser = browser
        self.stored = None  # everything in storage when the screen was cached

    def start_python(self, how):
        """Let Python of the popups opened from now on start as the line `how` says."""
        file = self.folder / "popup/boot/interpreter.js"
        text = file.read_text(encoding="utf-8")
        before = next(line for line in (START, NEVER, LATE, HELD) if line in text)
        file.write_text(text.replace(before, how), encoding="utf-8")

    def cache_screen(self):
        """Open a popup that caches its screen, remember what is stored then, and return the popup."""
        self.browser.in_worker("chrome.storage.session.remove('screen')")
        popup = self.browser.open_popup().settle()
        assert self.browser.wait_for(self.is_screen_of_now)
        self.stored = self.browser.storage()
        return popup

    def is_screen_of_now(self):
        """Tell whether a screen is cached, and was made with the notice that is stored: one may come after the first."""
        session = self.browser.storage()["session"]
        notice = session.get("notice") or {}
        return "screen" in session and json.loads(session["screen"]["key"])[4][3] == notice.get("code")

    def restore(self, change=unchanged):
        """Put back what was stored when the screen was cached, but for what `change(local, session)` does to it."""
        local, session = copy.deepcopy(self.stored["local"]), copy.deepcopy(self.stored["session"])
        change(local, session)
        for area, values in (("local", local), ("session", session)):
            self.browser.clear(area)
            self.browser.store(area, **values)


@pytest.fixture(scope="module")
def package(dist, tmp_path_factory):
    """Return a `Package` with a read report."""
    folder = shutil.copytree(dist, tmp_path_factory.mktemp("package") / "dist")
    patient = folder / "popup/boot/start.js"
    patient.write_text(
        patient.read_text(encoding="utf-8").replace(TIMEOUT, TIMEOUT.replace("3000", "60000")), encoding="utf-8"
    )
    with FakeChatGPT() as server, Browser(folder, server, lang="en-US", arguments=["--hide-scrollbars"]) as browser:
        browser.open_chatgpt()
        browser.open_popup().settle().close()
        yield Package(folder, browser)


def shows_cached_screen(package, popup):
    """Wait until the popup has shown its cached screen, and tell whether it did."""
    found = package.browser.wait_for(lambda: "cached screen" in popup.page.evaluate(MARKS))
    assert found, popup.page.evaluate(MARKS)
    return found


def minute():
    """Return the minute it is."""
    return int(time.time() // 60)


def test_the_cached_screen_is_what_python_would_draw_to_the_pixel(package):
    for _ in range(2):  # once more where a minute has gone by in between
        began = minute()
        package.start_python(START)
        popup = package.cache_screen()
        drawn = popup.page.screenshot()
        popup.close()
        package.start_python(NEVER)
        popup = package.browser.open_popup()
        assert shows_cached_screen(package, popup)
        replayed = popup.page.screenshot()
        assert "python" not in popup.page.evaluate(MARKS)
        popup.close()
        if minute() == began:
            break
    assert replayed == drawn


@pytest.fixture
def opening(package):
    """Return a function that opens a popup whose Python starts late, with storage changed, and returns the marks of its page."""
    if package.stored is None:
        package.cache_screen().close()

    def marks(change=unchanged):
        package.restore(change)
        package.start_python(LATE)
        popup = package.browser.open_popup().settle()
        found = popup.page.evaluate(MARKS)
        popup.close()
        return found

    return marks


def test_the_cached_screen_is_shown_before_python_begins(opening):
    marks = opening()
    assert marks.index("cached screen") < marks.index("python")


def test_a_style_sheet_that_comes_late_is_waited_for(opening, package):
    styles = package.folder / "popup.css"
    before = styles.read_text(encoding="utf-8")
    styles.write_text("/*" + LONG * " " + "*/" + before, encoding="utf-8")
    try:
        assert "cached screen" in opening()
    finally:
        styles.write_text(before, encoding="utf-8")


@pytest.mark.usefixtures("opening")
def test_where_there_is_none_no_part_without_a_figure_is_seen(package):
    package.restore(lambda _local, session: session.pop("screen"))
    package.start_python(NEVER)
    popup = package.browser.open_popup()
    expect(popup.page.locator("#title")).to_be_visible()
    for part in ("#gauge", "#used", "#series", "#empty"):
        expect(popup.page.locator(part).first).to_be_hidden()
    popup.close()


def has_another_report(local, _session):
    local["report"]["limits"]["fetched_at"] = local["report"]["fetched_at"] = "2026-11-02T10:00:00Z"


def has_another_range(local, _session):
    local["range"] = {"preset": "7", "start": "2026-11-01", "end": "2026-11-07"}


def has_another_workspace(_local, session):
    session["workspace"]["name"] = "Other Robotics"


def has_a_notice(_local, session):
    session["notice"] = {"code": "OFFLINE", "at": session["screen"]["from"], "retry_at": None}


def is_of_another_version(_local, session):
    session["screen"]["key"] = session["screen"]["key"].replace('["', '["9.', 1)


def is_of_another_size(_local, session):
    session["screen"]["size"] = session["screen"]["size"].replace(":", ":1", 1)


def is_an_hour_old(_local, session):
    session["screen"]["minutes"] = []


def is_of_a_clock_set_back(_local, session):
    session["screen"]["from"] = f"{int(session['screen']['from'][:4]) + 1}{session['screen']['from'][4:]}"


def is_of_no_shape(_local, session):
    session["screen"] = {"minutes": 3, "key": [], "from": None}


def has_no_report(local, _session):
    local.clear()


@pytest.mark.parametrize(
    "change",
    nightly_except(
        [
            has_another_report,
            has_another_range,
            has_another_workspace,
            has_a_notice,
            is_of_another_version,
            is_of_another_size,
            is_an_hour_old,
            is_of_a_clock_set_back,
            is_of_no_shape,
            has_no_report,
        ],
        # One for each thing that is compared: what it was made from, the time, its size, its shape.
        has_another_report,
        has_another_workspace,
        is_of_another_size,
        is_an_hour_old,
        is_of_no_shape,
    ),
)
def test_a_cached_screen_that_may_not_be_true_any_more_is_not_shown(opening, change):
    assert "cached screen" not in opening(change)


@pytest.mark.usefixtures("opening")
def test_what_tells_the_time_is_of_the_minute_of_the_opening(package):
    told = []

    def is_minutes_older(_local, session):
        minutes = session["screen"]["minutes"]
        later = minutes[min(7, len(minutes) - 1)]
        session["screen"]["minutes"] = [later] * len(minutes)
        told.extend(change[2] for change in session["screen"]["changes"] + later if change[0] == "#read")

    package.restore(is_minutes_older)
    package.start_python(NEVER)
    popup = package.browser.open_popup()
    assert shows_cached_screen(package, popup)
    assert popup.page.locator("#read").inner_text() == told[-1]
    assert told[-1].endswith(" min ago")
    popup.close()


def held_popup(package):
    """Return a popup that shows its cached screen, and whose Python starts when the page says so."""
    package.restore()
    package.start_python(HELD)
    popup = package.browser.open_popup()
    assert shows_cached_screen(package, popup)
    return popup


@pytest.mark.usefixtures("opening")
def test_a_press_before_python_listens_is_done_when_it_does(package):
    popup = held_popup(package)
    popup.page.locator("[data-breakdown-choice=surface]").click()
    popup.page.keyboard.press("x")
    popup.page.evaluate("() => globalThis.startPython()")
    popup.settle()
    assert popup.page.locator("[data-breakdown-choice=surface]").get_attribute("aria-pressed") == "true"
    assert popup.page.locator("#compare").get_attribute("aria-pressed") == "true"
    popup.close()


@pytest.mark.usefixtures("opening")
def test_presses_before_python_listens_are_done_one_after_the_other(package):
    popup = held_popup(package)
    for _ in range(2):
        popup.page.locator("#step-back").click()
    popup.page.evaluate("() => globalThis.startPython()")
    popup.settle()
    months = dates.months_earlier(dates.month_start(package.stored["local"]["report"]["fetched_at"][:10]), 2)
    assert popup.shown()["range"]["start"] == months
    popup.close()


@pytest.mark.usefixtures("opening")
def test_a_panel_that_is_opened_before_python_listens_is_filled(package):
    popup = held_popup(package)
    popup.page.locator("#range-open").click()
    popup.page.evaluate("() => globalThis.startPython()")
    popup.settle()
    expect(popup.page.locator("#range-start")).not_to_have_value("")
    expect(popup.page.locator("[data-preset-choice][aria-pressed=true]")).to_have_count(1)
    popup.close()


@pytest.mark.usefixtures("opening")
def test_deleting_drops_the_cached_screen(package):
    package.restore()
    package.start_python(START)
    popup = package.browser.open_popup().settle()
    popup.page.locator("#menu-open").click()
    popup.page.locator("[data-action=ask-clear-data]").click()
    popup.page.locator("[data-action=clear-data]").click()
    popup.page.locator("#empty[data-code=FIRST_RUN]").wait_for()
    popup.settle().close()
    assert package.browser.storage()["session"] == {}


@pytest.mark.usefixtures("opening")
def test_it_is_shown_too_where_no_tab_of_chatgpt_can_be_asked(package):
    """The last of all: the tab of ChatGPT is closed."""
    package.restore(lambda local, _session: local.update(report=an_hour_older(local["report"])))
    package.browser.close_pages({package.browser.send("Target.createTarget", {"url": "about:blank"})["targetId"]})
    package.browser.in_worker("chrome.storage.session.remove('cooldown')")
    package.start_python(START)
    popup = package.cache_screen()
    assert popup.page.locator("#notices [data-code=NO_TAB]").is_visible()
    popup.close()
    package.start_python(LATE)
    popup = package.browser.open_popup().settle()
    assert "cached screen" in popup.page.evaluate(MARKS)
    popup.close()
