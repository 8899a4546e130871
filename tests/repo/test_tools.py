"""Tools, bench and simulator stand on their own: no part of the tests, no edited search path, no rights of others."""

import ast
import json
import re
import sys
import tomllib

import pytest

from tests.repo.tree import ROOT, files, name, text

PYTHON = files(".py", ".pyi")
APART = [path for folder in ("tools/", "bench/", "simulator/") for path in files(".py", under=folder)]
# Names of attributes and keys by which a search path is edited; split, so that this file has none of them.
SEARCH_PATH = re.compile(r"sys\.pa[t]h\b|PYTHONPA[T]H|site\.addsite[d]ir|pythonpath = \[(?!\"\.\"\])")


def roots(path):
    """Return the first names of all modules that `path` imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_there_is_something_to_check():
    assert len(APART) > 50


@pytest.mark.parametrize("path", APART, ids=name)
def test_what_is_not_a_test_imports_no_test(path):
    assert not roots(path) & {"tests", "conftest"}


@pytest.mark.parametrize("path", files(".py", under="simulator/"), ids=name)
def test_the_simulator_imports_no_tool_but_the_one_that_finds_a_browser(path):
    assert "bench" not in roots(path)
    assert set(re.findall(r"\btools(?:\.| import )(\w+)", text(path))) <= {"chromium"}


def test_no_search_path_is_edited():
    edited = [*PYTHON, *files(under=".ci/"), ROOT / "Makefile", ROOT / "pyproject.toml"]
    assert [name(path) for path in edited if SEARCH_PATH.search(text(path))] == []


def test_nothing_takes_the_rights_of_root():
    """The word stands only in sentences that tell a person a command."""
    for path in [*files(".py", under="tools/"), *files(under=".ci/"), ROOT / "Makefile"]:
        for line in text(path).splitlines():
            assert not re.search(r"\bsudo\b(?! apt-get install)", line), (name(path), line)
            assert not re.search(r"[\"']sudo[\"']", line), (name(path), line)


def test_what_the_type_checkers_list_is_there():
    listed = json.loads(text(ROOT / "tsconfig.json"))["include"]
    assert [entry for entry in listed if not any(ROOT.glob(entry))] == []
    excluded = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["mypy"].get("exclude", [])
    ours = [name(path) for path in PYTHON]
    assert [entry for entry in excluded if not any(re.search(entry, path) for path in ours)] == []


def test_what_python_files_import_is_declared():
    """Every package from elsewhere is named in pyproject.toml; none is there only because another brings it."""
    declared = {
        re.split(r"[^\w-]", entry)[0].replace("-", "_").lower()
        for entry in tomllib.loads(text(ROOT / "pyproject.toml"))["dependency-groups"]["dev"]
    }
    ours = {"tests", "tools", "bench", "simulator", "codex_credits", "popup"} | {"js", "pyscript"}
    used = set().union(*(roots(path) for path in files(".py"))) - set(sys.stdlib_module_names) - ours
    names = {"_pytest": "pytest", "yarl": "aiohttp", "multidict": "aiohttp"}
    assert {names.get(module, module) for module in used} - declared == set()
