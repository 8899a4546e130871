"""
Choose versions anew: requirements-dev.txt and requirements-audit.txt from pyproject.toml, package-lock.json from
package.json.

All hold exact versions with hashes of every file of a release, for any platform, and no address: which registry they
come from is the machine's business.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = "pip compile --universal --python-version 3.11 --upgrade --generate-hashes --quiet"
BARE = "--no-header --no-annotate --no-emit-index-url --no-emit-find-links"
WRITTEN = {
    "requirements-dev.txt": ["--group", "dev"],
    "requirements-audit.txt": ["--group", "audit"],  # what `make audit` runs
}


def main():
    uv = Path(sys.executable).with_name("uv")
    for file, wanted in WRITTEN.items():
        command: list[str | Path] = [uv, *COMPILE.split(), *wanted, *BARE.split(), "--output-file", file]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True
    )
    print("Written. `make vendor` refuses a changed file until `python -m tools.vendor --accept` notes its hash.")


if __name__ == "__main__":
    main()
