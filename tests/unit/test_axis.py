from codex_credits.chart import columns, text_width
from codex_credits.present import screen
from simulator import factories

WIDTH, HEIGHT = 528, 204


def test_ticks_differ_from_each_other_at_any_step():
    for most in (0.000002, 0.002, 0.0035, 0.09, 0.4, 1, 7, 9.9, 123, 30000, 8e7):
        for lowest in (0, -most):
            texts = columns.tick_texts(factories.FORMATTER, columns.nice_ticks(lowest, most))
            assert len(set(texts)) == len(texts), texts
    assert columns.tick_texts(factories.FORMATTER, [0, 0.025, 0.05]) == ["0.000", "0.025", "0.050"]
    assert columns.tick_texts(factories.FORMATTER, [0, 0.0005, 0.001]) == ["0.0000", "0.0005", "0.0010"]


def test_long_ticks_have_room_beside_the_plot():
    class Long(factories.Formatter):
        def number(self, value, _kind):
            return "1,000,000.00 cr" if value else "0"

    table = factories.made_table([("sol", [10, 20])])
    narrow, wide = [
        columns.draw(table, WIDTH, HEIGHT, (), None, formatter) for formatter in (factories.FORMATTER, Long())
    ]
    assert narrow.left == columns.LEFT
    assert wide.left >= 15 * text_width.LATIN
    assert wide.hits[0].x == wide.left


def test_letters_of_other_scripts_have_more_room_and_ideographs_the_most():
    room = [columns.left_margin([text * 8]) for text in ("k", "\u0939", "\u0442", "\u4e07")]
    assert room[0] < room[1] == room[2] < room[3]


def test_an_axis_tells_the_year_where_it_changes():
    labels = [(0, "2025-11-30"), (1, "2025-12-10"), (2, "2026-01-02"), (3, "2026-02-02")]
    assert [text for _, text in screen.axis_days(factories.FORMATTER, labels, factories.TODAY)] == [
        "dated 2025-11-30", "axis 2025-12-10", "dated 2026-01-02", "axis 2026-02-02",
    ]  # fmt: skip
    assert screen.axis_days(factories.FORMATTER, [(0, "2026-02-02")], factories.TODAY) == [(0, "axis 2026-02-02")]


def test_two_years_do_not_stand_beside_each_other_on_an_axis():
    labels = [(0, "2025-11-01"), (1, "2026-01-05"), (2, "2026-03-16")]
    assert [text for _, text in screen.axis_days(factories.FORMATTER, labels, factories.TODAY)] == [
        "dated 2025-11-01", "axis 2026-01-05", "axis 2026-03-16",
    ]  # fmt: skip
