from hypothesis import given
from hypothesis import strategies as st

from codex_credits.chart import columns
from tests.properties import strategies


def boxes(path):
    """Yield (x, y, width, height) of each rectangle of a path."""
    for part in path.split("z")[:-1]:
        place, rest = part[1:].split("h", 1)
        width, rest = rest.split("v", 1)
        yield (*map(int, place.split(" ")), int(width), int(rest.split("h")[0]))


def rectangles(drawing):
    paths = [path for _, path in drawing.paths]
    return [box for path in [*paths, drawing.so_far, drawing.missing] for box in boxes(path)]


@given(strategies.tables(), st.integers(240, 1600), st.integers(120, 700))
def test_every_bar_lies_in_the_plot_and_has_a_size(table, width, height):
    drawing = columns.draw(table, width, height)
    for x, y, wide, high in rectangles(drawing):
        assert min(wide, high) > 0
        assert drawing.left <= x <= drawing.right - wide
        assert drawing.top <= y <= drawing.bottom - high


@given(strategies.tables(), st.integers(240, 1600))
def test_the_whole_height_of_a_column_is_what_it_holds(table, width):
    drawing = columns.draw(table, width, 204)
    (low_y, low), (high_y, high) = drawing.ticks[0], drawing.ticks[-1]
    per_credit = (low_y - high_y) / (high - low)
    heights = {}
    for _, path in drawing.paths:
        for x, _, _, tall in boxes(path):
            heights[x] = heights.get(x, 0) + (tall if tall > columns.THINNEST else 0)
    expected = 0
    for column in columns.columns(table):
        parts = column.parts if table.series else [column.total]
        expected += sum(abs(part or 0) for part in parts)
    slack = columns.THINNEST * 2 * max(1, len(table.series)) * len(table.days)
    assert abs(sum(heights.values()) - expected * per_credit) <= slack


@given(st.floats(-1e9, 0), st.floats(0, 1e9))
def test_ticks_enclose_the_values_and_are_few(lowest, highest):
    ticks = columns.nice_ticks(lowest, highest)
    step = ticks[1] - ticks[0]
    assert 3 <= len(ticks) <= 7
    assert ticks[0] <= lowest + step * 1e-5
    assert ticks[-1] >= highest - step * 1e-5
    assert 0 in ticks


@given(strategies.tables(), st.integers(240, 1600))
def test_labels_are_at_most_seven_apart_and_inside(table, width):
    drawing = columns.draw(table, width, 204)
    places = [x for x, _ in drawing.labels]
    assert 1 <= len(places) <= columns.MOST_LABELS
    assert all(two - one >= 400 for one, two in zip(places, places[1:]))
    assert drawing.left <= places[0]
    assert places[-1] <= drawing.right


@given(strategies.tables())
def test_columns_lose_nothing_and_keep_the_order(table):
    drawn = columns.columns(table)
    total = sum(column.total or 0 for column in drawn)
    assert abs(total - (table.total or 0)) <= 1e-9 * sum(abs(day.total or 0) for day in table.days) + 1e-9
    assert [column.date for column in drawn] == sorted(column.date for column in drawn)
