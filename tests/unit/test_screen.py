from codex_credits.model import coverage, report
from codex_credits.model.labels import clean
from codex_credits.model.view import parse_range, replace
from codex_credits.present import comparison, messages, screen
from simulator import factories

ZERO_WIDTH, RIGHT_TO_LEFT, ISOLATE, MARK = "\u200b", "\u202e", "\u2066", "\u200f"


def test_a_stored_preset_gives_its_days_anew():
    stored = {"preset": "7", "start": "2026-01-01", "end": "2026-01-07"}
    assert parse_range(stored, factories.TODAY) == ("7", "2026-11-17", "2026-11-23")


def test_a_stored_custom_range_gives_its_own_days():
    stored = {"preset": "custom", "start": "2026-01-01", "end": "2026-01-07"}
    assert parse_range(stored, factories.TODAY) == ("custom", "2026-01-01", "2026-01-07")


def test_a_custom_range_that_ends_in_the_future_ends_today():
    stored = {"preset": "custom", "start": "2026-11-20", "end": "2026-12-31"}
    assert parse_range(stored, factories.TODAY) == ("custom", "2026-11-20", factories.TODAY)


def test_a_range_that_cannot_be_trusted_is_this_month_so_far():
    for stored in (
        None, "7", [], {}, {"preset": "decade"}, {"preset": ["7"]}, {"preset": "custom"},
        {"preset": "custom", "start": 1, "end": 2}, {"preset": "custom", "start": "2026-02-30", "end": "2026-03-01"},
        {"preset": "custom", "start": "2026-03-02", "end": "2026-03-01"},
        {"preset": "custom", "start": "1999-03-02", "end": "2026-03-01"},
        {"preset": "custom", "start": "2026-11-24", "end": "2026-11-25"},
    ):  # fmt: skip
        assert parse_range(stored, factories.TODAY) == ("month", "2026-11-01", factories.TODAY), stored


def test_a_label_is_one_clean_line():
    assert clean("GPT\n5\t\x00x\x7f\x9f") == "GPT 5 x"
    assert clean("  two   spaces ") == "two spaces"


def test_a_label_cannot_turn_or_hide_what_follows():
    assert clean("a" + RIGHT_TO_LEFT + "b" + ISOLATE + MARK + "c" + ZERO_WIDTH + "\ufeff") == "a b c"


def test_a_label_of_a_hundred_thousand_characters_is_cut():
    assert len(clean("x" * 100000)) == 200
    assert len(clean("é" * 100000)) == 200


def test_a_label_without_anything_to_see_still_has_a_name():
    for label in ("", "   ", "\n\x00", ZERO_WIDTH + RIGHT_TO_LEFT, "\u00a0\u3000"):
        assert clean(label) == "(no name)"


def test_markup_and_letters_of_any_language_stay_text():
    assert clean("<b>Modèle & ünï 模型</b>") == "<b>Modèle & ünï 模型</b>"


def test_a_series_named_as_an_object_s_own_is_shown_like_any_other():
    dates = ["2026-11-21", "2026-11-22"]
    breakdowns = [factories.stored_breakdown(dates, [("__proto__", [1, 2]), ("constructor", [3, None]), ("", [1, 1])])]
    shown = factories.built(factories.made_report(factories.stored_scope(dates, [5, 3], breakdowns)))
    assert sorted(row.key for row in shown.rows) == ["", "__proto__", "constructor"]
    assert shown.table.total == 8


def test_the_rows_add_up_to_the_total_and_their_shares_to_a_hundred():
    columns = [(f"m{at}", [at + 0.5, at]) for at in range(14)]
    dates = ["2026-11-21", "2026-11-22"]
    scope = factories.stored_scope(dates, [100, 90.25], [factories.stored_breakdown(dates, columns)])
    shown = factories.built(factories.made_report(scope))
    main = [row for row in shown.rows if not row.folded]
    assert abs(sum(row.credits for row in main) - shown.table.total) < 1e-9
    assert round(sum(float(row.share[:-2]) for row in main) * 10) == 1000
    folded, other = [row for row in shown.rows if row.folded], next(row for row in main if row.kind == "other")
    assert len(folded) == 6
    assert abs(sum(float(row.share[:-2]) for row in folded) - float(other.share[:-2])) < 1e-9


def test_a_breakdown_that_was_not_read_gives_way_to_one_that_was():
    assert factories.built(factories.made_report(), breakdown="effort").view.breakdown == "model"


def test_the_workspace_is_offered_only_when_it_was_read():
    assert factories.built(factories.made_report()).scopes == []
    scopes = {"mine": factories.two_days(), "workspace": factories.two_days()}
    shown = factories.built(factories.made_report(scopes=scopes), scope="workspace")
    assert shown.table.scope == "workspace"
    assert [name for name, on in shown.scopes if on] == ["workspace"]


def test_comparing_adds_a_change_to_each_row_and_a_line_to_the_chart():
    report = factories.made_report()
    assert factories.built(report, comparison=comparison).compared is None
    shown = factories.built(
        report, comparison=comparison, preset="7", start="2026-11-17", end=factories.TODAY, compare=True
    )
    assert len(shown.compared.line) == 7
    assert [row.change for row in shown.rows] == ["new", "new"]


