"""
What an open popup costs: changes by the person, reports of every size, and whether anything grows.

A change is timed from the key on: until its handler has ended, which draws everything, and until the frame that shows
it is painted. A frame begins up to 16 ms later even when nothing is left to do, so what the person is kept waiting for
by the work itself is told too: the handler, and the time from the beginning of that frame to its end.
"""

from bench import reports
from bench.spread import spread
from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT

SIZES = ((31, 8), (92, 20), (366, 20), (1098, 20), (3660, 20))

CHANGES = """async ({ times, names }) => {
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  // Asked for before the change, so that nothing the popup does after its own painting is counted.
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const begun = performance.now();
    setTimeout(() => done({ begun, ended: performance.now() }));
  }));
  const plot = document.getElementById("plot");
  const dispatch = (key, on = document.body) => on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const acts = {
    breakdown: (at) => dispatch(at % 2 ? "1" : "2"),
    legend: () => document.querySelector("#series tbody button").click(),
    comparison: () => dispatch("x"),
    day: (at) => dispatch(at % 2 ? "ArrowLeft" : "ArrowRight", plot),
    range: (at) => dispatch(at % 2 ? "m" : "w"),
  };
  const found = {};
  for (const name of names) {
    found[name] = [];
    for (let at = 0; at < times; at += 1) {
      await rest(120);
      const chart = document.getElementById("bars").innerHTML;
      let painting = frame();
      const from = performance.now();
      acts[name](at);
      if (name === "range") {
        for (let wait = 0; wait < 200 && chart === document.getElementById("bars").innerHTML; wait += 1) await rest(0);
        painting = frame();
      }
      const worked = performance.now() - from;
      const { begun, ended } = await painting;
      found[name].push({ worked, work: worked + ended - begun, painted: ended - from });
    }
  }
  return found;
}"""


def settled(browser, stored, start, end):
    """Return the settled popup over a stored report and a custom range."""
    browser.store(report=stored, range={"preset": "custom", "start": start, "end": end})
    browser.store("session", **reports.SESSION)
    return browser.open_popup().settle()


def interact(dist, times=15):
    """
    Return {size: {change: {"worked", "work", "painted"}}}: how long the handler takes, all the work, and until it is
    painted.
    """
    found = {}
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        for days, series in ((31, 8), (366, 20)):
            stored = reports.report(days, series)
            dates = stored["scopes"]["mine"]["totals"]["days"]
            popup = settled(browser, stored, dates[0], dates[-1])
            names = (
                ["breakdown", "legend", "comparison", "day", "range"]
                if days == 31
                else ["breakdown", "legend", "comparison", "day"]
            )
            rows = popup.page.evaluate(CHANGES, {"times": times, "names": names})
            found[f"{days} days x {series} series"] = {
                name: {kind: spread([row[kind] for row in many]) for kind in ("worked", "work", "painted")}
                for name, many in rows.items()
            }
            popup.close()
    return found


def scale(dist):
    """
    Return a row per size:
    stored bytes, opening, redraw and memory, or the sentence Chrome's storage refuses it with.
    """
    rows = []
    with FakeChatGPT("enterprise") as server:
        for days, series in SIZES:
            with Browser(dist, server) as browser:
                stored = reports.report(days, series, both=True)
                dates = stored["scopes"]["mine"]["totals"]["days"]
                try:
                    popup = settled(browser, stored, dates[-min(days, 366)], dates[-1])
                except Exception as error:  # what Chrome says is the finding
                    rows.append({"days": days, "series": series, "refused": str(error).splitlines()[0][:120]})
                    continue
                popup.close()
                popup = browser.open_popup().settle()
                from bench.opening import MARKS

                marks = popup.page.evaluate(MARKS)
                changes = popup.page.evaluate(CHANGES, {"times": 8, "names": ["breakdown"]})
                rows.append({
                    "days": days, "series": series,
                    "bytes": popup.page.evaluate("chrome.storage.local.getBytesInUse()"),
                    "chart": marks["chart"],
                    "redraw": spread([row["painted"] for row in changes["breakdown"]])["median"],
                    "heap": popup.page.evaluate("performance.memory.usedJSHeapSize"),
                })  # fmt: skip
                popup.close()
    return rows


def grows(dist, redraws=200, openings=50):
    """Return the JavaScript heap before and after many redraws, and the chart's time in the first and last openings."""
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        stored = reports.report(90, 8)
        dates = stored["scopes"]["mine"]["totals"]["days"]
        popup = settled(browser, stored, dates[0], dates[-1])
        heaps = []
        for _ in range(5):
            popup.page.evaluate(
                CHANGES.replace("rest(120)", "rest(30)"), {"times": redraws // 5, "names": ["breakdown"]}
            )
            session = popup.page.context.new_cdp_session(popup.page)
            session.send("HeapProfiler.collectGarbage")
            heaps.append(session.send("Runtime.getHeapUsage")["usedSize"])
        popup.close()
        openings_seen = []
        for _ in range(openings):
            popup = browser.open_popup().settle()
            session = popup.page.context.new_cdp_session(popup.page)
            session.send("HeapProfiler.collectGarbage")
            openings_seen.append(session.send("Runtime.getHeapUsage")["usedSize"])
            popup.close()
        return {"heap_after_each_fifth": heaps, "heap_at_openings": [openings_seen[0], openings_seen[-1]]}


def throttled(dist, rate=6):
    """Return when the saved figures are painted on a machine `rate` times slower, and the longest task."""
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        stored = reports.report(90, 8)
        dates = stored["scopes"]["mine"]["totals"]["days"]
        popup = settled(browser, stored, dates[0], dates[-1])
        session = popup.page.context.new_cdp_session(popup.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        popup.page.reload()
        from bench.opening import MARKS

        marks = popup.page.evaluate(MARKS)
        tasks = popup.page.evaluate("""() => new Promise((done) => {
          new PerformanceObserver((list) => done(list.getEntries().map(({ startTime, duration }) => [startTime, duration])))
            .observe({ type: "longtask", buffered: true });
          setTimeout(() => done([]), 1000);
        })""")
        popup.close()
        return {"chart": marks["chart"], "longest_task": max((duration for _, duration in tasks), default=0)}
