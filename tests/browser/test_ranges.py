"""Ranges: stepped through, typed, picked in the calendar, remembered; what cannot be is said and asks nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from codex_credits.present import messages, sample
from tests.browser.shared_browser import world_fixture

world = world_fixture()


@pytest.fixture
def popup(world):
    return world.settled_popup()


def days(popup):
    """Return (preset, first day, last day) that the popup says it shows."""
    shown = popup.shown()["range"]
    return shown["preset"], date.fromisoformat(shown["start"]), date.fromisoformat(shown["end"])


def month_before(day):
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def test_arrows_go_through_months_and_end_today(world, popup):
    today = date.fromisoformat(world.server.today)
    assert days(popup) == ("month", today.replace(day=1), today)
    expect(popup.page.locator("#step-on")).to_have_attribute("aria-disabled", "true")
    popup.page.locator("#step-back").click()
    popup.settle()
    first, last = month_before(today)
    assert days(popup) == ("last-month", first, last)
    popup.page.locator("#step-back").click()
    popup.settle()
    assert days(popup) == ("custom", *month_before(first))
    for _ in range(2):
        popup.page.locator("#step-on").click()
        popup.settle()
    assert days(popup) == ("month", today.replace(day=1), today)
    popup.page.locator("#step-on").click(force=True)
    assert days(popup) == ("month", today.replace(day=1), today)


def test_arrows_go_by_the_length_of_a_range(world, popup):
    popup.choose_range("7")
    today = date.fromisoformat(world.server.today)
    popup.page.locator("#step-back").click()
    popup.settle()
    assert days(popup) == ("custom", today - timedelta(days=13), today - timedelta(days=7))
    popup.page.locator("#step-on").click()
    popup.settle()
    assert days(popup) == ("7", today - timedelta(days=6), today)


IMPOSSIBLE = (
    ("2026-02-30", "2026-03-01", "NOT_A_DAY"),
    ("2026-02-01", "2026-13-01", "NOT_A_DAY"),
    ("2027-02-29", "2027-03-01", "NOT_A_DAY"),
    ("31/1/2026", "2026-03-01", "NOT_A_DAY"),
    ("Jan 1, 2026", "2026-03-01", "NOT_A_DAY"),
    ("", "", "NOT_A_DAY"),
    ("2026-03-02", "2026-03-01", "REVERSED"),
    ("2026-03-01", "9999-12-31", "FUTURE"),
    ("2019-12-31", "2020-01-31", "TOO_LONG"),
    ("2020-01-01", "2026-03-01", "TOO_LONG"),
)


def test_a_range_that_cannot_be_is_said_in_one_sentence_and_asks_nothing(world, popup):
    before, page = days(popup), popup.page
    world.server.clear_log()
    for start, end, code in IMPOSSIBLE:
        page.locator("#range-open").click()
        page.locator("#range-start").fill(start)
        page.locator("#range-end").fill(end)
        page.keyboard.press("Enter")
        expect(page.locator("#range-problem")).to_have_text(messages.notice(code, example="01/31/2026").text)
        assert page.locator("#range-panel").is_visible()
        assert page.evaluate("() => document.activeElement.id") in ("range-start", "range-end")
        page.keyboard.press("Escape")
        assert days(popup) == before
    page.locator("#range-open").click()
    expect(page.locator("#range-problem")).to_have_text("")
    assert world.server.reports_asked() == []
    assert "range" not in world.stored()


def test_two_days_picked_in_the_calendar_are_shown(world, popup):
    page, today = popup.page, date.fromisoformat(world.server.today)
    first, _ = month_before(today)
    page.locator("#range-open").click()
    page.locator("calendar-range button[part~=previous]").click()
    calendar = page.locator("calendar-month")
    for day in (first.replace(day=3), first.replace(day=12)):
        calendar.get_by_role("button", name=f"{day:%B} {day.day}", exact=True).click()
    expect(page.locator("#range-panel")).to_be_hidden()
    popup.settle()
    assert days(popup) == ("custom", first.replace(day=3), first.replace(day=12))


def test_the_calendar_shows_the_range_and_offers_no_day_after_today(world, popup):
    popup.page.locator("#range-open").click()
    calendar = popup.page.locator("calendar-range")
    calendar.wait_for()
    shown = popup.shown()["range"]
    assert calendar.get_attribute("value") == f"{shown['start']}/{shown['end']}"
    assert calendar.get_attribute("max") == calendar.get_attribute("today") == world.server.today


def test_a_custom_range_survives_closing_as_two_days(world, popup):
    popup.choose_range("2026-01-05..2026-01-20")
    popup.close()
    assert world.stored()["range"] == {"preset": "custom", "start": "2026-01-05", "end": "2026-01-20"}
    again = world.browser.open_popup().settle()
    assert days(again) == ("custom", date(2026, 1, 5), date(2026, 1, 20))


def test_a_preset_survives_closing_as_a_preset_and_rolls_with_the_days(world, popup):
    popup.choose_range("28")
    popup.close()
    assert world.stored()["range"]["preset"] == "28"
    world.browser.store(range={"preset": "28", "start": "2026-01-01", "end": "2026-01-28"})
    again = world.browser.open_popup().settle()
    today = date.fromisoformat(world.server.today)
    assert days(again) == ("28", today - timedelta(days=27), today)


def test_days_already_read_are_shown_without_a_question_and_older_ones_are_asked_for(world, popup):
    world.server.clear_log()
    popup.choose_range("28")
    assert world.server.reports_asked() == []
    popup.choose_range("2026-01-05..2026-01-20")
    assert {"product", "model", "surface"} <= set(world.server.reports_asked())
    expected = world.server.expected("mine", "product", "2026-01-05", "2026-01-20").total
    assert popup.shown()["total"] == pytest.approx(expected, abs=1e-6)
    assert "Northwind" in popup.page.locator("#workspace").inner_text()


def test_the_label_says_span_length_and_whether_the_last_day_is_complete(world, popup):
    label = popup.page.locator("#range-open")
    length = date.fromisoformat(world.server.today).day
    expect(label).to_contain_text(f"{length} day{'s' if length > 1 else ''}, today incomplete")
    popup.choose_range("last-month")
    first, last = month_before(date.fromisoformat(world.server.today))
    expect(label).to_have_text(f"Last month{first:%b} 1 – {last.day}{last.day} days")


def month_earlier(day):
    """Return the same day of the month before, of a day no later than the 28th."""
    return month_before(day)[0].replace(day=day.day)


def test_the_budget_period_is_offered_by_panel_and_key_and_stepped_through_by_periods(world):
    now = datetime.now(UTC)
    today = now.date()
    reset = next(day for day in (today + timedelta(days=ahead) for ahead in range(5, 12)) if 1 < day.day < 29)
    report = sample.stored(now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    report["limits"]["personal"]["resets_at"] = f"{reset}T06:00:00Z"
    popup = world.popup_of(report)
    popup.choose_range("period")
    start = month_earlier(reset)
    assert days(popup) == ("period", start, today)
    assert world.stored()["range"]["preset"] == "period"
    before = (month_earlier(start), start - timedelta(days=1))
    for key, shown in (("[", ("custom", *before)), ("]", ("period", start, today)), ("m", None), ("b", None)):
        popup.page.keyboard.press(key)
        popup.settle()
        if shown:
            assert days(popup) == shown
    assert days(popup) == ("period", start, today)
    popup.page.keyboard.press("]")
    assert days(popup.settle()) == ("period", start, today)


def test_a_budget_period_that_is_a_month_is_not_offered(world, popup):
    shown = days(popup)
    popup.page.locator("#range-open").click()
    expect(popup.page.locator("[data-preset-choice=month]")).to_be_visible()
    expect(popup.page.locator("[data-preset-choice=period]")).to_be_hidden()
    popup.page.keyboard.press("Escape")
    popup.page.keyboard.press("b")
    assert days(popup.settle()) == shown
    world.browser.store(range={"preset": "period", "start": "2026-01-05", "end": "2026-01-20"})
    assert days(world.popup()) == shown
