"""
What a refresh costs beyond the time ChatGPT takes: from the press of Refresh to the figures on screen, 90 days, all
reports.

The fake server takes SERVER_SECONDS for each answer, as a quick real one does; its own time is that in which it had at
least one request in hand. "stored", "shown" (the new figures and their chart) and "settled" (the details too) are
counted from the press. While it runs, the ChatGPT page and the worker are watched: the longest they kept anybody
waiting, and how much memory they held at most.
"""

import threading

from bench.spread import spread
from simulator.browser import Browser, PopupPage
from simulator.chatgpt import FakeChatGPT
from simulator.world import an_hour_older, instant

SAMPLE_SECONDS = 0.05
SERVER_SECONDS = 0.1
SLOW_SECONDS = 1.0

# The longest gap between two turns of the event loop, in milliseconds.
WATCH = """(() => {
  let last = performance.now();
  globalThis.longestWait = 0;
  clearInterval(globalThis.watching);
  globalThis.watching = setInterval(() => {
    const now = performance.now();
    globalThis.longestWait = Math.max(globalThis.longestWait, now - last);
    last = now;
  }, 4);
})()"""

REFRESH = """() => new Promise((done) => {
  const from = performance.now();
  let [stored, shown] = [null, null];
  const ended = () => {
    const { phase } = document.body.dataset;
    if (stored === null || phase === "reading") return;
    shown ??= performance.now();
    if (phase !== "settled") return;
    looking.disconnect();
    done({ stored: stored - from, shown: shown - from, settled: performance.now() - from });
  };
  const looking = new MutationObserver(ended);
  looking.observe(document.body, { attributes: true });
  chrome.storage.onChanged.addListener((changes) => {
    if ("report" in changes) stored = performance.now();
  });
  document.getElementById("refresh").click();
})"""


# Until what is left is fresh, and until all is, from the press.
STAGES = """(button) => new Promise((done) => {
  const from = performance.now();
  let headline = null;
  const changed = () => {
    const isShown = !document.getElementById("figures").hidden;
    if (isShown && /just now/.test(document.getElementById("read").textContent)) headline ??= performance.now() - from;
    if (document.body.dataset.phase !== "settled" || headline === null) return;
    looking.disconnect();
    done({ headline, all: performance.now() - from });
  };
  const looking = new MutationObserver(changed);
  looking.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
  document.getElementById(button).click();
})"""


def measure_stages(dist, rounds=5):
    """Return a list of {"answer_ms", "report", and spreads: "headline" until that is fresh, "all", "requests"}."""
    found = []
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        for seconds in (SERVER_SECONDS, SLOW_SECONDS):
            for known in (False, True):
                rows = [staged(server, browser, seconds, known=known) for _ in range(rounds)]
                spreads = {name: spread([row[name] for row in rows]) for name in rows[0]}
                report = "an hour later" if known else "first read"
                found.append({"answer_ms": round(seconds * 1000), "report": report} | spreads)
    return found


def staged(server, browser, seconds, *, known):
    """Return the milliseconds of one refresh of a month, and its requests; `known`: an hour after another one."""
    browser.reset()
    page = browser.open_chatgpt()
    if known:
        browser.open_popup().settle().close()
        browser.store(report=an_hour_older(browser.storage()["local"]["report"], off_screen=3600))
    browser.store("session", cooldown={"next_allowed_at": instant(1800), "code": "ok"})  # opening asks nothing
    popup = PopupPage(browser.open_tab("popup.html"), lambda: None).settle()
    browser.in_worker("chrome.storage.session.remove('cooldown')")
    server.clear_log()
    server.inject_fault("*", delay=seconds)
    took = popup.page.evaluate(STAGES, "refresh")
    server.clear_faults()
    page.close()
    popup.page.close()
    return took | {"requests": len(server.reports_asked())}


def measure_no_tab(dist, rounds=5):
    """As `measure_stages`, of a first read where no tab of ChatGPT is open: the worker opens one in the background and closes it."""
    found = []
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        for seconds in (SERVER_SECONDS, SLOW_SECONDS):
            rows = [without_tab(server, browser, seconds) for _ in range(rounds)]
            spreads = {name: spread([row[name] for row in rows]) for name in rows[0]}
            found.append({"answer_ms": round(seconds * 1000)} | spreads)
    return found


