"""
Activity: turns, threads and tokens by day, and what a turn and a token cost.

ChatGPT counts them for the person alone. A day without a figure is unknown,
never 0: a price is taken from the days on which all of its parts are known.
"""

from collections import namedtuple

from codex_credits.model import validation
from codex_credits.model.sums import exact_sum

Day = namedtuple("Day", "date turns threads input cached output credits")  # counts or None, credits or None
# input: tokens that were not cached; cached: tokens that were; together all that went in
COUNTS = ("turns", "threads", "input", "cached", "output")


def daily(scope, table):
    """Return a `Day` for each day of `table`; None where ChatGPT gave no figure. Raises ReportError."""
    known = counts_by_day(scope.activity, COUNTS[:2], "activity")
    known.update(counts_by_day(scope.tokens, COUNTS[2:], "tokens"))
    return [
        Day(date=day.date, credits=day.total, **{name: known[name].get(day.date) for name in COUNTS})
        for day in table.days
    ]


def counts_by_day(stored, names, part):
    """Return {name: {day: count}} of stored counts, without days when nothing is stored. Raises ReportError."""
    if stored is None:
        return {name: {} for name in names}
    try:
        dates = validation.require_texts(stored["days"])
        columns = [validation.validate_amounts(dates, stored[name], name) for name in names]
    except (KeyError, TypeError) as error:
        raise validation.unreadable_error(f"{part}: {error!r}")
    return {name: dict(zip(dates, column)) for name, column in zip(names, columns)}


def with_all(days, *names):
    """Return those of `days` on which each of the figures `names` is known."""
    return [day for day in days if all(getattr(day, name) is not None for name in names)]


def total(days, name):
    """Return the sum of the count `name` over `days`, all of which have it."""
    return sum([getattr(day, name) for day in days])


def credits_per_turn(days):
    """Return the credits per turn over those `days` that have both, None without a turn."""
    both = with_all(days, "turns", "credits")
    turns = total(both, "turns")
    return exact_sum([day.credits for day in both]) / turns if turns else None


def credits_per_million_tokens(days):
    """Return the credits per million tokens over those `days` that have all of them, None without a token."""
    full = with_all(days, "input", "cached", "output", "credits")
    tokens = sum([total(full, name) for name in COUNTS[2:]])
    return exact_sum([day.credits for day in full]) * 1e6 / tokens if tokens else None


def rows(days):
    """Return [date, turns, threads, input, cached, output] of each day, for programs that read the page."""
    return [[day.date] + [getattr(day, name) for name in COUNTS] for day in days]
