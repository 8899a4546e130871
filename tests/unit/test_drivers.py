from codex_credits.model import breakdown, drivers
from codex_credits.present import comparison
from simulator import factories


def changed(columns, dates, fresh=factories.FRESH):
    scope = factories.made_scope(dates, columns, fresh=fresh)
    table = breakdown.build_table(scope, "model", "2026-11-16", "2026-11-22", factories.TODAY)
    compared = comparison.compare(
        scope, factories.view("7", "2026-11-16", "2026-11-22"), table, factories.TODAY, factories.FORMATTER
    )
    return drivers.decompose(table, compared)


def effects(columns, dates):
    found = changed(columns, dates)
    return found.activity_effect, found.rate_effect


def test_more_active_days_and_more_credits_a_day_add_up():
    found = changed([("sol", [10, 20, 30, 30])], ["2026-11-10", "2026-11-17", "2026-11-18", "2026-11-19"])
    assert (found.active_days, found.active_days_then, found.difference) == (3, 1, 70)
    assert (found.activity_effect, found.rate_effect) == (20, 50)


def test_the_same_days_at_another_pace_are_all_pace():
    assert effects([("sol", [10, 25])], ["2026-11-10", "2026-11-17"]) == (0, 15)


def test_from_nothing_and_to_nothing_is_all_active_days():
    assert effects([("sol", [25])], ["2026-11-17"]) == (25, 0)
    assert effects([("sol", [25])], ["2026-11-10"]) == (-25, 0)


def test_each_series_has_its_part_and_the_largest_comes_first():
    found = changed([("luna", [5, None]), ("sol", [10, 40]), ("terra", [None, 2])], ["2026-11-10", "2026-11-17"])
    assert found.series == [("SOL", 30), ("LUNA", -5), ("TERRA", 2)]


def test_series_folded_into_other_are_named():
    found = changed([(f"m{at:02d}", [1, 1 + at]) for at in range(15)], ["2026-11-10", "2026-11-17"])
    assert len(found.series) == 14
    assert found.series[0] == ("M14", 14)


def test_the_parts_add_up_to_the_last_digit_in_any_order():
    values = [0.1, 0.2, 0.3, 1 / 3, 7.123456789, 1e6 + 0.1, 1e-4]
    columns = [(f"m{at}", [one, values[-1 - at]]) for at, one in enumerate(values)]
    found = changed(columns, ["2026-11-10", "2026-11-17"])
    assert found.activity_effect + found.rate_effect == found.rate_effect + found.activity_effect == found.difference
    for parts in (found.series, list(reversed(found.series)), sorted(found.series)):
        assert sum([credits for _, credits in parts]) == found.difference


def test_the_difference_is_that_of_the_comparison():
    found = changed([("sol", [10.123456789, 20.987654321])], ["2026-11-10", "2026-11-17"])
    assert abs(found.difference - (20.987654321 - 10.123456789)) < 1e-6


def test_what_no_series_explains_is_unattributed():
    scope = factories.made_scope(["2026-11-10", "2026-11-17"], [("sol", [10, 12])], totals=[10, 15])
    table = breakdown.build_table(scope, "model", "2026-11-16", "2026-11-22", factories.TODAY)
    compared = comparison.compare(
        scope, factories.view("7", "2026-11-16", "2026-11-22"), table, factories.TODAY, factories.FORMATTER
    )
    assert drivers.decompose(table, compared).series == [("SOL", 2), ("Unattributed", 3)]


def test_no_change_has_no_parts():
    assert changed([("sol", [10, 10])], ["2026-11-10", "2026-11-17"]).series == []


def test_a_side_that_is_unknown_has_no_decomposition():
    assert changed([("sol", [1])], ["2026-11-17"], fresh=None) is None


def unusual(values, last="2026-11-22", **more):
    dates = sorted(values)
    scope = factories.made_scope(dates, [("sol", [values[day] for day in dates])], **more)
    return drivers.find_anomalies(scope, breakdown.build_table(scope, "model", "2026-11-16", last, factories.TODAY))


STEADY = factories.run("2026-09-07", [10, 12, 14, 11, 9, 0, 0] * 11)


def test_steady_weeks_have_no_unusual_day():
    assert unusual(STEADY) == []


def test_a_day_far_above_the_same_weekdays_is_unusual():
    found = unusual(STEADY | {"2026-11-18": 90})
    assert [tuple(one) for one in found] == [("2026-11-18", 90, 14)]


def test_a_day_far_below_is_no_spike_and_neither_is_one_without_any_use():
    assert unusual(STEADY | {"2026-11-18": 2}) == []
    assert unusual(STEADY | {"2026-11-18": 0}) == []


def test_a_day_that_is_little_of_the_range_is_no_spike():
    busy = {day: credits * (40 if day < "2026-11-20" else 1) for day, credits in STEADY.items() if day != "2026-11-21"}
    assert unusual(busy | {"2026-11-21": 90}) == []
    assert [one.day for one in unusual(busy | {"2026-11-21": 190})] == ["2026-11-21"]


def test_days_before_the_first_used_one_are_not_taken_for_idle_ones():
    joined = {day: 0 if day < "2026-10-28" else credits for day, credits in STEADY.items()}
    assert unusual(joined | {"2026-11-18": 90}) == []
    assert [one.day for one in unusual(joined | {"2026-10-21": 1, "2026-11-18": 90})] == ["2026-11-18"]


def test_without_any_use_there_is_no_spike():
    assert unusual(dict.fromkeys(STEADY, 0)) == []


def test_a_day_still_filling_in_is_not_unusual():
    assert unusual(STEADY | {"2026-11-22": 90}, fresh="2026-11-22T02:00:00Z") == []
    assert unusual(STEADY | {"2026-11-23": 90}, last="2026-11-23") == []


def test_with_fewer_than_four_same_weekdays_nothing_is_unusual():
    young = {day: credits for day, credits in STEADY.items() if day >= "2026-10-27"} | {"2026-11-18": 90}
    assert unusual(young, spans=[["2026-10-27", "2026-11-23"]]) == []


def test_days_that_were_not_read_are_not_taken_for_idle_ones():
    known = {day: credits for day, credits in STEADY.items() if day >= "2026-10-27"}
    assert unusual(known, spans=[["2026-10-27", "2026-11-23"]]) == []


def test_at_most_two_spikes_are_named_and_the_highest_first():
    busy = {day: 200 + at for at, day in enumerate(sorted(factories.run("2026-11-16", [0] * 7)))}
    assert [one.day for one in unusual(STEADY | busy)] == ["2026-11-22", "2026-11-21"]
