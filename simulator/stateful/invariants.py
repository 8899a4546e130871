"""What must hold at any moment of a session, checked on plain data."""

from collections import namedtuple

from codex_credits.model import contract
from simulator.chatgpt import expected

BREAKDOWNS = contract.TOTALS_FROM
ALL_DAYS = ("2020-01-01", "2199-12-31")
NEARLY = 1e-6
KILLED_AT_ITS_START = "Failed to load the script unexpectedly"
# {day: every total it has by one breakdown or another}, {day: credits} of the workspace, the month's use.
Figures = namedtuple("Figures", "mine workspace used")


class InvariantViolation(Exception):
    """What did not hold."""


def check(true, what):
    """Raise `InvariantViolation` unless it is true."""
    if not true:
        raise InvariantViolation(what)


def unexpected_console_messages(messages):
    """
    Return what was said that a person reading the console would see,
    less what Chrome says of a worker just killed.
    """
    return [said for said in messages if said["type"] != "debug" and said["text"] != KILLED_AT_ITS_START]


def figures(source):
    """Return the `Figures` of the person of `source`."""
    mine: dict[str, list[float]] = {}
    for breakdown in BREAKDOWNS:
        for day, credits in expected.figures(source, "mine", breakdown, *ALL_DAYS).days.items():
            mine.setdefault(day, []).append(credits)
    workspace = expected.figures(source, "workspace", "surface", *ALL_DAYS).days
    return Figures(mine, {day: [credits] for day, credits in workspace.items()}, source.facts.used)


def is_of(report, known):
    """Tell whether every figure of the stored `report` is one of the person's whose `Figures` are `known`."""
    mine, workspace = report["scopes"]["mine"], report["scopes"]["workspace"]
    used = ((report["limits"] or {}).get("personal") or {}).get("used")
    return (
        are_of(totals(mine["totals"]), known.mine)
        and all(are_of(sums(breakdown), known.mine) for breakdown in mine["breakdowns"])
        and (workspace is None or are_of(totals(workspace["totals"]), known.workspace))
        and (used is None or abs(used - known.used) < NEARLY)
    )


def totals(stored):
    """Return {day: credits} of stored totals."""
    return dict(zip(stored["days"], stored["values"], strict=True))


def sums(breakdown):
    """Return {day: credits} of a stored breakdown, its series added up."""
    values = zip(*[series["values"] for series in breakdown["series"]], strict=True)
    return {day: sum(value or 0 for value in row) for day, row in zip(breakdown["days"], values, strict=False)}


def are_of(days, known):
    """Tell whether each of `days`, {day: credits}, is what is `known` of that day; a day without figures has 0."""
    return all(any(abs(one - credits) < NEARLY for one in known.get(day, [0])) for day, credits in days.items())


def lost(before, after):
    """Return what `after`, a report of the same person, no longer has of `before`: days, or a later time of reading."""
    gone = sorted(set(before["scopes"]["mine"]["totals"]["days"]) - set(after["scopes"]["mine"]["totals"]["days"]))
    return gone + ([before["fetched_at"]] if after["fetched_at"] < before["fetched_at"] else [])
