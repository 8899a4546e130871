import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from codex_credits.model import breakdown, dates, drivers
from codex_credits.model.sums import exact_sum
from codex_credits.present import comparison
from simulator import factories
from tests.properties import strategies


@given(strategies.day, st.integers(-5000, 5000))
def test_days_shift_as_the_calendar_does(day, by):
    moved = date.fromordinal(date.fromisoformat(day).toordinal() + by)
    assert dates.shift(day, by) == moved.isoformat()
    assert dates.weekday(dates.shift(day, by)) == moved.weekday()
    assert dates.shift(dates.shift(day, by), -by) == day


@given(strategies.day, st.integers(0, 800))
def test_days_between_are_as_many_as_their_length(day, more):
    found = dates.between(day, dates.shift(day, more))
    assert len(found) == more + 1 == dates.length(day, found[-1])
    assert found == sorted(set(found))
    assert all(dates.is_day(one) for one in found)


@given(st.text(alphabet="0123456789-T", max_size=11))
def test_only_days_of_the_calendar_are_days(text):
    try:
        real = len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        real = False
    assert dates.is_day(text) == real


@given(strategies.day, st.integers(1, 400), st.sampled_from(["custom", "7", "month", "last-month"]))
def test_the_compared_period_lies_before_and_is_no_longer(start, length, preset):
    if preset in ("month", "last-month"):
        start = dates.month_start(start)
        end = (
            dates.month_end(start) if preset == "last-month" else dates.shift(start, length % dates.month_length(start))
        )
    else:
        end = dates.shift(start, length - 1)
    first, last = dates.comparison(preset, start, end)
    assert first <= last < start
    if preset not in ("month", "last-month"):
        assert dates.length(first, last) == dates.length(start, end)
        assert dates.weekday(first) == dates.weekday(start)


@given(st.lists(strategies.cell))
def test_sums_are_as_exact_as_a_double_can_be_told(values):
    known = [value for value in values if value is not None]
    size = math.fsum(abs(value) for value in known)
    assert abs(exact_sum(values) - math.fsum(known)) <= 4e-16 * size + 1e-300


@given(st.lists(strategies.amount, max_size=30))
def test_shares_add_up_to_a_thousand_or_are_all_unknown(amounts):
    found = breakdown.shares(amounts)
    assert found == [None] * len(amounts) or sum(found) == 1000


@given(st.lists(strategies.amount.map(abs), min_size=1, max_size=30))
def test_a_share_is_within_a_tenth_of_the_exact_one(amounts):
    total = math.fsum(amounts)
    for tenths, amount in zip(breakdown.shares(amounts), amounts):
        assert tenths is None or abs(tenths - amount * 1000 / total) <= 1 + 1e-6


@given(strategies.columns(), st.randoms())
def test_the_order_of_the_columns_changes_nothing(columns, random):
    one = factories.made_table(columns)
    shuffled = list(columns)
    random.shuffle(shuffled)
    other = factories.made_table(shuffled, [day.total for day in one.days])
    assert other.total == one.total
    assert {series.key: series.total for series in other.series} == {series.key: series.total for series in one.series}
    assert [series.hue for series in other.series] == [series.hue for series in one.series]


@given(strategies.tables())
def test_the_shown_series_add_up_to_the_total_of_each_day(table):
    if not table.series:
        return
    for at, day in enumerate(table.days):
        parts = math.fsum(series.values[at] or 0 for series in table.series)
        assert abs(parts - day.total) <= 2e-6 + 1e-12 * sum(abs(series.values[at] or 0) for series in table.series)


@given(strategies.columns(most_days=14), strategies.columns(most_days=14))
def test_changes_add_up_to_the_last_digit(before, now):
    days = [*dates.between("2026-11-02", "2026-11-08"), *dates.between("2026-11-09", "2026-11-15")]
    cells = {}
    for columns, first in ((before, 0), (now, 7)):
        for key, values in columns:
            row = cells.setdefault(key, [None] * 14)
            row[first : first + min(7, len(values))] = values[:7]
    scope = factories.made_scope(days, sorted(cells.items()))
    table = breakdown.build_table(scope, "model", "2026-11-09", "2026-11-15", factories.TODAY)
    compared = comparison.compare(
        scope, factories.view("7", "2026-11-09", "2026-11-15"), table, factories.TODAY, factories.FORMATTER
    )
    found = drivers.decompose(table, compared)
    assert abs(found.difference - compared.change) <= breakdown.TOLERANCE
    effects = [("activity", found.activity_effect), ("rate", found.rate_effect)]
    for parts in (effects, found.series, found.series[::-1]):
        assert sum(credits for _, credits in parts) == found.difference
