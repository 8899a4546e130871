"""
Simulated sessions of the extension, without a browser, on every processor.

    N=1000 SEED=1 python -m tools.simulate        runs the seeds 1 to 1000; each violation is printed with its seed

STEPS says how long a session is, KIND which violations are printed in full, TOLERATED ("HOLE,UNMARKED") after which a
session goes on.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.util import Finalize
from pathlib import Path

from simulator.fast.runner import STEPS, SessionRunner, count_violations

ROOT = Path(__file__).resolve().parent.parent

TOLD = 2  # breaks of a kind in full
AT_ONCE = 25  # sessions of one batch
RUNNERS: list[SessionRunner] = []  # the one of this process


def main():
    """Run N sessions from SEED on, on every processor, and print the result."""
    number, first = int(os.environ.get("N") or 1000), int(os.environ.get("SEED") or 1)
    kind = os.environ.get("KIND") or ""
    seeds, began = list(range(first, first + number)), time.monotonic()
    broken: dict[str, list] = {}
    done: Counter[str] = Counter()
    with ProcessPoolExecutor(initializer=start_runner) as pool:
        for some, counts in pool.map(run_seeds, [seeds[at : at + AT_ONCE] for at in range(0, number, AT_ONCE)]):
            done.update(counts)
            for name, cases in some.items():
                broken.setdefault(name, []).extend(cases)
    for name, cases in sorted(broken.items()):
        print(f"{name}: {len(cases)} of {number} sessions, seeds {[seed for seed, _ in cases[:20]]}")
        for _, text in cases[:TOLD] if kind in name else ():
            print(text)
    print(", ".join(f"{action} {count}" for action, count in done.most_common()))
    print(f"{number} sessions in {time.monotonic() - began:.0f} s")
    sys.exit(1 if broken else 0)


def start_runner():
    """Start the Node process that runs all sessions of this process."""
    RUNNERS.append(SessionRunner((os.environ.get("TOLERATED") or "").split(",")))
    Finalize(None, RUNNERS[0].close, exitpriority=1)


def run_seeds(seeds):
    """Run the sessions of `seeds`; return the violations and what was done."""
    return count_violations(RUNNERS[0], seeds, int(os.environ.get("STEPS") or STEPS))


if __name__ == "__main__":
    main()
