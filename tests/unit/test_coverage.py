"""The days a range needs, the view on another day, and the hole an answer leaves."""

from codex_credits.model import coverage, dates, report
from codex_credits.model.view import View, on_day
from simulator import factories

NOW = factories.TODAY + "T10:00:00Z"
LATER = factories.TODAY + "T10:00:30Z"


def view(preset, start, end):
    return View(preset, start, end, "mine", "model", False, (), False)


def test_a_refresh_is_told_the_range_and_the_period_it_is_compared_with():
    for preset, start, end, compared in (
        ("month", "2026-11-01", factories.TODAY, ["2026-10-01", "2026-10-31"]),
        ("last-month", "2026-10-01", "2026-10-31", ["2026-09-01", "2026-09-30"]),
        ("7", "2026-11-17", factories.TODAY, ["2026-11-10", "2026-11-16"]),
        ("90", "2026-08-26", factories.TODAY, ["2026-05-27", "2026-08-24"]),
        ("custom", "2026-01-05", "2026-01-05", ["2025-12-29", "2025-12-29"]),
    ):
        assert coverage.required_intervals(view(preset, start, end)) == [[start, end], compared], preset


def test_nothing_before_2020_and_nothing_beside_a_range_over_a_year_is_asked_for():
    assert coverage.required_intervals(view("custom", "2020-01-01", "2020-01-07")) == [["2020-01-01", "2020-01-07"]]
    assert len(coverage.required_intervals(view("custom", "2025-01-01", "2026-01-01"))) == 2
    assert len(coverage.required_intervals(view("custom", "2025-01-01", "2026-01-02"))) == 1


def test_a_preset_moves_with_the_days_and_a_custom_range_does_not():
    moved = on_day(view("7", "2026-11-17", "2026-11-23"), "2026-11-24")
    assert (moved.preset, moved.start, moved.end) == ("7", "2026-11-18", "2026-11-24")
    month = on_day(view("month", "2026-11-01", "2026-11-30"), "2026-12-01")
    assert (month.start, month.end) == ("2026-12-01", "2026-12-01")
    custom = view("custom", "2026-11-17", "2026-11-23")
    assert on_day(custom, "2026-11-24") == custom


def test_a_hole_is_asked_for_when_the_worker_may_ask():
    read = factories.made_report()
    whole, hole = view("custom", "2026-10-01", "2026-10-02"), view("custom", "2026-08-31", "2026-10-02")
    good = {"next_allowed_at": LATER, "code": "ok"}
    partial = {"next_allowed_at": LATER, "code": "PARTIAL"}

    def asks(view, cooldown, now=NOW):
        return coverage.is_gap_requestable(
            read, view, {"now": now, "session": {"cooldown": cooldown} if cooldown else {}}
        )

    assert not asks(whole, good)
    assert asks(hole, good)
    assert asks(hole, None)
    assert not asks(hole, partial)
    assert asks(hole, partial, LATER)
    assert asks(hole, partial | {"next_allowed_at": "2028-01-03T00:00:00Z"})  # of a clock that was ahead


def test_the_report_on_screen_is_asked_for_where_the_last_refresh_left_it_out():
    stored = factories.stored_report()
    rows = [("product", NOW), ("model", NOW), ("speed", factories.TODAY + "T08:00:00Z"), ("effort", None)]
    stored["report_status"] = [{"report": name, "code": "ok", "at": at} for name, at in rows]
    stored["scopes"]["mine"]["totals"]["source"] = "product"
    read = report.parse_report(stored)
    partial = {"next_allowed_at": LATER, "code": "PARTIAL"}

    def asks(breakdown, **session):
        state = {"now": NOW, "session": {"workspace": {}} | session}
        return coverage.is_report_requestable(read, factories.view(breakdown=breakdown), state)

    assert coverage.reports_behind(read) == ["speed"]
    assert [asks(name) for name in ("model", "speed", "effort")] == [False, True, False]
    assert not asks("speed", cooldown=partial)
    assert not coverage.is_report_requestable(
        read, factories.view(breakdown="speed"), {"now": NOW, "session": {}}
    )  # whose it is must be known
    read.report_status[2] = report.ReportStatus("speed", "SHAPE", factories.TODAY + "T08:00:00Z")
    assert not asks("speed")


def test_of_two_presets_with_the_same_days_the_one_the_steps_began_at_keeps_its_name():
    seventh = ("2026-11-01", "2026-11-07")
    assert dates.preset_of(seventh, "2026-11-07", "7") == "7"
    assert dates.preset_of(seventh, "2026-11-07", "month") == "month"
    assert dates.preset_of(seventh, "2026-11-07", "28") == "month"
    assert dates.preset_of(("2026-10-25", "2026-10-31"), "2026-11-07", "7") == "custom"


def test_a_range_with_unread_days_counts_them_and_its_total_does_not_look_complete():
    shown = factories.built(factories.made_report(), preset="custom", start="2026-08-30", end="2026-09-02")
    assert [one.code for one in shown.notices] == ["NOT_READ"]
    assert shown.notices[0].text == "2 of 4 days in this range are not loaded yet."
    assert (shown.table.unread, shown.range_note) == (2, "2 of 4 days")


def test_the_budget_period_moves_with_the_days_and_with_what_is_told_of_it():
    period = view("period", "2026-10-25", "2026-11-23")
    assert on_day(period, "2026-11-24", ("2026-10-25", "2026-11-24")).end == "2026-11-24"
    moved = on_day(period, "2026-11-25", ("2026-11-25", "2026-12-24"))
    assert (moved.preset, moved.start, moved.end) == ("period", "2026-11-25", "2026-11-25")
    lost = on_day(period, "2026-11-24")
    assert (lost.preset, lost.start, lost.end) == ("month", "2026-11-01", "2026-11-24")


def test_beside_a_budget_period_the_whole_one_before_is_read():
    known = ("2026-10-25", "2026-11-24")
    assert coverage.required_intervals(view("period", "2026-10-25", "2026-11-03"), known) == [
        ["2026-10-25", "2026-11-03"], ["2026-09-25", "2026-10-24"],
    ]  # fmt: skip
