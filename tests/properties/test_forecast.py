from hypothesis import given, settings
from hypothesis import strategies as st

from codex_credits.model import budget, dates, forecast
from simulator import factories
from tests.properties import strategies

slower = settings(max_examples=40, deadline=None)


def seen(history, used, limit, now=factories.NOW, read=None):
    past = forecast.history(history, factories.FRESH, factories.TODAY)
    personal = {"used": used, "limit": limit, "remaining": None, "used_percent": None}
    return forecast.forecast(
        past, budget.budget_period(factories.made_report(None, factories.stored_limits(personal)), now), now, read
    )


def is_not_earlier(one, other):
    """Tell whether `other` is `one`'s day or a later one; None is after the reset."""
    return other is None or (one is not None and one <= other)


used = st.integers(0, 5000)  # without it there is no run-out day
limit = st.integers(0, 20000)


@slower
@given(strategies.histories, used, limit, st.integers(0, 9000))
def test_a_higher_limit_is_never_reached_sooner_and_never_less_safe(history, used, limit, more):
    one, other = seen(history, used, limit), seen(history, used, limit + more)
    assert one.period_end == other.period_end
    assert all(map(is_not_earlier, one.run_out, other.run_out))
    assert all(a <= b for a, b in zip(one.daily_allowance, other.daily_allowance))


@slower
@given(strategies.histories, used, limit, st.integers(0, 22), st.integers(0, 23))
def test_the_run_out_day_is_never_before_today_nor_after_the_reset(history, used, limit, ago, hour):
    read = f"{dates.shift(factories.TODAY, -ago)}T{hour:02d}:00:00Z"
    for day in seen(history, used, limit, read=min(read, factories.NOW)).run_out:
        assert day is None or factories.TODAY <= day <= "2026-11-30"


@slower
@given(strategies.histories, used, limit)
def test_every_range_is_in_order(history, used, limit):
    found = seen(history, used, limit)
    for low, middle, high in (found.period_end, found.daily_allowance):
        assert low <= middle <= high
    early, middle, late = found.run_out
    assert is_not_earlier(early, middle)
    assert is_not_earlier(middle, late)


@slower
@given(strategies.histories, used, limit, st.randoms())
def test_the_order_of_the_rows_changes_nothing(history, used, limit, random):
    rows = list(history.items())
    random.shuffle(rows)
    assert seen(dict(rows), used, limit) == seen(history, used, limit)


@slower
@given(strategies.histories, limit)
def test_without_refunds_the_month_ends_with_no_less_than_was_used(history, limit):
    assert seen(history, 700, limit).period_end[0] >= 700


@slower
@given(strategies.histories, used, limit)
def test_the_run_out_day_and_the_months_end_do_not_contradict_each_other(history, used, limit):
    found = seen(history, used, limit)
    margin = 1e-6 * (1 + abs(found.period_end[1]))
    if found.period_end[1] > limit + margin:
        assert found.run_out[1] is not None
    if found.period_end[1] < limit - margin:
        assert found.run_out[1] is None
