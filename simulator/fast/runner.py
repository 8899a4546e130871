"""
Simulated sessions, one after the other.

    SessionRunner().run(7)      raises InvariantViolation where an invariant of checks.py does not hold
"""

from collections import Counter

from simulator.fast import popup
from simulator.fast.checks import InvariantViolation
from simulator.fast.node import Node
from simulator.fast.session import Session

STEPS = 16  # what happens in one session


class SessionRunner:
    """One Node process and two popups, for as many sessions as are asked for."""

    def __init__(self, tolerated=()):
        """Go on after a violation of a `tolerated` kind, as when others are looked for."""
        self.node, self.tolerated = Node(), tolerated
        self.popups = [popup.PopupApp(self.node, number) for number in range(2)]

    def run(self, seed, steps=STEPS):
        """Run the session of `seed`; return it. Raises InvariantViolation with what was done so far."""
        session = Session(self, seed)
        try:
            for _ in range(steps):
                session.step()
        except InvariantViolation as what:
            raise InvariantViolation(
                what.kind, f"{what}\nseed {seed}, step {len(session.done)}: {' '.join(session.done)}"
            ) from None
        finally:
            session.end()
        return session

    def play(self, seed, script):
        """Run a session whose actions are given, ("wait", 1440) and the like; return it. Raises InvariantViolation."""
        session = Session(self, seed)
        try:
            for action in script:
                session.act(*action)
        finally:
            session.end()
        return session

    def close(self):
        self.node.close()


def count_violations(runner, seeds, steps=STEPS):
    """Run the sessions of `seeds`; return {kind of violation: [seed]} and how often each thing was done."""
    broken: dict[str, list] = {}
    done: Counter[str] = Counter()
    for seed in seeds:
        try:
            done.update(runner.run(seed, steps).done)
        except InvariantViolation as what:
            broken.setdefault(what.kind, []).append((seed, str(what)))
    return broken, done
