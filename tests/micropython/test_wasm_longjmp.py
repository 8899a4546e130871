"""Exceptions on the interpreter that ships, whose jumps do not pass through JavaScript (tools/wasm_longjmp.py)."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.micropython import interpreters
from tools import wasm_longjmp

# Through calls, loops, generators, comprehensions, `with` and `finally`: what was raised, and what ran on the way.
PROGRAM = """
ran = []

class Held:
    def __enter__(self):
        return self

    def __exit__(self, *found):
        ran.append("exit")
        return found[0] is KeyError

def deep(levels, error):
    if levels == 0:
        raise error
    try:
        return deep(levels - 1, error)
    finally:
        ran.append(levels)

def numbers():
    try:
        yield 1
        yield 2
    except IndexError:
        yield "caught"

def answer(kind):
    ran.clear()
    if kind == "deep":
        try:
            deep(30, ValueError("x"))
        except ValueError as error:
            return [str(error), ran]
    if kind == "other":
        try:
            deep(3, ValueError())
        except KeyError:
            return "wrong"
    if kind == "with":
        with Held():
            deep(2, KeyError())
        return ran
    if kind == "generator":
        given = numbers()
        return [next(given), given.throw(IndexError())]
    if kind == "comprehension":
        return [one for one in range(3) if 1 // (one - 1)]
    if kind == "sorted":
        return sorted([3, "a", 1])
    if kind == "key":
        return sorted([1, 2], key=lambda one: deep(1, RuntimeError()))
    if kind == "many":
        found = 0
        for at in range(5000):
            try:
                deep(at % 5, KeyError())
            except KeyError:
                found += 1
        return [found, len(ran)]
"""
KINDS = ["deep", "other", "with", "generator", "comprehension", "sorted", "key", "many"]


@pytest.fixture(scope="module")
def found():
    run = subprocess.run(
        ["node", Path(__file__).with_name("wasm_longjmp.mjs")], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_both_interpreters_raise_alike():
    assert interpreters.differences(PROGRAM, KINDS) == []


def test_no_jump_is_left_to_javascript(found):
    assert [name for name in found["imports"] if name.startswith("invoke_") or "longjmp" in name] == []


def test_an_exception_between_python_and_javascript_arrives_and_nothing_is_broken_after_it(found):
    assert found["outcomes"] == {
        "out of Python": "ValueError: of Python",
        "into JavaScript, which catches it": "ValueError: of Python",
        "of JavaScript's, through Python": "of JavaScript",
        "too deep": "RuntimeError: maximum recursion depth exceeded",
        "too large": "MemoryError: memory allocation failed, allocating 536870912 bytes",
        "afterwards": "45",
    }


def test_a_loader_that_jumps_otherwise_is_refused(tmp_path):
    (tmp_path / "loader.mjs").write_text("no such functions", encoding="utf-8")
    with pytest.raises(ValueError, match="jumps"):
        wasm_longjmp.merge(tmp_path / "any.wasm", tmp_path / "loader.mjs")
