"""The files of this repository, as git knows them (or, without git, as they lie there)."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {".git", ".venv", "node_modules", "vendor", "dist", "dist-firefox", "__pycache__", ".hypothesis"}
TEXT = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".toml", ".txt", ""}


def files(*suffixes, under=""):
    """Return the files that are ours, under a folder, with one of the suffixes (or any)."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.splitlines()]
    else:
        found = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    wanted = [path for path in found if path.is_file() and (not suffixes or path.suffix in suffixes)]
    return sorted(path for path in wanted if name(path).startswith(under))


def name(path):
    """Return how `path` is called from the root."""
    return path.relative_to(ROOT).as_posix()


def text(path):
    """Return what `path` says."""
    return path.read_text(encoding="utf-8")
