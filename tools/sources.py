"""
Write the Python of the package as one text, and read its modules from it again.

One text instead of a file for each module: it is read from top to bottom, searched at once, and weighs a third less in
the zip. What is compiled to `popup/boot/image.bin` is exactly what stands between two of its headings.
"""

FILE = "popup/boot/sources.txt"
APART = "main.py"  # a file of its own in the package too: there the popup starts
START, END = "======== ", " ========\n"
HEADER = """The Python of this extension that popup/boot/image.bin is compiled from: {count} modules, and main.py beside manifest.json.

Each module stands under a heading with its path in the repository, sorted, and is byte for byte the file there.
pyscript.toml says by which name Python finds each. To prove that the image is made from this text, in a checkout of the
repository, with the locked compiler and nothing but the package:

    make verify ONLY=image FILE=package.zip

"""


def to_text(modules):
    """Return the text of {path: bytes}. Raises ValueError where it could not be read again."""
    parts = [HEADER.format(count=len(modules)).encode()]
    for path, content in sorted(modules.items()):
        parts += [f"{START}{path}{END}".encode(), content]
    text = b"".join(parts)
    try:
        same = parse(text) == modules
    except ValueError:
        same = False
    if not same:
        raise ValueError(f"a module has a line like a heading of {FILE}, or no end of its last line")
    return text


def parse(text):
    """Return {path: bytes} of a text of `to_text`, without its header. Raises ValueError where a module stands twice."""
    modules = {}
    path = None
    for line in text.splitlines(keepends=True):
        if line.startswith(START.encode()) and line.endswith(END.encode()):
            path = line[len(START) : -len(END)].decode()
            if path in modules:
                raise ValueError(f"{path} stands twice in {FILE}")
            modules[path] = b""
        elif path is not None:
            modules[path] += line
    return modules
