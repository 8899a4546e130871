"""
`make bench`: how fast the built popup is, beside plain-JavaScript twins in the same run. Prints Markdown; OUT=file.json
has it all.

    ROUNDS=15  openings of each variant, cold and again     ONLY=open,interact,refresh,stages,scale,leak,slow,size
"""

import json
import os
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import inside, opening, refreshing, twins
from bench.spread import shown, table
from tools import build, chromium

ROOT = Path(__file__).resolve().parent.parent


def main():
    """Measure what ONLY names, print it, write OUT."""
    only = os.environ.get("ONLY", "open,interact,refresh,stages,scale,leak,slow,size").split(",")
    found = {"at": datetime.now(UTC).strftime("%Y-%m-%d"), "browser": version(), "cores": os.cpu_count()}
    print(f"{found['at']}, {found['browser']}, {found['cores']} cores\n")
    with tempfile.TemporaryDirectory() as place:
        build.build(Path(place))
        dist = Path(place) / "dist"
        if "open" in only:
            found["open"] = opening.measure(dist, int(os.environ.get("ROUNDS", "15")))
            print_opening(found["open"])
        if "interact" in only:
            found["interact"] = inside.interact(dist)
            print_interact(found["interact"])
        if "refresh" in only:
            found["refresh"] = refreshing.measure(dist)
            print_refresh(found["refresh"])
        if "stages" in only:
            found["stages"] = refreshing.measure_stages(dist)
            print_stages(found["stages"])
        if "scale" in only:
            found["scale"] = inside.scale(dist)
            head = ("days", "series", "bytes", "chart", "redraw", "heap")
            print(
                table(
                    head,
                    [
                        [
                            row.get("refused", "") if name == "bytes" and "refused" in row else rounded(row.get(name))
                            for name in head
                        ]
                        for row in found["scale"]
                    ],
                ),
                "\n",
            )
        if "leak" in only:
            found["leak"] = inside.grows(dist)
            print("heap over 200 redraws and 50 openings:", found["leak"], "\n")
        if "slow" in only:
            found["slow"] = inside.throttled(dist)
            print("six times slower:", {name: rounded(value) for name, value in found["slow"].items()}, "\n")
        found["size"] = {"zip": (Path(place) / "dist.zip").stat().st_size}
        print(f"dist.zip: {found['size']['zip']:,} bytes")
    if os.environ.get("OUT"):
        (Path(os.environ.get("CALLED_FROM", ".")) / os.environ["OUT"]).write_text(
            json.dumps(found, indent=1), encoding="utf-8"
        )


def version():
    """Return what the browser calls itself."""
    return subprocess.run([chromium.find(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


def rounded(value):
    """Return a number without its tail."""
    return round(value) if isinstance(value, float) else value


def print_opening(found):
    """Print the openings: one table cold, one re-opened."""
    for kind, made in found.items():
        rows = [
            [name, *[shown(made[name][mark]) for mark in ("frame", "python", "chart", "details")]]
            for name in ("ours", *twins.NAMES)
        ]
        print(f"Opening, {kind}: ms from navigation, median (p10-p90)\n")
        print(table((kind, "frame", "python", "chart", "details"), rows))
        print("\nours / twin_svg {:.2f}, ours / twin_chartjs {:.2f}; frame {:.2f}\n".format(
            made["ratio_svg"], made["ratio_chartjs"], made["ratio_svg_frame"]))  # fmt: skip


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


if __name__ == "__main__":
    main()
