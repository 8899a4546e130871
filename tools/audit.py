"""
Ask the registries whether a package used here has a known weakness.

Prints what they find and ends with status 1 then. Where a database cannot be reached that is said, and is no finding.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
QUESTIONS = {
    "npm": (["npm", "audit"], "vulnerabilit"),
    "Python": (
        [UV, "tool", "run", "--quiet", "pip-audit", "--disable-pip", "-r", "requirements-dev.txt"],
        "vulnerabilit",
    ),
}


def main():
    found = False
    for name, (command, answered) in QUESTIONS.items():
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        said = run.stdout + run.stderr
        if answered not in said:
            print(f"{name}: the database could not be asked. {said.strip().splitlines()[-1] if said.strip() else ''}")
            continue
        if unknown := said.count("could not be audited"):
            print(f"{name}: {unknown} packages could not be looked up, so what follows says nothing of them.")
        print(f"{name}: {run.stdout.strip() or said.strip().splitlines()[-1]}")
        found = found or run.returncode != 0
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
