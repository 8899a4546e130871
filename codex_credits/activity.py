"""
Activity: turns and threads of a range, and what a turn costs.

ChatGPT counts turns and threads by day, for the person alone. A day without a
figure is unknown, never 0: a sum over such days says how many are missing, and
credits per turn are taken from the days on which both are known.
"""

from collections import namedtuple

from codex_credits import figures, report
from codex_credits.details import Fact, Section
from codex_credits.sums import exact_sum

Day = namedtuple("Day", "date turns threads credits")  # counts or None, credits or None


def daily(scope, table):
    """Return a `Day` for each day of `table`; None where ChatGPT gave no figure. Raises ReportError."""
    stored = scope.activity or {"days": [], "turns": [], "threads": []}
    try:
        dates = report.texts(stored["days"])
        turns = report.checked(dates, stored["turns"], "turns")
        threads = report.checked(dates, stored["threads"], "threads")
    except (KeyError, TypeError) as error:
        raise report.unreadable(f"activity: {error!r}")
    turns, threads = dict(zip(dates, turns)), dict(zip(dates, threads))
    return [Day(day.date, turns.get(day.date), threads.get(day.date), day.total) for day in table.days]


def section(words, scope, table):
    """Return the `Section` of the range of `table`; it says so where ChatGPT gives no turns."""
    days = daily(scope, table)
    counted = [day for day in days if day.turns is not None]
    if not counted:
        return Section("activity", "not reported", [], "ChatGPT did not report turns for these days.", "plain")
    turns = sum([day.turns for day in counted])
    threads = [day.threads for day in counted if day.threads is not None]
    facts = [Fact("turns", "Turns", words.number(turns, "whole"), "", [("count", turns)], "")]
    if threads:
        facts.append(Fact("threads", "Threads", words.number(sum(threads), "whole"), "", [("count", sum(threads))], ""))
    price = per_turn(counted)
    if price is not None:
        facts.append(
            Fact(
                "per_turn",
                f"{figures.capital(table.unit)} per turn",
                figures.amount(words, price, table.unit),
                "",
                [("credits", price)],
                "",
            )
        )
    gist = figures.plural(words, turns, "turn", "turns")
    note = ""
    if len(counted) < len(days):
        note = f"From {words.number(len(counted), 'whole')} of {figures.plural(words, len(days), 'day', 'days')}."
    return Section("activity", gist, facts, note, "plain")


def per_turn(days):
    """Return the credits per turn over those `days` that have both, None without a turn."""
    both = [day for day in days if day.credits is not None]
    turns = sum([day.turns for day in both])
    return exact_sum([day.credits for day in both]) / turns if turns else None
