"""
Copy third-party files from `node_modules` into `vendor/`, by name, each checked against THIRD_PARTY.md.

PyScript core and Cally are bundled on the way, and MicroPython's loader is minified (tools/pyscript/bundle.mjs); the hash
of such a file covers its sources and the bundler. With `--accept` the hashes in THIRD_PARTY.md are written instead of checked.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import wasm_longjmp

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "vendor"
THIRD_PARTY = ROOT / "THIRD_PARTY.md"
MODULES = ROOT / "node_modules"
MICROPYTHON = MODULES / "@micropython" / "micropython-webassembly-pyscript"
ROW = re.compile(r"^\| `(vendor/[^`]+)` \| `([0-9a-f]{64})` \|", re.MULTILINE)


def main(accept):
    """Write `vendor/`, if it is not there and right already."""
    listed = dict(ROW.findall(THIRD_PARTY.read_text(encoding="utf-8")))
    if not accept and hashes(VENDOR) == listed:
        return
    with tempfile.TemporaryDirectory(dir=ROOT / "node_modules") as folder:
        found = gather(Path(folder) / "vendor")
        if accept:
            note(found)
        elif found != listed:
            differ = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
            sys.exit(f"Not the file THIRD_PARTY.md names: {', '.join(differ)}")
        if hashes(VENDOR) != found:
            shutil.rmtree(VENDOR, ignore_errors=True)
            shutil.move(Path(folder) / "vendor", VENDOR)


def gather(folder):
    """Bundle and copy into `folder`; return {name: SHA-256} of what is there then."""
    subprocess.run(["node", ROOT / "tools" / "pyscript" / "bundle.mjs", folder], check=True)
    shutil.copyfile(MICROPYTHON / "micropython.wasm", folder / "micropython.wasm")
    wasm_longjmp.merge(folder / "micropython.wasm", MICROPYTHON / "micropython.mjs")
    return hashes(folder)


def hashes(folder):
    """Return {"vendor/...": SHA-256} of the files in `folder`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        f"vendor/{file.relative_to(folder).as_posix()}": hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def note(found):
    """Write the hashes `found` into THIRD_PARTY.md."""
    text = THIRD_PARTY.read_text(encoding="utf-8")
    THIRD_PARTY.write_text(ROW.sub(lambda row: f"| `{row[1]}` | `{found[row[1]]}` |", text), encoding="utf-8")


if __name__ == "__main__":
    main(accept="--accept" in sys.argv)
