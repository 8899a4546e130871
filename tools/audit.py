"""
Ask the public databases whether a locked package has a known vulnerability: `npm audit`, then `pip-audit`.

Both print their own findings. A database that cannot be reached fails as a finding does: what was not checked is not
known to be sound.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
AUDITOR = ROOT / ".venv" / "audit"  # pip-audit and what it needs, exact and hashed, away from the other packages
LOCK = "requirements-audit.txt"
NPM = ["npm", "audit"]
SETUP = [
    [UV, "venv", "--quiet", "--clear", "--python", sys.executable, AUDITOR],
    [UV, "pip", "sync", "--quiet", "--require-hashes", "--only-binary", ":all:", "--python", AUDITOR, LOCK],
]
# `--strict`: a package that is in no database is a failure, too.
PIP = [AUDITOR / "bin" / "pip-audit", "--strict", "--disable-pip", "-r", "requirements-dev.txt"]


def main():
    """Run both; return 0 only when both found nothing."""
    failed = [name for name, commands in (("npm", [NPM]), ("Python", [*SETUP, PIP])) if not all(map(passes, commands))]
    if failed:
        print(f"Not known to be sound: the packages of {' and '.join(failed)}. The messages above say why.")
    return 1 if failed else 0


def passes(command):
    """Run one command and tell whether it ended well."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    except OSError as error:
        print(error, file=sys.stderr)
        return False


if __name__ == "__main__":
    sys.exit(main())