def without_tab(server, browser, seconds):
    """Return the milliseconds from a press of *Load now* on, and the requests."""
    browser.reset()
    popup = browser.open_popup().settle()
    server.clear_log()
    server.inject_fault("*", delay=seconds)
    took = popup.page.evaluate(STAGES, "empty-action")
    server.clear_faults()
    popup.close()
    return took | {"requests": len(server.reports_asked())}


def measure(dist, rounds=7):
    """
    Return the spreads in milliseconds and bytes:
    until stored and shown, the server's own, ours, waits and memory.
    """
    with FakeChatGPT("enterprise") as server, Browser(dist, server) as browser:
        rows = [refreshed(server, browser) for _ in range(rounds)]
    return {name: spread([row[name] for row in rows]) for name in rows[0]} | {"requests": rows[0]["requests"]}


def refreshed(server, browser):
    """Return what one refresh of nothing but empty storage cost."""
    browser.reset()
    browser.store(range={"preset": "90", "start": "2026-01-01", "end": "2026-01-02"})
    browser.store("session", cooldown={"next_allowed_at": instant(1800), "code": "ok"})  # opening asks nothing
    page = browser.open_chatgpt()
    popup = PopupPage(browser.open_tab("popup.html"), lambda: None).settle()
    browser.in_worker("chrome.storage.session.remove('cooldown')")
    server.clear_log()
    server.inject_fault("*", delay=SERVER_SECONDS)
    page.evaluate(f"() => {WATCH}")
    browser.in_worker(WATCH)
    with Memory(browser) as memory:
        took = popup.page.evaluate(REFRESH)
    busy = served_for(server.log)
    server.clear_faults()
    found = {
        "stored": took["stored"], "shown": took["shown"], "settled": took["settled"], "server": busy,
        "beyond": took["shown"] - busy,
        "page_wait": page.evaluate("() => longestWait"), "worker_wait": browser.in_worker("longestWait"),
        "page_bytes": memory.most("page"), "worker_bytes": memory.most("service_worker"),
        "requests": len(server.reports_asked()),
    }  # fmt: skip
    page.close()
    popup.page.close()
    return found


def served_for(log):
    """Return the milliseconds in which at least one request of `log` was in hand."""
    total, until = 0, 0
    for began, ended in sorted((entry["began"], entry["ended"]) for entry in log):
        total += max(0, ended - max(began, until))
        until = max(until, ended)
    return total * 1000


class Memory:
    """Looks at the JavaScript heaps of the ChatGPT page and of the worker as long as the `with` lasts."""

    def __init__(self, browser):
        self.browser = browser
        self.sessions = {kind: self.attach(kind) for kind in ("page", "service_worker")}
        self.seen: dict[str, list] = {kind: [] for kind in self.sessions}
        self.over = threading.Event()
        self.looking = threading.Thread(target=self.watch)

    def attach(self, kind):
        """Return a session with the ChatGPT page, or with the worker."""
        targets = [one for one in self.browser.targets(kind) if kind != "page" or "https://chatgpt.com" in one["url"]]
        asked = {"targetId": targets[0]["targetId"], "flatten": True}
        return self.browser.devtools.send("Target.attachToTarget", asked)["sessionId"]

    def watch(self):
        """Look until it is over."""
        while not self.over.wait(SAMPLE_SECONDS):
            for kind, session in self.sessions.items():
                self.seen[kind].append(self.browser.devtools.send("Runtime.getHeapUsage", session=session)["usedSize"])

    def most(self, kind):
        """Return the most bytes that were in use."""
        return max(self.seen[kind], default=None)

    def __enter__(self):
        """Begin to look."""
        self.looking.start()
        return self

    def __exit__(self, *_exception):
        """Look no more."""
        self.over.set()
        self.looking.join()
        for session in self.sessions.values():
            self.browser.devtools.send("Target.detachFromTarget", {"sessionId": session})
