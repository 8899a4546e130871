"""Which part may know what: nothing in codex_credits/ knows a browser or a clock, and one file of popup/ does."""

import ast
import re

import pytest

from tests.repo.tree import files, name, text

BROWSER = {"js", "pyscript", "_pyscript", "polyscript", "jsffi", "pyodide"}
CLOCK = {"time", "datetime", "asyncio", "random", "os"}
# Reads that the bridge would cut to 32 bits, and functions that throw where Python cannot catch it.
CUT = re.compile(
    r"js\.Date|\.getTime\(|\.valueOf\(|\.timeStamp|\.clientX|\.clientY|\.offsetWidth|\.offsetHeight|js\.JSON|performance\.now"
)
OURS = [*files(".py", under="codex_credits/"), *files(".py", under="popup/"), *files(".py", under="main.py")]


def imported(path):
    """Return the modules that `path` imports, anywhere in it, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def roots(path):
    return {module.split(".")[0] for module in imported(path)}


def test_there_is_something_to_check():
    assert len(OURS) > 20


@pytest.mark.parametrize("path", files(".py", under="codex_credits/"), ids=name)
def test_figures_know_no_browser_and_no_clock(path):
    assert not roots(path) & (BROWSER | CLOCK | {"popup"})


@pytest.mark.parametrize("path", [path for path in OURS if not name(path).startswith("codex_credits/")], ids=name)
def test_only_browser_py_reaches_javascript(path):
    if path.name not in {"bridge.py", "pyscript.py"}:
        assert "js" not in roots(path)


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_number_crosses_the_bridge_by_a_known_way(path):
    assert not CUT.findall(text(path))


@pytest.mark.parametrize("path", OURS, ids=name)
def test_every_import_is_ours_or_the_interpreters(path):
    known = {"codex_credits", "popup", "pyscript", "js", "asyncio", "json", "math", "collections"}
    assert roots(path) <= known


def test_the_worker_and_the_popup_share_only_storage():
    for path in files(".js", under="background"):
        assert "popup/" not in text(path)
    for path in files(".js", under="popup/"):
        assert "background/" not in text(path)
