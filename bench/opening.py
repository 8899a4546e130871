"""
How long from the click to the picture: the product and its twins, opened in turn through the toolbar action.

"first_click" is the first opening after a start of the browser: the worker sleeps, and no process of the extension is
there. "first_shown" is the first one in a fresh profile, its worker awake. "reopened" is the next one, and "cold" one when
the worker has gone to sleep again and the process of the extension has ended, as some 30 s after every use: the usual
case of a browser that runs all day. In these two our popup has a cached screen; before them it has not.
Times are milliseconds from navigation: "frame" is the first paint with content, "python" the moment Python is handed the
state, "chart" the paint that shows the saved figures and the chart (one frame for both), "details" the paint of what is
filled in after it; "navigation" is the time from the press to navigation. Nothing is attached to a popup until it has
long been painted; what is read then are the entries the browser kept. "cached" is the moment at which a reopened popup
draws its cached screen, which no twin has: its frame and chart are then painted before "python".
"""

import random
import tempfile
from pathlib import Path

from bench import reports, twins
from bench.spread import spread
from simulator.browser import Browser, DevtoolsError
from simulator.chatgpt import FakeChatGPT

TRIES = 4
KINDS = ("first_click", "first_shown", "cold", "reopened")
LANGUAGES = ("en-US", "de")
REST_SECONDS = 1.0  # until a browser has nothing else to do
ALONE_SECONDS = 2.6  # a driver that looks on while a popup opens takes its time from it
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
    at: performance.timeOrigin, cached: one(performance.getEntriesByName("cached screen")), frame: one(performance.getEntriesByName("first-contentful-paint")), python: one(performance.getEntriesByName("python")),
    chart: seen.chart ?? null, details: seen.details ?? null,
  };
}"""

PAINTS = """async () => {
  let largest = null;
  const watch = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) largest = startTime;
  });
  watch.observe({ type: "largest-contentful-paint", buffered: true });
  await new Promise((done) => setTimeout(done, 250));
  const [frame] = performance.getEntriesByName("first-contentful-paint");
  return { at: performance.timeOrigin, frame: frame?.startTime ?? null, largest };
}"""


def measure(dist, rounds, days=90, series=8):
    """
    Return {kind of opening: {...}}: per variant the spread of each mark, and our medians of chart and frame as multiples of each
    twin's. The stored report has `days` days of `series` series.
    """
    found: dict[str, dict[str, list]] = {kind: {} for kind in KINDS}
    with tempfile.TemporaryDirectory() as place, FakeChatGPT("enterprise") as server:
        folders = {"ours": dist} | {name: twins.build(name, dist, Path(place) / name) for name in twins.NAMES}
        order = random.Random(1)  # noqa: S311 - the order of the openings
        for at in range(rounds):
            print(f"\rround {at + 1} of {rounds}", end="", flush=True)
            for name in order.sample(sorted(folders), len(folders)):
                for kind, marks in opened_at_last(folders[name], server, days, series).items():
                    found[kind].setdefault(name, []).append(marks)
    print("\r", end="")
    return {kind: phases(rows) for kind, rows in found.items()}


def measure_languages(dist, rounds, days=90, series=8):
    """Return {kind of opening: {language: spreads of its marks}}, each language of LANGUAGES in turn."""
    found: dict[str, dict[str, list]] = {kind: {} for kind in KINDS}
    with FakeChatGPT("enterprise") as server:
        for at in range(rounds):
            for language in LANGUAGES[:: -1 if at % 2 else 1]:
                for kind, marks in opened_at_last(dist, server, days, series, language).items():
                    found[kind].setdefault(language, []).append(marks)
    return {kind: {name: spreads(rows) for name, rows in made.items()} for kind, made in found.items()}


def opened_at_last(folder, server, days, series, language=None):
    """Return what `opened` returns; a Chromium that ends by itself, as some versions do at an opening, is started again."""
    for _ in range(TRIES):
        try:
            return opened(folder, server, days, series, language)
        except DevtoolsError as error:
            print(f"\r{folder.name}: {error}, again")
    return opened(folder, server, days, series, language)


def opened(folder, server, days, series, language=None):
    """Return {kind of opening: marks} of one profile."""
    marks = {}
    with tempfile.TemporaryDirectory() as profile:
        with Browser(folder, server, profile=profile, lang=language) as browser:
            browser.store(
                report=reports.report(days, series), range={"preset": "90", "start": "2026-01-01", "end": "2026-01-02"}
            )
            browser.store("session", **reports.SESSION)
            marks["first_shown"] = open_alone(browser, MARKS)
            marks["reopened"] = open_alone(browser, MARKS)
            end_process(browser)
            marks["cold"] = open_alone(browser, MARKS)
        with Browser(folder, server, profile=profile, lang=language) as browser:
            browser.kill_worker()
            browser.chromium.run_for(REST_SECONDS)
            marks["first_click"] = open_alone(browser, MARKS)
    return marks


def end_process(browser):
    """Let the worker sleep, as Chrome does after 30 s without work, and come back when the extension's process has ended."""
    browser.kill_worker()
    browser.wait_for(lambda: not processes(browser))
    browser.chromium.run_for(REST_SECONDS)


def processes(browser):
    """Return the ids of the processes that run an extension."""
    all_of_them = browser.send("SystemInfo.getProcessInfo")["processInfo"]
    return [one["id"] for one in all_of_them if "--extension-process" in command_line(one["id"])]


def command_line(process):
    """Return the words a process was started with, "" where it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def open_alone(browser, marks):
    """Open the popup, leave it alone, and return what `marks` gives in its page; "navigation" in place of "at"."""
    popup = browser.open_popup(alone=ALONE_SECONDS)
    found = popup.page.evaluate(marks)
    popup.close()
    return {"navigation": found.pop("at") - browser.pressed_at * 1000} | found


def measure_peers(dist, folders, rounds):
    """
    Return {name of an unpacked extension: {"cold", "reopened": spreads}}, ours among them: "frame", and "largest", the paint
    of the largest thing so far. What they show, and whether they have figures, is theirs: nothing is stored for them.
    """
    found: dict[str, dict[str, list]] = {}
    with FakeChatGPT("enterprise") as server:
        for _ in range(rounds):
            for folder in (dist, *folders):
                with Browser(folder, server) as browser:
                    browser.chromium.run_for(REST_SECONDS)
                    kinds = found.setdefault("ours" if folder == dist else folder.name, {"cold": [], "reopened": []})
                    for rows in kinds.values():
                        rows.append(open_alone(browser, PAINTS))
    return {name: {kind: spreads(rows) for kind, rows in kinds.items()} for name, kinds in found.items()}


def spreads(rows):
    """Return {mark: its spread} of several openings' marks."""
    return {mark: spread([row[mark] for row in rows]) for mark in rows[0]}


def phases(rows):
    """Return the spreads per variant, and ours beside each twin."""
    made = {name: spreads(found) for name, found in rows.items()}
    for twin in twins.NAMES:
        for mark, suffix in (("chart", ""), ("frame", "_frame")):
            made[f"ratio_{twin.removeprefix('twin_')}{suffix}"] = (
                made["ours"][mark]["median"] / made[twin][mark]["median"]
            )
    return made
