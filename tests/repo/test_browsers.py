"""Nothing in the packages needs a newer browser than their manifests ask for, by MDN's browser-compat-data."""

import json
import re

import pytest

from tests.repo.tree import ROOT, text
from tools import build

COMPAT = json.loads(text(ROOT / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"))
MANIFEST = json.loads(text(ROOT / "manifest.json"))
OLDEST = int(MANIFEST["minimum_chrome_version"])
FIREFOX = json.loads(build.manifest("firefox"))
OLDEST_FIREFOX = int(FIREFOX["browser_specific_settings"]["gecko"]["strict_min_version"].partition(".")[0])
SHIPPED = [
    name
    for name in {*build.inventory(), *build.bundles()[1]}
    if name not in build.MADE and not name.startswith("vendor/")
]
ROWS = re.findall(
    r"^\| ([^|]*) \| `([\w.-]+)` \| `([\w./]+)` \| (\d+) \| (\d+|–) \|$",
    text(ROOT / "docs" / "browsers.md"),
    re.MULTILINE,
)
# In a note only: the area on disk came later than the one in memory.
FOR_ALL = re.compile(r"Supported by all storage areas from Chrome (\d+)\.")
AREAS = {"local", "session", "managed", "sync"}
# Chromium's own, in every version that knows Manifest V3, and not in the data.
CHROMIUM_ONLY = {"key", "minimum_chrome_version"}
# Firefox has not, and the code asks first whether it is there.
ASKED_FOR = {"webextensions.api.storage.StorageArea.setAccessLevel"}


def entry(path):
    """Return the data of a dotted name, None where there is none."""
    place = COMPAT
    for part in path.split("."):
        place = place.get(part) if isinstance(place, dict) else None
    return place


def version(path, browser="chrome"):
    """
    Return since which version a browser has `path`, None where it has not.
    In part does not count, unless all that is missing is the initial value the standard has now.
    """
    support = entry(path)["__compat"]["support"][browser]
    entries, since = support if isinstance(support, list) else [support], []
    if "version_removed" in entries[0]:
        return None
    for one in entries:
        notes = one.get("notes", "")
        notes = notes if isinstance(notes, str) else " ".join(notes)
        missing = {"flags", "prefix", "alternative_name"} & one.keys()
        partial = one.get("partial_implementation") and not notes.startswith("The initial value is ")
        if one["version_added"] and not missing and not partial:
            later = FOR_ALL.search(notes)
            since.append(int(later[1] if later else re.sub(r"^≤|\..*", "", one["version_added"])))
    return min(since, default=None)


def api_calls():
    """Return the extension APIs that the package calls, as names in the data."""
    found = set()
    for name in SHIPPED:
        if name.endswith(".js"):
            found |= set(re.findall(r"\bchrome((?:\??\.\w+){2,3})", text(ROOT / name)))
    return sorted({api_name(call.replace("?", "").strip(".").split(".")) for call in found})


def api_name(parts):
    """Return where the data has `parts`, ["storage", "local", "get"]."""
    if parts[0] == "storage" and parts[1] in AREAS and parts[2:]:
        parts = ["storage", "StorageArea", parts[2]]
    path = "webextensions.api." + ".".join(parts)
    return path if entry(path) else path.rpartition(".")[0]  # the method of an event


def manifest_members(members, under="webextensions.manifest"):
    """Yield the members of a manifest that the data knows, at any depth."""
    for name, value in members.items():
        if entry(f"{under}.{name}"):
            yield f"{under}.{name}"
            if isinstance(value, dict):
                yield from manifest_members(value, f"{under}.{name}")


def css_properties():
    styles = "".join(text(ROOT / name) for name in SHIPPED if name.endswith(".css"))
    named = set(re.findall(r"[;{]\s*([a-z][a-z-]+)\s*:", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)))
    return sorted(f"css.properties.{name}" for name in named if entry(f"css.properties.{name}"))


CODE = [*api_calls(), *css_properties(), *(row[1] for row in ROWS)]
USED = [*CODE, *manifest_members(MANIFEST)]


def test_there_is_something_to_check():
    assert len(api_calls()) > 30
    assert len(css_properties()) > 60
    assert len(ROWS) > 8


@pytest.mark.parametrize("path", sorted(set(USED)))
def test_what_is_used_is_in_the_oldest_chrome_that_is_asked_for(path):
    since = version(path)
    assert since is not None
    assert since <= OLDEST


@pytest.mark.parametrize("path", sorted({*CODE, *manifest_members(FIREFOX)} - ASKED_FOR))
def test_what_is_used_is_in_the_oldest_firefox_that_is_asked_for(path):
    since = version(path, "firefox")
    assert since is not None
    assert since <= OLDEST_FIREFOX


def test_what_firefox_has_not_is_asked_for_before_it_is_called():
    for path in ASKED_FOR:
        name = path.rpartition(".")[2]
        code = "".join(text(ROOT / file) for file in SHIPPED if file.endswith(".js"))
        assert version(path, "firefox") is None
        assert set(re.findall(rf"\b{name}(\??\.?)\(", code)) == {"?."}


def test_every_manifest_member_is_known():
    for members in (MANIFEST, FIREFOX):
        known = {path.split(".")[2] for path in manifest_members(members)}
        assert members.keys() - known - CHROMIUM_ONLY == set()


def test_firefox_gets_the_same_manifest_but_for_what_it_does_not_know():
    chrome = json.loads(build.manifest("chrome"))
    same = chrome.keys() - {"background", "key", "minimum_chrome_version", "storage"}
    assert {name: FIREFOX[name] for name in same} == {name: chrome[name] for name in same}
    assert FIREFOX.keys() - same == {"background", "browser_specific_settings"}
    assert FIREFOX["background"] == {"type": "module", "scripts": [MANIFEST["background"]["service_worker"]]}


def test_a_merge_patch_does_what_its_standard_says():
    """The examples of RFC 7396, appendix A, in short."""
    assert build.patched({"a": "b", "b": "c"}, {"a": None}) == {"b": "c"}
    assert build.patched({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}) == {"a": {"b": "d"}}
    assert build.patched({"a": [{"b": "c"}]}, {"a": [1]}) == {"a": [1]}
    assert build.patched(["a"], {"a": {"bb": {"ccc": None}}}) == {"a": {"bb": {}}}


@pytest.mark.parametrize(("feature", "path", "file", "told", "told_firefox"), ROWS, ids=[row[1] for row in ROWS])
def test_the_document_has_the_version_of_the_data_and_a_file_that_uses_it(feature, path, file, told, told_firefox):
    assert version(path) == int(told)
    assert str(version(path, "firefox") or "–") == told_firefox
    assert re.search(r"`([^`]+)`", feature)[1].rpartition(".")[2] in text(ROOT / file)


def test_the_minimum_is_what_the_newest_feature_needs():
    """A lower one would be a lie, a higher one would keep people out for nothing."""
    assert max(int(row[3]) for row in ROWS) == OLDEST
    assert max(int(row[4]) for row in ROWS if row[4] != "–") == OLDEST_FIREFOX
    assert f"| {OLDEST_FIREFOX} | `Intl.Locale`'s `getTextInfo`" in text(ROOT / "docs" / "browsers.md")
    assert f"| {OLDEST} | `storage.local.setAccessLevel`" in text(ROOT / "docs" / "browsers.md")


def test_what_is_young_has_a_line_in_the_document():
    young = {path for path in USED if (version(path) or 0) > 120 and not path.startswith("css.properties")}
    assert young <= {row[1] for row in ROWS}
