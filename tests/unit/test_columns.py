from codex_credits.chart import columns
from codex_credits.model import breakdown, dates
from simulator import factories

WIDTH, HEIGHT = 528, 204


def drawn(series, totals=None, hidden=(), line=None, **changes):
    return columns.draw(factories.made_table(series, totals, **changes), WIDTH, HEIGHT, hidden, line)


def boxes(path):
    """Return (x, y, width, height) of each rectangle of a path."""
    found = []
    for part in path.split("z"):
        if part:
            place, rest = part[1:].split("h", 1)
            x, y = place.split(" ")
            width, rest = rest.split("v")
            found.append((int(x), int(y), int(width), int(rest.split("h")[0])))
    return found


def all_boxes(drawing):
    return boxes("".join([path for _, path in drawing.paths]) + drawing.so_far + drawing.missing)


def assert_inside(drawing):
    for x, y, width, height in all_boxes(drawing):
        assert min(width, height) > 0, (width, height)
        assert drawing.left <= x <= drawing.right - width, (x, width)
        assert drawing.top <= y <= drawing.bottom - height, (y, height)


SHAPES = (
    [("sol", [10, 20, 30]), ("luna", [5, None, 1])],
    [("sol", [0.0001, 1e6, 3])],
    [("sol", [-5, -1e-7, -2])],
    [("sol", [10, -4, 0]), ("luna", [-3, 1e-9, 2])],
    [(f"m{at}", [1e-8] * 3) for at in range(20)],
    [(f"m{at}", [at, 3 * at, 500]) for at in range(12)],
    [("sol", [1] * 92)],
    [("sol", [1] * 200)],
    [("sol", [7])],
    [("sol", [100]), ("luna", [1e-6])],
    [("sol", [-100]), ("luna", [-1e-6])],
)


def test_bars_stay_inside_the_box_and_have_a_size():
    for shape in SHAPES:
        assert_inside(drawn(shape))


def test_the_parts_of_a_bar_are_as_high_as_its_total_within_a_pixel():
    drawing = drawn([("sol", [100]), ("luna", [50]), ("terra", [25])])
    high = sum([height for _, _, _, height in boxes("".join([path for _, path in drawing.paths]))])
    ticks = {value: y for y, value in drawing.ticks}
    per_credit = (ticks[0] - drawing.ticks[-1][0]) / drawing.ticks[-1][1]
    assert abs(high - 175 * per_credit) <= 10


def test_a_bar_twice_the_credits_is_twice_as_high():
    one, two = boxes(drawn([("sol", [100, 200])]).paths[0][1])
    assert abs(two[3] - 2 * one[3]) <= 1


def test_negative_days_hang_below_the_zero_line():
    drawing = drawn([("sol", [10, -5])])
    up, down = boxes(drawing.paths[0][1])
    assert up[1] + up[3] == drawing.zero
    assert down[1] == drawing.zero


def test_a_refund_beside_use_hangs_below_and_takes_nothing_off_the_bar():
    drawing = drawn([("sol", [10]), ("luna", [-5])])
    assert boxes(drawing.paths[0][1])[0][1] + boxes(drawing.paths[0][1])[0][3] == drawing.zero
    assert boxes(drawing.paths[1][1])[0][1] == drawing.zero


def test_two_refunds_hang_one_below_the_other():
    drawing = drawn([("sol", [-10]), ("luna", [-5])])
    first, second = boxes(drawing.paths[0][1])[0], boxes(drawing.paths[1][1])[0]
    assert second[1] == first[1] + first[3] > drawing.zero


def test_the_smallest_part_is_still_a_pixel_high():
    drawing = drawn([("sol", [1000]), ("luna", [0.0001])])
    assert boxes(drawing.paths[1][1])[0][3] == 10


def test_one_giant_day_leaves_the_others_a_pixel():
    heights = [height for _, _, _, height in boxes(drawn([("sol", [1] * 9 + [1e6])]).paths[0][1])]
    assert heights[:9] == [10] * 9


def test_nothing_used_draws_no_bar_and_has_a_scale():
    table = breakdown.build_table(factories.made_scope([], []), "model", "2026-11-01", "2026-11-22", factories.TODAY)
    drawing = columns.draw(table, WIDTH, HEIGHT)
    assert all_boxes(drawing) == []
    assert [value for _, value in drawing.ticks] == [0, 0.5, 1]


def test_ticks_enclose_the_values_in_few_round_steps():
    for lowest, highest in (
        (0, 1),
        (0, 7.3),
        (-3, 12),
        (-40, 0),
        (0, 99999),
        (0, 0.004),
        (-5, 5),
        (0, 3e8),
        (0, 5e-324),
    ):
        ticks = columns.nice_ticks(lowest, highest)
        assert ticks[0] <= lowest, (lowest, ticks)
        assert ticks[-1] >= highest * 0.999999, (highest, ticks)
        assert 0 in ticks
        assert 3 <= len(ticks) <= 7, ticks
        step = ticks[1] - ticks[0]
        assert step > 0
        while step < 1:
            step *= 10
        while step > 9.99:
            step /= 10
        assert min([abs(step - round_one) for round_one in (1, 2, 2.5, 5)]) < 1e-6 or step > 9.9, step


def test_labels_are_at_most_seven_and_do_not_touch():
    for count in (1, 7, 11, 14, 23, 28, 31, 60, 92, 93, 200, 1100):
        drawing = drawn([("sol", [1] * count)])
        places = [x for x, _ in drawing.labels]
        assert 1 <= len(places) <= 7, count
        assert min([b - a for a, b in zip(places, places[1:])] + [999]) >= 500, (count, places)
        assert all(drawing.left <= x <= drawing.right for x in places)


