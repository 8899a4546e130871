"""Every break of tools/mutants.toml can still be made: its line is in its file, and the test named for it is there."""

import re
import subprocess
import sys
import tomllib

import pytest

from tools import mutants

BREAKS = tomllib.loads((mutants.ROOT / "tools/mutants.toml").read_text(encoding="utf-8"))["mutant"]


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one["name"])
def test_a_break_can_be_made(one):
    text = (mutants.ROOT / one["file"]).read_text(encoding="utf-8")
    assert mutants.broken(one, text) != text
    for test in one["tests"]:
        file, _, name = test.partition("::")
        assert re.search(
            rf"def {re.escape(name.partition('[')[0])}\(", (mutants.ROOT / file).read_text(encoding="utf-8")
        )


def test_the_named_cases_are_there():
    named = sorted({test for one in BREAKS for test in one["tests"]})
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", *mutants.ALL_TIERS, *named]
    found = subprocess.run(command, cwd=mutants.ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
