"""
Where it is heading: the run-out day, the month's end, and what is safe to spend.

Built on the person's own history: whole weeks of complete days are drawn again
and again (a block bootstrap by week, so that a busy week stays a busy week), the
recent ones more often. The draws come from a fixed small generator, so the same
report gives the same answer, on both interpreters. With fewer than
`FEWEST_DAYS` complete days there is no forecast: a guess would only look like
knowledge.
"""

from collections import namedtuple

from codex_credits import days

FEWEST_DAYS = 14
HISTORY_WEEKS = 8
PATHS = 240
LOW, HIGH = 0.1, 0.9  # the range shown holds 80 % of the paths

Forecast = namedtuple("Forecast", "from_days month_end run_out safe working_days ends_at")
# month_end  (low, middle, high) credits used when the month ends
# run_out    (early, middle, late) days the limit is reached, None where it is not reached before the reset
# safe       (low, middle, high) credits a working day that keep within the limit
# each None without a limit, except month_end


def history(totals, fresh, today):
    """
    Return the complete days before `today` that the forecast may use, newest first, as (day, credits).

    `totals` is day -> credits; a day without a row that the source was fresh
    enough to know is 0. A day that is still filling in is left out.
    """
    if not totals:
        return []
    first = min(totals)
    last = min(days.shift(today, -1), days.shift(fresh[:10], -1)) if fresh else days.shift(today, -1)
    start = max(first, days.shift(last, 1 - HISTORY_WEEKS * 7))
    return [(day, totals.get(day, 0)) for day in reversed(days.between(start, last))]


def forecast(past, period, now):
    """
    Return the `Forecast` of a budget month from `past` (see `history`), or None with too few days.

    `period` is a `limits.Period`. Use so far is its near-real-time figure, or the
    daily rows when there is none; what is left of today counts for its share.
    """
    if len(past) < FEWEST_DAYS or period.ended:
        return None
    today = now[:10]
    used = period.used
    ahead = days.between(today, period.end)
    shares = [1] * len(ahead)
    if used is not None:
        shares[0] = 1 - int(now[11:13]) / 24
    else:
        start = days.shift(past[0][0], 1)
        ahead = days.between(max(start, period.start), period.end)
        shares = [1] * len(ahead)
        used = sum(credits for day, credits in past if day >= period.start)
    paths = [[use * share for use, share in zip(path, shares)] for path in drawn(weeks(past), ahead)]
    ends = sorted(used + sum(path) for path in paths)
    working = working_days(past, ahead)
    limit = period.limit if period.state == "set" else None
    return Forecast(
        len(past),
        spread(ends),
        None if limit is None else run_out(paths, ahead, used, limit, today),
        None if limit is None else safe(paths, working, used, limit),
        len([one for one in working if one]),
        period.end,
    )


def weeks(past):
    """
    Return the history as weeks, newest first: seven lists position by weekday, each a value or None.

    A week here is seven days in a row ending with the newest day, so no day of
    the newest history waits for its Sunday.
    """
    found = []
    for first in range(0, len(past), 7):
        block = [None] * 7
        for day, credits in past[first : first + 7]:
            block[days.weekday(day)] = credits
        found.append(block)
    return found


def drawn(blocks, ahead):
    """Return `PATHS` lists of credits, one value per day of `ahead`."""
    chances = []
    for age in range(len(blocks)):
        chances += [age] * (len(blocks) - age)
    seed = 7
    paths = []
    places = [days.weekday(day) for day in ahead]
    for _ in range(PATHS):
        path, block = [], None
        for at, place in enumerate(places):
            if at % 7 == 0:
                seed = (seed * 75 + 74) % 65537
                block = blocks[chances[seed * len(chances) // 65537]]
            value = block[place]
            path.append(value if value is not None else fallback(blocks, place))
        paths.append(path)
    return paths


def fallback(blocks, place):
    """Return the newest value of a weekday, for the oldest week when it is not whole."""
    for block in blocks:
        if block[place] is not None:
            return block[place]
    return 0


def spread(values):
    """Return the (low, middle, high) of sorted `values`: the ends of the middle 80 % and the median."""
    last = len(values) - 1
    return values[int(last * LOW + 0.5)], values[int(last * 0.5 + 0.5)], values[int(last * HIGH + 0.5)]


def run_out(paths, ahead, used, limit, today):
    """Return (early, middle, late) days on which the limit is reached; None for each that is after the reset."""
    if used >= limit:
        return today, today, today
    places = []
    for path in paths:
        total, place = used, len(ahead)
        for at, value in enumerate(path):
            total += value
            if total >= limit:
                place = at
                break
        places.append(place)
    return tuple([ahead[place] if place < len(ahead) else None for place in spread(sorted(places))])


def safe(paths, working, used, limit):
    """Return (low, middle, high) credits a working day that use up the limit at the month's end, rest days as drawn."""
    count = len([one for one in working if one])
    if not count:
        return None
    amounts = []
    for path in paths:
        rest = sum(value for value, works in zip(path, working) if not works)
        amounts.append(max(0, limit - used - rest) / count)
    return spread(sorted(amounts))


def working_days(past, ahead):
    """Return for each day of `ahead` whether it is a working day: one whose weekday was used in half of the weeks or more."""
    used, seen = [0] * 7, [0] * 7
    for day, credits in past:
        place = days.weekday(day)
        seen[place] += 1
        used[place] += 1 if credits > 0 else 0
    works = [used[place] * 2 >= seen[place] and used[place] > 0 for place in range(7)]
    if not any(works):
        works = [place < 5 for place in range(7)]
    return [works[days.weekday(day)] for day in ahead]