def test_a_narrow_chart_has_fewer_labels():
    drawing = columns.draw(factories.made_table([("sol", [1] * 23)]), 260, HEIGHT)
    places = [x for x, _ in drawing.labels]
    assert len(places) <= 3
    assert min([b - a for a, b in zip(places, places[1:])] + [999]) >= 500


def test_many_days_are_labelled_on_mondays():
    labelled = [date for _, date in drawn([("sol", [1] * 60)]).labels]
    assert [dates.weekday(date) for date in labelled] == [0] * len(labelled)


def test_up_to_92_days_are_days_and_more_are_weeks():
    assert len(drawn([("sol", [1] * 92)]).hits) == 92
    assert len(drawn([("sol", [1] * 93)]).hits) <= 15


def test_weeks_run_from_monday_to_sunday_and_lose_nothing():
    table = factories.made_table([("sol", [1] * 100), ("luna", [None] * 99 + [2])])
    weeks = columns.columns(table)
    assert sum(week.total for week in weeks) == table.total
    assert [dates.weekday(week.date) for week in weeks[1:]] == [0] * (len(weeks) - 1)
    assert [dates.weekday(week.end) for week in weeks[:-1]] == [6] * (len(weeks) - 1)
    assert (weeks[0].date, weeks[-1].end) == (table.start, table.end)
    assert [week.parts[1] for week in weeks if week.parts[1] is not None] == [2]


def week_of(states, totals):
    table = factories.made_table([("sol", [1] * 7)], last="2026-11-22")
    rows = [breakdown.Day(day.date, state, total) for day, state, total in zip(table.days, states, totals)]
    table = breakdown.BreakdownTable(
        "mine", "model", table.start, table.end, rows, [], [], None, "product", 0, "credits"
    )
    return columns.merge_week(table, 0, 7)


def test_a_week_is_complete_only_when_all_its_days_are():
    assert week_of(["complete"] * 7, [1] * 7).state == "complete"
    assert week_of(["complete"] * 6 + ["so far"], [1] * 7).state == "so far"
    assert week_of(["complete"] * 6 + ["missing"], [1] * 6 + [None]).state == "so far"


def test_a_week_nobody_reported_is_missing_and_has_no_total():
    week = week_of(["missing"] * 7, [None] * 7)
    assert (week.state, week.total) == ("missing", None)


def month(fresh):
    scope = factories.made_scope(["2026-11-20", "2026-11-23"], [("sol", [5, 3])], fresh=fresh)
    return columns.draw(
        breakdown.build_table(scope, "model", "2026-11-20", "2026-11-23", factories.TODAY), WIDTH, HEIGHT
    )


def test_today_is_marked_so_far():
    drawing = month("2026-11-23T02:00:00Z")
    assert len(boxes(drawing.so_far)) == 1
    assert drawing.missing == ""
    assert boxes(drawing.so_far)[0] == boxes(drawing.paths[0][1])[1]


def test_days_nobody_reported_are_marked_over_the_whole_height_and_are_not_zero():
    drawing = month("2026-11-21T02:00:00Z")
    assert len(boxes(drawing.missing)) == 2
    assert {(y, height) for _, y, _, height in boxes(drawing.missing)} == {(drawing.top, drawing.bottom - drawing.top)}


def test_today_without_a_row_still_has_a_mark():
    table = breakdown.build_table(factories.made_scope([], []), "model", "2026-11-23", "2026-11-23", factories.TODAY)
    assert len(boxes(columns.draw(table, WIDTH, HEIGHT).so_far)) == 1


def test_today_is_marked_inside_the_box_below_refunds_too():
    scope = factories.made_scope(["2026-11-22", "2026-11-23"], [("sol", [-5, -3])])
    assert_inside(
        columns.draw(breakdown.build_table(scope, "model", "2026-11-22", "2026-11-23", factories.TODAY), WIDTH, HEIGHT)
    )


def test_a_hidden_series_is_not_drawn_and_the_scale_follows():
    drawing = drawn([("sol", [100]), ("luna", [1])], hidden=("series:sol",))
    assert [series.key for series, _ in drawing.paths] == ["luna"]
    assert drawing.ticks[-1][1] < 10


def test_without_series_the_total_is_drawn():
    scope = factories.made_scope(["2026-11-21", "2026-11-22"], [], totals=[3, 4])
    table = breakdown.build_table(scope, "surface", "2026-11-21", "2026-11-22", factories.TODAY)
    drawing = columns.draw(table, WIDTH, HEIGHT)
    assert drawing.paths[0][0] is None
    assert len(boxes(drawing.paths[0][1])) == 2


def test_the_compared_line_is_broken_where_a_day_is_unknown_and_fits_the_scale():
    drawing = drawn([("sol", [1, 1, 1, 1])], line=[1, None, 50, 3])
    assert drawing.line.count("M") == 2
    assert drawing.line.count("L") == 1
    assert drawing.ticks[-1][1] >= 50


def test_hit_areas_cover_the_plot_side_by_side():
    hits = drawn([("sol", [1] * 23)]).hits
    assert hits[0].x == columns.LEFT
    for one, other in zip(hits, hits[1:]):
        assert 0 <= other.x - one.x - one.width <= 10


def test_a_known_table_has_this_very_picture():
    drawing = drawn([("sol", [10, 20]), ("luna", [5, None])])
    assert [(series.key, path) for series, path in drawing.paths] == [
        ("sol", "M1480 1020h320v800h-320zM3880 220h320v1600h-320z"),
        ("luna", "M1480 620h320v400h-320z"),
    ]
