"""
The bill of materials of the built extension, as CycloneDX 1.6.

Its components are the packages of THIRD_PARTY.md that are shipped, its files those of `dist/` with their hashes. No
time and no number of its own: the same build gives the same text.
"""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([@\w./-]+) \| (\d[\w.-]*) \| ([\w.-]+) \| [^|]+ \| ([\w./-]+) \|$", re.MULTILINE)


def text(dist):
    """Return the bill for the extension in the folder `dist`."""
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    shipped = ROW.findall((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    files = sorted(path for path in dist.rglob("*") if path.is_file())
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": manifest["name"],
                "version": manifest["version"],
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [package(*row) for row in shipped] + [file_of(dist, path) for path in files],
    }
    return json.dumps(bill, indent=1) + "\n"


def package(name, version, licence, _source):
    """Return the component of one npm package."""
    url = f"pkg:npm/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
        "purl": url,
    }


def file_of(dist, path):
    """Return the component of one file."""
    return {
        "type": "file",
        "name": path.relative_to(dist).as_posix(),
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
    }
