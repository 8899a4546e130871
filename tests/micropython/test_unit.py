"""Every file of tests/unit, run again on the interpreter that ships."""

import subprocess
from pathlib import Path

import pytest

RUNNER = Path(__file__).with_name("run.mjs")
FILES = sorted((RUNNER.parents[1] / "unit").glob("test_*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_holds_on_micropython(file):
    run = subprocess.run(["node", RUNNER, "test", file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
