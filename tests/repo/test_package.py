"""What is released: exactly these files, made twice alike, reaching no host and turning no text into code or markup."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile

import pytest

from tests.repo.tree import ROOT, text
from tools import build, languages

# Text in third-party files that looks like more than it is. Each is there, and none is reached.
KNOWN_HOSTS = {
    "vendor/pyscript.js": {
        "github.com",  # in a sentence about a file that could not be fetched
        "pyscript.github.io",  # in a sentence about input()
    },
    "vendor/micropython.mjs": {"emscripten.org"},  # in a sentence about a missing .wasm
    "vendor/cally.js": {"www.w3.org"},  # the name of SVG
    "vendor/pyscript/context.py": {"developer.mozilla.org", "docs.pyscript.net", "github.com"},  # documentation
    "vendor/pyscript/events.py": {"developer.mozilla.org"},
    "vendor/pyscript/ffi.py": {"developer.mozilla.org", "en.wikipedia.org", "github.com"},
    "THIRD_PARTY.md": {"www.apache.org"},
}
KNOWN_SINKS = {
    "vendor/micropython.mjs": {
        "XMLHttpRequest"
    },  # how Emscripten would read a file lazily; nothing does, and the policy lets it reach no host
    "vendor/pyscript/context.py": {"Function("},  # inside a worker only
    "vendor/pyscript.js": {
        "innerHTML",  # reading the text of <mpy-script>, which the page has none of
        "outerHTML",  # in a sentence about two scripts in conflict
        "Function(",  # the worker hook that popup/boot/boot.js empties
    },
}
ALLOWED_HOSTS = {"chatgpt.com", "www.w3.org"}
HOST = re.compile(r"(?:https?|wss?)://([\w.-]+)")
SINKS = re.compile(
    r"\beval\(|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|"
    r"preconnect|dns-prefetch|RTCPeerConnection|WebSocket|EventSource|XMLHttpRequest|sendBeacon|importScripts|"
    r"setTimeout\([\"'`]|javascript:"
)
TEXTS = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ""}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Build into a folder of its own."""
    folder = tmp_path_factory.mktemp("package")
    subprocess.run([sys.executable, "-m", "tools.build", folder], cwd=ROOT, check=True)
    return folder


def names(dist):
    return sorted(path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file())


def test_the_package_is_the_inventory(package):
    expected = sorted(build.inventory() + list(languages.files()))
    assert names(package / "dist") == expected
    assert zipfile.ZipFile(package / "dist.zip").namelist() == expected


def test_two_builds_in_two_folders_are_the_same_bytes(package, tmp_path):
    subprocess.run([sys.executable, "-m", "tools.build", tmp_path], cwd=ROOT, check=True)
    for made in ("dist.zip", "dist.cdx.json"):
        assert (tmp_path / made).read_bytes() == (package / made).read_bytes()


def test_compiled_python_is_made_from_the_sources_beside_it(package):
    dist = package / "dist"
    sources = {to.removeprefix("./"): dist / source for source, to in build.config()["files"].items()}
    assert build.rom.image(sources) == (dist / build.IMAGE).read_bytes()


def test_every_python_file_of_the_popup_is_listed():
    listed = {source.removeprefix("./") for source in build.config()["files"]}
    here = {
        path.relative_to(ROOT).as_posix()
        for folder in ("popup", "codex_credits")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert here <= listed


def test_only_the_page_the_image_and_the_manifest_differ_from_the_repository(package):
    dist = package / "dist"
    copied = [name for name in build.inventory() if name != build.IMAGE]
    different = {name for name in copied if (dist / name).read_bytes() != (ROOT / name).read_bytes()}
    assert different == {"popup.html", "manifest.json"}


def test_the_manifest_differs_from_the_repository_in_its_texts_only(package):
    made, ours = [json.loads(text(folder / "manifest.json")) for folder in (package / "dist", ROOT)]
    english = json.loads(text(package / "dist" / "_locales" / "en" / "messages.json"))
    told = re.sub(r"__MSG_(\w+?)__", lambda found: english[found[1]]["message"], json.dumps(made))
    assert json.loads(told) == ours | {"default_locale": "en"}


def test_the_zip_for_a_store_is_the_folder_without_the_key(package):
    """A store refuses a first package that has a key, and gives the extension its own."""
    dist = package / "dist"
    with zipfile.ZipFile(package / "dist.zip") as zipped:
        different = [name for name in zipped.namelist() if zipped.read(name) != (dist / name).read_bytes()]
        manifest = json.loads(zipped.read("manifest.json"))
    assert different == ["manifest.json"]
    assert {**manifest, "key": "any"} == {**json.loads(text(dist / "manifest.json")), "key": "any"}
    assert "key" not in manifest


def test_what_the_first_frame_waits_for_is_asked_for_at_once(package):
    """The image and the interpreter come side by side, before any script asks for them."""
    page = text(package / "dist" / "popup.html")
    for file in (build.IMAGE, build.WASM):
        assert f'<link rel="preload" as="fetch" href="{file}" crossorigin>' in page.partition("<script")[0]


def test_no_long_text_is_data_in_disguise(package):
    """A reviewer takes a long base64 text for hidden code: compiled code ships as the files it is, .bin and .wasm."""
    found = {}
    for path, name in texts(package / "dist"):
        longest = max(map(len, re.findall(r"[A-Za-z0-9+/=]{200,}", text(path))), default=0)
        if longest and name != "manifest.json":  # the public key
            found[name] = longest
    assert found == {}


def test_no_other_host_is_named(package):
    found = {}
    for path, name in texts(package / "dist"):
        hosts = set(HOST.findall(text(path))) - ALLOWED_HOSTS - KNOWN_HOSTS.get(name, set())
        if hosts:
            found[name] = hosts
    assert found == {}


def test_no_text_becomes_code_or_markup(package):
    found = {}
    for path, name in texts(package / "dist"):
        sinks = set(SINKS.findall(text(path))) - KNOWN_SINKS.get(name, set())
        if sinks and not name.endswith(".md"):
            found[name] = sinks
    assert found == {}


def texts(dist):
    return [(dist / name, name) for name in names(dist) if (dist / name).suffix in TEXTS]


def test_no_source_map_and_no_hidden_file(package):
    assert not [name for name in names(package / "dist") if name.endswith(".map") or "/." in f"/{name}"]


def test_the_package_is_small(package):
    assert (package / "dist.zip").stat().st_size < 1_000_000


def test_the_bill_of_materials_names_every_file_by_its_hash(package):
    bill = json.loads(text(package / "dist.cdx.json"))
    listed = {part["name"]: part["hashes"][0]["content"] for part in bill["components"] if part["type"] == "file"}
    with zipfile.ZipFile(package / "dist.zip") as zipped:
        assert listed == {name: hashlib.sha256(zipped.read(name)).hexdigest() for name in zipped.namelist()}
    locked = json.loads(text(ROOT / "package-lock.json"))["packages"]
    libraries = {part["name"]: part["version"] for part in bill["components"] if part["type"] == "library"}
    assert libraries.items() <= {
        (place.rpartition("node_modules/")[2], one.get("version")) for place, one in locked.items()
    }
    assert {"@pyscript/core", "cally"} <= {part["name"] for part in bill["components"] if part["type"] == "library"}
