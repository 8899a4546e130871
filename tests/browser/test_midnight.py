"""The day changes while the popup stands open: a preset moves with it, whether or not a refresh runs just then."""

from datetime import UTC, datetime, timedelta

from simulator.browser import PopupPage
from tests.browser.layout import ROOMY
from tests.browser.page_clock import set_clock
from tests.browser.shared_browser import world_fixture

world = world_fixture(
    arguments=[*ROOMY, "--hide-scrollbars"]
)  # a browser of its own: the last test changes the clock of all its pages


def moments():
    """Return (a moment before the next midnight, one after it), as days and times in UTC."""
    day = datetime.now(UTC).date()
    return f"{day}T23:59:50Z", f"{day + timedelta(days=1)}T00:00:10Z"


def before_midnight(world):
    """Return a popup in a tab whose clock says that the day is nearly over; it shows the last seven days."""
    world.reset().browser.open_chatgpt()
    page = world.browser.open_tab("manifest.json")
    set_clock(page, moments()[0])
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    popup = PopupPage(page, lambda: None).settle().refresh().settle()
    popup.choose_range("7")
    assert shown_days(popup) == seven_days_to(moments()[0])
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    return popup


def seven_days_to(moment):
    """Return (the first, the last) of the seven days up to that of `moment`."""
    last = datetime.fromisoformat(moment).date()
    return str(last - timedelta(days=6)), str(last)


def shown_days(popup):
    shown = popup.shown()["range"]
    return shown["start"], shown["end"]


def test_a_refresh_over_midnight_leaves_the_days_of_the_new_day(world):
    popup = before_midnight(world)
    last = world.server.inject_fault("model", paused=True)
    popup.refresh()
    assert world.browser.wait_for(lambda: "model" in world.server.reports_asked())
    popup.page.evaluate("(instant) => set(instant)", moments()[1])
    last.paused = False
    popup.settle()
    assert shown_days(popup) == seven_days_to(moments()[1])
    popup.page.close()


def test_midnight_with_a_change_of_what_is_stored_leaves_the_days_of_the_new_day(world):
    popup = before_midnight(world)
    popup.page.evaluate("(instant) => set(instant)", moments()[1])
    world.browser.store(report=world.stored()["report"] | {"truncated_before": "2020-01-01"})
    assert world.browser.wait_for(lambda: shown_days(popup) == seven_days_to(moments()[1]))
    popup.page.close()


def test_midnight_with_nothing_else_leaves_the_days_of_the_new_day(world):
    world.reset().popup().choose_range("7").close()
    page = world.browser.open_tab("manifest.json")
    page.clock.install(time=moments()[0])
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html#tab")
    popup = PopupPage(page, lambda: None).settle()
    assert shown_days(popup) == seven_days_to(moments()[0])
    page.clock.run_for(30_000)
    assert shown_days(popup) == seven_days_to(moments()[1])
    popup.page.close()
