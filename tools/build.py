"""
Build the product: `dist/`, `dist.zip` beside it, and the bill of materials `dist.cdx.json`.

By inclusion: start at manifest.json, follow what each file names, copy exactly that. A file named and not there ends
the build, and so does a file in one of FOLDERS that nothing names. Two builds give the same bytes.

    python tools/build.py [FOLDER]        default: the root of the repository
"""

import json
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Folders that hold nothing but what the extension uses.
FOLDERS = ["background", "codex_credits", "icons", "popup", "sample"]
# The interpreter asks for its .wasm by the name of its .mjs.
ALWAYS = ["manifest.json", "LICENSE", "THIRD_PARTY.md", "vendor/micropython.wasm"]
# A path in quotes, in any of our files: "./popup/boot.js", "icons/16.png", "../vendor/cally.js".
QUOTED = re.compile(r"""["'(]((?:\.{0,2}/)?[\w./-]+\.(?:css|html|js|json|mjs|png|py|svg|toml|wasm))[#"')]""")
FOLLOWED = {".css", ".html", ".js", ".json", ".toml"}


def named_in(file):
    """Yield the files of the repository that `file` names, as paths from the root."""
    for name in QUOTED.findall((ROOT / file).read_text(encoding="utf-8")):
        beside = (ROOT / file).parent / name
        for path in (beside, ROOT / name):
            if path.is_file():
                yield path.resolve().relative_to(ROOT).as_posix()
                break
        else:
            if name.startswith((".", "icons/", "popup/", "background/", "vendor/", "sample/")):
                sys.exit(f"{file} names {name}, which is not there.")


def inventory():
    """Return every file of the product, as paths from the root, sorted."""
    found, waiting = set(), list(ALWAYS)
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        if not (ROOT / file).is_file():
            sys.exit(f"{file} is part of the product and is not there.")
        found.add(file)
        if Path(file).suffix in FOLLOWED and not file.startswith("vendor/"):
            waiting.extend(named_in(file))
    extra = sorted(
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.relative_to(ROOT).as_posix() not in found
    )
    if extra:
        sys.exit(f"Nothing names {', '.join(extra)}: add it to pyscript.toml or import it, or remove it.")
    return sorted(found)


def built_page():
    """Return popup.html with the configuration inside and everything the start needs asked for at once."""
    page = (ROOT / "popup.html").read_text(encoding="utf-8")
    config = tomllib.loads((ROOT / "pyscript.toml").read_text(encoding="utf-8"))
    text = json.dumps(config, separators=(",", ":"))
    page, times = re.subn(r'config="\./pyscript\.toml"', lambda _: f"config='{text}'", page)
    if times != 1:
        sys.exit('popup.html should name its configuration once: config="./pyscript.toml"')
    modules = ["./vendor/pyscript.js", "./vendor/micropython.mjs"]
    links = "".join(f'<link rel="modulepreload" href="{module}">\n' for module in modules)
    return page.replace("</head>", f"{links}</head>")


def build(folder):
    """Write the product into `folder`/dist and `folder`/dist.zip."""
    dist = folder / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    for file in inventory():
        target = dist / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, target)
    (dist / "pyscript.toml").unlink()
    (dist / "popup.html").write_text(built_page(), encoding="utf-8")
    pack(dist, folder / "dist.zip")


def pack(dist, archive):
    """Zip `dist` so that the same files give the same bytes: sorted names, one time, one mode."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for file in sorted(path for path in dist.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(dist).as_posix(), date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            zipped.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
