"""
Copy third-party files from `node_modules` into `vendor/`, by name, each checked against THIRD_PARTY.md.

PyScript core and Cally are bundled on the way (tools/pyscript/bundle.mjs); the hash of a bundle covers its
sources and the bundler. With `--accept` the hashes in THIRD_PARTY.md are written instead of checked.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "vendor"
THIRD_PARTY = ROOT / "THIRD_PARTY.md"
MODULES = ROOT / "node_modules"
MICROPYTHON = MODULES / "@micropython" / "micropython-webassembly-pyscript"
LIBRARY = MODULES / "@pyscript" / "core" / "src" / "stdlib" / "pyscript"
COPIED = {
    "micropython.mjs": MICROPYTHON / "micropython.mjs",
    "micropython.wasm": MICROPYTHON / "micropython.wasm",
    "pyscript/context.py": LIBRARY / "context.py",
    "pyscript/events.py": LIBRARY / "events.py",
    "pyscript/ffi.py": LIBRARY / "ffi.py",
    "pyscript/util.py": LIBRARY / "util.py",
}
BUNDLED = ["cally.js", "pyscript.js", "toml.js"]
ROW = re.compile(r"^\| `(vendor/[^`]+)` \| `([0-9a-f]{64})` \|", re.MULTILINE)


def main(accept):
    shutil.rmtree(VENDOR, ignore_errors=True)
    subprocess.run(["node", ROOT / "tools" / "pyscript" / "bundle.mjs", VENDOR], check=True)
    for name, source in COPIED.items():
        (VENDOR / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, VENDOR / name)
    names = sorted(file.relative_to(VENDOR).as_posix() for file in VENDOR.rglob("*") if file.is_file())
    if names != sorted([*BUNDLED, *COPIED]):
        sys.exit(f"vendor/ holds other files than it should: {', '.join(names)}")
    found = {f"vendor/{name}": hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in names}
    text = THIRD_PARTY.read_text(encoding="utf-8")
    if accept:
        THIRD_PARTY.write_text(ROW.sub(lambda row: f"| `{row[1]}` | `{found[row[1]]}` |", text), encoding="utf-8")
    elif (listed := dict(ROW.findall(text))) != found:
        differ = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
        shutil.rmtree(VENDOR)
        sys.exit(f"Not the file THIRD_PARTY.md names: {', '.join(differ)}")


if __name__ == "__main__":
    main(accept="--accept" in sys.argv)
