"""
The Node process of a simulation:
the worker in a browser that is not there, one line for the commands up to an answer.
"""

import json
import subprocess
from pathlib import Path

from simulator.worker.worker import node

HERE = Path(__file__).resolve().parent
# One core for a life, and few collections.
FLAGS = ("--single-threaded-gc", "--max-semi-space-size=32")


class Node:
    """A process that runs one session after the other; close it when done."""

    def __init__(self):
        self.told = []  # commands without an answer, which go with the next one that has one
        self._process = subprocess.Popen(
            [node(), *FLAGS, str(HERE / "run.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, command, /, **given):
        """Have something done before whatever is asked next."""
        given["do"] = command
        self.told.append(given)

    def ask(self, command, /, **given):
        """Have something done, and return the answer."""
        self.tell(command, **given)
        commands, self.told = self.told, []
        self._process.stdin.write(json.dumps(commands) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"thrown": "the process ended"}
        if "thrown" in answer:
            raise RuntimeError(answer["thrown"])
        return answer["value"]

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
