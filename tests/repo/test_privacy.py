"""The privacy policy is held by tests: each promise of its table names one that exists."""

import re

from tests.repo.tree import ROOT, text

PROMISES = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in text(ROOT / "PRIVACY.md").split("## Promises and their tests")[1].splitlines()
    if line.startswith("|") and "---" not in line
][1:]


def test_every_promise_says_what_enforces_it():
    assert len(PROMISES) >= 15
    assert all(len(row) == 3 and all(row) for row in PROMISES)


def test_every_promise_names_a_test_that_is_there():
    for promise, _, named in PROMISES:
        file, _, name = named.strip("`").partition("::")
        assert re.search(rf"^def {name}\(", text(ROOT / file), re.MULTILINE), f"{promise}: {named}"


def test_the_policy_has_each_part_a_reader_looks_for():
    policy = text(ROOT / "PRIVACY.md")
    for part in (
        "Introduction",
        "Data processed",
        "Storage",
        "Sharing",
        "Network",
        "Remote code",
        "Deletion",
        "Changes",
        "Contact",
    ):
        assert f"\n## {part}\n" in policy


def test_each_function_that_runs_in_the_page_is_named():
    run = text(ROOT / "background/collect/run.js") + text(ROOT / "background/chatgpt/tabs.js")
    short = set(re.findall(r"executeInTab\(.*?, (\w+)", run)) - {"collect", "defineShape", "func"}
    assert short == set(re.findall(r"\(`(\w+)`\)", text(ROOT / "PERMISSIONS.md")))


def test_each_function_with_a_file_of_its_own_that_runs_in_the_page_is_named():
    run = text(ROOT / "background/collect/run.js")
    files = dict(re.findall(r'^import \{ (\w+) \} from "\./([\w.]+)";', run, re.MULTILINE))
    injected = set(re.findall(r"executeInTab\(.*?, (\w+)", run)) & set(files)
    assert injected >= {"collect", "defineShape"}
    for document in ("PERMISSIONS.md", "store/chrome.md"):
        for function in injected:
            assert f"`background/collect/{files[function]}`" in text(ROOT / document), (document, function)
