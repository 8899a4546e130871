"""The repository itself: small files, and a root that loads as an extension the way a person loads it."""

import re

import pytest

from tests.repo.tree import ROOT, files, name, text

LONGEST = 320
IN_ONE_FILE = {"background/collect/collect.js": 380}  # it is copied into the page as it stands
CHECKED = [path for path in files(".css", ".js", ".mjs", ".py") if not name(path).startswith("tests/samples/")]


@pytest.mark.parametrize("path", CHECKED, ids=name)
def test_files_are_short_enough_to_read(path):
    assert len(text(path).splitlines()) <= IN_ONE_FILE.get(name(path), LONGEST)


def test_nothing_in_the_root_has_a_name_chrome_refuses():
    assert [path.name for path in ROOT.iterdir() if path.name.startswith("_")] == []


def test_every_make_target_has_its_script():
    scripts = set(re.findall(r"(?:tools|bench)/[\w/]+\.(?:py|mjs)", text(ROOT / "Makefile")))
    assert [script for script in sorted(scripts) if not (ROOT / script).is_file()] == []


def test_make_alone_prints_every_target():
    makefile = text(ROOT / "Makefile")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    printed = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert printed == phony
