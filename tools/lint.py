"""
Check every Python file with Ruff and every JavaScript file for its syntax.

With `--fix`, Ruff also repairs and formats what it can.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The other JavaScript there is comes from node_modules.
SCRIPTS = ["background.js", "background", "popup", "tools", "tests", "bench"]


def main(fix):
    ruff = [sys.executable, "-m", "ruff"]
    commands = [
        [*ruff, "check", "--quiet", *(["--fix"] if fix else [])],
        [*ruff, "format", "--quiet", *([] if fix else ["--check"])],
        *(["node", "--check", script] for script in scripts()),
    ]
    wrong = [command for command in commands if subprocess.run(command, cwd=ROOT, check=False).returncode]
    sys.exit(1 if wrong else 0)


def scripts():
    """Return our JavaScript files."""
    for name in SCRIPTS:
        path = ROOT / name
        yield from [path] if path.is_file() else sorted([*path.rglob("*.js"), *path.rglob("*.mjs")])


if __name__ == "__main__":
    main(fix="--fix" in sys.argv)
