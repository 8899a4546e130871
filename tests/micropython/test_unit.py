"""Every file of tests/unit, run again on the interpreter that ships, all in one process."""

import json
import subprocess
from pathlib import Path

import pytest

RUNNER = Path(__file__).with_name("run.mjs")
FILES = sorted(path.stem for path in (RUNNER.parents[1] / "unit").glob("test_*.py"))


@pytest.fixture(scope="module")
def results():
    """Return {file: {"tests": how many, "failed": the tracebacks}}."""
    run = subprocess.run(["node", RUNNER, "test", *FILES], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", FILES)
def test_holds_on_micropython(results, name):
    assert results[name]["failed"] == []
    assert results[name]["tests"] > 0
