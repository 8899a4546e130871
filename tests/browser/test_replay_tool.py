"""`make replay`: many recorded answers in one browser, each of them told apart from the others."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser.asking import BASE
from tests.browser.conftest import ROOT

SECONDS = 120
USAGE = {"method": "GET", "path": "/backend-api/wham/usage", "file": "usage.json", "status": 200}


def case(folder, name, body):
    """Write a case that answers for the limits with `body`."""
    (folder / name).mkdir(parents=True)
    (folder / name / "00_manifest.json").write_text(json.dumps({"files": [USAGE]}))
    (folder / name / "usage.json").write_text(body)


def replay(folder, **asked):
    """Run the tool; return (exit status, lines printed, lines of complaint, what it wrote)."""
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "replay.py"],
        env=os.environ | {"CALLED_FROM": str(folder), "BASE": str(BASE), "OUT": "out.json"} | asked,
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    out = folder / "out.json"
    return (
        run.returncode,
        run.stdout.splitlines(),
        run.stderr.splitlines(),
        out.exists() and json.loads(out.read_text()),
    )


@pytest.mark.usefixtures("dist")
def test_each_case_is_shown_for_itself_and_a_broken_one_is_a_line(tmp_path):
    limit = {"limit": "8000", "used": "2480.5", "used_percent": 31}
    case(tmp_path / "cases", "a", json.dumps({"plan_type": "business", "spend_control": {"individual_limit": limit}}))
    case(tmp_path / "cases", "b", json.dumps({"plan_type": "business", "spend_control": None, "credits": None}))
    (tmp_path / "cases" / "c.har").write_text("{}")
    status, lines, complaints, states = replay(tmp_path, CASES="cases")
    assert (status, complaints, sorted(states)) == (0, [], ["a", "b", "c"])
    assert lines[-1] == "3 cases, 1 failed"
    assert (states["a"]["shown"]["limit"]["limit"], states["b"]["shown"]["limit"]["limit"]) == (8000, None)
    assert states["a"]["network"]["hosts"] == ["chatgpt.com"]
    assert list(states["c"]) == ["failed"]


@pytest.mark.parametrize(
    ("asked", "word"), [({}, "CASES"), ({"CASES": "nowhere"}, "nowhere"), ({"CASES": ".", "RANGE": "7 days"}, "RANGE")]
)
@pytest.mark.usefixtures("dist")
def test_a_wish_that_makes_no_sense_is_one_line(tmp_path, asked, word):
    status, _, complaints, states = replay(tmp_path, **asked)
    assert (status, len(complaints), states) == (1, 1, False)
    assert word in complaints[0]
