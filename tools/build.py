"""
Build the product: `dist/` to load unpacked, `dist.zip` for a store beside it, and the zip's bill of materials `dist.cdx.json`.

By inclusion: start at manifest.json, follow what each file names, copy exactly that. A file named and not there ends
the build, and so does a file in one of FOLDERS that nothing names. Two builds give the same bytes.

TARGET=firefox builds `dist-firefox/`, `dist-firefox.zip` and `dist-firefox.cdx.json` from the same files: only the
manifest is another one, by what tools/manifest.firefox.json lays over Chrome's.

The zip is packed for some ten seconds (tools/packing.py), so ONLY=unpacked makes `dist/` alone, for the loop while you work.

    python -m tools.build [FOLDER]        default: the root of the repository
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools import languages, packing, rom, sbom, sources

ROOT = Path(__file__).resolve().parent.parent
# Folders that hold nothing but what the extension uses.
FOLDERS = ["background", "codex_credits", "icons", "popup", "sample"]
ALWAYS = ["manifest.json", "LICENSE", "THIRD_PARTY.md"]
# A path in quotes, in any of our files: "./popup/boot/boot.js", "icons/16.png", "../vendor/cally.js".
QUOTED = re.compile(r"""["'(]((?:\.{0,2}/)?[\w./-]+\.(?:css|html|js|json|mjs|png|svg|toml|wasm))[#"')]""")
# What the unpacked extension has and the zip has not: a store gives the extension its own key.
UNPACKED_ONLY = {"key"}
TARGETS = {"chrome": "dist", "firefox": "dist-firefox"}
FOLLOWED = {".css", ".html", ".js", ".json", ".py"}
CONFIG = "pyscript.toml"
IMAGE = "popup/boot/image.bin"
MADE = {IMAGE, sources.FILE}  # in popup/boot/ of the package only
# Asked for while the page is read, so that each is there when its turn comes. The image and the interpreter's WebAssembly are
# not: interpreter.js asks for them soon enough, and asking before the page is parsed keeps the popup from being shown.
MODULES = ["popup/boot/interpreter.js", "vendor/micropython.mjs", "popup/boot/boot.js", "vendor/pyscript.js"]
STYLES = '<link rel="stylesheet" href="popup.css">'  # asked for first: the first frame waits for it


def named_in(file):
    """Yield the files of the repository that `file` names, as paths from the root."""
    if file == CONFIG:
        yield from [name.removeprefix("./") for name in (config()["interpreter"], *config()["files"])]
    if Path(file).suffix not in FOLLOWED or file.startswith("vendor/"):
        return
    for name in QUOTED.findall((ROOT / file).read_text(encoding="utf-8")):
        places = [path.resolve() for path in ((ROOT / file).parent / name, ROOT / name) if path.is_file()]
        if places:
            yield places[0].relative_to(ROOT).as_posix()
        elif name.startswith((".", *(f"{folder}/" for folder in FOLDERS))):
            sys.exit(f"{file} names {name}, which is not there.")


def config():
    """Return what pyscript.toml says."""
    return tomllib.loads((ROOT / CONFIG).read_text(encoding="utf-8"))


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
        waiting.extend(named_in(file))
    here = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    extra = sorted({path.relative_to(ROOT).as_posix() for path in here} - found)
    if extra:
        sys.exit(f"Nothing names {', '.join(extra)}: add it to {CONFIG} or import it, or remove it.")
    return sorted(found - modules() - bundles()[1] | set(bundles()[0]) | MADE)


def modules():
    """Return the Python files that the package has in one text, as paths from the root."""
    return {source.removeprefix("./") for source in config()["files"]} - {sources.APART}


def built_page():
    """Return popup.html with the configuration in it, and with the modules of the start asked for at once."""
    page = (ROOT / "popup.html").read_text(encoding="utf-8")
    inside = json.dumps({"interpreter": config()["interpreter"]})
    page, times = re.subn(rf'config="\./{CONFIG}"', lambda _: f"config='{inside}'", page)
    if times != 1 or page.count(STYLES) != 1:
        sys.exit(f'popup.html should have one {STYLES}, and name its configuration once: config="./{CONFIG}"')
    links = [f'<link rel="modulepreload" href="{file}">' for file in MODULES]
    return page.replace(STYLES, "\n    ".join([STYLES, *links]))


@functools.cache
def bundles():
    """
    Return the JavaScript that tools/bundles.mjs makes, {name: bytes}, and the modules that are in it, paths from the root.

    Raises subprocess.CalledProcessError where esbuild refuses; it has said why.
    """
    command = ["node", str(ROOT / "tools" / "bundles.mjs")]
    made = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    inside = {file for one in made.values() for file in one["modules"]}
    return {name: one["text"].encode() for name, one in made.items()}, inside


def image():
    """Return the compiled Python files, in one image."""
    return rom.image({to.removeprefix("./"): ROOT / source for source, to in config()["files"].items()})


def manifest(target):
    """Return the manifest for a browser: the texts in _locales, and a JSON merge patch (RFC 7396) over all but Chrome's."""
    members = languages.localized(json.loads((ROOT / "manifest.json").read_text(encoding="utf-8")))
    if target != "chrome":
        members = patched(members, json.loads((ROOT / "tools" / f"manifest.{target}.json").read_text(encoding="utf-8")))
    return manifest_text(members)


def patched(below, patch):
    """Return `below` with `patch` laid over it: objects are merged, a null removes a member, all else replaces."""
    if not isinstance(patch, dict):
        return patch
    done = dict(below) if isinstance(below, dict) else {}
    for name, value in patch.items():
        if value is None:
            done.pop(name, None)
        else:
            done[name] = patched(done.get(name), value)
    return done


def manifest_text(members):
    """Return a manifest as it is written."""
    return (json.dumps(members, indent=2, ensure_ascii=False) + "\n").encode()


def contents(target="chrome", pseudo=None):
    """Return the product for a browser: {name: bytes}; `pseudo` as in tools/languages.py."""
    bundled, _ = bundles()
    copied = [file for file in inventory() if file not in MADE and file not in bundled]
    made = {file: (ROOT / file).read_bytes() for file in copied} | bundled | languages.files(pseudo)
    made |= {IMAGE: image(), sources.FILE: sources.to_text({file: (ROOT / file).read_bytes() for file in modules()})}
    return made | {"popup.html": built_page().encode(), "manifest.json": manifest(target)}


def build(folder, target="chrome", *, unpacked_only=False):
    """
    Write the product into `folder`: dist/, dist.zip and dist.cdx.json, or as TARGETS calls them; with `unpacked_only` the first alone.
    What is there already and the same is left alone.
    """
    name, made = TARGETS[target], contents(target)
    dist = folder / name
    here = {path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    if here != made:
        shutil.rmtree(dist, ignore_errors=True)
        for file, content in made.items():
            (dist / file).parent.mkdir(parents=True, exist_ok=True)
            (dist / file).write_bytes(content)
    if unpacked_only:
        return
    packed = made | {"manifest.json": packed_manifest(made["manifest.json"])}
    (folder / f"{name}.zip").write_bytes(packing.zip_of(packed))
    (folder / f"{name}.cdx.json").write_text(sbom.text(packed), encoding="utf-8")


def packed_manifest(manifest):
    """Return a manifest without what only the unpacked extension has."""
    members = {name: value for name, value in json.loads(manifest).items() if name not in UNPACKED_ONLY}
    return manifest_text(members)


if __name__ == "__main__":
    wanted = os.environ.get("TARGET") or "chrome"
    if wanted not in TARGETS:
        sys.exit(f"TARGET={wanted} is none of {', '.join(TARGETS)}.")
    alone = os.environ.get("ONLY") == "unpacked"
    build(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT, wanted, unpacked_only=alone)
