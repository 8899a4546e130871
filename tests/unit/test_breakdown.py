from codex_credits.model import breakdown, labels
from simulator import factories


def state(date, *, today="2026-11-23", fresh=factories.FRESH, rows=(), spans=(("2026-09-01", "2026-11-23"),)):
    scope = factories.made_scope(list(rows), [], [7] * len(rows), fresh=fresh, spans=spans)
    return breakdown.day_total(scope, date, today)


def test_a_past_day_is_complete_once_the_source_is_fresher_than_its_end():
    assert state("2026-11-22", rows=["2026-11-22"], fresh="2026-11-23T00:00:00Z") == ("complete", 7)
    assert state("2026-11-22", rows=["2026-11-22"], fresh="2026-11-22T23:59:59Z") == ("so far", 7)


def test_a_past_day_without_a_row_is_zero_only_when_the_source_knew_the_whole_day():
    assert state("2026-11-22", fresh="2026-11-23T00:00:00Z") == ("complete", 0)
    assert state("2026-11-22", fresh="2026-11-22T23:59:59Z") == ("missing", None)
    assert state("2026-11-22", fresh=None) == ("missing", None)


def test_a_day_chatgpt_was_not_asked_for_is_missing():
    assert state("2026-08-31") == ("missing", None)
    assert state("2026-11-10", spans=[["2026-09-01", "2026-11-09"], ["2026-11-11", "2026-11-23"]]) == ("missing", None)


def test_today_is_so_far_with_a_row_or_without():
    assert state("2026-11-23", rows=["2026-11-23"], fresh="2026-11-24T00:00:00Z") == ("so far", 7)
    assert state("2026-11-23") == ("so far", None)


def test_a_row_of_a_source_without_a_stamp_is_complete():
    assert state("2026-11-20", rows=["2026-11-20"], fresh=None) == ("complete", 7)


def columns(count, days=1):
    """Return `count` columns, the first the largest."""
    return [(f"model-{at:03d}", [count - at] * days) for at in range(count)]


def test_eight_series_stand_by_name():
    table = factories.made_table(columns(8))
    assert len(table.series) == 8
    assert table.folded == []


def test_more_than_nine_series_are_eight_and_other():
    table = factories.made_table(columns(200))
    assert [series.key for series in table.series[:2]] == ["model-000", "model-001"]
    assert len(table.series) == 9
    other = table.series[8]
    assert (other.key, other.label, other.hue) == (breakdown.OTHER_KEY, "Other (192)", "other")
    assert len(table.folded) == 192
    assert other.total == sum(series.total for series in table.folded)
    assert sum(series.total for series in table.series) == table.total


def test_a_ninth_series_keeps_its_name_rather_than_be_an_other_of_one():
    table = factories.made_table(columns(9))
    assert [series.key for series in table.series][8] == "model-008"
    assert table.series[8].hue == "other"
    assert table.folded == []


def test_a_day_other_has_no_cell_for_is_unknown_there_and_not_zero():
    table = factories.made_table([(f"m{at}", [10, None if at > 7 else 1]) for at in range(10)])
    assert table.series[8].values == [20, None]


def test_what_the_parts_leave_of_the_total_is_unattributed():
    table = factories.made_table([("sol", [10, 20]), ("luna", [5, None])], totals=[15, 23.5])
    assert [(series.key, series.values) for series in table.series[2:]] == [(breakdown.UNATTRIBUTED_KEY, [None, 3.5])]


def test_parts_beyond_the_total_are_a_negative_unattributed():
    table = factories.made_table([("sol", [10])], totals=[7])
    assert table.series[1].values == [-3]
    assert table.total == 7


def test_parts_that_add_up_leave_nothing_unattributed():
    table = factories.made_table([("sol", [0.1]), ("luna", [0.2])], totals=[0.3])
    assert [series.key for series in table.series] == ["luna", "sol"]


def test_parts_of_a_day_without_a_total_do_not_count():
    scope = factories.made_scope(["2026-11-22", "2026-11-23"], [("sol", [10, 4])], totals=[10, None])
    table = breakdown.build_table(scope, "model", "2026-11-22", "2026-11-23", factories.TODAY)
    assert table.total == 10
    assert table.series[0].values == [10, None]
    assert table.series[0].total == 10


def test_series_are_sorted_by_their_size_whatever_the_sign_and_then_by_key():
    table = factories.made_table([("a", [1]), ("b", [-5]), ("c", [1]), ("d", [3])])
    assert [series.key for series in table.series] == ["b", "d", "a", "c"]


def test_a_series_without_credits_in_the_range_is_left_out():
    table = factories.made_table([("sol", [1]), ("luna", [0]), ("terra", [None])])
    assert [series.key for series in table.series] == ["sol"]


def test_a_breakdown_that_was_never_read_has_totals_and_no_series():
    table = breakdown.build_table(
        factories.made_scope(["2026-11-22"], [("sol", [3])]), "effort", "2026-11-22", "2026-11-22", factories.TODAY
    )
    assert table.series == []
    assert table.total == 3


def test_a_range_nobody_reported_has_no_total():
    table = breakdown.build_table(factories.made_scope([], []), "model", "2026-08-01", "2026-08-03", factories.TODAY)
    assert table.total is None
    assert [day.state for day in table.days] == ["missing"] * 3


