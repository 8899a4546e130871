"""What the documents name is there: files, folders, make targets and the anchors of links."""

import re

import pytest

from tests.repo.tree import ROOT, files, name, text

DOCUMENTS = [path for path in files(".md") if name(path) not in {"THIRD_PARTY.md", "CHANGELOG.md", "bench/RESULTS.md"}]
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE))
FOLDERS = {path.relative_to(ROOT).parts[0] for path in files() if len(path.relative_to(ROOT).parts) > 1}
MADE = {"dist", "dist-firefox", "vendor", "node_modules", "gallery", ".venv"}  # there after `make build` and others
BUILT = {"popup/boot/image.bin", "popup/boot/sources.txt"}  # part of the package, made by `make build`
LANGUAGES = (".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".toml")


def code(document):
    """Return the words of a document that are set as code, fenced or not."""
    return [word for span in re.findall(r"`+([^`]+)`+", text(document)) for word in span.split()]


def paths(document):
    """Return the paths from the root that a document names as code, and in its diagrams."""
    words = [word.strip("()[]{},;:'\"") for word in code(document)]
    found = {word for word in words if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", word)}
    return {word for word in found if word.partition("/")[0] in FOLDERS and "/" in word} - BUILT


def named_alone(document):
    """Return the file names without a folder that a document names as code."""
    return {word for word in code(document) if re.fullmatch(r"\w+[\w-]*(\.\w+)*", word) and word.endswith(LANGUAGES)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_that_a_document_names_is_there(document):
    assert sorted(path for path in paths(document) if not any(ROOT.glob(path.rstrip("/")))) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_make_target_that_a_document_names_is_there(document):
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)", "\n".join(re.findall(r"`+[^`]+`+", text(document)))))
    assert named - TARGETS == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text(document))
    local = {(one or other).partition("#")[0] for one, other in links if "://" not in one + other}
    assert sorted(link for link in local - {""} if not (document.parent / link).exists()) == []


@pytest.mark.parametrize("document", [ROOT / "CONTRIBUTING.md", *files(".md", under="docs/")], ids=name)
def test_every_file_named_alone_is_somewhere(document):
    known = {path.name for path in files()} | {"package-lock.json"}
    examples = {"before.json", "after.json", "state.json", "file.json", "states.json", "00_manifest.json"}
    assert named_alone(document) - known - examples == set()


def test_documents_that_must_be_there_are_linked_from_the_readme_or_the_rules():
    linked = text(ROOT / "README.md") + text(ROOT / "CONTRIBUTING.md")
    missing = [name(path) for path in files(".md", under="docs/") if f"({name(path)})" not in linked]
    assert missing == []
