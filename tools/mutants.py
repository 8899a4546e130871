"""
Break each control once, in a copy of the repository, and see that the test named for it fails.

The breaks are in mutants.toml: one line of one file each, and the tests that must notice. First all those tests must
pass unbroken. The exit status is 1 when a break survives.

    python -m tools.mutants [WORD ...]        only the breaks whose name has one of the words
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_suffix(".toml")
COPIES = min(2, os.cpu_count() or 1)
SECONDS = 600
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)
BROWSER = "tests/browser/"
ALL_TIERS = ("-m", "nightly or not nightly")


def main(words):
    mutants = [one for one in tomllib.loads(TABLE.read_text(encoding="utf-8"))["mutant"] if chosen(one, words)]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(COPIES):
            copies.put(copy_to(Path(folder).resolve() / str(number)))
        print(f"{len(mutants)} breaks; their tests, unbroken:", flush=True)
        hold_unbroken(mutants, copies)
        with ThreadPoolExecutor(COPIES) as pool:
            survivors = [name for name in pool.map(lambda one: tried(one, copies), mutants) if name]
    print(f"{len(mutants) - len(survivors)} of {len(mutants)} caught")
    sys.exit(f"Not noticed: {', '.join(survivors)}" if survivors else 0)


def chosen(mutant, words):
    """Tell whether a break is asked for."""
    return not words or any(word in mutant["name"] for word in words)


def copy_to(folder):
    """Copy every file that is ours into `folder`, and what was installed; return the folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(ROOT / "vendor", folder / "vendor")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def hold_unbroken(mutants, copies):
    """End the program when a named test does not pass in an unbroken copy: then its failing would tell nothing."""
    copy = copies.get()
    failing = run(copy, sorted({test for one in mutants for test in one["tests"]}))
    copies.put(copy)
    if failing:
        sys.exit("Not passing as it is: " + ", ".join(sorted(failing)))


def tried(mutant, copies):
    """Break one line, run the tests named for it; return the break's name unless every one of them failed."""
    copy, began = copies.get(), time.monotonic()
    path = copy / mutant["file"]
    before = path.read_text(encoding="utf-8")
    path.write_text(broken(mutant, before), encoding="utf-8")
    failing = run(copy, mutant["tests"])
    path.write_text(before, encoding="utf-8")
    copies.put(copy)
    unmoved = [test for test in mutant["tests"] if not any(is_of(one, test) for one in failing)]
    said = "SURVIVED " + ", ".join(unmoved) if unmoved else "caught"
    print(f"{mutant['name']:42} {time.monotonic() - began:5.0f} s  {said}", flush=True)
    return mutant["name"] if unmoved else None


def broken(mutant, text):
    """Return `text` with the one line of it broken; end the program when there is no such line, or more than one."""
    pattern = mutant.get("pattern") or re.escape(mutant["line"])
    found = len(re.findall(pattern, text))
    if found == 0 or (found > 1 and "line" in mutant):
        sys.exit(f"{mutant['name']}: {mutant['file']} has its line {found} times")
    return re.sub(pattern, lambda _found: mutant["broken"], text, count=1)


def is_of(failed, test):
    """Tell whether a failed test is `test`, or one of its cases or of its file."""
    return failed == test or failed.startswith((f"{test}[", f"{test}::"))


def run(copy, tests):
    """Run `tests` in a copy, with a package of its own where a browser needs one; return those that failed."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "DIST": str(copy / "made" / "dist"), "ONLY": "unpacked"}
    if any(test.startswith(BROWSER) for test in tests):
        subprocess.run([sys.executable, "-m", "tools.build", "made"], cwd=copy, env=environment, check=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "--tb=no", f"--timeout={SECONDS}", *ALL_TIERS, *tests]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"The tests did not run: {' '.join(tests)}\n{done.stdout}{done.stderr}")
    return set(FAILED.findall(done.stdout))


if __name__ == "__main__":
    main(sys.argv[1:])
