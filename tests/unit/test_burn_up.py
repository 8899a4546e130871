from codex_credits.chart import burn_up as shapes
from codex_credits.chart import fan as fans
from codex_credits.chart import labels
from codex_credits.model import burn_up, dates, forecast
from codex_credits.model.report import parse_report
from codex_credits.present import burn_up as present
from codex_credits.present import sample
from simulator import factories

HISTORY = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)  # up to Sunday, 22 November


def made(values=None, limits=None, **scope):
    values = HISTORY if values is None else values
    days = sorted(values)
    scope.setdefault("spans", [["2026-09-01", factories.TODAY]])
    return factories.made_report(factories.stored_scope(days, [values[day] for day in days], **scope), limits)


def burn_up_at(report=None, now=factories.NOW):
    return burn_up.burn_up(report or made(), now)


def drawn(found, width=264, height=150):
    return shapes.draw(found, width, height, factories.FORMATTER)


def test_the_curve_is_what_was_used_by_the_end_of_each_day():
    found = burn_up_at()
    assert (found.start, found.end, found.length) == ("2026-11-01", "2026-11-30", 30)
    assert found.curve[:4] == [(0, 0), (1, 0), (2, 50), (3, 110)]
    assert found.curve[-1] == (22, 3 * 280)


def test_the_use_so_far_is_chatgpts_own_figure_at_the_instant_it_was_read():
    assert burn_up_at().now == (22 + 9 / 24, 1000)
    assert burn_up_at().complete
    later = burn_up_at(now="2026-11-25T09:00:00Z")
    assert later.now == (22 + 9 / 24, 1000)
    assert later.elapsed_share == (24 + 9 / 24) / 30


def test_the_curve_ends_at_a_day_that_nobody_has_reported_and_is_never_zero_there():
    values = {day: credits for day, credits in HISTORY.items() if day != "2026-11-11"}
    spans = [["2026-09-01", "2026-11-10"], ["2026-11-12", factories.TODAY]]
    found = burn_up_at(made(values, spans=spans))
    assert found.curve[-1][0] == 10
    assert not found.complete
    shape = drawn(found)
    assert shape.unknown
    assert shape.curve.count("L") == 10


def test_a_report_that_is_days_behind_leaves_the_curve_incomplete():
    values = {day: credits for day, credits in HISTORY.items() if day < "2026-11-19"}
    found = burn_up_at(made(values, fresh="2026-11-19T02:00:00Z"))
    assert (found.curve[-1][0], found.complete) == (18, False)


def test_without_a_limit_the_period_before_is_shown():
    found = burn_up_at(made(limits=factories.stored_limits({"state": "not_set", "limit": None})))
    assert found.before_days == ("2026-10-01", "2026-10-31")
    assert found.before[-1] == (31, sum(credits for day, credits in HISTORY.items() if day[:7] == "2026-10"))
    assert drawn(found).before
    assert burn_up_at().before == []


def test_in_the_first_days_the_period_before_is_shown_beside_the_limit():
    values = HISTORY | {"2026-11-23": 50}
    limits = factories.stored_limits({"resets_at": "2026-12-22T00:00:00Z"})
    found = burn_up_at(made(values, limits))
    assert (found.start, found.before_days[0]) == ("2026-11-22", "2026-10-22")
    assert found.before[-1][0] == 31


def test_a_period_before_that_is_not_wholly_known_is_not_shown():
    limits = factories.stored_limits({"state": "not_set", "limit": None})
    assert burn_up_at(made(limits=limits, spans=[["2026-10-05", factories.TODAY]])).before == []


def test_a_period_that_is_over_is_last_months_curve_of_the_new_one():
    found = burn_up_at(now="2026-12-01T08:00:00Z")
    assert (found.start, found.end, found.ended) == ("2026-12-01", "2026-12-31", True)
    assert (found.now, found.curve) == (None, [(0, 0)])
    assert found.limit == 4000
    assert found.before[-1] == (22 + 9 / 24, 1000)


def test_a_billing_cycle_is_drawn_from_its_first_to_its_last_day():
    limits = factories.stored_limits({"resets_at": "2026-12-12T00:00:00Z"})
    found = burn_up_at(made(limits=limits))
    assert (found.start, found.end, found.length) == ("2026-11-12", "2026-12-11", 30)
    assert burn_up_at(made(limits=limits), "2027-01-20T00:00:00Z").start == "2027-01-12"


def test_the_plot_holds_the_limit_the_pace_and_the_point():
    found = burn_up_at()
    shape = drawn(found)
    assert shape.top < shape.limit < shape.bottom
    assert shape.pace == f"M{shape.left} {shape.bottom}L{shape.right} {shape.limit}"
    x, y, anchor = shape.now
    assert abs(x - (shape.left + (shape.right - shape.left) * found.now[0] / 30)) <= 1
    assert shape.limit < y < shape.bottom
    assert anchor == "end"
    assert [label[1:] for label in shape.labels] == [
        ("2026-11-01", "start"), ("2026-11-15", "middle"), ("2026-11-30", "end"),
    ]  # fmt: skip


