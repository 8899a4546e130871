"""
The same 120 random reports, read, split, drawn, compared and forecast on CPython and on the MicroPython that ships.

Answers are compared to the last bit: a float is told by its eight bytes, because MicroPython writes some with
another last digit. FUZZ=20 takes twenty times as many.
"""

import os
import random

import pytest

from codex_credits.model import dates
from simulator import factories
from tests.micropython import interpreters

REPORTS = 120 * int(os.environ.get("FUZZ") or 1)
BATCH = 40
# 12 series of 75 such days stay below the bound of a column, contract/vocabulary.json; no whole number, which JavaScript
# writes without its point.
LARGEST = 1e12 + 0.5

PROGRAM = """
import struct
from codex_credits.chart import columns
from codex_credits.model import breakdown, budget, drivers, forecast, report
from codex_credits.present import comparison
from simulator import factories

def bits(value):
    if value is True or value is False or value is None or isinstance(value, (str, int)):
        return value
    if value == 0:
        return 0
    if isinstance(value, float):
        return "".join(["%02x" % byte for byte in struct.pack(">d", value)])
    if isinstance(value, dict):
        return [[key, bits(value[key])] for key in sorted(value)]
    return [bits(one) for one in value]

def outlook(made, now):
    view, known = forecast.report_forecast(made, now)
    return bits([view, known])

def answer(vector):
    made = report.parse_report(vector["stored"])
    start, end, preset = vector["start"], vector["end"], vector["preset"]
    view = factories.view(preset, start, end)
    table = breakdown.build_table(made.mine, "model", start, end, vector["now"][:10])
    compared = comparison.compare(made.mine, view, table, vector["now"][:10], factories.FORMATTER)
    drawing = columns.draw(table, vector["width"], vector["height"], vector["hidden"], compared.line)
    others = {
        "compared": lambda: list(compared), "shares": lambda: breakdown.shares([series.total for series in table.series]),
        "changes": lambda: drivers.decompose(table, compared), "unusual": lambda: drivers.find_anomalies(made.mine, table),
        "period": lambda: budget.budget_period(made, vector["now"]),
    }
    found = [table, [drawing[place] for place in range(len(drawing) - 1)], others[vector["part"]]()]
    return bits(found) + [outlook(made, vector["now"])]
"""

PARTS = ("compared", "shares", "changes", "unusual", "period")


def random_amount(dice):
    """Return credits as ChatGPT gives them: nine decimals, now and then a refund, a tiny or a giant amount."""
    kind = dice.random()
    if kind < 0.02:
        return -round(dice.uniform(0, 50), 9)
    if kind < 0.05:
        return round(dice.uniform(0, 1e-6), 9)
    return min(round(dice.lognormvariate(3, 9 if kind > 0.99 else 1), 9), LARGEST)


def vector(seed):
    """Return one random stored report with the view, size and moment it is seen in."""
    dice = random.Random(seed)
    length = dice.randint(1, 75)
    end = dates.shift(factories.TODAY, -dice.choice([0, 0, 0, 1, 5]))
    days = [day for day in dates.between(dates.shift(end, 1 - length), end) if dice.random() < 0.85] or [end]
    columns = [
        (f"model-{dice.randint(0, 999)}-{at}", [random_amount(dice) if dice.random() < 0.8 else None for _ in days])
        for at in range(dice.randint(0, 12))
    ]
    totals = [
        sum(values[at] or 0 for _, values in columns) if dice.random() < 0.9 else random_amount(dice)
        for at in range(len(days))
    ]
    spans = [[dates.shift(days[0], -60), factories.TODAY]] if dice.random() < 0.8 else [[days[0], days[-1]]]
    fresh = dice.choice([factories.FRESH, "2026-11-20T21:00:00Z", None])
    scope = factories.stored_scope(days, totals, [factories.stored_breakdown(days, columns)], spans=spans, fresh=fresh)
    used = dice.choice([None, random_amount(dice), 1000 * dice.random()])
    personal = {"used": used, "limit": dice.choice([0, 500, 4000, None]), "remaining": None, "used_percent": None}
    first = dates.shift(end, -dice.choice([0, 6, 27, 100, 200]))
    return {
        "stored": factories.stored_report(scope, factories.stored_limits(personal)),
        "start": first,
        "end": end,
        "preset": dice.choice(["custom", "7"]),
        "now": f"{factories.TODAY}T{dice.randint(0, 23):02d}:30:00Z",
        "width": dice.randint(240, 1400),
        "height": dice.randint(120, 600),
        "hidden": [key for key, _ in columns if dice.random() < 0.1],
        "part": PARTS[seed % len(PARTS)],
    }


@pytest.mark.parametrize("first", range(0, REPORTS, BATCH))
def test_both_interpreters_see_the_same_in_random_reports(first):
    vectors = [vector(seed) for seed in range(first, first + BATCH)]
    assert interpreters.differences(PROGRAM, vectors) == []


def test_the_random_reports_are_told_and_not_refused():
    answers = interpreters.cpython(PROGRAM, [vector(seed) for seed in range(REPORTS)])
    assert {one["raised"] for one in answers if "raised" in one} == set()
    assert len({str(one) for one in answers}) == REPORTS


def test_both_interpreters_read_the_same_figures_from_json():
    dice = random.Random(1)
    program = "import struct\ndef answer(value): return list(struct.pack('>d', value))"
    assert interpreters.differences(program, [random_amount(dice) + 0.0 for _ in range(3000)]) == []
