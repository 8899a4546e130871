"""For any answers: a sound report or a code, never an exception, and no credit lost."""

import copy
import json
from math import fsum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.worker.worker import base, bodies
from tests.contract.stored_report import breakdown

CODES = {
    "SIGNED_OUT", "CHALLENGE", "BLOCKED", "RATE_LIMITED", "NO_WORKSPACE", "OFFLINE", "TIMEOUT", "SERVER", "TOO_BIG", "SHAPE", "UNIT",
    "NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "BAD_REQUEST", "INTERNAL", "PERSONAL",
}  # fmt: skip
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
DAYS = [f"2026-09-{day:02d}" for day in range(1, 20)]
AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False, width=64).map(lambda value: round(value, 6))
NAMES = st.text(max_size=12) | st.sampled_from(["__proto__", "constructor", "gpt-5.6-sol", "Other"])
ROWS = st.lists(st.tuples(st.sampled_from(DAYS), st.dictionaries(NAMES, AMOUNTS, max_size=5)), max_size=12)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def short(body):
    """Return a body cut to its last two rows, to make a case cheap."""
    return body | {"data": body["data"][-2:]} if "data" in body else body


DAILY = ("product", "model", "speed", "effort", "surface", "activity")
SHORT = {name: short(bodies(name)) for name in DAILY} | {"workspace": short(bodies("activity"))}
HEADER = {name: value for name, value in SHORT["product"].items() if name != "data"}


@pytest.fixture(scope="module")
def envelope(plain_worker):
    return plain_worker.collect(base(**SHORT))[0]


def body_of(rows):
    rows = [{"date": day, "values": list(values.items())} for day, values in rows]
    return HEADER | {"series": []} | {"data": rows}


def totals(worker, envelope, body):
    """Return {day: total} of an envelope whose product rows are those of `body`, as the page copies them."""
    mine = copy.deepcopy(envelope)
    for answer in mine["answers"]:
        if answer["report"] in ("model", "speed", "effort", "surface"):
            answer |= {"status": 403, "kind": "json", "body": {"refusal_reason": None}}
        if answer["report"] == "product":
            answer["body"] = body
    stored = worker.build_report(mine)["report"]["scopes"]["mine"]["totals"]
    return dict(zip(stored["days"], stored["values"]))


def summed(rows):
    """Return {day: credits}: the same row twice is one."""
    days = {day: [] for day, _ in rows}
    different = {(day, tuple(values.items())): values for day, values in rows}
    for (day, _), values in different.items():
        days[day] += values.values()
    return {day: fsum(values) for day, values in days.items()}


@SETTINGS
@given(rows=ROWS)
def test_the_totals_are_the_sums_whatever_the_names(worker, envelope, rows):
    assert totals(worker, envelope, body_of(rows)) == pytest.approx(summed(rows), rel=1e-9, abs=1e-6)


@SETTINGS
@given(rows=ROWS, random=st.randoms())
def test_the_order_of_rows_does_not_matter(worker, envelope, rows, random):
    shuffled = random.sample(rows, len(rows))
    first, second = totals(worker, envelope, body_of(rows)), totals(worker, envelope, body_of(shuffled))
    assert first == pytest.approx(second, rel=1e-9, abs=1e-6)


@SETTINGS
@given(rows=ROWS)
def test_a_day_split_over_two_rows_is_the_same_day(worker, envelope, rows):
    parts = [(day, {name: value}) for day, values in rows for name, value in values.items()]
    expected = summed(parts)
    assert totals(worker, envelope, body_of(parts)) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@SETTINGS
@given(rows=ROWS)
def test_no_name_takes_the_credits_of_another(worker, envelope, rows):
    mine = copy.deepcopy(envelope)
    next(one for one in mine["answers"] if one["report"] == "product")["body"] = body_of(rows)
    stored = breakdown(worker.build_report(mine)["report"], "product")
    keys = {name.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for _, values in rows for name in values}
    assert {series["key"] for series in stored["series"]} == keys


def paths(value, path=()):
    """Yield the path to every node of a body."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from paths(child, (*path, name))


def put(body, path, value):
    if not path:
        return value
    node = body
    for name in path[:-1]:
        node = node[name]
    node[path[-1]] = value
    return body


def sound_or_coded(result):
    if "report" in result:
        return  # the worker fixture has held it to the schema
    assert result["code"] in CODES
    assert result["wait"] is None or 60_000 <= result["wait"] <= 3_600_000


@SETTINGS
@given(data=st.data())
def test_a_body_mutated_anywhere_gives_a_sound_report_or_a_code(worker, data):
    report = data.draw(
        st.sampled_from(["limits", "product", "surface", "activity", "monthly", "workspace", "accounts"])
    )
    body = copy.deepcopy(SHORT.get(report) or bodies(report))
    for _ in range(data.draw(st.integers(1, 3))):
        found = list(paths(body))
        body = put(body, data.draw(st.sampled_from(found)), data.draw(JSON))
    answer = {"status": 200, "body": json.dumps(body)}
    more = {"limits": "wham_usage_enterprise_no_limit"} if report == "monthly" else {}
    sound_or_coded(worker.refresh(base(**SHORT | {report: answer} | more)))


@SETTINGS
@given(data=st.data())
def test_an_envelope_mutated_anywhere_gives_a_sound_report_or_a_code(worker, envelope, data):
    mine = copy.deepcopy(envelope)
    for _ in range(data.draw(st.integers(1, 3))):
        mine = put(mine, data.draw(st.sampled_from(list(paths(mine)))), data.draw(JSON))
    sound_or_coded(worker.build_report(mine))


@SETTINGS
@given(value=JSON)
def test_what_is_stored_under_another_name_is_never_taken_for_a_report(worker, value):
    assert worker.call("validate.isReport", value) is False
    assert worker.call("plan.parseIntervals", value, "2026-11-23") == [["2026-11-01", "2026-11-23"]]


@SETTINGS
@given(
    first=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=5),
    second=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=5),
)
def test_spans_behave_as_sets_of_days(worker, first, second):
    days = [day for day, _ in reversed(worker.call("intervals.chunk", [["2026-01-01", "2026-06-30"]], 1))]

    def spans(pairs):
        return [[days[at], days[at + length]] for at, length in pairs]

    def as_set(found):
        return {day for start, end in found for day in days if start <= day <= end}

    one, other = as_set(spans(first)), as_set(spans(second))
    assert as_set(worker.call("intervals.union", spans(first))) == one
    assert as_set(worker.call("intervals.difference", spans(first), spans(second))) == one - other
    assert as_set(worker.call("intervals.intersection", spans(first), spans(second))) == one & other
