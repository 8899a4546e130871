"""
Forecast: the run-out day, the use at the period's end, and the daily allowance.

Built on the person's own history, from complete days only, which model/forecast_paths.py
plays through. With fewer than `MIN_DAYS` complete days there is no forecast: a guess
would only look like knowledge. `make forecast-check` measures how good it is.
"""

from collections import namedtuple

from codex_credits.model import budget, dates
from codex_credits.model.forecast_paths import (
    HISTORY_WEEKS,
    MAX_LEVEL_SHIFT,
    percentile_range,
    scale_factors,
    simulate,
    weekly_change,
    weeks,
)
from codex_credits.model.sums import exact_sum

MIN_DAYS = 14

MOST_FAN_DAYS = 12  # days ahead for which the fan has a point
WORKDAY_SHARE = 3  # a working day's usual amount is at least the usual working day's divided by this

Forecast = namedtuple(
    "Forecast",
    "from_days period_end run_out daily_allowance working_days ends_at calendar soft fan workdays used left excess",
)
# period_end  (low, middle, high) credits used when the budget period ends
# run_out    (early, middle, late) days the limit is reached, None where it is not reached before the reset
# daily_allowance       (low, middle, high) credits a working day that keep within the limit
# each None without a limit, or with one whose use is not told, except period_end
# calendar   whether that period is a calendar month; soft: whether its limit is not enforced
# fan        [(day, low, middle, high)], the credits used by the end of that day; the last is the period's
# workdays   the days ahead that are working days, today among them; working_days: how many
# used       the credits used when the forecast begins
# left       of the limit then; excess: how much more than the limit the middle path needs, None where it needs no more


def history(totals, fresh, today, covers=None):
    """
    Return the complete days before `today` that the forecast may use, newest first, as (day, credits).

    `totals` is day -> credits; a day without a row that the source was fresh
    enough to know is 0, unless `covers` tells that it was never asked for. A
    day that is still filling in is left out.
    """
    if not totals:
        return []
    first = min(totals)
    last = dates.shift(today, -1)
    if fresh:
        last = min(last, dates.shift(fresh[:10], -1))
    first = max(first, dates.shift(last, 1 - HISTORY_WEEKS * 7))
    found = []
    for day in reversed(dates.between(first, last)):
        credits = totals.get(day)
        if credits is not None:
            found.append((day, credits))
        elif fresh and (not covers or covers(day)):
            found.append((day, 0))
    return found


def forecast(past, period, now, read=None):
    """
    Return the `Forecast` of a budget period from `past` (see `history`), or None with too few days, or none ahead.

    `period` is a `budget.BudgetPeriod`. Use so far is its near-real-time figure, as
    it was at the instant `read` (`now` when not told); what was left of that
    day counts for its share. Without that figure use so far is the complete
    days of the period, and every other day of it is played through.
    """
    if len(past) < MIN_DAYS or period.ended:
        return None
    past = sorted(past)
    read = min(read or now, now)
    if period.used is None:
        known = [row for row in past if row[0] >= period.start]
        used = exact_sum([credits for _, credits in known])
        gone = [day for day, _ in known]
        days_ahead = [day for day in dates.between(period.start, period.end) if day not in gone]
        share = 1.0
    else:
        used = period.used
        days_ahead = dates.between(max(read[:10], period.start), period.end)
        share = 1 - int(read[11:13]) / 24 if read[:10] in days_ahead[:1] else 1.0
    if not days_ahead:
        return None
    blocks = weeks(past)
    paths = simulate(blocks, days_ahead, share)
    factors = scale_factors(MAX_LEVEL_SHIFT * weekly_change(blocks))
    today = min(max(now[:10], period.start), period.end)
    works = working_weekdays(past)
    working = [day >= today and works[dates.weekday(day)] for day in days_ahead]
    limit = period.limit if period.state == "set" and period.used is not None else None
    days = fan(paths, factors, days_ahead, used)
    return Forecast(
        from_days=len(past),
        period_end=days[-1][1:],
        run_out=None if limit is None else run_out(paths, factors, days_ahead, limit - used, today),
        daily_allowance=None if limit is None else daily_allowance(paths, factors, working, limit - used),
        working_days=len([one for one in working if one]),
        ends_at=period.end,
        calendar=budget.is_calendar(period.start, period.end),
        soft=period.soft,
        fan=days,
        workdays=[day for day, one in zip(days_ahead, working) if one],
        used=used,
        left=None if limit is None else limit - used,
        excess=days[-1][2] - limit if limit is not None and days[-1][2] > limit else None,
    )


