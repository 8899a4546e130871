"""
What holds for every test.

Bytecode stays out of the root of the repository: Chrome refuses an unpacked extension that has a name starting
with "_" there, and the root is one. How long an example takes is the machine's affair, never a test's.
"""

import sys
from pathlib import Path

from hypothesis import settings

sys.pycache_prefix = str(Path(__file__).parents[1] / ".venv" / "pycache")
sys.dont_write_bytecode = False  # what pytest makes of the tests takes seconds in each worker
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# The files that take longest, which begin first so that no worker is left alone with one at the end. Those that wait for much
# stand between those that do not, so that seldom two workers wait.
LONGEST = (
    "catalogue", "policy", "popup", "worker_life", "screen_cache", "accessibility", "kept_view", "surroundings", "ranges", "axe",
    "harness", "details", "one_click", "tab_restore", "keyboard", "reading_order", "egress", "hostile_page", "layout", "canaries",
    "languages", "figures", "export", "helper_tab", "demo", "readability", "bad_input", "order", "first_screen", "midnight", "update",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Put the tests in a browser first, and those of the longest files before the others."""
    items.sort(key=lambda item: begins_at(item.path))


def begins_at(path):
    """Return the place of a file among all."""
    name = path.stem.removeprefix("test_")
    if path.parent.name != "browser":
        return len(LONGEST) + 1
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
