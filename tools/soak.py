"""
Random lives of the extension, one after the other, and the waits that are too long for every day.

    N=500 SEED=1 python tools/soak.py        lives the seeds 1 to 500; a failing one is told with its command

DIST names another built extension than `dist/`.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from tests.browser.lifecycle import Broken, Lives  # noqa: E402 - the tests are found through the path

AT_ONCE = 50  # lives of one browser; then a new one begins
LONG_WAITS = "tests/browser/long_waits.py"


def main():
    """Live N lives from SEED on, tell how they went, and wait the long waits unless only one life was asked for."""
    number, first = int(os.environ.get("N") or 100), int(os.environ.get("SEED") or 1)
    began, actions, failed = time.monotonic(), Counter(), []
    for start in range(first, first + number, AT_ONCE):
        with Lives(Path(os.environ.get("DIST") or ROOT / "dist")) as lives:
            for seed in range(start, min(start + AT_ONCE, first + number)):
                try:
                    actions.update(lives.live(seed).done)
                except Broken as broken:
                    failed.append(seed)
                    print(broken, flush=True)
        print(f"{min(start + AT_ONCE, first + number) - first} lives, {len(failed)} broken", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(
        f"seeds {first} to {first + number - 1}: {sum(actions.values())} actions in {minutes:.1f} minutes, broken: {failed or 'none'}"
    )
    print(", ".join(f"{action} {count}" for action, count in actions.most_common()))
    waits = (
        subprocess.run([sys.executable, "-m", "pytest", "-q", LONG_WAITS], cwd=ROOT, check=False).returncode
        if number > 1
        else 0
    )
    sys.exit(1 if failed or waits else 0)


if __name__ == "__main__":
    main()