def test_a_range_without_use_has_the_total_zero():
    table = breakdown.build_table(factories.made_scope([], []), "model", "2026-11-01", "2026-11-03", factories.TODAY)
    assert table.total == 0


def hues(columns):
    return {series.key: series.hue for series in factories.made_table(columns).series}


def test_no_two_shown_series_share_a_hue():
    for first in range(0, 60, 3):
        found = hues([(f"unheard-of-{first + at}", [at + 1]) for at in range(8)])
        assert len(set(found.values())) == 8


def test_a_hue_stays_whatever_the_rank():
    keys = ["gpt-5.6-sol", "gpt-5.5", "one", "two", "three"]
    first = hues([(key, [at + 1]) for at, key in enumerate(keys)])
    second = hues([(key, [9 - at]) for at, key in enumerate(keys)])
    assert first == second


def test_a_well_known_key_keeps_its_own_hue_beside_any_other():
    for at in range(40):
        found = hues([("gpt-5.6-sol", [1]), (f"x{at}", [100])])
        assert found["gpt-5.6-sol"] == breakdown.KNOWN_HUES["gpt-5.6-sol"]


def test_shares_add_up_to_a_thousand():
    for amounts in ([1, 1, 1], [0.1] * 7, [54.2, 21.4, 3.3, 0.01], [1e9, 1e-9], [5, -2, 1]):
        assert sum(breakdown.shares(amounts)) == 1000, amounts


def test_the_largest_remainder_takes_the_rest():
    assert breakdown.shares([2, 1]) == [667, 333]
    assert breakdown.shares([1, 1, 1]) == [334, 333, 333]


def test_there_are_no_shares_of_nothing_or_less():
    assert breakdown.shares([]) == []
    assert breakdown.shares([0, 0]) == [None, None]
    assert breakdown.shares([1, -3]) == [None, None]


def test_there_are_no_shares_of_what_refunds_have_eaten_up():
    assert breakdown.shares([1e12, -1e12 + 0.001]) == [None, None]


def test_a_surface_is_called_in_words_and_the_same_for_a_client_of_the_workspace():
    for key in ("vscode", "CODEX_IDE_VSCODE"):
        column = breakdown.Series(key, key, 0, [1], 1, breakdown.SERIES)
        assert labels.series_label("surface", column) == "VS Code"
        assert labels.series_label("model", column) == key
    assert hues([("CODEX_IDE_VSCODE", [1])]) == {"CODEX_IDE_VSCODE": breakdown.KNOWN_HUES["vscode"]}


def test_a_surface_nobody_knows_keeps_its_key_and_a_label_of_chatgpt_comes_first():
    for key, name in (("toaster", "toaster"), ("CODEX_TOASTER", "Toaster")):
        assert labels.series_label("surface", breakdown.Series(key, key, 0, [], 0, breakdown.SERIES)) == name
    assert labels.series_label("surface", breakdown.Series("cli", "Terminal", 0, [], 0, breakdown.SERIES)) == "Terminal"


def test_when_every_part_is_missing_the_whole_is_unattributed():
    table = factories.made_table([("sol", [None, 0])], totals=[3, 4])
    assert [(one.kind, one.values) for one in table.series] == [(breakdown.UNATTRIBUTED, [3, 4])]


def test_a_breakdown_that_was_not_read_of_these_days_leaves_nothing_unattributed():
    scope = factories.made_scope(["2026-11-21"], [("sol", [None])], totals=[3])
    scope.breakdown("model").spans[:] = [("2020-01-01", "2020-01-02")]
    assert breakdown.build_table(scope, "model", "2026-11-20", "2026-11-22", factories.TODAY).series == []


def test_keys_that_look_like_ours_are_series_like_any_other():
    keys = ("", "~other", "~total", "~unattributed")
    table = factories.made_table([(key, [at + 1]) for at, key in enumerate(keys)], totals=[11])
    assert {(one.kind, one.key, one.total) for one in table.series} == {
        (breakdown.UNATTRIBUTED, "~unattributed", 1), ("series", "", 1), ("series", "~other", 2), ("series", "~total", 3),
        ("series", "~unattributed", 4),
    }  # fmt: skip
    assert len({breakdown.mark(one) for one in table.series}) == 5


def test_what_adding_leaves_of_parts_that_cancel_out_is_no_use():
    table = factories.made_table([("sol", [0.1 + 0.2]), ("luna", [-0.3])], totals=[0.1 + 0.2 - 0.3])
    assert (table.total, table.days[0].total) == (0, 0)
    assert (
        breakdown.build_table(
            factories.made_scope(["2026-11-22"], [("sol", [1e-8])]),
            "model",
            "2026-11-22",
            "2026-11-22",
            factories.TODAY,
        ).total
        == 1e-8
    )


def test_the_workspace_s_series_have_the_labels_that_my_own_have():
    days = ["2026-11-21", "2026-11-22"]
    keyed = factories.stored_breakdown(days, [("sol", [100, 200]), ("vega", [10, 20])])
    for one in keyed["series"]:
        one["label"] = one["key"]
    whole = factories.stored_scope(days, [110, 220], [keyed])
    made = factories.made_report(scopes={"mine": factories.two_days(), "workspace": whole})
    table = breakdown.build_table(made.workspace, "model", "2026-11-21", "2026-11-22", factories.TODAY)
    assert [(one.key, one.label) for one in table.series] == [("sol", "SOL"), ("vega", "vega")]
