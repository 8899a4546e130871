"""What each Python folder may import: one table. Nothing imports upward, and no imports form a cycle."""

import ast

import pytest

from tests.repo.tree import ROOT, files, name, text

# folder -> the folders whose modules it may import, besides its own. The longest matching folder counts.
MAY_IMPORT = {
    "codex_credits/model": set(),
    "codex_credits/chart": {"codex_credits/model"},
    "codex_credits/present": {"codex_credits/model", "codex_credits/chart"},
    "popup/bridge": set(),
    "popup/boot": set(),
    "popup/views": {"popup/bridge", "codex_credits/model", "codex_credits/present"},
    "popup/controllers": {
        "popup",
        "popup/bridge",
        "popup/views",
        "codex_credits/model",
        "codex_credits/chart",
        "codex_credits/present",
    },
    "popup": {"popup/bridge", "popup/views", "codex_credits/model", "codex_credits/present"},
    "main.py": {"popup", "popup/bridge", "popup/controllers"},
}
PRODUCT = [*files(".py", under="codex_credits/"), *files(".py", under="popup/"), *files(".py", under="main.py")]
MODULES = [path for path in PRODUCT if path.name != "__init__.py"]
# What main.py loads before the first paint: the rest waits for `go_on`.
AFTER_THE_PAINT = {
    "codex_credits/model/forecast.py",
    "codex_credits/model/limit_status.py",
    "codex_credits/model/credit_access.py",
    "codex_credits/model/upgrade.py",
    "codex_credits/model/comparison.py",
    "codex_credits/model/activity.py",
    "codex_credits/model/drivers.py",
    "codex_credits/model/reconciliation.py",
    "codex_credits/model/forecast_score.py",
    "codex_credits/chart/row_bars.py",
    "codex_credits/chart/heat_map.py",
    "codex_credits/present/facts.py",
    "codex_credits/present/sections.py",
    "codex_credits/present/limits_section.py",
    "codex_credits/present/window_text.py",
    "codex_credits/present/forecast_section.py",
    "codex_credits/present/changes_section.py",
    "codex_credits/present/reconciliation_section.py",
    "codex_credits/present/days_table.py",
    "codex_credits/present/clipboard_text.py",
    "codex_credits/present/export.py",
    "codex_credits/present/sample.py",
    "codex_credits/present/verdict.py",
    "codex_credits/chart/fan.py",
    "popup/refresher.py",
}


def file_of(module):
    """Return the product file of a dotted module name, None for a package or a name inside a module."""
    path = module.replace(".", "/") + ".py"
    return path if (ROOT / path).is_file() and path.startswith(("codex_credits/", "popup/")) else None


def imports(path, *, at_top=False):
    """Return the product files that `path` imports, anywhere in it or only `at_top`."""
    tree = ast.parse(text(path))
    found = set()
    for node in tree.body if at_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {file_of(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {file_of(node.module)} | {file_of(f"{node.module}.{alias.name}") for alias in node.names}
    return found - {None}


def folder_of(file):
    """Return the folder of `file` that has a rule."""
    return file if file in MAY_IMPORT else file.rpartition("/")[0]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_only_what_its_folder_may(path):
    folder = folder_of(name(path))
    allowed = MAY_IMPORT[folder] | {folder}
    assert {file for file in imports(path) if folder_of(file) not in allowed} == set()


def test_no_imports_form_a_cycle():
    graph = {name(path): imports(path) for path in MODULES}
    while graph:
        leaves = {file for file, needed in graph.items() if not needed & set(graph)}
        assert leaves, f"a cycle among {sorted(graph)}"
        graph = {file: needed for file, needed in graph.items() if file not in leaves}


def test_the_first_paint_does_not_wait_for_the_sections():
    loaded, waiting = set(), ["main.py"]
    while waiting:
        file = waiting.pop()
        if file not in loaded:
            loaded.add(file)
            waiting += imports(ROOT / file, at_top=True)
    assert {"popup/app.py", "codex_credits/present/budget_card.py"} <= loaded
    assert loaded & AFTER_THE_PAINT == set()
