"""A release is made from the version it is called by, and says what is new in it."""

import json

import pytest

from tests.repo.tree import ROOT, text
from tools import release

VERSION = json.loads(text(ROOT / "manifest.json"))["version"]


@pytest.mark.parametrize("tag", ["", "v0", VERSION, f"v{VERSION}.1", f"v{VERSION} "])
def test_a_tag_that_is_not_the_version_is_refused(tag):
    with pytest.raises(SystemExit, match="is not the version"):
        release.main(tag)


def test_a_version_without_notes_is_refused(tmp_path, monkeypatch):
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.0.9\n\n- Old.\n")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="has no part for"):
        release.notes_of("0.1.0")


def test_the_notes_are_the_part_of_the_version(tmp_path, monkeypatch):
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0 (Dec 1, 2026)\n\n- New.\n\n## 0.1.0\n\n- Old.\n")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    assert (release.notes_of("0.2.0"), release.notes_of("0.1.0")) == ("- New.\n", "- Old.\n")
