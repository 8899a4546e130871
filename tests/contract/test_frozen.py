"""
What earlier versions stored, frozen: every schema ever shipped is opened by the present code with the figures it had.

A file of tests/frozen is what a version kept on disk and in memory, and what ChatGPT had served it. It is made once, by
the code of its time, and never again.
"""

import json
import re
from pathlib import Path

import pytest

from codex_credits.model import breakdown, report

ROOT = Path(__file__).resolve().parents[2]
# What schema 3 calls these, and what the schemas before it did.
RENAMED = {"report_status": "sections", "remaining": "left", "used_percent": "per_cent"}
RENAMED_IN = 3
FROZEN = {int(path.stem.removeprefix("schema-")): path for path in (ROOT / "tests" / "frozen").glob("schema-*.json")}


@pytest.fixture(params=sorted(FROZEN))
def frozen(request):
    """Return one frozen file."""
    return json.loads(FROZEN[request.param].read_text())


def test_every_schema_up_to_the_present_one_has_a_frozen_example():
    present = int(re.search(r"SCHEMA = (\d+);", (ROOT / "background" / "report" / "build.js").read_text())[1])
    assert sorted(FROZEN) == list(range(1, present + 1))
    assert present == report.SCHEMA
    for number, path in FROZEN.items():
        assert json.loads(path.read_text())["local"]["report"]["schema"] == number


def test_the_worker_takes_what_an_earlier_version_stored(worker, sound, frozen):
    stored = frozen["local"]["report"]
    found = worker.call("upgrade.upgradeReport", stored)
    sound(found)
    names = RENAMED if stored["schema"] < RENAMED_IN else {}
    status = stored[names.get("report_status", "report_status")]
    assert (found["report_status"], found["fetched_at"]) == (status, stored["fetched_at"])
    for name, scope in stored["scopes"].items():
        assert found["scopes"][name] == (scope and found["scopes"][name] | with_present_names(scope, names))
    for name in ("state", "limit", "used", "remaining", "used_percent", "resets_at"):
        assert found["limits"]["personal"][name] == stored["limits"]["personal"][names.get(name, name)]


def with_present_names(scope, names):
    """Return a stored scope whose breakdowns have the present names."""
    if not names:
        return scope
    kept = {name: part for name, part in scope.items() if name != "splits"}
    breakdowns = [
        {"breakdown" if name == "split" else name: part for name, part in one.items()} for one in scope["splits"]
    ]
    return kept | {"breakdowns": breakdowns}


def test_python_shows_what_an_earlier_version_stored(frozen):
    served, made = frozen["served"], report.parse_report(frozen["local"]["report"])
    table = breakdown.build_table(made.mine, "model", served["start"], served["end"], frozen["now"][:10])
    assert table.total == pytest.approx(served["total"])
    assert {
        one.key: one.total for one in [*table.series, *table.folded] if one.kind == breakdown.SERIES
    } == pytest.approx(served["model"])


def test_a_later_schema_is_said_to_be_one(frozen):
    with pytest.raises(report.ReportError) as error:
        report.parse_report(frozen["local"]["report"] | {"schema": report.SCHEMA + 1})
    assert error.value.code == "NEWER_SCHEMA"
