"""The popup, opened from the toolbar, shows exactly what ChatGPT served: every breakdown, both scopes, every range."""

from datetime import date, timedelta

import pytest

from tests.browser.requests import BASE, BREAKDOWNS
from tests.browser.shared_browser import world_fixture

UNATTRIBUTED = "~unattributed"


def range_of(preset, today):
    """Return the days a preset covers, worked out apart from the extension."""
    day = date.fromisoformat(today)
    if preset == "month":
        return day.replace(day=1).isoformat(), today
    if preset == "last-month":
        last = day.replace(day=1) - timedelta(days=1)
        return last.replace(day=1).isoformat(), last.isoformat()
    return (day - timedelta(days=int(preset) - 1)).isoformat(), today


world = world_fixture()


@pytest.fixture(scope="module")
def open_popup(world):
    return world.settled_popup()


@pytest.fixture
def popup(open_popup):
    """Return the popup that stays open, as it was when it opened."""
    open_popup.choose_scope("mine")
    open_popup.choose_breakdown("model")
    return open_popup.choose_range("month")


def check_figures(shown, server, scope, breakdown):
    """Compare what is shown with what was served; by product every credit has its place, elsewhere some have none."""
    days = shown["range"]["start"], shown["range"]["end"]
    whole = server.expected(scope, "product", *days)
    assert shown["total"] == pytest.approx(whole.total, abs=1e-6)
    expected = {key: credits for key, credits in server.expected(scope, breakdown, *days).series.items() if credits}
    rows = {row["key"]: row["credits"] for row in shown["series"] if row["credits"]}
    rest = rows.pop(UNATTRIBUTED, 0)
    assert rows == pytest.approx(expected, abs=1e-6)
    assert rest == pytest.approx(whole.total - sum(expected.values()), abs=1e-6)
    drawn = {day["date"]: day["credits"] for day in shown["days"] if day["credits"]}
    assert drawn == pytest.approx({day: credits for day, credits in whole.days.items() if credits}, abs=1e-6)


def test_every_breakdown_of_both_scopes_shows_what_was_served(world, popup):
    server = world.server
    for breakdown in BREAKDOWNS:
        popup.choose_breakdown(breakdown)
        check_figures(popup.shown(), server, "mine", breakdown)
    popup.choose_scope("workspace")
    for breakdown in ("model", "surface"):
        popup.choose_breakdown(breakdown)
        check_figures(popup.shown(), server, "workspace", breakdown)


def test_every_preset_shows_what_was_served(world, popup):
    server = world.server
    for preset in ("last-month", "7", "28", "90", "month"):
        popup.choose_range(preset)
        shown = popup.shown()
        start, end = range_of(preset, server.today)
        assert shown["range"] == {"start": start, "end": end, "preset": preset}
        check_figures(shown, server, "mine", "model")


def test_two_typed_days_show_what_was_served(world, popup):
    server = world.server
    day = date.fromisoformat(server.today)
    start, end = ((day - timedelta(days=ago)).isoformat() for ago in (200, 150))
    popup.choose_range(f"{start}..{end}")
    shown = popup.shown()
    assert shown["range"] == {"preset": "custom", "start": start, "end": end}
    check_figures(shown, server, "mine", "model")


def test_the_limit_is_shown_as_chatgpt_reports_it(world, popup):
    server, shown = world.server, popup.shown()
    facts = server.source.facts
    assert shown["limit"]["limit"] == facts.limit
    assert shown["limit"]["used"] == pytest.approx(facts.used, abs=1e-6)
    assert shown["limit"]["remaining"] == pytest.approx(facts.limit - facts.used, abs=1e-6)
    assert shown["limit"]["resets_at"].startswith(
        (facts.now.replace(day=28) + timedelta(days=4)).strftime("%Y-%m-01T00:00")
    )


def test_the_samples_show_what_they_hold(world):
    server = world.reset().server
    server.replay(BASE)
    popup = world.popup()
    popup.choose_range("28")
    for breakdown in BREAKDOWNS:
        popup.choose_breakdown(breakdown)
        check_figures(popup.shown(), server, "mine", breakdown)
