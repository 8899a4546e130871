"""
How long from the click to the picture: the product and its twins, opened in turn through the toolbar action.

Cold is the first opening in a fresh profile, re-opened the second one in the same browser. Times are milliseconds from
navigation: "frame" is the first paint with content, "python" the moment Python is handed the state, "chart" the paint
that shows the saved figures and the chart (one frame for both), "details" the paint of what is filled in after it.
Nothing is attached to a popup until it has long been painted; what is read then are the entries the browser kept.
"""

import random
import tempfile
from pathlib import Path

from bench import reports, twins
from bench.spread import spread
from simulator.browser import Browser, DevtoolsError
from simulator.chatgpt import FakeChatGPT

TRIES = 4
ALONE_SECONDS = 1.6  # a driver that looks on while a popup opens takes its time from it
MARKS = """async () => {
  const seen = {};
  const watch = new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries()) seen[identifier] ??= renderTime;
  });
  watch.observe({ type: "element", buffered: true });
  for (let wait = 0; wait < 60 && !seen.chart; wait += 1) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 250));
  const one = (entries) => entries[0]?.startTime ?? null;
  return {
    frame: one(performance.getEntriesByName("first-contentful-paint")), python: one(performance.getEntriesByName("python")),
    chart: seen.chart ?? null, details: seen.details ?? null,
  };
}"""


def measure(dist, rounds, days=90, series=8):
    """
    Return {"cold": {...}, "reopened": {...}}:
    per variant the spread of each mark, and the ratios of the chart medians.
    """
    found: dict[str, dict[str, list]] = {"cold": {}, "reopened": {}}
    with tempfile.TemporaryDirectory() as place, FakeChatGPT("enterprise") as server:
        folders = {"ours": dist} | {name: twins.build(name, dist, Path(place) / name) for name in twins.NAMES}
        order = random.Random(1)  # noqa: S311 - the order of the openings
        for at in range(rounds):
            print(f"\rround {at + 1} of {rounds}", end="", flush=True)
            for name in order.sample(sorted(folders), len(folders)):
                both = opened_at_last(folders[name], server, days, series)
                for kind, marks in zip(("cold", "reopened"), both, strict=True):
                    found[kind].setdefault(name, []).append(marks)
    print("\r", end="")
    return {kind: phases(rows) for kind, rows in found.items()}


def opened_at_last(folder, server, days, series):
    """Return what `opened` returns; a Chromium that ends by itself, as some versions do at an opening, is started again."""
    for _ in range(TRIES):
        try:
            return opened(folder, server, days, series)
        except DevtoolsError as error:
            print(f"\r{folder.name}: {error}, again")
    return opened(folder, server, days, series)


def opened(folder, server, days, series):
    """Return the marks of the first and of the second opening in a fresh profile."""
    with Browser(folder, server) as browser:
        browser.store(
            report=reports.report(days, series), range={"preset": "90", "start": "2026-01-01", "end": "2026-01-02"}
        )
        browser.store("session", **reports.SESSION)
        marks = []
        for _ in range(2):
            popup = browser.open_popup(alone=ALONE_SECONDS)
            marks.append(popup.page.evaluate(MARKS))
            popup.close()
        return marks


def phases(rows):
    """Return the spreads per variant, and ours beside each twin."""
    made = {name: {mark: spread([row[mark] for row in found]) for mark in found[0]} for name, found in rows.items()}
    for twin in twins.NAMES:
        for mark, suffix in (("chart", ""), ("frame", "_frame")):
            made[f"ratio_{twin.removeprefix('twin_')}{suffix}"] = (
                made["ours"][mark]["median"] / made[twin][mark]["median"]
            )
    return made
