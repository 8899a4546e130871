"""
Mutated answers all the way: the page's copy, the worker's report, Python's reading, the screen, the details, the files.

FUZZ=20 runs twenty times as many.
"""

import copy
import json
import os
import random
from math import fsum, isfinite

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_credits.model import breakdown, contract, report
from codex_credits.present import comparison, export
from simulator import factories
from simulator.worker.worker import SPAN, Worker
from tests.micropython import interpreters
from tests.properties import mutations

TIMES = int(os.environ.get("FUZZ", "1"))
NOW = "2026-09-19T14:05:00Z"
CODES = {
    "SIGNED_OUT", "PERSONAL", "CHALLENGE", "BLOCKED", "RATE_LIMITED", "NO_WORKSPACE", "OFFLINE", "TIMEOUT", "SERVER", "TOO_BIG", "SHAPE", "UNIT",
    "NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "BAD_REQUEST", "WORKSPACE_CHANGED",
}  # fmt: skip
BREAKDOWNS = contract.BREAKDOWNS
RANGE = {"preset": "custom", "start": SPAN[0], "end": SPAN[1]}
SETTINGS = settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.close()


def ended(worker, answers):
    """Return {"report"} or {"code"} of a refresh, as the worker would."""
    envelope, _ = worker.collect(answers)
    return envelope if "code" in envelope else worker.build_report(envelope)


def numbers(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
    elif isinstance(value, float):
        yield value


def by_day(body):
    """Return {day: credits} of a credit report that was taken whole; the same row twice is one."""
    days, seen = {}, set()
    for row in body["data"]:
        day = row["date"][:10]
        content = (day, json.dumps(row["values"]))
        if SPAN[0] <= day <= SPAN[1] and content not in seen:
            seen.add(content)
            values = [float(value) for value in row["values"].values() if value is not None]
            if values or not row["values"]:
                days.setdefault(day, []).extend(values)
    return {day: fsum(values) for day, values in days.items()}


def holds_every_credit(stored, sent):
    """Find in each credit breakdown that was read the credits that were sent, day by day, and the same in the totals."""
    codes = {section["report"]: section["code"] for section in stored["report_status"]}
    mine = stored["scopes"]["mine"]
    for one in mine["breakdowns"]:
        if one["source"] != "credits" or one["breakdown"] == "surface" or codes[one["breakdown"]] != "ok":
            continue
        expected = pytest.approx(by_day(sent[one["breakdown"]]), rel=1e-9, abs=1e-6)
        columns = [series["values"] for series in one["series"]]
        assert {day: fsum(column[at] or 0 for column in columns) for at, day in enumerate(one["days"])} == expected
        if mine["totals"]["source"] == one["breakdown"]:
            assert dict(zip(mine["totals"]["days"], mine["totals"]["values"])) == expected


def shows_what_is_stored(stored):
    """Find each breakdown of each scope drawn, its rows adding up to its total, and everything else told without a fall."""
    made = report.parse_report(stored)
    for scope in ("mine", "workspace") if made.workspace else ("mine",):
        for name in BREAKDOWNS:
            view = {"breakdown": name, "scope": scope, "compare": True} | RANGE
            shown = factories.built(made, comparison=comparison, now=NOW, **view)
            adds_up(shown.table)
            factories.details_of(made, shown, NOW)
            assert export.csv(shown, factories.exact).count("\r\n") > len(shown.table.days)


def adds_up(table):
    parts = fsum(series.total for series in table.series)
    size = fsum(abs(series.total) for series in table.series)
    assert all(isfinite(value) for series in table.series for value in series.values if value is not None)
    if table.series:
        assert table.total is not None
        assert abs(parts - table.total) <= max(1e-9 * size, len(table.days) * len(table.series) * breakdown.TOLERANCE)


@SETTINGS
@given(dice=st.randoms(use_true_random=False))
def test_mutated_answers_end_as_a_report_that_holds_every_credit_or_as_a_code(worker, dice):
    sent, answers = mutations.random_answers(dice)
    result = ended(worker, answers)
    if "report" not in result:
        assert result["code"] in CODES
        return
    stored = result["report"]
    assert all(isfinite(value) for value in numbers(stored))
    holds_every_credit(stored, sent)
    shows_what_is_stored(stored)


def stored_of(worker, seeds):
    """Return the stored reports that mutated answers ended as."""
    ends = [ended(worker, mutations.random_answers(random.Random(seed))[1]) for seed in seeds]
    return [one["report"] for one in ends if "report" in one]


def fallen(whole, seed):
    """Return a stored report damaged as a disk would, or a person. Half a letter cannot be stored."""
    stored, dice = copy.deepcopy(whole), random.Random(seed)
    limits, mine = stored["limits"], stored["scopes"]["mine"]
    parts = (stored, limits, limits["personal"], limits["credits"], stored["scopes"], mine, mine["breakdowns"][0])
    for _ in range(dice.randint(1, 3)):
        mutations.mutate_once(dice.choice(parts), dice)
    return json.loads(json.dumps(stored).replace(r"\ud800", r"\ufffd"))


PROGRAM = """
import struct
from codex_credits.model import report
from codex_credits.present import comparison
from simulator import factories

def bits(value):
    if value is True or value is False or value is None or isinstance(value, str):
        return value
    if value == 0:
        return 0
    if isinstance(value, (int, float)):  # JavaScript writes whole doubles as integers
        return "".join(["%02x" % byte for byte in struct.pack(">d", value)])
    if isinstance(value, dict):
        return [[key, bits(value[key])] for key in sorted(value)]
    return [bits(one) for one in value]

def answer(vector):
    made = report.parse_report(vector["stored"])
    shown = factories.built(
        made, comparison=comparison, now=vector["now"], preset="custom", start=vector["start"], end=vector["end"],
        breakdown=vector["breakdown"], scope=vector["scope"], compare=True,
    )
    line, sections = factories.details_of(made, shown, vector["now"])
    facts = [[one.key, one.values, one.state] for section in sections for one in section.facts]
    rows = [[row.key, row.hue, row.label, row.credits, row.share] for row in shown.rows]
    codes = [notice.code for notice in shown.notices]
    return bits([shown.table, [shown.drawing[place] for place in range(len(shown.drawing) - 1)], rows, codes, facts])
"""


def vector(number, stored):
    return {
        "stored": stored,
        "now": NOW,
        "start": ("2026-09-01", "2026-09-14", "2026-06-20")[number % 3],
        "end": SPAN[1],
        "breakdown": BREAKDOWNS[number % len(BREAKDOWNS)],
        "scope": ("mine", "workspace")[number % 7 == 0],
    }


@pytest.mark.parametrize("batch", range(TIMES))
def test_both_interpreters_see_the_same_in_what_mutated_answers_left(worker, batch):
    stored = stored_of(worker, range(batch * 60, batch * 60 + 60))
    assert len(stored) > 20
    vectors = [vector(number, one) for number, one in enumerate(stored)]
    assert interpreters.differences(PROGRAM, vectors) == []
    assert {one.get("raised") for one in interpreters.cpython(PROGRAM, vectors)} <= {None, "ReportError"}


@pytest.mark.parametrize("batch", range(TIMES))
def test_both_interpreters_see_the_same_in_a_damaged_disk_and_refuse_it_alike(worker, batch):
    whole = worker.report(mutations.whole())
    vectors = [vector(seed, fallen(whole, seed)) for seed in range(batch * 150, batch * 150 + 150)]
    assert interpreters.differences(PROGRAM, vectors) == []
    assert {one.get("raised") for one in interpreters.cpython(PROGRAM, vectors)} <= {None, "ReportError"}
