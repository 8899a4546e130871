"""
Simulated lives of the extension, without a browser, on every processor.

    N=1000 SEED=1 python -m tools.simulate        lives the seeds 1 to 1000; each that breaks is told with its seed

STEPS says how long a life is, KIND which breaks are told in full, TOLERATED ("HOLE,UNMARKED") after which a life goes on.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.util import Finalize
from pathlib import Path

from simulator.fast.lives import STEPS, Lives, counted

ROOT = Path(__file__).resolve().parent.parent

TOLD = 2  # breaks of a kind in full
AT_ONCE = 25  # lives of one batch
LIVES: list[Lives] = []  # the one of this process


def main():
    """Live N lives from SEED on, on every processor, and tell how they went."""
    number, first = int(os.environ.get("N") or 1000), int(os.environ.get("SEED") or 1)
    kind = os.environ.get("KIND") or ""
    seeds, began = list(range(first, first + number)), time.monotonic()
    broken: dict[str, list] = {}
    done: Counter[str] = Counter()
    with ProcessPoolExecutor(initializer=begin) as pool:
        for some, counts in pool.map(lived, [seeds[at : at + AT_ONCE] for at in range(0, number, AT_ONCE)]):
            done.update(counts)
            for name, cases in some.items():
                broken.setdefault(name, []).extend(cases)
    for name, cases in sorted(broken.items()):
        print(f"{name}: {len(cases)} of {number} lives, seeds {[seed for seed, _ in cases[:20]]}")
        for _, text in cases[:TOLD] if kind in name else ():
            print(text)
    print(", ".join(f"{action} {count}" for action, count in done.most_common()))
    print(f"{number} lives in {time.monotonic() - began:.0f} s")
    sys.exit(1 if broken else 0)


def begin():
    """Start the Node process that lives all lives of this process."""
    LIVES.append(Lives((os.environ.get("TOLERATED") or "").split(",")))
    Finalize(None, LIVES[0].close, exitpriority=1)


def lived(seeds):
    """Live the lives of `seeds`; return what broke and what was done."""
    return counted(LIVES[0], seeds, int(os.environ.get("STEPS") or STEPS))


if __name__ == "__main__":
    main()
