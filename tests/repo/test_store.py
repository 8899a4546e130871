"""The texts for the stores: within their limits, and the same as what the package, PRIVACY.md and PERMISSIONS.md say."""

import json
import re
import struct
from collections import Counter

import pytest

from tests.repo.tree import ROOT, text
from tools import languages, messages, store

MANIFEST = json.loads(text(ROOT / "manifest.json"))
LONGEST_SHORT, SHORTEST_LONG, LONGEST_LONG, MOST_TIMES = 132, 250, 10_000, 5
SMALL = re.compile(r"an?|and|any|as|at|by|can|for|from|if|in|is|it|of|on|or|that|the|this|to|what|when|with|your?")


def sections(document):
    """Return {title: text} of the second-level headings of a document."""
    parts = re.split(r"^## ", text(ROOT / "store" / document), flags=re.MULTILINE)[1:]
    return {title: body.strip() for title, _, body in (part.partition("\n") for part in parts)}


LISTING, CHROME = sections("listing.md"), sections("chrome.md")


def test_the_short_description_is_the_manifests_and_short_enough():
    assert LISTING["Short description"] == MANIFEST["description"]
    assert len(MANIFEST["description"]) <= LONGEST_SHORT


def test_the_long_description_is_long_enough_for_every_store():
    assert SHORTEST_LONG <= len(LISTING["Long description"]) <= LONGEST_LONG


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_each_language_has_its_descriptions(language):
    listing = sections(f"listing.{language}.md")
    told = json.loads(languages.files()[f"_locales/{language}/messages.json"])
    assert listing["Short description"] == told["description"]["message"]
    assert len(listing["Short description"]) <= LONGEST_SHORT
    assert SHORTEST_LONG <= len(listing["Long description"]) <= LONGEST_LONG
    assert listing["Long description"].count("•") == LISTING["Long description"].count("•")


@pytest.mark.parametrize("language", ["en", *messages.LANGUAGES])
def test_each_language_has_the_words_of_the_pictures(language):
    words = store.words_of(language)
    assert list(words) == [*[idea.name for idea in store.IDEAS], "tile", "marquee"]
    assert all(large and small for large, small in words.values())
    assert language == "en" or not set(words.values()) & set(store.words_of("en").values())


@pytest.mark.parametrize("title", ["Short description", "Long description"])
def test_no_word_stands_more_often_than_stores_accept(title):
    words = Counter(re.findall(r"[a-z][\w'-]*", LISTING[title].lower()))
    assert {word: times for word, times in words.items() if times > MOST_TIMES and not SMALL.fullmatch(word)} == {}


def test_the_single_purpose_is_the_one_of_the_privacy_policy():
    policy = " ".join(text(ROOT / "PRIVACY.md").split())
    assert LISTING["Single purpose"][1:-1] in policy


def test_each_permission_has_its_justification_and_no_other_has_one():
    asked = {*MANIFEST["permissions"], *MANIFEST["host_permissions"]}
    assert {title.removeprefix("Justification: ") for title in CHROME if title.startswith("Justification")} == asked


@pytest.mark.parametrize("permission", [*MANIFEST["permissions"], *MANIFEST["host_permissions"]])
def test_each_permission_is_explained_to_people_too(permission):
    assert f"| `{permission}` |" in text(ROOT / "PERMISSIONS.md")


def test_the_sentence_on_limited_use_is_in_the_privacy_policy():
    sentence = CHROME["Limited use"]
    assert "Limited Use requirements" in sentence
    assert sentence in " ".join(text(ROOT / "PRIVACY.md").split())


@pytest.mark.nightly
def test_the_pictures_have_the_sizes_that_stores_ask_for(tmp_path):
    store.main(tmp_path)
    sizes = {one.name: struct.unpack(">II", one.read_bytes()[16:24]) for one in tmp_path.glob("*.png")}
    assert len([name for name in sizes if name.startswith("screenshot-")]) == 5
    assert {size for name, size in sizes.items() if name.startswith("screenshot-")} == {(1280, 800)}
    assert (sizes["tile.png"], sizes["marquee.png"], sizes["logo.png"]) == ((440, 280), (1400, 560), (300, 300))
