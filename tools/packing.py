"""
Write a zip: the same files give the same bytes, by sorted names, one time, one mode.

The compression is deflate, as any reader knows it, searched for longer (zopfli): some 25 kB less for the whole package.
Python's zipfile cannot be told to use another compressor, so the three records of the format are written here.

A build takes ten seconds of that. COMPRESSED= names a folder that keeps what was compressed, by its content: the tests,
which build eight packages of nearly the same files, set it.
"""

import contextlib
import hashlib
import os
import struct
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import zopfli.zlib

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
VERSION, UNIX = 20, 3  # what a reader must know: deflate; whose modes these are, whatever it is built on
STORED, DEFLATED = 0, 8
TIME, DATE = 0, (2026 - 1980) << 9 | 1 << 5 | 1  # midnight, January 1
MODE = 0o100644 << 16


def zip_of(files):
    """Return {name: bytes} as a zip. Names are ASCII."""
    entries, directory, size = [], [], 0
    with ThreadPoolExecutor() as threads:  # seconds of work, outside of Python's lock
        done = list(threads.map(pack, [content for _, content in sorted(files.items())]))
    for (name, content), (method, packed) in zip(sorted(files.items()), done, strict=True):
        facts = struct.pack("<HHHHIII", 0, method, TIME, DATE, zlib.crc32(content), len(packed), len(content))
        title = name.encode("ascii")
        entry = LOCAL + struct.pack("<H", VERSION) + facts + struct.pack("<HH", len(title), 0) + title + packed
        made_by = struct.pack("<HH", UNIX << 8 | VERSION, VERSION)
        place = struct.pack("<HHHHHII", len(title), 0, 0, 0, 0, MODE, size)
        directory.append(CENTRAL + made_by + facts + place + title)
        entries.append(entry)
        size += len(entry)
    index = b"".join(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(index), size, 0)
    return b"".join([*entries, index, END, end])


def pack(content):
    """Return (the method, the bytes as they lie in the zip)."""
    deflated = compress(content)
    return (DEFLATED, deflated) if len(deflated) < len(content) else (STORED, content)


def compress(content):
    """Return `content` deflated, from the folder COMPRESSED where it is there."""
    folder = os.environ.get("COMPRESSED")
    kept = folder and Path(folder) / hashlib.sha256(content).hexdigest()
    if kept and kept.is_file():
        deflated = kept.read_bytes()
        with contextlib.suppress(zlib.error):
            if zlib.decompress(deflated, -zlib.MAX_WBITS) == content:
                return deflated
    deflated = zopfli.zlib.compress(content)[2:-4]  # without the head and the sum of zlib's format
    if kept:
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(deflated)
        Path(file.name).replace(kept)
    return deflated
