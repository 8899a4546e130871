from codex_credits.model import dates


def test_a_leap_year_has_a_29_february_and_a_century_has_not():
    assert dates.is_day("2024-02-29")
    assert dates.is_day("2000-02-29")
    assert not dates.is_day("2023-02-29")
    assert not dates.is_day("2100-02-29")


def test_what_only_looks_like_a_day_is_none():
    odd = [
        "",
        "2026-1-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-04-31",
        "2026/01/31",
        "2026-01-31T",
        "0000-01-01",
    ]
    for text in odd + [None, 20260131, "²026-01-31", "+026-01-31", " 026-01-31"]:
        assert not dates.is_day(text), text


def test_the_day_after_new_years_eve_is_new_year():
    assert dates.shift("2025-12-31", 1) == "2026-01-01"
    assert dates.shift("2026-01-01", -1) == "2025-12-31"


def test_february_is_stepped_over_whole():
    assert dates.shift("2024-02-28", 1) == "2024-02-29"
    assert dates.shift("2024-02-28", 2) == "2024-03-01"
    assert dates.shift("2023-02-28", 1) == "2023-03-01"


def test_ordinals_count_from_a_known_day():
    assert dates.ordinal("1970-01-01") == 719469
    assert dates.from_ordinal(719469) == "1970-01-01"


def test_every_day_of_eight_years_comes_back_from_its_ordinal():
    first = dates.ordinal("2023-12-30")
    before = ""
    for number in range(first, first + 2930):
        day = dates.from_ordinal(number)
        assert dates.is_day(day)
        assert dates.ordinal(day) == number
        assert day > before
        before = day


def test_days_between_are_all_of_them_and_both_ends():
    assert dates.between("2026-01-30", "2026-02-02") == ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02"]
    assert dates.between("2024-02-28", "2024-03-01") == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert dates.between("2025-12-31", "2026-01-01") == ["2025-12-31", "2026-01-01"]
    assert dates.between("2026-01-02", "2026-01-02") == ["2026-01-02"]
    assert dates.between("2026-01-02", "2026-01-01") == []


def test_length_counts_both_ends():
    assert dates.length("2026-11-01", "2026-11-30") == 30
    assert dates.length("2026-11-30", "2026-11-30") == 1


def test_weekdays_are_the_calendars():
    assert dates.weekday("2026-11-23") == 0
    assert dates.weekday("2026-11-22") == 6
    assert dates.weekday("1970-01-01") == 3
    assert dates.weekday("2024-02-29") == 3


def test_a_month_ends_on_its_last_day():
    assert dates.month_end("2024-02-10") == "2024-02-29"
    assert dates.month_end("2026-12-01") == "2026-12-31"
    assert dates.month_start("2026-12-31") == "2026-12-01"


def test_the_same_day_last_month_stops_at_a_shorter_months_end():
    assert dates.same_day_last_month("2026-03-31") == "2026-02-28"
    assert dates.same_day_last_month("2024-03-30") == "2024-02-29"
    assert dates.same_day_last_month("2026-01-15") == "2025-12-15"


def test_presets_end_today_or_with_last_month():
    assert dates.preset_range("month", "2026-11-23") == ("2026-11-01", "2026-11-23")
    assert dates.preset_range("last-month", "2026-01-05") == ("2025-12-01", "2025-12-31")
    assert dates.preset_range("7", "2026-01-03") == ("2025-12-28", "2026-01-03")
    for preset in ("28", "90"):
        assert dates.length(*dates.preset_range(preset, "2026-01-03")) == int(preset)


def test_an_unknown_preset_is_an_error():
    for preset in ("custom", "14", ""):
        try:
            dates.preset_range(preset, "2026-01-03")
        except KeyError:
            continue
        raise AssertionError(preset)


def test_a_month_so_far_is_compared_with_the_same_days_of_last_month():
    assert dates.comparison("month", "2026-11-01", "2026-11-23") == ("2026-10-01", "2026-10-23")
    assert dates.comparison("month", "2026-03-01", "2026-03-31") == ("2026-02-01", "2026-02-28")


def test_last_month_is_compared_with_the_whole_month_before():
    assert dates.comparison("last-month", "2026-03-01", "2026-03-31") == ("2026-02-01", "2026-02-28")


def test_any_other_range_is_compared_with_as_many_days_on_the_same_weekdays_before_it():
    for start, end in (("2026-11-17", "2026-11-23"), ("2026-11-03", "2026-11-12"), ("2026-11-23", "2026-11-23")):
        first, last = dates.comparison("custom", start, end)
        assert dates.length(first, last) == dates.length(start, end)
        assert dates.weekday(first) == dates.weekday(start)
        assert last < start


def test_whole_months_step_by_months():
    assert dates.step("last-month", "2026-02-01", "2026-02-28", -1, "2026-11-23") == ("2026-01-01", "2026-01-31")
    assert dates.step("last-month", "2026-01-01", "2026-01-31", -1, "2026-11-23") == ("2025-12-01", "2025-12-31")
    assert dates.step("month", "2026-11-01", "2026-11-23", -1, "2026-11-23") == ("2026-10-01", "2026-10-31")
    assert dates.step("custom", "2026-10-01", "2026-10-31", 1, "2026-11-23") == ("2026-11-01", "2026-11-23")


def test_other_ranges_step_by_their_length():
    assert dates.step("7", "2026-11-17", "2026-11-23", -1, "2026-11-23") == ("2026-11-10", "2026-11-16")
    assert dates.step("custom", "2026-11-03", "2026-11-05", 1, "2026-11-23") == ("2026-11-06", "2026-11-08")


