"""
Say whether a package (.zip, .crx or .xpi) was made from this checkout: every file of it beside the files built here, by hash.

A store adds a folder (`_metadata`, `META-INF`) and a few members of the manifest to what it was given; that is told apart, and no
difference. The exit status is 1 when anything else differs.

Said beside it, and true of any version: whether the compiled Python of the package is what the Python in the package
(popup/boot/sources.txt and main.py, by its pyscript.toml) compiles to. What runs is then what can be read. ONLY=image
asks this alone: it needs no source but the package's, and the locked compiler.

    python -m tools.verify FILE
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

from tools import build, rom, sources

STORE_FOLDERS = ("_metadata/", "META-INF/")  # of Chrome's store; of Firefox's, where the signature is
STORE_MEMBERS = {"key", "update_url", "differential_fingerprint"}
MOST_BYTES = 50_000_000  # unpacked; ours is a tenth of it


def main(file):
    try:
        given, twice = unpacked(Path(os.environ.get("CALLED_FROM", ".")) / file)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        sys.exit(f"{file} cannot be read as a package: {error}")
    compiled, what_runs = compiled_from_sources(given)
    if os.environ.get("ONLY") == "image":
        print(what_runs)
        if twice or not compiled:
            sys.exit(f"{file}: its compiled Python is not proven.")
        return
    made = build.contents("firefox" if b'"gecko"' in given.get("manifest.json", b"") else "chrome")
    lines = [f"twice in the package: {name}" for name in twice] + differences(given, made)
    print("\n".join([*lines, *added_by_store(given, made), what_runs]))
    lines += [] if compiled else [what_runs]
    if lines:
        sys.exit(f"{file} was not made from this checkout.")
    print(f"{file} was made from this checkout: {len(made)} files, each the same.")


def unpacked(file):
    """
    Return ({name: bytes}, names that stand there twice) of a package;
    what stands before a zip, as in a .crx, is passed by.
    """
    with zipfile.ZipFile(file) as package:
        entries = [one for one in package.infolist() if not one.is_dir()]
        if sum(one.file_size for one in entries) > MOST_BYTES:
            raise ValueError("it is too large")
        names = [one.filename for one in entries]
        return {one.filename: package.read(one) for one in entries}, sorted(
            {one for one in names if names.count(one) > 1}
        )


def compiled_from_sources(given):
    """Return (whether the image of the package `given` is made from the Python in it, the sentence that says so)."""
    missing = sorted({build.IMAGE, sources.FILE, sources.APART, build.CONFIG} - given.keys())
    if missing:
        return False, f"not compared with its sources: {build.IMAGE}, for want of {', '.join(missing)}"
    try:
        modules = sources.parse(given[sources.FILE]) | {sources.APART: given[sources.APART]}
        listed = tomllib.loads(given[build.CONFIG].decode())["files"]
        named = {to.removeprefix("./"): modules.pop(source.removeprefix("./")) for source, to in listed.items()}
        same = not modules and image_of(named) == given[build.IMAGE]
    except (KeyError, ValueError, subprocess.CalledProcessError):  # the compiler has said which line
        return False, f"{build.IMAGE} is not what the Python in the package compiles to: it cannot be read as listed"
    told = "is" if same else "is not"
    return same, f"{build.IMAGE} {told} what the Python in the package compiles to, {len(named)} modules"


def image_of(named):
    """Return the image of {name in the image: the bytes of its source}."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (name, source) in enumerate(sorted(named.items())):
            files[name] = Path(folder) / f"{number}.py"
            files[name].write_bytes(source)
        return rom.image(files)


def differences(given, made):
    """Return one line for each file that is not as it was `made` here."""
    lines = []
    for name in sorted(given.keys() | made.keys()):
        if name not in made:
            if not name.startswith(STORE_FOLDERS):
                lines.append(f"not of this checkout: {name} {digest(given[name])}")
        elif name not in given:
            lines.append(f"missing: {name}")
        elif given[name] != made[name] and not (name == "manifest.json" and is_told_apart(given[name], made[name])):
            lines.append(f"differs: {name} {digest(given[name])}, here {digest(made[name])}")
    return lines


def added_by_store(given, made):
    """Return what a store has added, as lines."""
    if differences(given, made):
        return []
    folders = [folder for folder in STORE_FOLDERS if any(name.startswith(folder) for name in given)]
    here, there = (json.loads(files["manifest.json"]) for files in (made, given))
    manifest = (
        any(here.get(name) != there[name] for name in STORE_MEMBERS & there.keys()) and "members of manifest.json"
    )
    found = [one for one in (*folders, manifest) if one]
    return [f"added by the store: {', '.join(found)}"] if found else []


def is_told_apart(given, made):
    """Tell whether two manifests differ in nothing but what a store adds."""
    try:
        found = json.loads(given)
    except ValueError:
        return False
    return isinstance(found, dict) and without_store(found) == without_store(json.loads(made))


def without_store(manifest):
    """Return a manifest's members that are not a store's: ours has a key, but not in what a store is given."""
    return {name: value for name, value in manifest.items() if name not in STORE_MEMBERS}


def digest(content):
    """Return the hash that the bill of materials gives for a file."""
    return f"SHA-256 {hashlib.sha256(content).hexdigest()}"


if __name__ == "__main__":
    main(*sys.argv[1:] or sys.exit(__doc__))
