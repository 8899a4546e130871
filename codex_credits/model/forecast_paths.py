"""
The paths of the forecast: the coming days, played through again and again from the person's own past weeks.

For each of `PATHS` paths two past weeks stand for how the person works from now on, the
recent ones more often, and whole weeks of them are laid over the coming days, so that a
Tuesday is a Tuesday and a busy week stays a busy week (a block bootstrap). That gives the
middle. Because nobody stays on one level, the range is that of the same paths raised and
lowered as a whole, by up to `MAX_LEVEL_SHIFT` times what the person's weeks usually move from one to
the next.

The draws come from a fixed small generator, so the same report gives the same answer, on
both interpreters.
"""

from codex_credits.model import dates

HISTORY_WEEKS = 8
WEEK_WEIGHTS = (32, 20, 13, 8, 5, 3, 2, 1)  # how often a week is drawn, newest first: half as often every 1.5 weeks
MIN_DAYS_IN_WEEK = 4  # known days a week needs to be drawn
PRIOR_WEEKLY_CHANGE, PRIOR_WEEKS = 0.3, 4  # what weeks of people move by; for how many of one's own weeks that counts
MAX_LEVEL_SHIFT = 1.6  # how far a path is raised or lowered at most, in usual moves
PATHS = 240
LOW, HIGH = 0.1, 0.9  # the range shown holds 80 % of the paths


def weeks(past):
    """
    Return the history as weeks, newest first: seven credits each, Monday's first.

    A week here is seven days in a row ending with the newest day, so no day of
    the newest history waits for its Sunday. A day that is not known takes the
    value of the next week in which it is.
    """
    newest = dates.ordinal(past[-1][0])
    by_age: dict[int, list] = {}
    for day, credits in past:
        number = dates.ordinal(day)
        block = by_age.setdefault((newest - number) // 7, [None] * 7)
        block[(number + 1) % 7] = credits
    blocks = [by_age[age] for age in sorted(by_age)]
    whole = [block for block in blocks if block.count(None) <= 7 - MIN_DAYS_IN_WEEK] or blocks
    filled, after = [], [0] * 7
    for block in whole:
        after = [other if credits is None else credits for credits, other in zip(block, after)]
        filled.append(after)
    return filled[:HISTORY_WEEKS]


def weekly_change(blocks):
    """
    Return by how much of itself the use of a week usually differs from the one before: 0.3 is up by 1.3 or down by 1 /
    1.3.
    """
    totals = [sum(block) for block in blocks]
    moves = sorted([max(one, two) / min(one, two) - 1 for one, two in zip(totals, totals[1:]) if min(one, two) > 0])
    own = moves[len(moves) // 2] if moves else 0
    return (own * len(moves) + PRIOR_WEEKLY_CHANGE * PRIOR_WEEKS) / (len(moves) + PRIOR_WEEKS)


def simulate(blocks, days_ahead, share):
    """Return `PATHS` lists of credits, one value per day of `days_ahead`, the first of them times `share`."""
    draws = []
    for age in range(len(blocks)):
        draws += [age] * WEEK_WEIGHTS[age]
    parts = []  # per seven days ahead: what they would take in each past week
    for first in range(0, len(days_ahead), 7):
        places = [dates.weekday(day) for day in days_ahead[first : first + 7]]
        parts.append([[block[place] for place in places] for block in blocks])
    for part in parts[0]:
        part[0] *= share
    seed, paths = 7, []
    for _ in range(PATHS):
        pair = []
        for _ in range(2):
            seed = (seed * 75 + 74) % 65537
            pair.append(draws[seed * len(draws) // 65537])
        path = []
        for part in parts:
            seed = (seed * 75 + 74) % 65537
            path += part[pair[seed % 2]]
        paths.append(path)
    return paths


def scale_factors(furthest):
    """Return a level for each path, evenly spread from `furthest` down to `furthest` up."""
    factors = [((2 * number + 1) / PATHS - 1) * furthest for number in range(PATHS)]
    return [1 + swing if swing > 0 else 1 / (1 - swing) for swing in factors]


def percentile_range(paths, factors, answer):
    """
    Return (low, middle, high) of what `answer` says of a path and its level.

    The middle is the median on the level of the past, 1; low and high are the
    ends of the middle 80 % on all levels.
    """
    middle = sorted([answer(path, 1) for path in paths])[PATHS // 2]
    found = sorted([answer(path, level) for path, level in zip(paths, factors)])
    return min(found[int(PATHS * LOW)], middle), middle, max(middle, found[int(PATHS * HIGH)])
