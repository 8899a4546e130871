"""Mozilla's own linter, which its store runs, takes the package for Firefox: no error, and no warning but the known ones."""

import json
import subprocess
from collections import Counter

import pytest

from tests.repo.tree import ROOT
from tools import build

# In PyScript's loader, which nothing here reaches: docs/browsers.md.
KNOWN = {("UNSAFE_VAR_ASSIGNMENT", "vendor/pyscript.js"): 5, ("DANGEROUS_EVAL", "vendor/pyscript.js"): 1}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return the folder in which the package for Firefox was built."""
    folder = tmp_path_factory.mktemp("package")
    build.build(folder, "firefox")
    return folder


def lint(package):
    """Return what the linter says of a package."""
    command = [ROOT / "node_modules" / ".bin" / "addons-linter", "--output", "json", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def test_the_linter_finds_no_error_and_only_the_known_warnings(package):
    said = lint(package / "dist-firefox.zip")
    assert said["errors"] == []
    assert Counter((one["code"], one["file"]) for one in said["warnings"]) == KNOWN


def test_the_linter_is_heard(package):
    """Chrome's manifest is an error to it."""
    (package / "dist-firefox" / "manifest.json").write_bytes(build.manifest("chrome"))
    assert {one["code"] for one in lint(package / "dist-firefox")["errors"]} >= {"ADDON_ID_REQUIRED"}


def test_both_packages_are_the_same_files_but_for_the_manifest():
    chrome, firefox = build.contents(), build.contents("firefox")
    assert chrome.keys() == firefox.keys()
    assert [name for name in chrome if chrome[name] != firefox[name]] == ["manifest.json"]
