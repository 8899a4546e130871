"""
Make the files of a release from the current commit: `release/` with the packages, their bills of materials, SHA256SUMS and notes.

The commit is cloned and built twice; the two builds have to be the same bytes.

    TAG=v0.2.0 python -m tools.release
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import build

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "release"
NAME = "codex-enterprise-credits"
# What a build writes -> what it is called in a release.
FILES = {
    "dist.zip": "chrome.zip",
    "dist.cdx.json": "chrome.cdx.json",
    "dist-firefox.zip": "firefox.zip",
    "dist-firefox.cdx.json": "firefox.cdx.json",
}


def main(tag):
    version = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))["version"]
    if tag != f"v{version}":
        sys.exit(f"TAG={tag or '(none)'} is not the version in manifest.json: v{version}.")
    notes = notes_of(version)
    with tempfile.TemporaryDirectory() as folder:
        first, second = (clone_and_build(Path(folder) / name) for name in ("first", "second"))
        differing = [file for file in FILES if first[file] != second[file]]
        if differing:
            sys.exit(f"Two builds of the same commit differ: {', '.join(differing)}.")
    shutil.rmtree(RELEASE, ignore_errors=True)
    RELEASE.mkdir()
    sums = []
    for file, kind in FILES.items():
        name = f"{NAME}-{version}-{kind}"
        (RELEASE / name).write_bytes(first[file])
        sums.append(f"{hashlib.sha256(first[file]).hexdigest()}  {name}\n")
    (RELEASE / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    (RELEASE / "NOTES.md").write_text(notes, encoding="utf-8")
    print(f"Two builds are the same bytes. In release/:\n{''.join(sums)}", end="")


def notes_of(version):
    """Return what CHANGELOG.md says about `version`."""
    parts = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for part in parts[1:]:
        title, _, body = part.partition("\n")
        if title.split()[0] == version and body.strip():
            return body.strip() + "\n"
    return sys.exit(f"CHANGELOG.md has no part for {version}.")


def clone_and_build(folder):
    """Clone the current commit into `folder`, build it there, and return {file: bytes}."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    for target in build.TARGETS:
        made = {**environment, "TARGET": target}
        subprocess.run(["make", "--silent", "build"], cwd=folder, env=made, check=True, stdout=subprocess.DEVNULL)
    return {file: (folder / file).read_bytes() for file in FILES}


if __name__ == "__main__":
    main(os.environ.get("TAG", ""))
