"""Which part may know what: nothing in codex_credits/ knows a browser or a clock, and one file of popup/ does."""

import ast
import re
from graphlib import TopologicalSorter
from posixpath import dirname, join, normpath

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
def test_only_bridge_py_reaches_javascript(path):
    if path.name not in {"bridge.py", "pyscript.py"}:
        assert "js" not in roots(path)


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_number_crosses_the_bridge_by_a_known_way(path):
    assert not CUT.findall(text(path))


@pytest.mark.parametrize("path", OURS, ids=name)
def test_every_import_is_ours_or_the_interpreters(path):
    known = {"codex_credits", "popup", "pyscript", "js", "asyncio", "json", "math", "collections"}
    assert roots(path) <= known


# Which part of the worker may import which, beside itself. A folder ends with "/".
ALLOWED = {
    "background/contract.js": set(),
    "background/dates.js": set(),
    "background/parse/": {"background/dates.js"},
    "background/chatgpt/": set(),
    "background/collect/": {"background/chatgpt/"},
    "background/coverage/": {"background/dates.js", "background/chatgpt/"},
    "background/report/": {"background/dates.js", "background/parse/", "background/chatgpt/", "background/coverage/"},
    "background/message.js": set(),
    "background/policy.js": set(),
    "background/badge.js": {"background/message.js", "background/report/"},
    "background/cooldown.js": {"background/dates.js", "background/coverage/"},
    "background/helper_tab.js": {
        "background/cooldown.js",
        "background/dates.js",
        "background/chatgpt/",
        "background/report/",
    },
    "background/collect_in_tab.js": {
        "background/dates.js",
        "background/helper_tab.js",
        "background/chatgpt/",
        "background/collect/",
        "background/report/",
    },
    "background/save_result.js": {
        "background/cooldown.js",
        "background/dates.js",
        "background/parse/",
        "background/chatgpt/",
        "background/report/",
    },
    "background/save_stage.js": {
        "background/save_result.js",
        "background/dates.js",
        "background/parse/",
        "background/report/",
    },
    "background/refresh.js": {
        "background/policy.js",
        "background/save_result.js",
        "background/save_stage.js",
        "background/collect_in_tab.js",
        "background/cooldown.js",
        "background/dates.js",
        "background/helper_tab.js",
        "background/parse/",
        "background/chatgpt/",
        "background/collect/",
        "background/coverage/",
        "background/report/",
    },
    "background.js": {"background/badge.js", "background/helper_tab.js", "background/refresh.js"},
}
# The only files that use the APIs of Chrome: all others run in any JavaScript engine.
CHROME = {
    "background.js",
    "background/badge.js",
    "background/chatgpt/tabs.js",
    "background/collect/run.js",
    "background/helper_tab.js",
    "background/message.js",
    "background/policy.js",
    "background/report/store.js",
}
WORKER = files(".js", under="background")
IMPORT = re.compile(r"""^(?:import .*|\} )from "(\..*)";$""", re.MULTILINE)


def js_imports(path):
    """Return the files that a JavaScript module imports, as paths from the root."""
    return {normpath(join(dirname(name(path)), one)) for one in IMPORT.findall(text(path))}


def part(path):
    """Return the row of `ALLOWED` that the file `path` belongs to."""
    (found,) = [row for row in ALLOWED if path == row or (row.endswith("/") and path.startswith(row))]
    return found


@pytest.mark.parametrize("path", WORKER, ids=name)
def test_a_module_of_the_worker_imports_only_what_its_folder_may(path):
    own = part(name(path))
    assert {part(one) for one in js_imports(path)} <= ALLOWED[own] | {own, "background/contract.js"}


def test_every_import_of_the_worker_is_seen():
    for path in WORKER:
        assert len(js_imports(path)) == len(re.findall(r"^import ", text(path), re.MULTILINE))


def test_no_modules_of_the_worker_import_each_other_in_a_cycle():
    graph = {name(path): js_imports(path) for path in WORKER}
    assert len(list(TopologicalSorter(graph).static_order())) == len(WORKER)


@pytest.mark.parametrize("path", WORKER, ids=name)
def test_only_some_modules_use_the_apis_of_chrome(path):
    code = re.sub(r"^\s*(//|/\*\*|\*).*$", "", text(path), flags=re.MULTILINE)
    assert bool(re.search(r"\bchrome\.", code)) == (name(path) in CHROME)


def test_the_worker_and_the_popup_share_only_storage():
    for path in files(".js", under="background"):
        assert "popup/" not in text(path)
    for path in files(".js", under="popup/"):
        assert "background/" not in text(path)
