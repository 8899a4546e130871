"""
Random sessions of the extension, one after the other, and the waits that are too long for every day.

    N=500 SEED=1 python -m tools.soak        runs the seeds 1 to 500; a failing one is told with its command

DIST names another built extension than `dist/`.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from simulator.browser.chromium import HOST
from simulator.stateful.invariants import InvariantViolation, check
from simulator.stateful.runner import SessionRunner

ROOT = Path(__file__).resolve().parent.parent

AT_ONCE = 50  # sessions of one browser; then, and after a violation, a new one starts
LONG_WAITS = [sys.executable, "-m", "pytest", "-q", "tests/browser/long_waits.py"]


def main():
    """Run N sessions from SEED on, print the result, and wait the long waits unless only one session was asked for."""
    number, first = int(os.environ.get("N") or 100), int(os.environ.get("SEED") or 1)
    waiting = list(range(first, first + number))
    actions: Counter[str] = Counter()
    broken: list[int] = []
    began = time.monotonic()
    while waiting:
        run_some(waiting, actions, broken)
        print(f"{number - len(waiting)} sessions, {len(broken)} broken", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"seeds {first} to {first + number - 1}: {actions.total()} actions in {minutes:.1f} minutes,", end=" ")
    print(f"broken: {broken or 'none'}")
    print(", ".join(f"{action} {count}" for action, count in actions.most_common()), flush=True)
    failed = number > 1 and subprocess.run(LONG_WAITS, cwd=ROOT, check=False).returncode
    sys.exit(1 if broken or failed else 0)


def run_some(waiting, actions, broken):
    """Take seeds from `waiting` and run them in one browser; count the `actions`, note who is `broken`."""
    with SessionRunner(Path(os.environ.get("DIST") or ROOT / "dist")) as runner:
        for seed in waiting[:AT_ONCE]:
            waiting.remove(seed)
            try:
                actions.update(runner.run(seed).done)
            except InvariantViolation as what:
                print(what, flush=True)
                broken.append(seed)
                break
    check(runner.browser.hosts() <= {HOST}, f"other hosts were asked: {runner.browser.hosts()}")


if __name__ == "__main__":
    main()
