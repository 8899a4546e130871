"""
Ask the public databases whether a locked package, npm's or Python's, has a known weakness.

Prints what it finds, those in shipped packages first, and ends with status 1 then. Where a database cannot be reached
there is a warning, which is no finding.
"""

import json
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

from tools import sbom

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
NPM = ["npm", "audit", "--json"]
AUDITOR = ROOT / ".venv" / "audit"  # pip-audit and what it needs, exact and hashed, away from the other packages
LOCK = "requirements-audit.txt"
SETUP = [
    [UV, "venv", "--quiet", "--clear", "--python", sys.executable, AUDITOR],
    [UV, "pip", "sync", "--quiet", "--require-hashes", "--only-binary", ":all:", "--python", AUDITOR, LOCK],
]
PIP = [AUDITOR / "bin" / "pip-audit", "--disable-pip", "-r", "requirements-dev.txt", "--format", "json"]
SECONDS = 300
UNCHECKED = "not checked"

Finding = namedtuple("Finding", "package version names fix")


def main():
    found = {"npm": of_npm(asked(NPM)), "Python": of_pip(asked(PIP)) if is_set_up() else None}
    shipped = {name for name, *_ in sbom.ROW.findall((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))}
    for kind, findings in found.items():
        print("\n".join(told(kind, findings, shipped)))
    sys.exit(1 if any(one.fix != UNCHECKED for findings in found.values() for one in findings or ()) else 0)


def told(kind, findings, shipped):
    """Return the lines that tell of the findings of one kind of package; None stands for a database out of reach."""
    if findings is None:
        return [f"warning: the database of {kind} packages cannot be reached from here, so nothing was checked"]
    if not findings:
        return [f"{kind}: nothing known"]
    findings = sorted(findings, key=lambda one: (one.package not in shipped, one.package))
    return [f"{kind}: {called(one, shipped)}: {', '.join(one.names)}; {one.fix}" for one in findings]


def called(one, shipped):
    """Return what the package of a finding is called."""
    return " ".join(filter(None, [one.package, one.version, "(shipped)" if one.package in shipped else ""]))


def of_npm(text):
    """Return the `Finding`s of npm's answer, None when there is none."""
    told = parsed(text)
    if not isinstance(told, dict) or "vulnerabilities" not in told:
        return None
    return [
        Finding(
            name,
            one.get("range", ""),
            [via["title"] if isinstance(via, dict) else f"by way of {via}" for via in one["via"]],
            "a newer version mends it" if one.get("fixAvailable") else "no newer version mends it yet",
        )
        for name, one in told["vulnerabilities"].items()
    ]


def of_pip(text):
    """
    Return the `Finding`s of pip-audit's answer, None when there is none.

    It skips what it could not look up and calls the rest sound; where it skipped all, it reached nothing.
    """
    told = parsed(text)
    rows = told.get("dependencies") if isinstance(told, dict) else None
    if not rows or all("skip_reason" in one for one in rows):
        return None
    return [
        Finding(one["name"], one["version"], [weak["id"] for weak in one["vulns"]], fix_of(one["vulns"]))
        for one in rows
        if one.get("vulns")
    ] + [
        Finding(one["name"], one.get("version", ""), ["not in the database"], UNCHECKED)
        for one in rows
        if "skip_reason" in one
    ]


def fix_of(weaknesses):
    """Return which versions mend them."""
    versions = sorted({version for weak in weaknesses for version in weak["fix_versions"]})
    return f"mended in {', '.join(versions)}" if versions else "no newer version mends it yet"


def is_set_up():
    """Install the auditor as locked; tell whether that went well."""
    try:
        return all(subprocess.run(one, cwd=ROOT, check=False, timeout=SECONDS).returncode == 0 for one in SETUP)
    except (OSError, subprocess.SubprocessError):
        return False


def asked(command):
    """Return what a command says, None when it cannot be run to its end. Finding something ends it badly, too."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS).stdout
    except (OSError, subprocess.SubprocessError):
        return None


def parsed(text):
    """Return the JSON in `text`, None when it is none."""
    try:
        return json.loads(text or "")
    except ValueError:
        return None


if __name__ == "__main__":
    main()
