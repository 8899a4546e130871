from codex_credits.present import durations, formatting
from simulator import factories

FORMATTER = factories.FORMATTER


def test_each_size_of_credits_has_its_form():
    assert formatting.format_credits(FORMATTER, 0) == "0"
    assert formatting.format_credits(FORMATTER, -0.0) == "0"
    assert formatting.format_credits(FORMATTER, 9.9e-7) == FORMATTER.number(9.9e-7, "scientific")
    assert formatting.format_credits(FORMATTER, 1.5e-15) == formatting.format_credits(FORMATTER, -2.8e-17) == "0"
    assert formatting.format_credits(FORMATTER, 1e-6) == "0.000001"
    assert formatting.format_credits(FORMATTER, 0.0099) == "0.009900"
    assert formatting.format_credits(FORMATTER, 0.01) == "0.01"
    assert formatting.format_credits(FORMATTER, 1234567.891) == "1,234,567.89"
    assert formatting.format_credits(FORMATTER, -3.5) == "-3.50"
    assert formatting.format_credits(FORMATTER, -0.002) == "-0.002000"


def test_an_unknown_is_a_dash_everywhere():
    for write in (
        formatting.format_credits,
        formatting.format_limit,
        formatting.format_change,
        formatting.format_share,
        formatting.format_percent,
    ):
        assert write(FORMATTER, None) == "–"


def test_a_whole_limit_has_no_cents():
    assert formatting.format_limit(FORMATTER, 4000) == "4,000"
    assert formatting.format_limit(FORMATTER, 4000.5) == "4,000.50"


def test_a_change_has_its_sign():
    assert formatting.format_change(FORMATTER, 12.5) == "+12.50"
    assert formatting.format_change(FORMATTER, -12.5) == "-12.50"
    assert formatting.format_change(FORMATTER, 0) == "0"


def test_shares_are_given_in_tenths_of_a_per_cent():
    assert formatting.format_share(FORMATTER, 501) == "50.1 %"
    assert formatting.format_share(FORMATTER, 0) == "0.0 %"


def test_a_percentage_may_exceed_a_hundred():
    assert formatting.format_percent(FORMATTER, 103.4) == "103 %"


def test_a_span_has_its_two_largest_units():
    assert durations.format_duration(FORMATTER, 8 * 1440 + 14 * 60 + 59) == "8 d 14 h"
    assert durations.format_duration(FORMATTER, 61) == "1 h 1 min"
    assert durations.format_duration(FORMATTER, 60) == "1 h"
    assert durations.format_duration(FORMATTER, 1445) == "1 d"
    assert durations.format_duration(FORMATTER, 59) == "59 min"
    assert durations.format_duration(FORMATTER, 0) == "less than a minute"


def test_what_lies_ahead_of_the_clock_is_neither_just_now_nor_a_negative_age():
    assert durations.format_age(FORMATTER, "2026-11-23T09:00:00Z", "2026-11-23T09:04:30Z") == "4 min ago"
    assert durations.format_age(FORMATTER, "2026-11-23T09:00:00Z", "2026-11-23T09:00:50Z") == "just now"
    assert (
        durations.format_age(FORMATTER, "2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z")
        == "ahead of this computer's clock"
    )


def test_what_is_past_is_now():
    assert durations.format_resets_in(FORMATTER, "2026-11-23T13:10:00Z", factories.NOW) == "resets in 4 h 10 min"
    assert durations.format_resets_in(FORMATTER, "2026-11-23T08:00:00Z", factories.NOW) == "resets now"


def test_one_day_is_not_days():
    assert formatting.count_days(FORMATTER, 1) == "1 day"
    assert formatting.count_days(FORMATTER, 0) == "0 days"


def test_the_range_says_its_length_and_what_its_last_day_is():
    month = ("2026-11-01", "2026-11-22", "so far")
    assert formatting.format_range(FORMATTER, *month, today="2026-11-22")[1] == "22 days, today incomplete"
    assert formatting.format_range(FORMATTER, *month, today="2026-11-23")[1] == "22 days, last day incomplete"
    assert formatting.format_range(FORMATTER, "2026-11-01", "2026-11-01", "complete")[1] == "1 day"
    assert formatting.format_range(FORMATTER, "2026-11-01", "2026-11-01", "so far")[1] == "1 day, incomplete"
    assert (
        formatting.format_range(FORMATTER, "2026-11-01", "2026-11-02", "missing")[1]
        == "2 days, last day not reported yet"
    )
    assert formatting.format_range(FORMATTER, *month, 12)[1] == "10 of 22 days, last day incomplete"
    assert formatting.format_range(FORMATTER, "2026-11-01", "2026-11-22", "missing", 12)[1] == "10 of 22 days"


def test_days_that_chatgpt_has_not_reported_are_counted_beside_the_length():
    month = ("2026-11-01", "2026-11-22")
    told = formatting.format_range(FORMATTER, *month, "so far", 0, 3, "2026-11-22")[1]
    assert told == "22 days, today incomplete, 3 not reported yet"
    assert formatting.format_range(FORMATTER, *month, "missing", 0, 3)[1] == "22 days, 4 not reported yet"


def test_a_sentence_that_ends_with_a_day_in_german_has_one_full_stop():
    assert formatting.end_sentence("Compared with 1.–24. Okt.") == "Compared with 1.–24. Okt."
    assert formatting.end_sentence("Compared with 1 – 24 Oct") == "Compared with 1 – 24 Oct."
