"""A refresh that is held at the moment it wants to store, and what must be true of storage however it ended."""

import json
from contextlib import contextmanager

import jsonschema_rs

from simulator.browser import PopupPage
from simulator.chatgpt import routes
from simulator.world import instant
from tests.browser.conftest import ROOT

HOLD = """() => new Promise((held) => navigator.locks.request("store", () => { held(); return new Promise((done) => { globalThis.letGo = done }) }))"""
# Lets go, and takes the lock again behind the one who waits for it now.
HOLD_NEXT = """() => { navigator.locks.request("store", () => { globalThis.mine = true; return new Promise(() => {}) }); letGo() }"""
WAITING = "async () => (await navigator.locks.query()).pending.filter(({name}) => name === 'store').length"
ASK = "() => { chrome.runtime.sendMessage({kind: 'refresh'}).catch(() => null) }"
# A call of the storage that is never answered. The deadline that is set right after it comes at once, not in seconds.
NEVER_ANSWERED = """() => {
  const later = globalThis.setTimeout;
  globalThis.setTimeout = (call, _milliseconds, ...more) => later(call, 0, ...more);
  queueMicrotask(() => { globalThis.setTimeout = later });
  return new Promise(() => {});
}"""
YOUNG = {"cooldown": {"next_allowed_at": instant(1800), "code": "RATE_LIMITED"}}


def sound(report):
    """Fail for a report that is not whole."""
    jsonschema_rs.validate(json.loads((ROOT / "contract" / "report.schema.json").read_text()), report)


def holds_a_good_report(world):
    """Find the old or the new report stored, and nothing said to be running."""
    stored = world.browser.storage()
    sound(stored["local"]["report"])
    assert "refresh" not in stored["session"]


def works_again(world):
    """Find that one more refresh reads everything, at most four requests at a time."""
    world.server.clear_faults()
    world.server.clear_log()
    popup = world.open_popup()
    world.let_a_minute_pass()
    popup.refresh().settle()
    assert popup.shown()["notices"] == []
    assert world.server.peak <= 4
    assert "report" in world.browser.storage()["local"]
    world.close(popup)


@contextmanager
def everything_read_and_nothing_written(world, ask=ASK, **arrange):
    """Bring a refresh to the moment it wants to store, and hold it there; give the page that holds it."""
    world.arrange(fresh=True, **YOUNG, **arrange)
    ear = world.browser.open_tab("popup.html")
    PopupPage(ear, lambda: None).settle()
    last = world.server.inject_fault(
        lambda asked: routes.report_name(asked) == "session" and world.server.reports_asked().count("session") > 1,
        paused=True,
    )
    world.let_a_minute_pass()
    ear.evaluate(ask)
    world.wait_until_asked("session", 2)
    ear.evaluate(HOLD)
    last.paused = False
    # The listeners of a run are gone once its answer is there, and by then it waits for the lock.
    world.wait_for(lambda: not world.browser.in_worker("chrome.tabs.onRemoved.hasListeners()"), "the last answer")
    yield ear
    ear.close()
    works_again(world)
