"""What comes from elsewhere: by exact version and hash, from no address written here."""

import hashlib
import json
import re

import pytest

from tests.repo.tree import ROOT, files, name, text
from tools import audit, vendor

LOCK = json.loads(text(ROOT / "package-lock.json"))
VERSIONS = {
    (place.rpartition("node_modules/")[2], entry["version"]) for place, entry in LOCK["packages"].items() if place
}
PACKAGES = {place.removeprefix("node_modules/"): entry for place, entry in LOCK["packages"].items() if place}
ADDRESS = re.compile(
    r"registry\.npm[j]s|py[p]i\.org|python[h]osted|npm[m]irror|--index-url|--find-links|/r[o]ot/|/home/\w|(?<!/etc)/opt/\w"
)


def test_what_is_installed_is_held_to_its_hashes_and_runs_no_script_of_its_own():
    assert "\n\tnpm ci --ignore-scripts " in text(ROOT / "Makefile")
    assert '"install", "--require-hashes", "--only-binary=:all:"' in text(ROOT / "tools" / "setup.py")
    for file in files(".py", ".mjs", under="tools/") + [ROOT / "Makefile"]:
        commands = re.findall(r"npm[\", ]+(?:ci|install|i)\b[^\n]*", text(file))
        assert [command for command in commands if "--ignore-scripts" not in command] == [], file


def test_what_audits_is_locked_too():
    flat = [str(word) for command in [*audit.SETUP, audit.PIP] for word in command]
    assert {"--require-hashes", "requirements-audit.txt"} <= set(flat)
    assert not {"tool", "run", "install"} & set(flat)
    assert audit.PIP[0].is_relative_to(audit.AUDITOR)
    assert re.search(r"^pip-audit==", text(ROOT / "requirements-audit.txt"), re.MULTILINE)


def test_every_npm_package_has_its_integrity_and_no_address():
    assert [place for place, entry in PACKAGES.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [place for place, entry in PACKAGES.items() if "resolved" in entry] == []


def test_npm_packages_are_asked_for_by_exact_version():
    asked = json.loads(text(ROOT / "package.json"))
    for wanted, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert PACKAGES[wanted]["version"] == version


def test_the_interpreter_is_the_one_pyscript_names():
    driver = text(ROOT / "node_modules" / "polyscript" / "esm" / "interpreter" / "micropython.js")
    ours = PACKAGES["@micropython/micropython-webassembly-pyscript"]["version"]
    assert f"version = '{ours}'" in driver


def test_the_compiler_is_of_the_interpreters_version():
    ours = PACKAGES["@micropython/micropython-webassembly-pyscript"]["version"].partition("-")[0]
    assert f"\nmpy-cross=={ours}." in text(ROOT / "requirements-dev.txt")


@pytest.mark.parametrize("file", ["requirements-dev.txt", "requirements-audit.txt"])
def test_every_python_package_is_exact_and_hashed(file):
    entries = re.split(r"\n(?=\w)", text(ROOT / file).strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_vendored_files_are_the_ones_the_list_names():
    listed = dict(vendor.ROW.findall(text(vendor.THIRD_PARTY)))
    here = {name(path) for path in vendor.VENDOR.rglob("*") if path.is_file()}
    assert here == set(listed)
    for file, digest in listed.items():
        assert hashlib.sha256((ROOT / file).read_bytes()).hexdigest() == digest


def test_listed_packages_are_the_ones_locked():
    listed = re.findall(r"^\| ([@\w./-]+) \| (\d[\w.-]+) \|", text(vendor.THIRD_PARTY), re.MULTILINE)
    assert len(listed) > 10
    assert set(listed) <= VERSIONS


def test_no_registry_and_no_path_of_a_machine_is_written_anywhere():
    ours = [path for path in files() if path.suffix != ".png" and path != ROOT / "tests" / "repo" / "test_supply.py"]
    found = {name(path): ADDRESS.findall(text(path)) for path in ours if ADDRESS.search(text(path))}
    assert found == {}
