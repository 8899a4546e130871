"""
Check style, complexity, types and spelling.

Ruff, complexipy and mypy for Python; Biome and tsc for JavaScript, CSS and HTML; codespell for all English; tools/messages.py for locales/;
check-jsonschema for the workflows and forms of GitHub.

All run at once; each prints what it finds, under its own name. With `--fix`, Ruff and Biome first repair and format
what they can.
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIOME = ["node_modules/.bin/biome"]
RUFF = [sys.executable, "-m", "ruff"]
FIXES = [
    [*RUFF, "check", "--quiet", "--fix"],
    [*RUFF, "format", "--quiet"],
    [*BIOME, "check", "--write", "--log-level=error", "."],
]
# Cognitive complexity: nesting counts, and so do conditions in comprehensions, which Ruff's C901 leaves out. The limit only falls.
COMPLEXITY = [
    "--max-complexity-allowed",
    "27",
    "--failed",
    "--plain",
    "--color",
    "no",
    "--cache-dir",
    ".venv/complexipy",
]
PYTHON = ["codex_credits", "popup", "simulator", "tools", "bench", "main.py"]
# The schemas of GitHub's own files, which come with check-jsonschema: {schema: files}.
GITHUB = {
    "github-workflows": sorted(map(str, ROOT.glob(".github/workflows/*.yml"))),
    "dependabot": [".github/dependabot.yml"],
    "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "github-issue-forms": [".github/ISSUE_TEMPLATE/fault.yml", ".github/ISSUE_TEMPLATE/chatgpt-changed.yml"],
}
CHECKS: dict[str, list[str | Path]] = {
    "Ruff": [*RUFF, "check", "--quiet"],
    "Ruff's formatter": [*RUFF, "format", "--quiet", "--check"],
    "Biome": [*BIOME, "ci", "--diagnostic-level=warn", "--error-on-warnings", "--log-level=error", "--colors=off", "."],
    "tsc": ["node_modules/.bin/tsc", "--project", "."],
    "complexipy": [Path(sys.executable).with_name("complexipy"), *PYTHON, *COMPLEXITY],
    "mypy": [sys.executable, "-m", "mypy", "--no-error-summary"],
    "messages": [sys.executable, "-m", "tools.messages", "--check"],
    "codespell": [sys.executable, "-m", "codespell_lib"],
}
for schema, checked in GITHUB.items():
    CHECKS[schema] = [
        sys.executable, "-m", "check_jsonschema", "--quiet", "--builtin-schema", f"vendor.{schema}", *checked
    ]  # fmt: skip


def main(fix):
    """Run every check; return 0 when none found anything."""
    for command in FIXES if fix else ():
        subprocess.run(command, cwd=ROOT, check=False)
    with ThreadPoolExecutor() as pool:
        done = pool.map(run, CHECKS.values())
        failed = [name for name, (code, said) in zip(CHECKS, done, strict=True) if print_findings(name, code, said)]
    return 1 if failed else 0


def run(command):
    """Return (exit status, output) of a command."""
    if command[-1] == "codespell_lib":
        command = command + text_files()
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return of_ours(done.returncode, done.stdout) if command == CHECKS["tsc"] else (done.returncode, done.stdout)


def of_ours(code, said):
    """Return (exit status, output) of tsc without what it finds in vendor/, whose modules ours import."""
    found = re.split(r"^(?=\S)", said, flags=re.MULTILINE)
    ours = "".join(one for one in found if not one.startswith("vendor/"))
    return (code if ours or not said else 0), ours


def print_findings(name, code, said):
    """Print what a check found; return whether it failed."""
    if code:
        print(f"{name}:\n{said.strip()}\n")
    return code != 0


def text_files():
    """Return the files that git knows, less those whose words are not ours."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    return [
        name
        for name in names
        if not name.endswith((".png", ".po", "-lock.json"))
        and not re.fullmatch(r"store/listing\.(?!md).*", name)
        and not name.startswith("requirements-")
    ]


if __name__ == "__main__":
    sys.exit(main(fix="--fix" in sys.argv))
