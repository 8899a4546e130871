"""
How good the forecast is, measured on months whose end is known.

`make forecast-check` stands on several days of every whole budget period of the fake ChatGPT's invented histories,
forecasts the period's end from the complete days before that day, and compares it with what came. Beside it stand the
two guesses anybody makes: a straight line through the period so far, and the mean of the last 30 days for each day
left. The periods are calendar months, and billing cycles that begin on other days.

Exit status 1 when the forecast does not beat both, on any day stood on, for either kind of period, or when its 80 % range holds too few or
too many of the ends.
"""

import argparse
import math
import statistics
import sys
import time
from collections import namedtuple
from pathlib import Path

from codex_credits.model import budget, dates, forecast
from simulator.chatgpt import generator

ROOT = Path(__file__).parents[1]

SEEDS = 20
TODAYS = ("2026-11-23", "2026-08-06", "2027-02-11", "2026-05-30")  # months meet weekdays and days off differently
STANDING = (3, 6, 9, 12, 15, 18, 21, 24, 27)  # days of the period forecast from
KINDS = (("calendar months", (1,)), ("billing cycles", (8, 15, 24)))  # the days of the month on which periods begin
COVERAGE = (72, 90)  # per cent of the ends the 80 % range may hold

Guess = namedtuple("Guess", "actual low middle high line mean milliseconds day")


def history(today, seed):
    """Return day -> credits of one invented person, whole days only."""
    found = generator.history(today, seed)[:-1]
    return {day.date: math.fsum(cell.credits for cell in day.cells) for day in found}


def guesses(totals, first_day):
    """Yield a `Guess` for each day stood on in each whole period of `totals` that begins on the `first_day` of a month."""
    first, last = min(totals), max(totals)
    start = f"{first[:8]}{first_day:02d}"
    start = start if start >= first else dates.months_earlier(start, -1)
    while (after := dates.months_earlier(start, -1)) <= dates.shift(last, 1):
        for number in STANDING:
            guess = guessed(totals, start, dates.shift(after, -1), number)
            if guess:
                yield guess
        start = after


def guessed(totals, start, end, number):
    """Return the `Guess` of the period as it looked on the morning of its day `number`, None with too few days."""
    today = dates.shift(start, number - 1)
    known = {day: value for day, value in totals.items() if day < today}
    began = time.perf_counter()
    view = forecast.forecast(
        forecast.history(known, today + "T00:00:00Z", today), budget_of(start, end), today + "T00:00:00Z"
    )
    spent = (time.perf_counter() - began) * 1000
    actual = math.fsum(totals[day] for day in dates.between(start, end))
    if view is None or actual <= 0:
        return None
    so_far = math.fsum(value for day, value in known.items() if day >= start)
    gone, length = number - 1, dates.length(start, end)
    recent = dates.between(dates.shift(today, -30), dates.shift(today, -1))
    mean = math.fsum(known.get(day, 0) for day in recent) / len([day for day in recent if day >= min(totals)])
    line = so_far / gone * length
    low, middle, high = view.period_end
    return Guess(
        actual=actual,
        low=low,
        middle=middle,
        high=high,
        line=line,
        mean=so_far + mean * (length - gone),
        milliseconds=spent,
        day=number,
    )


def budget_of(start, end):
    """Return a period without a limit, and without ChatGPT's own figure of what is used."""
    resets = dates.shift(end, 1) + "T00:00:00Z"
    known = {"state": "not_set", "resets_at": resets, "start": start, "end": end, "ended": False}
    fields: tuple[str, ...] = budget.BudgetPeriod._fields
    return budget.BudgetPeriod._make([known.get(field) for field in fields])


def errors(found, name):
    """Return the sorted absolute errors of one of the guesses, in per cent of what came."""
    return sorted(abs(getattr(one, name) - one.actual) * 100 / one.actual for one in found)


def coverage(found):
    """Return how many per cent of the ends lie inside the range."""
    return 100 * sum(one.low <= one.actual <= one.high for one in found) / len(found)


def main():
    """Print the figures; return 0 when the forecast is as good as it must be."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many people to invent for each ending day")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    asked = parser.parse_args()
    people = [history(today, seed) for today in TODAYS for seed in range(asked.first, asked.first + asked.seeds)]
    good = True
    for kind, first_days in KINDS:
        found = [guess for totals in people for first_day in first_days for guess in guesses(totals, first_day)]
        print(f"{kind}: {len(found)} forecasts, {len(people)} invented people\n")
        good = report(found) and good
    print("good" if good else "NOT GOOD ENOUGH")
    return 0 if good else 1


NAMES = (("forecast", "middle"), ("straight line", "line"), ("last 30 days' mean", "mean"))


def report(found):
    """Print the figures of one kind of period; return whether the forecast is as good as it must be."""
    print(f"{'absolute error, % of the period':32}{'median':>8}{'mean':>8}{'9 in 10':>9}")
    middles = {}
    for label, name in NAMES:
        off = errors(found, name)
        middles[name] = statistics.median(off)
        print(f"{label:32}{middles[name]:8.2f}{sum(off) / len(off):8.2f}{off[len(off) * 9 // 10]:9.2f}")
    print(f"\n{'standing on day':18}" + "".join(f"{number:7}" for number in STANDING))
    good = True
    for label, name in NAMES:
        by_day = [statistics.median(errors(guesses_on_day(found, day), name)) for day in STANDING]
        print(f"{label:18}" + "".join(f"{value:7.2f}" for value in by_day))
        ahead = [statistics.median(errors(guesses_on_day(found, day), "middle")) for day in STANDING]
        good = good and (name == "middle" or all(one < other for one, other in zip(ahead, by_day, strict=True)))
    print(f"{'80 % range holds':18}" + "".join(f"{coverage(guesses_on_day(found, day)):7.1f}" for day in STANDING))
    held, spent = coverage(found), statistics.median([one.milliseconds for one in found])
    print(f"\n80 % range holds {held:.1f} % of the ends; one forecast takes {spent:.1f} ms\n")
    return good and middles["middle"] < min(middles["line"], middles["mean"]) and COVERAGE[0] <= held <= COVERAGE[1]


def guesses_on_day(found, day):
    """Return the guesses made on one day of the period."""
    return [one for one in found if one.day == day]


if __name__ == "__main__":
    sys.exit(main())
