"""How many requests a refresh sends: the first of all, another on the same day, for a longer range, the first of a new day."""

import copy
from datetime import date, timedelta

import pytest

from codex_credits.model import coverage
from simulator.chatgpt import routes
from simulator.world import DAILY_REPORTS, OFF_SCREEN

FIRST_READ, SAME_DAY, LONGER_RANGE, NEW_DAY = 12, 8, 13, 10


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
    before = ages(world)
    world.let_a_minute_pass()
    popup.refresh().settle()
    assert asked(world) == SAME_DAY
    assert {name: ages(world)[name] for name in OFF_SCREEN} == {name: before[name] for name in OFF_SCREEN}


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
    assert asked(world) == SAME_DAY
    assert popup.shown()["report_status"]["workspace"] == "NO_ACCESS"
    world.server.clear_faults()
    world.let_a_minute_pass()
    world.browser.store("session", revalidation={"recent": None, "since": world.server.today, "spans": []})
    popup.refresh().settle()
    assert popup.shown()["report_status"]["workspace"] == "ok"


def read_all_at(report, at):
    """Return a copy of `report` as if all of it had been read at the instant `at`."""
    older = copy.deepcopy(report)
    older["fetched_at"] = older["limits"]["fetched_at"] = at
    for row in older["report_status"]:
        row["at"] = row["at"] and at
    return older


def arrange_new_day(world, time):
    """Store what was read yesterday at `time`, so that the next refresh is the first of the day."""
    yesterday = str(date.fromisoformat(world.server.today) - timedelta(days=1))
    revalidation = world.owner["revalidation"] | {"recent": yesterday, "since": yesterday}
    world.arrange(report=read_all_at(world.stored_report, f"{yesterday}T{time}Z"), revalidation=revalidation)


def arrange_same_day(world):
    """Store what was read at the beginning of this day."""
    world.arrange(report=read_all_at(world.stored_report, f"{world.server.today}T00:00:00Z"))


def ages(world):
    """Return when each report was read, by name."""
    report = world.browser.storage()["local"]["report"]
    return {row["report"]: row["at"] for row in report["report_status"]}


def test_the_first_refresh_of_a_new_day(world):
    arrange_new_day(world, "23:59:59")
    before = ages(world)
    world.click_refresh()
    assert asked(world) == NEW_DAY
    now = ages(world)
    assert [name for name in DAILY_REPORTS if now[name] == before[name]] == ["workspace"]


def test_the_whole_workspace_is_read_again_once_a_day_in_full(world):
    arrange_new_day(world, "00:00:00")
    world.remember(revalidation=world.owner["revalidation"])  # the other reports were read again today
    queries = {}
    world.server.inject_fault(lambda one: queries.update({routes.report_name(one): dict(one.query)}))  # it has no fault
    world.click_refresh()
    first = str(date.fromisoformat(world.server.today) - timedelta(days=61))
    assert [queries["workspace"][name] for name in ("start_date", "end_date")] == [first, world.server.today]
    assert queries["activity"]["start_date"] > first


@pytest.mark.parametrize(
    ("told", "kept"),
    [({}, False), (None, True), ({"hide_workspace": True}, False)],
    ids=["none", "no answer", "hides it"],
)
def test_the_whole_workspace_stays_as_it_is_stored_where_no_policy_is_told_in_time(world, told, kept):
    arrange_new_day(world, "00:00:00")  # by now it is read again, as the test above shows
    before = world.browser.storage()["local"]["report"]
    assert before["scopes"]["workspace"]["totals"]["values"]
    world.set_policy(told)
    world.click_refresh()
    after = world.browser.storage()["local"]["report"]
    assert rows(after, "product") != rows(before, "product")
    assert ("workspace" in world.server.reports_asked()) == (told == {})
    stays = after["scopes"]["workspace"] == before["scopes"]["workspace"]
    assert (stays and rows(after, "workspace") == rows(before, "workspace")) == kept
    assert (after["scopes"]["workspace"] is None) == (told == {"hide_workspace": True})


def rows(report, name):
    """Return how the last reading of one report went, and when."""
    return [row for row in report["report_status"] if row["report"] == name]


def test_what_is_not_on_screen_keeps_its_age_and_is_asked_for_when_it_is_shown(world):
    arrange_same_day(world)
    popup = world.click_refresh()
    assert asked(world) == SAME_DAY
    app = popup.window.app
    assert app.screen.read_text == "Updated just now"
    for name, choice in (("speed", {"breakdown": "speed"}), ("workspace", {"scope": "workspace"})):
        app.choose(**choice)
        assert app.screen.read_text == f"Updated just now ({name.capitalize()}: {app.screen.read[1]})"
        assert app.screen.read[0] == f"{world.server.today}T00:00:00Z"
        app.refresher.choose(**choice)
        popup.settle()
        assert world.server.reports_asked() == ["session", name, "session"]
        assert app.screen.read_text == "Updated just now"
        app.refresher.choose(**choice)
        popup.settle()
        assert asked(world) == 3


def test_what_is_on_screen_is_read_by_each_refresh(world):
    arrange_same_day(world)
    world.click_refresh()
    popup = world.popup
    popup.choose_breakdown("effort")
    asked(world)
    world.let_a_minute_pass()
    popup.refresh().settle()
    assert world.server.reports_asked().count("effort") == 1
    assert asked(world) == SAME_DAY + 1


def test_a_report_that_cannot_be_read_when_it_is_shown_is_asked_for_once(world):
    arrange_same_day(world)
    popup = world.click_refresh()
    asked(world)
    world.server.inject_fault("speed", status=500, body={})
    popup.choose_breakdown("speed")
    assert asked(world) == 4  # a broken request is sent a second time
    assert popup.screen.read_text.endswith(f" (Speed: {popup.screen.read[1]})")
    assert popup.shown()["notices"] == ["SERVER"]
    popup.choose_breakdown("effort")
    popup.choose_breakdown("speed")
    assert asked(world) == 0  # until the wait is over


def test_the_data_check_says_that_a_breakdown_is_older_than_the_total(world):
    arrange_same_day(world)
    popup = world.click_refresh()
    app = popup.window.app
    assert set(coverage.reports_behind(app.report)) >= {"speed", "effort"}
    assert "product" not in coverage.reports_behind(app.report)
