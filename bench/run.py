"""
`make bench`: how fast the built popup is, beside plain-JavaScript twins in the same run. Prints Markdown; OUT=file.json
has it all.

    ROUNDS=15  openings of each variant     ONLY=open,languages,peers,interact,refresh,stages,no_tab,scale,leak,slow,size
    PEERS=folder  opens the unpacked extensions in `folder` too, each in a folder of its own, and prints them beside ours
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import inside, opening, refreshing, twins
from bench.spread import shown, table
from tools import build, chromium

ROOT = Path(__file__).resolve().parent.parent


def main():
    """Measure what ONLY names, print it, write OUT."""
    only = os.environ.get("ONLY", ",".join([*MEASURED, "size"])).split(",")
    if unknown := set(only) - {*MEASURED, "size"}:
        sys.exit(f"ONLY knows no {', '.join(sorted(unknown))}.")
    found = {"at": datetime.now(UTC).strftime("%Y-%m-%d"), "browser": version(), "cores": os.cpu_count()}
    print(f"{found['at']}, {found['browser']}, {found['cores']} cores\n")
    with tempfile.TemporaryDirectory() as place:
        build.build(Path(place), unpacked_only="size" not in only)
        for name, (measure, show) in MEASURED.items():
            if name in only and (name != "peers" or peers()):
                found[name] = measure(Path(place) / "dist")
                show(found[name])
        if "size" in only:
            found["size"] = {"zip": (Path(place) / "dist.zip").stat().st_size}
            print(f"dist.zip: {found['size']['zip']:,} bytes")
    if os.environ.get("OUT"):
        (Path(os.environ.get("CALLED_FROM", ".")) / os.environ["OUT"]).write_text(
            json.dumps(found, indent=1), encoding="utf-8"
        )


def rounds():
    """Return how often each variant is opened."""
    return int(os.environ.get("ROUNDS", "15"))


def peers():
    """Return the folders of the other extensions to open."""
    folder = Path(os.environ.get("CALLED_FROM", ".")) / os.environ["PEERS"] if "PEERS" in os.environ else None
    return sorted(file.parent for file in folder.glob("*/manifest.json")) if folder else []


def version():
    """Return what the browser calls itself."""
    return subprocess.run([chromium.find(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


def rounded(value):
    """Return a number rounded to a whole one."""
    return round(value) if isinstance(value, float) else value


def print_opening(found):
    """Print the openings, a table for each kind."""
    marks = ("navigation", "cached", "frame", "python", "chart", "details")
    for kind, made in found.items():
        rows = [[name, *[shown(made[name][mark]) for mark in marks]] for name in ("ours", *twins.NAMES)]
        print(f"Opening, {kind}: ms from navigation (that from the press), median (p10-p90)\n")
        print(table((kind, *marks), rows))
        print("\nours / twin_svg {:.2f}, ours / twin_chartjs {:.2f}; frame {:.2f}\n".format(
            made["ratio_svg"], made["ratio_chartjs"], made["ratio_svg_frame"]))  # fmt: skip


def print_languages(found):
    """Print when the chart is painted in each language."""
    marks = ("cached", "python", "chart", "details")
    for kind, made in found.items():
        rows = [[name, *[shown(spreads[mark]) for mark in marks]] for name, spreads in made.items()]
        print(f"Opening in a language, {kind}: ms from navigation, median (p10-p90)\n")
        print(table((kind, *marks), rows), "\n")


def print_peers(found):
    """Print when other extensions' popups paint, beside ours."""
    marks = ("navigation", "frame", "largest")
    for kind in ("cold", "reopened"):
        print(f"Popups, {kind}: ms from navigation (that from the press), median (p10-p90)\n")
        rows = [[name, *[shown(kinds[kind][mark]) for mark in marks]] for name, kinds in found.items()]
        print(table((kind, *marks), rows), "\n")


def print_no_tab(found):
    """Print how long it takes from a browser without ChatGPT's page to figures."""
    print("From a browser without a ChatGPT tab: ms from the press, median (p10-p90)\n")
    rows = [[row["answer_ms"], row["requests"]["median"], shown(row["headline"]), shown(row["all"])] for row in found]
    print(table(("each answer takes", "requests", "headline", "all"), rows), "\n")


def print_interact(found):
    """Print how long each change takes."""
    for size, changes in found.items():
        rows = [
            [name, *[shown(kinds[kind]) for kind in ("worked", "work", "painted")]] for name, kinds in changes.items()
        ]
        print(table((size, "until drawn", "all its work", "until painted"), rows), "\n")


def print_refresh(found):
    """Print what a refresh of 90 days cost."""
    names = ("stored", "shown", "settled", "server", "beyond", "page_wait", "worker_wait")
    print(f"Refresh of 90 days, {found['requests']} requests: ms from the press, median (p10-p90)\n")
    print(table(names, [[shown(found[name]) for name in names]]))
    memory = {name: f"{found[name]['median'] / 1e6:.1f} MB" for name in ("page_bytes", "worker_bytes")}
    print(f"\nJavaScript heap at most: ChatGPT's page {memory['page_bytes']}, worker {memory['worker_bytes']}\n")


def print_stages(found):
    """Print when what is left was fresh, and when all was."""
    rows = [
        [row["answer_ms"], row["report"], row["requests"]["median"], shown(row["headline"]), shown(row["all"])]
        for row in found
    ]
    print("Refresh of a month: ms from the press, median (p10-p90)\n")
    print(table(("each answer takes", "", "requests", "headline", "all"), rows), "\n")


def print_scale(found):
    """Print what reports of every size cost."""
    head = ("days", "series", "bytes", "chart", "redraw", "heap")
    rows = [
        [row.get("refused", "") if name == "bytes" and "refused" in row else rounded(row.get(name)) for name in head]
        for row in found
    ]
    print(table(head, rows), "\n")


def print_leak(found):
    """Print whether the heap grows."""
    print("heap over 200 redraws and 50 openings:", found, "\n")


def print_slow(found):
    """Print what an opening takes where everything takes longer."""
    print("six times slower:", {name: rounded(value) for name, value in found.items()}, "\n")


# Name in ONLY -> (what measures it in a built folder, what prints it).
MEASURED: dict[str, tuple[Callable[[Path], Any], Callable[[Any], None]]] = {
    "open": (lambda dist: opening.measure(dist, rounds()), print_opening),
    "languages": (lambda dist: opening.measure_languages(dist, rounds()), print_languages),
    "peers": (lambda dist: opening.measure_peers(dist, peers(), rounds()), print_peers),
    "interact": (inside.interact, print_interact),
    "refresh": (refreshing.measure, print_refresh),
    "stages": (refreshing.measure_stages, print_stages),
    "no_tab": (refreshing.measure_no_tab, print_no_tab),
    "scale": (inside.scale, print_scale),
    "leak": (inside.grows, print_leak),
    "slow": (inside.throttled, print_slow),
}

if __name__ == "__main__":
    main()
