"""Print what is in the package and what it weighs there: bytes as they lie, and bytes in the zip, by part."""

import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = {
    "vendor/micropython": "the interpreter",
    "vendor/pyscript": "PyScript",
    "vendor/cally.js": "the calendar, loaded when it is opened",
    "popup/boot/image.bin": "our Python, compiled: what runs",
    "popup/boot/sources.txt": "our Python, the source of it",
    "_locales/": "the languages",
    "popup/": "our JavaScript: the page",
    "main.py": "our Python: the start",
    "background": "the worker",
    "popup.": "markup and styles",
    "icons/": "icons",
    "sample/": "sample data",
}


def main():
    """Print the table."""
    totals: dict[str, tuple[int, int, int]] = {}
    archive = ROOT / "dist.zip"
    with zipfile.ZipFile(archive) as zipped:
        for entry in zipped.infolist():
            part = next(
                (words for start, words in PARTS.items() if entry.filename.startswith(start)), "licences, manifest"
            )
            files, size, packed = totals.get(part, (0, 0, 0))
            totals[part] = (files + 1, size + entry.file_size, packed + entry.compress_size)
    print(f"{'part':42}{'files':>6}{'bytes':>10}{'zipped':>10}")
    for part, (files, size, packed) in sorted(totals.items(), key=lambda total: -total[1][2]):
        print(f"{part:42}{files:6}{size:10,}{packed:10,}")
    print(f"{'dist.zip':58}{archive.stat().st_size:10,}")


if __name__ == "__main__":
    main()
