"""
Bodies mutated the way bodies break: a member lost, renamed, of another type, nested, giant, negative; rows doubled, shuffled.

`dice` is anything with the methods of `random.Random`, so a seed gives the same mutated bodies again, and Hypothesis can
make a failing case smaller.
"""

import copy
import json

from codex_credits.model import contract
from simulator.worker.worker import base, bodies

DAILY = contract.DAILY_REPORTS
REPORTS = ("limits", "monthly", "accounts", *DAILY)
ROWS = 6  # of the newest days; more say nothing new
# What stands in for a value. None of the texts that look like numbers is one, but for the plain decimals.
SCALARS = (
    None, True, False, 0, -0.0, 1, -1, -17.25, 0.1, 1e-9, 5e-324, 999_999_999_999.5, 1e12, -1e12, 1e13, 1e300, 2**31, 2**53 + 1, -(2**63),
    "", " ", "12.50", "-3", "007", "NaN", "nan", "Infinity", "-inf", "1e5", "1e400", "0x10", "1_000", " 12 ", "1,5", "+4", "٣", ".5", "5.",
    "2026-09-17", "2026-02-30", "2026-09-17T12:00:00Z", "__proto__", "constructor", "~other", "~unattributed", "\u202egnp", "\ud800", "x" * 900,
)  # fmt: skip
NAMES = ("__proto__", "constructor", "toString", "", "data", "date", "values", "credits", "total", "gpt-9", "x" * 300, "\u0000")  # fmt: skip
KINDS = (
    {"status": 200, "body": "null"}, {"status": 403, "body": "{}"}, {"status": 404, "body": "{}"}, {"status": 422, "body": "[]"},
    {"status": 500, "body": ""}, {"status": 200, "body": "<html>", "type": "text/html"}, {"status": 200, "body": '{"data":[{"date"'},
    {"status": 200, "body": '{"data":[NaN]}'}, {"status": 200, "body": '{"unit":"credits","data":[{"date":"2026-09-18","values":{"a":1e999}}]}'},
)  # fmt: skip


def short(body):
    """Return a body with its newest rows only."""
    return body | {"data": body["data"][-ROWS:]} if "data" in body else body


def ordinary():
    """Return {report: its ordinary body}, cut short, the workspace's included."""
    found = {report: short(bodies(report)) for report in REPORTS if report != "workspace"}
    return found | {"workspace": short(bodies("activity"))}


ORDINARY = ordinary()


def nodes(value, parent=None, place=None):
    """Yield (parent, place) of every node of a body but its root."""
    if parent is not None:
        yield parent, place
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in list(children):
        yield from nodes(child, value, name)


def wrapped(value, dice):
    """Return `value` one level deeper, or many."""
    for _ in range(dice.choice((1, 1, 2, 60))):
        value = [value] if dice.random() < 0.5 else {"value": value}
    return value


def scaled(value, dice):
    """Return a number moved, turned or made giant; anything else as a text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value * dice.choice((-1, 1e-12, 1e6, 1e9, 1e300))
    return str(value)


def mutate_rows(rows, dice):
    """Return the rows of a body doubled, shuffled, moved to another's day, or fewer."""
    rows = copy.deepcopy(rows)
    for _ in range(dice.randint(1, 3)):
        if not rows:
            break
        way, row = dice.choice(("double", "same day", "shuffle", "lose", "far")), dice.choice(rows)
        if way == "double":
            rows.append(copy.deepcopy(row))
        elif way == "same day" and isinstance(row, dict):
            row["date"] = dice.choice(rows).get("date")
        elif way == "shuffle":
            rows = dice.sample(rows, len(rows))
        elif way == "lose":
            rows.remove(row)
        elif isinstance(row, dict):
            row["date"] = dice.choice(("2001-01-01", "2026-09-20", "2026-08-20", "9999-12-31"))
    return rows


REPLACED = {
    "scalar": lambda _value, dice: dice.choice(SCALARS),
    "nest": wrapped,
    "scale": scaled,
    "empty": lambda _value, dice: dice.choice(([], {})),
}


def mutate_once(body, dice):
    """Change one thing of `body`, in place."""
    found = list(nodes(body))
    if not found:
        return
    if isinstance(body.get("data"), list) and dice.random() < 0.25:
        body["data"] = mutate_rows([row for row in body["data"] if isinstance(row, dict)], dice)
        return
    parent, place = dice.choice(found)
    way = dice.choice(("scalar", "scalar", "nest", "scale", "empty", "swap", "rename", "lose"))
    if way in REPLACED:
        parent[place] = REPLACED[way](parent[place], dice)
    elif way == "swap":
        other, where = dice.choice(found)
        parent[place] = copy.deepcopy(other[where])
    elif way == "rename" and isinstance(parent, dict):
        parent[dice.choice(NAMES)] = parent.pop(place)
    else:
        del parent[place]


def mutate(body, dice):
    """Return `body` with a few things changed."""
    body = copy.deepcopy(body)
    for _ in range(dice.randint(1, 4)):
        mutate_once(body, dice)
    return body


def random_answers(dice):
    """Return (the bodies sent, the answers to a refresh), some of them mutated."""
    sent = dict(ORDINARY)
    changed = dict(sent)
    everything = dice.random() < 0.1
    for report in REPORTS if everything else dice.sample(REPORTS, dice.randint(1, 4)):
        if everything or dice.random() < 0.12:
            sent[report], changed[report] = None, dice.choice(KINDS)
        else:
            sent[report] = changed[report] = mutate(sent[report], dice)
    told = {report: change if sent[report] is None else as_answer(change) for report, change in changed.items()}
    if not everything and dice.random() < 0.3:
        told["limits"] = "wham_usage_enterprise_no_limit"  # then the month is asked for
    return sent, base(**told)


def whole():
    """Return the answers that fill every part of a report, none of them mutated."""
    everything = {report: as_answer(body) for report, body in ORDINARY.items()}
    limits = bodies("limits")
    limits["spend_control"]["workspace_shared_limit"] = {"limit": "250000", "used": "1.5", "reset_at": None}
    return base(**everything | {"limits": as_answer(limits)})


def as_answer(body):
    """Return the answer that sends `body`; what JSON has no word for, such as half a letter, is escaped."""
    return {"status": 200, "body": json.dumps(body)}
