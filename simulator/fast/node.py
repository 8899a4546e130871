"""
The Node process of a simulation:
the worker in a browser that is not there, one line for the commands up to an answer.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from simulator.worker.worker import node

HERE = Path(__file__).resolve().parent
# One core for a session, and few collections.
FLAGS = ("--single-threaded-gc", "--max-semi-space-size=32")


class Node:
    """
    A process that runs one session after the other; close it when done.

    `answer` is called with each request ({"address", "headers"}) of a session that begins with `elsewhere=True`.
    """

    def __init__(self, answer=None):
        self.unanswered = []  # commands without an answer, which go with the next one that has one
        self.answer = answer
        theirs, ours = os.pipe()
        self._answers = os.fdopen(ours, "w")
        self._process: Any = subprocess.Popen(
            [node(), *FLAGS, str(HERE / "run.mjs"), str(theirs)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, pass_fds=[theirs],
        )  # fmt: skip
        os.close(theirs)

    def tell(self, command, /, **given):
        """Have something done before whatever is asked next."""
        given["do"] = command
        self.unanswered.append(given)

    def ask(self, command, /, **given):
        """Have something done, and return the answer."""
        self.tell(command, **given)
        commands, self.unanswered = self.unanswered, []
        self._process.stdin.write(json.dumps(commands) + "\n")
        self._process.stdin.flush()
        answer = self._next()
        while "request" in answer:
            self._answers.write(json.dumps(self.answer(answer["request"])) + "\n")
            self._answers.flush()
            answer = self._next()
        if "thrown" in answer:
            raise RuntimeError(answer["thrown"])
        return answer["value"]

    def _next(self):
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"thrown": "the process ended"}

    def close(self):
        self._answers.close()
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
