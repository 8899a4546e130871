"""
Random lives of the extension, one after the other, and the waits that are too long for every day.

    N=500 SEED=1 python -m tools.soak        lives the seeds 1 to 500; a failing one is told with its command

DIST names another built extension than `dist/`.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from simulator.browser.chromium import HOST
from simulator.stateful.invariants import Broken, must
from simulator.stateful.sessions import Lives

ROOT = Path(__file__).resolve().parent.parent

AT_ONCE = 50  # lives of one browser; then, and after one that broke, a new one begins
LONG_WAITS = [sys.executable, "-m", "pytest", "-q", "tests/browser/long_waits.py"]


def main():
    """Live N lives from SEED on, tell how they went, and wait the long waits unless only one life was asked for."""
    number, first = int(os.environ.get("N") or 100), int(os.environ.get("SEED") or 1)
    waiting = list(range(first, first + number))
    actions: Counter[str] = Counter()
    broken: list[int] = []
    began = time.monotonic()
    while waiting:
        live_some(waiting, actions, broken)
        print(f"{number - len(waiting)} lives, {len(broken)} broken", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"seeds {first} to {first + number - 1}: {actions.total()} actions in {minutes:.1f} minutes,", end=" ")
    print(f"broken: {broken or 'none'}")
    print(", ".join(f"{action} {count}" for action, count in actions.most_common()), flush=True)
    failed = number > 1 and subprocess.run(LONG_WAITS, cwd=ROOT, check=False).returncode
    sys.exit(1 if broken or failed else 0)


def live_some(waiting, actions, broken):
    """Take seeds from `waiting` and live them in one browser; count the `actions`, note who is `broken`."""
    with Lives(Path(os.environ.get("DIST") or ROOT / "dist")) as lives:
        for seed in waiting[:AT_ONCE]:
            waiting.remove(seed)
            try:
                actions.update(lives.live(seed).done)
            except Broken as what:
                print(what, flush=True)
                broken.append(seed)
                break
    must(lives.browser.hosts() <= {HOST}, f"other hosts were asked: {lives.browser.hosts()}")


if __name__ == "__main__":
    main()
