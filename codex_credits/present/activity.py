"""
Activity: turns, threads and tokens of a range, and what a turn and a token cost.

ChatGPT counts them by day, for the person alone. A day without a figure is
unknown, never 0: a sum over such days says how many are missing, and a price
or a share is taken from the days on which all of its parts are known.
"""

from collections import namedtuple

from codex_credits.model import report
from codex_credits.model.sums import exact_sum
from codex_credits.present import formatting
from codex_credits.present.sections import Fact, Section

Day = namedtuple("Day", "date turns threads input cached output credits")  # counts or None, credits or None
# input: tokens that were not cached; cached: tokens that were; together all that went in
COUNTS = ("turns", "threads", "input", "cached", "output")
MOST = 1e15  # no column of counts adds up to more


def daily(scope, table):
    """Return a `Day` for each day of `table`; None where ChatGPT gave no figure. Raises ReportError."""
    known = by_day(scope.activity, COUNTS[:2], "activity")
    known.update(by_day(scope.tokens, COUNTS[2:], "tokens"))
    return [Day(*[day.date] + [known[name].get(day.date) for name in COUNTS] + [day.total]) for day in table.days]


def by_day(stored, names, what):
    """Return {name: {day: count}} of stored counts, without days when nothing is stored. Raises ReportError."""
    if stored is None:
        return {name: {} for name in names}
    try:
        dates = report.texts(stored["days"])
        columns = [report.checked(dates, stored[name], name, MOST) for name in names]
    except (KeyError, TypeError) as error:
        raise report.unreadable(f"{what}: {error!r}")
    return {name: dict(zip(dates, column)) for name, column in zip(names, columns)}


def section(words, scope, table):
    """Return the `Section` of the range of `table`; it says so where ChatGPT gives no turns."""
    days = daily(scope, table)
    counted = with_all(days, "turns")
    facts = of_tokens(words, scope, days, table.unit)
    if not counted:
        gist = facts[0].text if facts else "not known"
        return Section("activity", gist, facts, "No turns are known for these days.", "plain")
    turns, part = sum([day.turns for day in counted]), part_of(words, counted, days)
    gist, note = formatting.plural(words, turns, "turn", "turns"), f"From {part}." if part else ""
    return Section("activity", gist, of_turns(words, counted, turns, table.unit) + facts, note, "plain")


def of_turns(words, counted, turns, unit):
    """Return the `Fact`s of the days whose turns are `counted`."""
    threads = [day.threads for day in counted if day.threads is not None]
    facts = [Fact("turns", "Turns", words.number(turns, "whole"), "", [("count", turns)], "")]
    if threads:
        facts.append(Fact("threads", "Threads", words.number(sum(threads), "whole"), "", [("count", sum(threads))], ""))
    price = per_turn(counted)
    if price is not None:
        facts.append(
            Fact(
                "per_turn",
                f"{formatting.capital(unit)} per turn",
                formatting.amount(words, price, unit),
                "",
                [("credits", price)],
                "",
            )
        )
    return facts


def of_tokens(words, scope, days, unit):
    """Return the `Fact`s of the tokens: what went in and its cached share, what came out, what a million cost."""
    facts = []
    known, out = with_all(days, "input", "cached"), with_all(days, "output")
    if known:
        fresh, cached = sum([day.input for day in known]), sum([day.cached for day in known])
        exact = [("count", fresh + cached), ("uncached", fresh), ("cached", cached)]
        share = f"{words.number(cached / (fresh + cached), 'whole percent')} cached" if fresh + cached else ""
        facts.append(token_fact(words, "Input", exact, [share, part_of(words, known, days)]))
    if out:
        exact = [("count", sum([day.output for day in out]))]
        facts.append(token_fact(words, "Output", exact, [part_of(words, out, days)]))
    price = per_million(days) if scope.metered else None
    if price is not None:
        text = formatting.amount(words, price, unit)
        facts.append(
            Fact(
                "per_million",
                f"{formatting.capital(unit)} per million tokens",
                text,
                "text tokens",
                [("credits", price)],
                "",
            )
        )
    return facts


def token_fact(words, name, exact, notes):
    """Return the `Fact` of the tokens that are `exact`, with what is known of them."""
    text = f"{words.number(exact[0][1], 'compact')} tokens"
    return Fact(name.lower(), name, text, ", ".join([note for note in notes if note]), exact, "")


def part_of(words, known, days):
    """Return which part of `days` a sum is made from, "2 of 3 days"; "" when all are `known`."""
    if len(known) == len(days):
        return ""
    return f"{words.number(len(known), 'whole')} of {formatting.plural(words, len(days), 'day', 'days')}"


def with_all(days, *names):
    """Return those of `days` on which each of the figures `names` is known."""
    return [day for day in days if all(getattr(day, name) is not None for name in names)]


def per_turn(days):
    """Return the credits per turn over those `days` that have both, None without a turn."""
    both = with_all(days, "turns", "credits")
    turns = sum([day.turns for day in both])
    return exact_sum([day.credits for day in both]) / turns if turns else None


def per_million(days):
    """Return the credits per million tokens over those `days` that have all of them, None without a token."""
    full = with_all(days, "input", "cached", "output", "credits")
    tokens = sum([day.input + day.cached + day.output for day in full])
    return exact_sum([day.credits for day in full]) * 1e6 / tokens if tokens else None


def rows(days):
    """Return [date, turns, threads, input, cached, output] of each day, for programs that read the page."""
    return [[day.date] + [getattr(day, name) for name in COUNTS] for day in days]
