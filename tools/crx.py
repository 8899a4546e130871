"""
Pack the extension for a company's own server: `dist-crx/codex-enterprise-credits.crx` and the update manifest beside it.

The package is dist.zip with a CRX3 header: a signature by the private key whose public half is `key` in manifest.json.
The same files and the same key give the same bytes. A key of another id is refused, because a policy names the id.

    KEY=key.pem URL=https://files.example/codex-enterprise-credits.crx python -m tools.crx
"""

import base64
import hashlib
import json
import os
import struct
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tools import build, packing

NAME = "codex-enterprise-credits.crx"
FOLDER = build.ROOT / "dist-crx"
# Of the header's protocol buffer, as field numbers: Chromium's components/crx_file/crx3.proto.
SIGNED_HEADER_DATA, SHA256_WITH_RSA, PUBLIC_KEY, SIGNATURE, CRX_ID = 10000, 2, 1, 2, 1


def main(key_file, url):
    """Write both files, and print the id and what is signed."""
    if not key_file or not url.startswith(("https://", "http://")):
        sys.exit("Say which key signs, and at which address the package will lie: make crx KEY=key.pem URL=https://...")
    key = private_key(Path(os.environ.get("CALLED_FROM", ".")) / key_file)
    made = build.contents()
    manifest = json.loads(made["manifest.json"])
    if public_key(key) != base64.b64decode(manifest["key"]):
        sys.exit(f"{key_file} is not the private half of `key` in manifest.json. RELEASING.md tells of both.")
    packed = packing.zip_of(made | {"manifest.json": build.packed_manifest(made["manifest.json"])})
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / NAME).write_bytes(crx(packed, key))
    (FOLDER / "update.xml").write_text(update_manifest(identity(key), manifest, url), encoding="utf-8")
    print(f"{identity(key)} {manifest['version']}: {FOLDER.name}/{NAME}, {FOLDER.name}/update.xml")


def private_key(file):
    """Return the RSA key of a PEM file; ends the program where there is none."""
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        sys.exit(f"{file} cannot be read as a private key: {error}")
    return key if isinstance(key, rsa.RSAPrivateKey) else sys.exit(f"{file} is no RSA key.")


def public_key(key):
    """Return the public half, as `key` in a manifest has it before base64."""
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def identity(key):
    """Return the id of an extension with this key."""
    digits = hashlib.sha256(public_key(key)).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def crx(packed, key):
    """Return a zip with a CRX3 header before it. PKCS #1 v1.5 has no randomness, so neither has the package."""
    signed = field(CRX_ID, hashlib.sha256(public_key(key)).digest()[:16])
    text = b"CRX3 SignedData\0" + struct.pack("<I", len(signed)) + signed + packed
    signature = key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    proof = field(PUBLIC_KEY, public_key(key)) + field(SIGNATURE, signature)
    header = field(SHA256_WITH_RSA, proof) + field(SIGNED_HEADER_DATA, signed)
    return b"Cr24" + struct.pack("<II", 3, len(header)) + header + packed


def field(number, content):
    """Return one length-delimited field of a protocol buffer."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(number):
    """Return a whole number, seven bits a byte, the lowest first."""
    done = bytearray()
    while number > 0x7F:
        done.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*done, number])


def update_manifest(extension, manifest, url):
    """Return the XML that a browser asks for an update: which version lies where, and how old the browser may be."""
    oldest = f"{manifest['minimum_chrome_version']}.0.0.0"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="{extension}">
    <updatecheck codebase={quoteattr(url)} version="{manifest["version"]}" prodversionmin="{oldest}"/>
  </app>
</gupdate>
"""


if __name__ == "__main__":
    main(os.environ.get("KEY", ""), os.environ.get("URL", ""))