def test_the_callout_of_a_day_names_its_parts():
    shown = factories.built(factories.made_report())
    columns = {hit.column.date: hit.column for hit in shown.drawing.hits}
    title, total, parts = screen.callout(factories.FORMATTER, shown.table, columns["2026-11-21"])
    assert (title, total) == ("weekday 2026-11-21", "15.00")
    assert [(label, credits) for _, label, credits in parts] == [("SOL", "10.00"), ("LUNA", "5.00")]
    assert screen.callout(factories.FORMATTER, shown.table, columns["2026-11-21"], ("series:sol",))[2][0][1] == "LUNA"
    assert screen.callout(factories.FORMATTER, shown.table, columns[factories.TODAY])[1] == "not reported yet"


def test_today_is_counted_among_the_days_that_are_not_reported_yet():
    days = ["2026-11-20", "2026-11-21", factories.TODAY]
    for known, note in ((2, "23 days, 2 not reported yet"), (3, "23 days, today incomplete, 1 not reported yet")):
        scope = factories.stored_scope(days[:known], [10, 10, 10][:known], fresh="2026-11-21T09:00:00Z")
        assert factories.built(factories.made_report(scope)).range_note == note


def test_a_day_that_nobody_asked_for_is_not_told_to_be_unreported():
    scope = factories.two_days() | {"spans": [["2026-11-21", "2026-11-22"]]}
    shown = factories.built(factories.made_report(scope))
    columns = {hit.column.date: hit.column for hit in shown.drawing.hits}
    assert screen.callout(factories.FORMATTER, shown.table, columns["2026-11-02"])[1] == "no figure yet"


def test_the_head_of_the_days_column_is_the_day_without_its_hours():
    shown = factories.built(factories.made_report())
    column = {hit.column.date: hit.column for hit in shown.drawing.hits}["2026-11-21"]
    assert screen.day_head(factories.FORMATTER, shown.table, column) == ("weekday 2026-11-21", "15.00")


def test_the_month_is_drawn_whole_and_its_future_is_empty():
    shown = factories.built(factories.made_report())
    assert len(shown.drawing.hits) == 23
    last = shown.drawing.hits[-1]
    share = (last.x + last.width - shown.drawing.left) / (shown.drawing.right - shown.drawing.left)
    assert abs(share - 23 / 30) < 0.01
    assert len(factories.built(factories.made_report(), preset="7", start="2026-11-17").drawing.hits) == 7


def test_a_chart_without_figures_says_whether_nothing_was_used_or_nothing_is_loaded():
    empty = factories.stored_scope([], [], spans=[["2026-09-01", "2026-12-01"]], fresh="2026-12-01T00:03:00Z")
    now, days = "2026-12-01T00:20:00Z", {"start": "2026-12-01", "end": "2026-12-01"}
    assert factories.built(factories.made_report(empty), now=now, **days).chart_note == "No use yet this month."
    assert factories.built(factories.made_report(), now=now, **days).chart_note == "Not loaded yet."
    assert factories.built(factories.made_report()).chart_note == ""


def test_the_callout_says_from_when_to_when_the_utc_day_is_on_another_clock():
    class Away(factories.Formatter):
        def clock_span(self, _day):
            return "Sun 01:00 to Mon 01:00"

    shown = factories.built(factories.made_report())
    assert screen.callout(Away(), shown.table, shown.drawing.hits[0].column)[0].endswith(
        " (UTC; Sun 01:00 to Mon 01:00 here)"
    )


def test_a_report_is_read_over_a_range_only_when_one_span_holds_it_all():
    read = report.parse_report(
        factories.stored_report(
            factories.two_days() | {"spans": [["2026-11-01", "2026-11-05"], ["2026-11-07", factories.TODAY]]}
        )
    )
    assert coverage.is_covered(read, "2026-11-07", factories.TODAY)
    assert not coverage.is_covered(read, "2026-11-04", "2026-11-08")
    assert not coverage.is_covered(None, factories.TODAY, factories.TODAY)


def test_a_view_changes_only_what_is_named():
    before = factories.view()
    assert replace(before, breakdown="speed") == factories.view(breakdown="speed")
    assert replace(before) == before


def test_every_code_a_screen_can_give_has_a_sentence():
    assert all(
        notice.code in messages.TABLE
        for notice in factories.built(factories.made_report(truncated_before="2025-11-23"), {}).notices
    )


def test_days_of_residue_are_no_usage():
    shown = factories.built(factories.made_report(factories.stored_scope(["2026-11-21"], [0.1 + 0.2 - 0.3])))
    assert shown.total_text == "0"
    assert [one.code for one in shown.notices] == ["NO_USAGE"]


def test_a_stored_budget_period_is_this_month_so_far_where_it_is_unknown():
    stored = {"preset": "period", "start": "2026-01-01", "end": "2026-01-07"}
    known = ("2026-10-25", "2026-11-24")
    assert parse_range(stored, factories.TODAY, known) == ("period", "2026-10-25", factories.TODAY)
    assert parse_range(stored, factories.TODAY) == ("month", "2026-11-01", factories.TODAY)


def test_the_budget_period_is_shown_by_its_name_with_its_steps_and_its_comparison():
    resets = factories.stored_limits({"resets_at": "2026-11-25T06:00:00Z"})
    shown = factories.built(
        factories.made_report(limits=resets), comparison=comparison, preset="period", start="2026-10-25", end=factories.TODAY, compare=True,
    )  # fmt: skip
    assert (shown.preset_name, shown.steps) == ("This period", [True, False])
    assert (shown.compared.start, shown.compared.end) == ("2026-09-25", "2026-10-24")
