"""The worker takes a stored report exactly when contract/report.schema.json does and what a schema cannot say holds."""

import copy
import json
import re
from datetime import datetime
from math import copysign, fsum

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codex_credits.model import activity, contract, report
from tests.contract.conftest import SCHEMA
from tests.properties import mutations

SETTINGS = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
COLUMNS = {"activity": ("turns", "threads"), "tokens": ("input", "cached", "output")}
DATED = {"at", "day", "days", "fetched_at", "fresh", "previous_reset", "resets_at", "spans", "truncated_before"}
AMOUNTS = ("limit", "used", "remaining", "used_percent", "resets_at")
NOW = "2026-09-19T14:05:00Z"


@pytest.fixture(scope="module")
def validator():
    return jsonschema_rs.validator_for(json.loads(SCHEMA.read_text()))


@pytest.fixture(scope="module")
def whole(plain_worker):
    """Return a report in which every part is filled."""
    stored = plain_worker.report(mutations.whole())
    stored["restatements"] = [{"day": "2026-09-02", "was": 3.5, "now": 4}, {"day": "2026-09-01", "was": 1, "now": 0}]
    stored["limits"]["increase_request"] = {"kind": "custom", "url": "https://example.com/more"}
    stored["limits"]["others"] = [{"kind": "group_default", "name": "Research", "unit": None} | dict.fromkeys(AMOUNTS)]
    stored["limits"]["previous"] = {"limit": 9, "at": NOW, "resets_at": NOW}
    return stored | {"truncated_before": "2026-08-20"}


def changed_texts(value, dice):
    """Change one text of a report to one that differs little, in place."""
    texts = [(parent, place) for parent, place in mutations.nodes(value) if isinstance(parent[place], str)]
    parent, place = dice.choice(texts)
    text = parent[place]
    days = ("2026-02-30", "2026-09-17", "2026-02-30T00:00:00Z", "2026-09-17T24:30:00Z")
    parent[place] = dice.choice((*days, "a" * 200, "a" * 201, text.upper(), text[:-1]))


def texts(value):
    """Yield every text of a value, names included."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def numbers(value):
    """Yield every number of a value."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def is_well_formed(text):
    return not re.search("[\ud800-\udfff]", text)


def dates(value):
    """Yield every day and instant of a report."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from texts(one) if name in DATED else dates(one)
    elif isinstance(value, list):
        for one in value:
            yield from dates(one)


def is_on_the_calendar(text):
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def in_units(text):
    """Return a text as JavaScript compares and measures it."""
    return text.encode("utf-16-be")


def tables(scope):
    """Yield (days, columns) of each table of a scope."""
    yield scope["totals"]["days"], [scope["totals"]["values"]]
    for breakdown in scope["breakdowns"]:
        yield breakdown["days"], [series["values"] for series in breakdown["series"]]
    for part, names in COLUMNS.items():
        if scope[part]:
            yield scope[part]["days"], [scope[part][name] for name in names]


def is_sound_scope(scope):
    """Tell whether days and spans are sorted, and each column has one value for each day and no giant sum."""
    parts = [scope, *scope["breakdowns"], *[scope[part] for part in COLUMNS if scope[part]]]
    for spans in [part["spans"] for part in parts]:
        ends = [end for span in spans for end in span]
        starts = [first for first, _ in spans]
        if ends != sorted(ends) or any(first == last for last, first in zip(ends[1::2], starts[1:])):
            return False
    keys = [[in_units(series["key"]) for series in breakdown["series"]] for breakdown in scope["breakdowns"]]
    columns = [(days, column) for days, found in tables(scope) for column in found]
    return (
        all(one == sorted(set(one)) for one in [*keys, *[days for days, _ in tables(scope)]])
        and all(len(days) == len(column) for days, column in columns)
        and all(fsum(abs(value or 0) for value in column) <= contract.TOTAL for _, column in columns)
    )


def expected(validator, stored):
    """Tell whether a report is valid by its schema, and by what the schema cannot say."""
    if not all(map(is_well_formed, texts(stored))) or not validator.is_valid(stored):
        return False
    scopes = [scope for scope in stored["scopes"].values() if scope]
    return (
        all(map(is_on_the_calendar, dates(stored)))
        and all(len(in_units(text)) <= 2 * contract.NAME_LENGTH for text in texts(stored) if text[:8] != "https://")
        and not any(value == 0 and copysign(1, value) < 0 for value in numbers(stored))
        and all(map(is_sound_scope, scopes))
    )


@SETTINGS
@given(dice=st.randoms(use_true_random=False))
def test_the_worker_takes_a_report_exactly_when_its_schema_does(plain_worker, validator, whole, dice):
    stored = copy.deepcopy(whole)
    for _ in range(dice.randint(0, 2)):
        dice.choice((mutations.mutate_once, changed_texts))(stored, dice)
    is_valid = plain_worker.call("validate.isReport", stored)
    assert is_valid is expected(validator, stored)
    if is_valid:
        reads(stored)


def reads(stored):
    """Read every part of a report as the popup does, which takes all that the worker takes."""
    made = report.parse_report(json.loads(json.dumps(stored)))
    for scope in [one for one in (made.mine, made.workspace) if one]:
        assert len(scope.totals) == len(stored["scopes"][scope.name]["totals"]["days"])
        for name in scope.names:
            scope.breakdown(name)
        for part, names in COLUMNS.items():
            activity.counts_by_day(stored["scopes"][scope.name][part], names, part)