def test_nothing_used_without_a_limit_is_still_a_picture():
    limits = factories.stored_limits({"state": "not_set", "limit": None, "used": 0})
    shape = drawn(burn_up_at(made(dict.fromkeys(HISTORY, 0), limits)))
    assert shape.ticks[0] == (shape.bottom, "0")
    assert shape.limit is None


def outlook(limit, used=1000):
    limits = factories.stored_limits({"limit": limit, "used": used, "remaining": limit - used, "used_percent": None})
    report = made(limits=limits)
    view, _ = forecast.report_forecast(report, factories.NOW)
    return view, burn_up_at(report)


def test_the_fan_holds_its_middle_and_ends_with_the_periods_end():
    view, _ = outlook(4000)
    assert all(low <= middle <= high for _, low, middle, high in view.fan)
    assert view.fan[-1] == ("2026-11-30",) + view.period_end
    assert [day for day, *_ in view.fan] == dates.between(factories.TODAY, "2026-11-30")
    middles = [middle for _, _, middle, _ in view.fan]
    assert middles == sorted(middles)


def test_a_long_fan_has_few_points():
    report = made(limits=factories.stored_limits({"resets_at": "2026-12-22T00:00:00Z", "used": 0, "remaining": 4000}))
    view, _ = forecast.report_forecast(report, factories.NOW)
    assert len(view.fan) == 10
    assert view.fan[-1][0] == "2026-12-21"


def test_the_limit_is_crossed_on_the_run_out_day():
    view, found = outlook(1115)
    shape = drawn(found)
    fan = fans.draw_fan(shape, found, view)
    x, y, _ = fan.crossing
    at = (x - shape.left) * 30 / (shape.right - shape.left)
    assert y == shape.limit
    assert view.run_out[1] == dates.shift(found.start, int(at))


def test_a_limit_that_lasts_is_not_crossed():
    view, found = outlook(4000)
    fan = fans.draw_fan(drawn(found), found, view)
    assert fan.crossing is None
    assert fan.area.endswith("Z")
    assert fan.middle.startswith("M")


def test_the_fan_begins_at_the_point_of_the_use_so_far():
    view, found = outlook(4000)
    shape = drawn(found)
    assert fans.draw_fan(shape, found, view).middle.startswith(f"M{shape.now[0]} {shape.now[1]}L")


def test_what_the_fan_has_above_the_plot_is_cut_off_at_its_top():
    view, found = outlook(1001)
    shape = drawn(found)
    fan = fans.draw_fan(shape, found, view)
    heights = [int(point.split(" ")[1].rstrip("Z")) for point in fan.area[1:].split("L")]
    assert min(heights) >= shapes.TOP - 60
    assert max(heights) <= shape.bottom


def test_a_forecast_of_another_period_is_not_laid_onto_the_curve():
    view, _ = outlook(4000)
    over = burn_up_at(now="2026-12-01T08:00:00Z")
    assert fans.draw_fan(drawn(over), over, view) is None


def test_of_a_limit_that_was_read_long_ago_the_calendar_month_is_drawn():
    limits = factories.stored_limits({"resets_at": "2025-01-12T00:00:00Z"})
    found = burn_up_at(made(limits=limits))
    assert (found.start, found.end) == ("2026-11-01", "2026-11-30")


def test_no_label_lies_over_another():
    for day in ("2026-12-01", "2026-12-03", "2026-11-17", "2026-11-30"):
        for limit in (12, 300, 3600, 40000):
            now = f"{day}T09:00:00Z"
            stored = sample.stored(now)
            stored["limits"]["personal"].update({"limit": limit, "left": None, "used_percent": None, "state": "set"})
            found = burn_up.burn_up(parse_report(stored), now)
            placed = present.burn_up(factories.FORMATTER, found, (264, 158), day).labels.placed
            assert len([one for one in placed if "today" in one.text or "limit" in one.text]) == 2, (day, limit)
            boxes = [labels.box_of(label) for label in placed]
            over = [(one, other) for at, one in enumerate(boxes) for other in boxes[:at] if labels.overlaps(one, other)]
            assert not over, (day, limit)


def test_the_days_under_the_picture_stand_in_one_line_from_the_first_to_the_last():
    found = burn_up.burn_up(parse_report(sample.stored("2026-11-17T09:00:00Z")), "2026-11-17T09:00:00Z")
    for width in (264, 300, 400):
        placed = present.burn_up(factories.FORMATTER, found, (width, 158), "2026-11-17").labels.placed
        days = [one for one in placed if one.text.startswith("axis 2026-11")]
        assert len({one.y for one in days}) == 1, width
        assert [one.text[5:] for one in days][:2] == ["2026-11-01", "2026-11-30"], width


def test_an_ideograph_takes_more_room_than_a_letter():
    wide, narrow = [labels.box_of(labels.Label(text, 0, 0, "start", "")) for text in ("11月10日", "11-10-")]
    assert wide[2] > narrow[2]
