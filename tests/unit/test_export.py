import json

from codex_credits.model.labels import clean
from codex_credits.present import export
from simulator import factories


def built(columns=None, totals=None, dates=("2026-11-21", "2026-11-22"), **changes):
    dates = list(dates)
    columns = columns or [("sol", [10.5, 20.25]), ("luna", [5, None])]
    totals = totals or [sum([values[at] or 0 for _, values in columns]) for at in range(len(dates))]
    scope = factories.stored_scope(dates, totals, [factories.stored_breakdown(dates, columns)])
    return factories.built(
        factories.made_report(scope), preset="custom", start="2026-11-20", end=factories.TODAY, **changes
    )


def rows(text):
    """Return the cells of each line of a CSV that has no comma, quote or line end within a cell."""
    return [[cell.strip('"') for cell in line.split(",")] for line in text.split("\r\n")[:-1]]


def test_the_first_line_is_the_header_and_every_line_has_its_cells():
    text = export.csv(built(), factories.exact)
    assert text.startswith("day,day_state,scope,breakdown,series,label,credits,")
    assert {len(row) for row in rows(text)} == {len(export.HEAD)}


def test_there_is_one_row_per_day_and_series():
    found = [(row[0], row[4], row[6]) for row in rows(export.csv(built(), factories.exact))[1:]]
    assert found == [
        ("2026-11-20", "~total", "0"), ("2026-11-21", "sol", "10.5"), ("2026-11-21", "luna", "5"),
        ("2026-11-22", "sol", "20.25"), ("2026-11-23", "~total", ""),
    ]  # fmt: skip


def test_the_rows_of_series_add_up_to_the_total_unattributed_included():
    screen = built([("sol", [10, 20])], totals=[12, 18])
    cells = rows(export.csv(screen, factories.exact))[1:]
    assert sum(float(row[6] or 0) for row in cells) == screen.table.total


def test_series_folded_into_other_are_exported_by_name():
    screen = built([(f"m{at:02d}", [1, at]) for at in range(12)])
    keys = {row[4] for row in rows(export.csv(screen, factories.exact))[1:]}
    assert "~other" not in keys
    assert len(keys) == 13


def test_a_row_tells_its_state_zone_unit_freshness_and_time_of_reading():
    row = rows(export.csv(built(), factories.exact, sample=True))[2]
    assert row[1:4] == ["complete", "mine", "model"]
    assert row[7:16] == [
        "15.5",
        "2026-11-20",
        factories.TODAY,
        "UTC",
        "credits",
        factories.FRESH,
        factories.NOW,
        "yes",
        "series",
    ]


def counted_screen():
    """Return a screen of four days: one that was never asked, one without counts, one with all, today with turns."""
    dates = ["2026-11-21", "2026-11-22", factories.TODAY]
    scope = factories.stored_scope(
        dates, [1, 3, 3], [factories.stored_breakdown(dates, [("sol", [1, 2, 3]), ("luna", [None, 1, None])])],
        spans=[["2026-11-21", factories.TODAY]],
    )  # fmt: skip
    scope["activity"] = {"spans": [], "days": dates, "turns": [None, 4, 5], "threads": [None, 2, None]}
    scope["tokens"] = {"spans": [], "days": dates[1:2], "input": [7], "cached": [3000000000], "output": [0]}
    return factories.built(factories.made_report(scope), preset="custom", start="2026-11-20", end=factories.TODAY)


def test_each_row_repeats_what_its_day_counts_and_whether_it_was_read():
    found = [(row[0], row[4]) + tuple(row[16:]) for row in rows(export.csv(counted_screen(), factories.exact))]
    assert found == [
        ("day", "series", "turns", "threads", "tokens_input", "tokens_cached", "tokens_output", "day_read"),
        ("2026-11-20", "~total", "", "", "", "", "", "no"),
        ("2026-11-21", "sol", "", "", "", "", "", "yes"),
        ("2026-11-22", "sol", "4", "2", "7", "3000000000", "0", "yes"),
        ("2026-11-22", "luna", "4", "2", "7", "3000000000", "0", "yes"),
        ("2026-11-23", "sol", "5", "", "", "", "", "yes"),
    ]


def test_the_json_tells_what_each_day_counts_and_whether_it_was_read():
    found = json.loads(export.document(counted_screen(), factories.exact))["days"]
    assert [(day["turns"], day["threads"], day["read"]) for day in found] == [
        (None, None, False), (None, None, True), (4, 2, True), (5, None, True),
    ]  # fmt: skip
    assert [day["tokens"] for day in found] == [None, None, {"input": 7, "cached": 3000000000, "output": 0}, None]


def test_a_cell_that_a_spreadsheet_would_compute_begins_with_an_apostrophe():
    for text in ("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", " =1", "\x00=1", "＝1", "＋1", "－1", "＠x"):
        cell = export.cell(text)
        assert cell.replace('"', "")[0] == "'", cell


