"""
Simulated lives, one after the other.

    Lives().live(7)      raises Broken where an invariant of checks.py does not hold
"""

from collections import Counter

from simulator.fast import popup
from simulator.fast.checks import Broken
from simulator.fast.life import Life
from simulator.fast.node import Node

STEPS = 16  # what happens in one life


class Lives:
    """One Node process and two popups, for as many lives as are asked for."""

    def __init__(self, tolerated=()):
        """Live on after a break of a `tolerated` kind, as when others are looked for."""
        self.node, self.tolerated = Node(), tolerated
        self.popups = [popup.Popup(self.node, number) for number in range(2)]

    def live(self, seed, steps=STEPS):
        """Live the life of `seed`; return it. Raises Broken with what was done so far."""
        life = Life(self, seed)
        try:
            for _ in range(steps):
                life.step()
        except Broken as what:
            raise Broken(what.kind, f"{what}\nseed {seed}, step {len(life.done)}: {' '.join(life.done)}") from None
        finally:
            life.end()
        return life

    def play(self, seed, script):
        """Live a life whose actions are told, ("wait", 1440) and the like; return it. Raises Broken."""
        life = Life(self, seed)
        try:
            for action in script:
                life.act(*action)
        finally:
            life.end()
        return life

    def close(self):
        self.node.close()


def counted(lives, seeds, steps=STEPS):
    """Live the lives of `seeds`; return {kind of break: [seed]} and how often each thing was done."""
    broken, done = {}, Counter()
    for seed in seeds:
        try:
            done.update(lives.live(seed, steps).done)
        except Broken as what:
            broken.setdefault(what.kind, []).append((seed, str(what)))
    return broken, done
