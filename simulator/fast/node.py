"""The Node process of a simulation: the worker in a browser that is not there, one line for the commands up to an answer."""

import json
from pathlib import Path

from simulator.worker.worker import Lines, node

HERE = Path(__file__).resolve().parent
# One core for a life, and few collections.
FLAGS = ("--single-threaded-gc", "--max-semi-space-size=32")


class Node:
    """A process that runs one session after the other; close it when done."""

    def __init__(self):
        self.told = []  # commands without an answer, which go with the next one that has one
        self._process = Lines(node(), *FLAGS, str(HERE / "run.mjs"))

    def tell(self, command, /, **given):
        """Have something done before whatever is asked next."""
        given["do"] = command
        self.told.append(given)

    def ask(self, command, /, **given):
        """Have something done, and return the answer."""
        self.tell(command, **given)
        commands, self.told = self.told, []
        line = self._process.ask(json.dumps(commands))
        answer = json.loads(line) if line else {"thrown": "the process ended"}
        if "thrown" in answer:
            raise RuntimeError(answer["thrown"])
        return answer["value"]

    def close(self):
        self._process.close()