def report_forecast(report, now):
    """Return (`Forecast` or None, number of complete days known) for `report` at `now`."""
    mine = report.mine
    read = report.limits["fetched_at"] if report.limits else report.fetched_at
    past = history(mine.totals, mine.fresh, report.fetched_at[:10], mine.covers)
    return forecast(past, budget.in_daily_unit(report, now), now, read), len(past)


def fan(paths, factors, days_ahead, used):
    """
    Return (day, low, middle, high) of the credits used by the end of that day, for the last day of `days_ahead` and others.

    At most `MOST_FAN_DAYS` days, evenly apart. `used` is what was used before the first of `days_ahead`.
    """
    every = -(-len(days_ahead) // MOST_FAN_DAYS)
    wanted = [at for at in range(len(days_ahead)) if (len(days_ahead) - 1 - at) % every == 0]
    sums, found, done = [0] * len(paths), [], 0
    for at in wanted:
        for place in range(done, at + 1):
            sums = [so_far + path[place] for so_far, path in zip(sums, paths)]
        done = at + 1
        found.append((days_ahead[at],) + percentile_range(sums, factors, lambda amount, level: used + amount * level))
    return found


def run_out(paths, factors, days_ahead, left, today):
    """
    Return (early, middle, late) days on which `left` is used up, `today` at the earliest;
    None for each that is after the reset.
    """
    if left <= 0:
        return today, today, today

    def place(peaks, level):
        """
        Return which of the days ahead is the first to reach it, by halving;
        negative, so that more use is more, as in a sum.
        """
        need, low, high = left / level, 0, len(days_ahead)
        while low < high:
            half = (low + high) // 2
            if peaks[half] < need:
                low = half + 1
            else:
                high = half
        return -low

    places = percentile_range([running_peaks(path) for path in paths], factors, place)
    return tuple([max(days_ahead[-at], today) if -at < len(days_ahead) else None for at in reversed(places)])


def running_peaks(path):
    """Return the most that was used in all up to each day of `path`; a refund does not bring a reached limit back."""
    total, most, peaks = 0, 0, []
    for credits in path:
        total += credits
        most = max(most, total)
        peaks.append(most)
    return peaks


def daily_allowance(paths, factors, working, left):
    """
    Return (low, middle, high) credits for each day of `working` that use up `left` at the period's end, all other days
    as played.
    """
    count = len([one for one in working if one])
    if not count:
        return None
    rest = [at for at, works in enumerate(working) if not works]
    amounts = [sum([path[at] for at in rest]) for path in paths]
    return percentile_range(amounts, factors, lambda amount, level: max(0, left - amount * level) / count)


def working_weekdays(past):
    """
    Return for Monday to Sunday whether it is a working day.

    One is used in at least half of the weeks, and its usual amount is at least a third of the usual working day's.
    """
    used, seen, sums = [0] * 7, [0] * 7, [0] * 7
    for day, credits in past:
        place = dates.weekday(day)
        seen[place] += 1
        sums[place] += credits
        used[place] += 1 if credits > 0 else 0
    often = [place for place in range(7) if used[place] * 2 >= seen[place] and used[place] > 0]
    if not often:
        return [place < 5 for place in range(7)]
    usual = [sums[place] / max(seen[place], 1) for place in range(7)]
    typical = sorted([usual[place] for place in often])[len(often) // 2]
    return [place in often and usual[place] * WORKDAY_SHARE >= typical for place in range(7)]
