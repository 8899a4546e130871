"""How many requests a refresh sends: the first of all, another on the same day, for a longer range, the first of a new day."""

from datetime import date, timedelta

import pytest

FIRST_READ, SAME_DAY, LONGER_RANGE, NEW_DAY = 12, 11, 13, 11


def asked(world):
    """Return how many requests ChatGPT got since it was asked last, and forget them."""
    count = len(world.server.reports_asked())
    world.server.clear_log()
    return count


@pytest.fixture
def popup(world):
    world.arrange(known=False, fresh=True)
    return world.open_popup()


def test_the_first_read_of_a_month(world, popup):
    assert popup.shown()["unread_days"] == 0
    assert asked(world) == FIRST_READ
    assert world.peak() == 4


def test_another_refresh_on_the_same_day(world, popup):
    asked(world)
    world.let_a_minute_pass()
    popup.refresh().settle()
    assert asked(world) == SAME_DAY


def test_a_change_to_90_days(world, popup):
    asked(world)
    assert popup.choose_range("90").shown()["unread_days"] == 0
    assert asked(world) == LONGER_RANGE


def test_a_role_that_may_not_see_the_workspace_is_asked_about_once_a_day(world):
    world.arrange(known=False, fresh=True)
    world.server.inject_fault("workspace", status=403, body={"detail": "Forbidden"})
    popup = world.open_popup()
    assert asked(world) == FIRST_READ
    world.let_a_minute_pass()
    popup.refresh().settle()
    assert asked(world) == SAME_DAY - 1
    assert popup.shown()["report_status"]["workspace"] == "NO_ACCESS"
    world.server.clear_faults()
    world.let_a_minute_pass()
    world.browser.store("session", revalidation={"recent": None, "since": world.server.today, "spans": []})
    popup.refresh().settle()
    assert popup.shown()["report_status"]["workspace"] == "ok"


def test_the_first_refresh_of_a_new_day(world):
    yesterday = str(date.fromisoformat(world.server.today) - timedelta(days=1))
    world.arrange(revalidation=world.owner["revalidation"] | {"recent": yesterday, "since": yesterday})
    world.click_refresh()
    assert asked(world) == NEW_DAY
