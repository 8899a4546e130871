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
MICROPYTHON = ROOT / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
COPIED = [MICROPYTHON / "micropython.mjs", MICROPYTHON / "micropython.wasm"]
BUNDLED = ["cally.js", "pyscript.js", "toml.js"]
ROW = re.compile(r"^\| `(vendor/[^`]+)` \| `([0-9a-f]{64})` \|", re.MULTILINE)


def main(accept):
    shutil.rmtree(VENDOR, ignore_errors=True)
    subprocess.run(["node", ROOT / "tools" / "pyscript" / "bundle.mjs", VENDOR], check=True)
    for file in COPIED:
        shutil.copyfile(file, VENDOR / file.name)
    names = sorted(file.name for file in VENDOR.iterdir())
    if names != sorted(BUNDLED + [file.name for file in COPIED]):
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