def test_no_step_leads_into_the_future_or_before_codex():
    assert dates.step("7", "2026-11-17", "2026-11-23", 1, "2026-11-23") is None
    assert dates.step("month", "2020-01-01", "2020-01-31", -1, "2026-11-23") is None
    assert dates.step("custom", "2026-11-10", "2026-11-20", 1, "2026-11-23") == ("2026-11-21", "2026-11-23")


def test_each_impossible_range_has_its_own_problem():
    assert dates.range_problem("2026-02-30", "2026-03-01", "2026-11-23") == "NOT_A_DAY"
    assert dates.range_problem("2026-03-01", None, "2026-11-23") == "NOT_A_DAY"
    assert dates.range_problem("2026-03-02", "2026-03-01", "2026-11-23") == "REVERSED"
    assert dates.range_problem("2026-11-01", "2026-11-24", "2026-11-23") == "FUTURE"
    assert dates.range_problem("2019-12-31", "2020-01-05", "2026-11-23") == "TOO_LONG"
    assert dates.range_problem("2023-11-01", "2026-11-23", "2026-11-23") == "TOO_LONG"
    assert dates.range_problem("2026-11-23", "2026-11-23", "2026-11-23") is None


def test_minutes_count_across_days():
    assert dates.minutes("2026-11-23T00:01:59Z") - dates.minutes("2026-11-22T23:59:00Z") == 2


AUTUMN = ("2026-10-25", "2026-11-24")  # a budget period that is reset on the 25th
MARCH = ("2026-02-28", "2026-03-30")  # one that is reset on the 31st


def test_the_budget_period_runs_until_today_and_never_past_its_reset():
    assert dates.preset_range("period", "2026-11-23", AUTUMN) == ("2026-10-25", "2026-11-23")
    assert dates.preset_range("period", "2026-12-03", AUTUMN) == AUTUMN
    assert dates.preset_of(("2026-10-25", "2026-11-23"), "2026-11-23", "7", AUTUMN) == "period"
    assert dates.preset_of(("2026-10-25", "2026-11-23"), "2026-11-23", "7") == "custom"
    try:
        dates.preset_range("period", "2026-11-23")
    except KeyError:
        return
    raise AssertionError("the period is not known")


def test_each_budget_period_begins_on_the_same_day_a_month_before_the_next():
    assert dates.period_before(AUTUMN, 0) == AUTUMN
    assert dates.period_before(AUTUMN, 1) == ("2026-09-25", "2026-10-24")
    assert dates.period_before(AUTUMN, 11) == ("2025-11-25", "2025-12-24")
    assert [dates.period_before(MARCH, back) for back in (1, 2)] == [
        ("2026-01-31", "2026-02-27"), ("2025-12-31", "2026-01-30"),
    ]  # fmt: skip
    known = ("2026-10-20", "2026-11-24")  # its first day is told by a reset on another day
    assert [dates.period_before(known, back) for back in (1, 2)] == [
        ("2026-09-20", "2026-10-19"), ("2026-08-20", "2026-09-19"),
    ]  # fmt: skip


def test_budget_periods_follow_each_other_without_a_gap():
    for month in range(1, 13):
        for day in range(2, 32):
            reset = dates.months_earlier(f"2026-{month:02d}-{day:02d}", 0)
            period = (dates.same_day_last_month(reset), dates.shift(reset, -1))
            for back in range(1, 15):
                first, last = dates.period_before(period, back)
                assert dates.shift(last, 1) == dates.period_before(period, back - 1)[0]
                assert dates.periods_back(first, last, period) == back


def test_whole_budget_periods_step_by_periods():
    def step(preset, start, end, by, period=AUTUMN):
        return dates.step(preset, start, end, by, "2026-11-23", period)

    assert step("period", "2026-10-25", "2026-11-23", -1) == ("2026-09-25", "2026-10-24")
    assert step("custom", "2026-09-25", "2026-10-24", -1) == ("2026-08-25", "2026-09-24")
    assert step("custom", "2026-08-25", "2026-09-24", 1) == ("2026-09-25", "2026-10-24")
    assert step("custom", "2026-09-25", "2026-10-24", 1) == ("2026-10-25", "2026-11-23")
    assert step("period", "2026-10-25", "2026-11-23", 1) is None
    assert step("custom", "2026-09-25", "2026-10-24", -1, None) == ("2026-08-26", "2026-09-24")
    assert step("custom", "2026-09-25", "2026-10-23", -1) == ("2026-08-27", "2026-09-24")
    assert step("month", "2026-11-01", "2026-11-23", -1) == ("2026-10-01", "2026-10-31")
    assert dates.step("period", *AUTUMN, 1, "2026-12-03", AUTUMN) is None


def test_a_budget_period_so_far_is_compared_with_as_many_days_of_the_one_before():
    def compared(preset, start, end, period):
        return dates.comparison(preset, start, end, period)

    assert compared("period", "2026-10-25", "2026-11-03", AUTUMN) == ("2026-09-25", "2026-10-04")
    assert compared("period", *AUTUMN, AUTUMN) == ("2026-09-25", "2026-10-24")
    assert compared("period", *MARCH, MARCH) == ("2026-01-31", "2026-02-27")
    assert compared("custom", "2026-09-25", "2026-10-24", AUTUMN) == ("2026-08-25", "2026-09-24")
    assert compared("custom", "2026-09-25", "2026-10-23", AUTUMN) == ("2026-08-21", "2026-09-18")