def test_every_cell_of_text_is_quoted():
    assert export.cell('a"b') == '"a""b"'
    assert export.cell("a,b") == '"a,b"'
    assert export.cell("a\nb") == '"a\nb"'
    assert export.cell(" a") == '" a"'
    assert export.cell("plain") == '"plain"'
    assert export.cell(None) == ""


def test_a_negative_number_stays_a_number():
    text = export.csv(built([("sol", [-3.5, 1])]), factories.exact)
    assert ",-3.5," in text


def test_a_label_is_exported_clean_and_cut():
    row = factories.stored_breakdown(["2026-11-21", "2026-11-22"], [("sol", [1, 2])])
    row["series"][0]["label"] = "=\u202e" + "x" * 100000
    text = export.csv(
        factories.built(factories.made_report(factories.stored_scope(row["days"], [1, 2], [row]))), factories.exact
    )
    assert len(text) < 5000
    assert "\u202e" not in text
    assert ",\"'= x" in text


def test_the_json_holds_the_same_figures():
    screen = built()
    found = json.loads(export.document(screen, factories.exact))
    assert found["total_credits"] == 35.75
    assert [(one["series"], one["credits"]) for one in found["series"]] == [("sol", 30.75), ("luna", 5)]
    assert [(day["day"], day["state"], day["credits"]) for day in found["days"]] == [
        ("2026-11-20", "complete", 0), ("2026-11-21", "complete", 15.5), ("2026-11-22", "complete", 20.25), (factories.TODAY, "so far", None),
    ]  # fmt: skip
    assert found["days"][1]["parts"] == [
        {"series": "sol", "kind": "series", "credits": 10.5}, {"series": "luna", "kind": "series", "credits": 5},
    ]  # fmt: skip
    assert (found["sample"], found["unit"], found["zone"], found["read_at"]) == (False, "credits", "UTC", factories.NOW)


def test_odd_names_survive_json():
    name = 'a"b\\c\n\x01 é 模 </script>'
    found = json.loads(export.document(built([(name, [1, 2])]), factories.exact))
    assert found["series"][0]["series"] == name


def test_a_file_name_tells_the_range_and_nothing_of_the_workspace():
    assert export.file_name(built(), "csv") == "codex-credits-mine-model-2026-11-20-to-2026-11-23.csv"
    assert "sample" in export.file_name(built(), "png", sample=True)


def test_the_csv_has_the_nine_decimals_chatgpt_gives_and_nothing_that_adding_leaves():
    screen = built([("sol", [127.84953175000001, 0.1 + 0.2])])
    cells = {cell for row in rows(export.csv(screen, factories.exact)) for cell in row}
    assert {"127.84953175", "0.3"} <= cells
    large = 123456789012.123
    assert [export.nine_decimals(value) for value in (-1e-12, -2.5, large, 7)] == [0, -2.5, large, 7]


def test_the_label_is_the_one_on_the_screen():
    shown = built([("sol", [1, 2])])
    assert rows(export.csv(shown, factories.exact))[2][5] == clean(shown.table.series[0].label)


def test_no_cell_begins_a_formula_whatever_separates_the_cells():
    names = (
        "x;=1+1", "y;@SUM(1)", "t\t=1", "u; =1", 'v;"=1', "w;;-1", "n\n+1", "r\r=cmd", ";=1", "\t\t@x", "＝1;＝1",
    )  # fmt: skip
    text = export.csv(built([(name, [1, 2]) for name in names]), factories.exact)
    for separator in (",", ";", "\t", "\n", "\r"):
        for part in text.split(separator):
            begin = part.strip(' "\t\r\n;')
            if begin[:1] in ("=", "+", "@", "＝"):
                raise AssertionError((separator, part[:40]))
    assert export.cell("a;b") == '"a;b"'
    assert export.cell("x;=1+1") == '"x;\'=1+1"'


def test_keys_that_look_like_ours_lose_no_row():
    keys = ("", "~other", "~total", "~unattributed")
    screen = built([(key, [at + 1, 1]) for at, key in enumerate(keys)], totals=[12, 4])
    found = [(row[4], row[6], row[15]) for row in rows(export.csv(screen, factories.exact)) if row[0] == "2026-11-21"]
    assert sorted(found) == [
        ("", "1", "series"), ("~other", "2", "series"), ("~total", "3", "series"), ("~unattributed", "2", "unattributed"),
        ("~unattributed", "4", "series"),
    ]  # fmt: skip
    told = json.loads(export.document(screen, factories.exact))
    assert sum([one["credits"] for one in told["series"]]) == told["total_credits"] == 16
    assert [one["kind"] for one in told["series"]].count("series") == 4
