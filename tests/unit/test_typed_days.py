from codex_credits.model import typed_days

PARSED = "2026-11-05"


def test_a_day_is_written_in_the_order_of_the_reader():
    assert typed_days.format_day(PARSED, "mdy/") == "11/05/2026"
    assert typed_days.format_day(PARSED, "dmy.") == "05.11.2026"
    assert typed_days.format_day(PARSED, "ymd-") == PARSED


def test_a_day_is_read_in_the_order_of_the_reader_or_with_the_year_first():
    for order, texts in (
        ("mdy/", ("11/05/2026", "11/5/26", "11-5-2026", "11 5 2026", "2026-11-05", "2026/11/5")),
        ("dmy.", ("05.11.2026", "5.11.26", "5/11/2026", "5. 11. 2026", "2026-11-05")),
        ("ymd/", ("2026/11/05", "26/11/5", "2026\u5e7411\u67085\u65e5")),
        ("dmy/", ("\u0665\u200f/\u0661\u0661\u200f/\u0662\u0660\u0662\u0666",)),
    ):
        for text in texts:
            assert typed_days.parse_day(text, order) == PARSED, (order, text)


def test_a_pasted_day_loses_what_came_with_it():
    for text in ("2026-11-05 ", "\t2026-11-05\n", '"2026-11-05"', "\u201c11/05/2026\u201d", "\u00a02026-11-05;"):
        assert typed_days.parse_day(text, "mdy/") == PARSED


def test_what_is_no_day_in_figures_comes_back_as_it_is():
    for text in ("", "Nov 5, 2026", "11/2026", "1/2/3/4", "rmx?2[", "2026"):
        assert typed_days.parse_day(text, "mdy/") == text
    assert typed_days.parse_day(' "" ', "mdy/") == ""


def test_every_day_reads_back_from_every_order():
    for order in ("mdy/", "dmy.", "ymd-", "dmy-"):
        for day in ("2020-01-01", "2024-02-29", "2026-12-31"):
            assert typed_days.parse_day(typed_days.format_day(day, order), order) == day
