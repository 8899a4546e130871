import math
from datetime import date

import given
from hypothesis import given as each
from hypothesis import strategies as st
from properties import strategies

from codex_credits import changes, comparison, days, split
from codex_credits.sums import exact_sum


@each(strategies.day, st.integers(-5000, 5000))
def test_days_shift_as_the_calendar_does(day, by):
    moved = date.fromordinal(date.fromisoformat(day).toordinal() + by)
    assert days.shift(day, by) == moved.isoformat()
    assert days.weekday(days.shift(day, by)) == moved.weekday()
    assert days.shift(days.shift(day, by), -by) == day


@each(strategies.day, st.integers(0, 800))
def test_days_between_are_as_many_as_their_length(day, more):
    found = days.between(day, days.shift(day, more))
    assert len(found) == more + 1 == days.length(day, found[-1])
    assert found == sorted(set(found))
    assert all(days.is_day(one) for one in found)


@each(st.text(alphabet="0123456789-T", max_size=11))
def test_only_days_of_the_calendar_are_days(text):
    try:
        real = len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        real = False
    assert days.is_day(text) == real


@each(strategies.day, st.integers(1, 400), st.sampled_from(["custom", "7", "month", "last-month"]))
def test_the_compared_period_lies_before_and_is_no_longer(start, length, preset):
    if preset in ("month", "last-month"):
        start = days.month_start(start)
        end = days.month_end(start) if preset == "last-month" else days.shift(start, length % days.month_length(start))
    else:
        end = days.shift(start, length - 1)
    first, last = days.comparison(preset, start, end)
    assert first <= last < start
    if preset not in ("month", "last-month"):
        assert days.length(first, last) == days.length(start, end)
        assert days.weekday(first) == days.weekday(start)


@each(st.lists(strategies.cell))
def test_sums_are_as_exact_as_a_double_can_be_told(values):
    known = [value for value in values if value is not None]
    size = math.fsum(abs(value) for value in known)
    assert abs(exact_sum(values) - math.fsum(known)) <= 4e-16 * size + 1e-300


@each(st.lists(strategies.amount, max_size=30))
def test_shares_add_up_to_a_thousand_or_are_all_unknown(amounts):
    found = split.shares(amounts)
    assert found == [None] * len(amounts) or sum(found) == 1000


@each(st.lists(strategies.amount.map(abs), min_size=1, max_size=30))
def test_a_share_is_within_a_tenth_of_the_exact_one(amounts):
    total = math.fsum(amounts)
    for tenths, amount in zip(split.shares(amounts), amounts):
        assert tenths is None or abs(tenths - amount * 1000 / total) <= 1 + 1e-6


@each(strategies.columns(), st.randoms())
def test_the_order_of_the_columns_changes_nothing(columns, random):
    one = given.made_table(columns)
    shuffled = list(columns)
    random.shuffle(shuffled)
    other = given.made_table(shuffled, [day.total for day in one.days])
    assert other.total == one.total
    assert {series.key: series.total for series in other.series} == {series.key: series.total for series in one.series}
    assert [series.hue for series in other.series] == [series.hue for series in one.series]


@each(strategies.tables())
def test_the_shown_series_add_up_to_the_total_of_each_day(table):
    if not table.series:
        return
    for at, day in enumerate(table.days):
        parts = math.fsum(series.values[at] or 0 for series in table.series)
        assert abs(parts - day.total) <= 2e-6 + 1e-12 * sum(abs(series.values[at] or 0) for series in table.series)


@each(strategies.columns(most_days=14), strategies.columns(most_days=14))
def test_changes_add_up_to_the_last_digit(before, now):
    dates = [*days.between("2026-11-02", "2026-11-08"), *days.between("2026-11-09", "2026-11-15")]
    cells = {}
    for columns, first in ((before, 0), (now, 7)):
        for key, values in columns:
            row = cells.setdefault(key, [None] * 14)
            row[first : first + min(7, len(values))] = values[:7]
    scope = given.made_scope(dates, sorted(cells.items()))
    table = split.table(scope, "model", "2026-11-09", "2026-11-15", given.TODAY)
    compared = comparison.against(scope, given.view("7", "2026-11-09", "2026-11-15"), table, given.TODAY, given.WORDS)
    found = changes.decomposed(table, compared)
    assert abs(found.difference - compared.change) <= split.TOLERANCE
    for parts in (found.rhythm, found.series, found.series[::-1]):
        assert sum(credits for _, credits in parts) == found.difference
