"""
The bill of materials of the packed extension, as CycloneDX 1.6.

Its components are the packages of THIRD_PARTY.md that are shipped, its files those of `dist.zip` with their hashes. No
time and no number of its own: the same build gives the same text.
"""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([@\w./-]+) \| (\d[\w.-]*) \| ([\w.-]+) \| [^|]+ \| ([\w./-]+) \|$", re.MULTILINE)


def text(packed):
    """Return the bill for the files of a package, {name: bytes}."""
    manifest = json.loads(packed["manifest.json"])
    shipped = ROW.findall((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
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
        "components": [package(*row) for row in shipped]
        + [file_of(name, content) for name, content in sorted(packed.items())],
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


def file_of(name, content):
    """Return the component of one file."""
    return {
        "type": "file",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
    }
