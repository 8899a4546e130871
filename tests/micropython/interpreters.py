"""
The same question to both interpreters.

`program` is Python text that defines `answer(vector)`; vectors and answers are JSON. What raises is answered
{"raised": the exception's name}.
"""

import json
import subprocess
from pathlib import Path

RUNNER = Path(__file__).with_name("run.mjs")


def cpython(program, vectors):
    """Return [{"answer": ...} or {"raised": ...}] for `vectors`, from this interpreter."""
    names = {}
    exec(program, names)  # noqa: S102 - the text is a test's own
    answers = []
    for vector in vectors:
        try:
            answers.append({"answer": json.loads(json.dumps(names["answer"](vector)))})
        except Exception as error:
            answers.append({"raised": type(error).__name__})
    return answers


def micropython(program, vectors):
    """Return the same from the MicroPython that ships."""
    given = json.dumps({"program": program, "vectors": vectors})
    run = subprocess.run(["node", RUNNER, "answer"], input=given, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def differences(program, vectors):
    """Return [(vector, CPython's answer, MicroPython's answer)] where they differ."""
    answers = zip(vectors, cpython(program, vectors), micropython(program, vectors))
    return [(vector, one, other) for vector, one, other in answers if one != other]
