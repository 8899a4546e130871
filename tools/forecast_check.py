"""
How good the forecast is, measured on months whose end is known.

`make forecast-check` stands on several days of every whole month of the fake ChatGPT's invented histories, forecasts
the month's end from the complete days before that day, and compares it with what came. Beside it stand the two guesses
anybody makes: a straight line through the month so far, and the mean of the last 30 days for each day left.

Exit status 1 when the forecast does not beat both, or when its 80 % range holds too few or too many of the ends.
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
STANDING = (3, 6, 9, 12, 15, 18, 21, 24, 27)  # days of the month forecast from
COVERAGE = (72, 90)  # per cent of the ends the 80 % range may hold

Guess = namedtuple("Guess", "actual low middle high line mean milliseconds day")


def history(today, seed):
    """Return day -> credits of one invented person, whole days only."""
    found = generator.history(today, seed)[:-1]
    return {day.date: math.fsum(cell.credits for cell in day.cells) for day in found}


def guesses(totals):
    """Yield a `Guess` for each day stood on in each whole month of `totals`."""
    first, last = min(totals), max(totals)
    start = first if first == dates.month_start(first) else dates.shift(dates.month_end(first), 1)
    while dates.month_end(start) <= last:
        for number in STANDING:
            guess = guessed(totals, start, f"{start[:8]}{number:02d}")
            if guess:
                yield guess
        start = dates.shift(dates.month_end(start), 1)


def guessed(totals, start, today):
    """Return the `Guess` of the month from `start` as it looked on the morning of `today`, None with too few days."""
    end, known = dates.month_end(start), {day: value for day, value in totals.items() if day < today}
    began = time.perf_counter()
    view = forecast.forecast(
        forecast.history(known, today + "T00:00:00Z", today), budget_month(start, end), today + "T00:00:00Z"
    )
    spent = (time.perf_counter() - began) * 1000
    actual = math.fsum(totals[day] for day in dates.between(start, end))
    if view is None or actual <= 0:
        return None
    so_far = math.fsum(value for day, value in known.items() if day >= start)
    gone, length = dates.length(start, today) - 1, dates.month_length(start)
    recent = dates.between(dates.shift(today, -30), dates.shift(today, -1))
    mean = math.fsum(known.get(day, 0) for day in recent) / len([day for day in recent if day >= min(totals)])
    line = so_far / gone * length
    low, middle, high = view.month_end
    return Guess(
        actual=actual,
        low=low,
        middle=middle,
        high=high,
        line=line,
        mean=so_far + mean * (length - gone),
        milliseconds=spent,
        day=int(today[8:]),
    )


def budget_month(start, end):
    """Return a month without a limit, and without ChatGPT's own figure of what is used."""
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
    found = []
    for today in TODAYS:
        for seed in range(asked.first, asked.first + asked.seeds):
            found += guesses(history(today, seed))
    names = (("forecast", "middle"), ("straight line", "line"), ("last 30 days' mean", "mean"))
    print(f"{len(found)} forecasts, {asked.seeds * len(TODAYS)} invented people\n")
    print(f"{'absolute error, % of the month':32}{'median':>8}{'mean':>8}{'9 in 10':>9}")
    middles = {}
    for label, name in names:
        off = errors(found, name)
        middles[name] = statistics.median(off)
        print(f"{label:32}{middles[name]:8.2f}{sum(off) / len(off):8.2f}{off[len(off) * 9 // 10]:9.2f}")
    print(f"\n{'standing on day':18}" + "".join(f"{number:7}" for number in STANDING))
    for label, name in names:
        print(
            f"{label:18}"
            + "".join(f"{statistics.median(errors(guesses_on_day(found, day), name)):7.2f}" for day in STANDING)
        )
    print(f"{'80 % range holds':18}" + "".join(f"{coverage(guesses_on_day(found, day)):7.1f}" for day in STANDING))
    held = coverage(found)
    print(
        f"\n80 % range holds {held:.1f} % of the ends; one forecast takes {statistics.median([one.milliseconds for one in found]):.1f} ms"
    )
    good = middles["middle"] < min(middles["line"], middles["mean"]) and COVERAGE[0] <= held <= COVERAGE[1]
    print("good" if good else "NOT GOOD ENOUGH")
    return 0 if good else 1


def guesses_on_day(found, day):
    """Return the guesses made on one day of the month."""
    return [one for one in found if one.day == day]


if __name__ == "__main__":
    sys.exit(main())
