"""The border of the worker: whom it hears, how often it asks, what it says is saved, what it deletes."""

import json
import random

import pytest

from tests.browser.held_storage import NEVER_ANSWERED
from tests.browser.shared_browser import world_fixture

MESSAGES = 2_000
MANY = 10_000
AT_ONCE = 500
JOBS = ("refresh", "refresh_all", "clear_data")
# Sends each message, and returns those that were answered with anything.
SEND = """async (messages) => {
  const answered = await Promise.all(messages.map(async (message) => {
    try { return [message, await chrome.runtime.sendMessage(message)]; } catch { return [message, undefined]; }
  }));
  return answered.filter(([, answer]) => answer !== undefined);
}"""
INSIDE = """chrome.tabs.query({url: "https://chatgpt.com/*"}).then(([tab]) =>
  chrome.scripting.executeScript({target: {tabId: tab.id}, world: "ISOLATED", func: %s, args: [%s]})
).then(([{result}]) => result)"""
SILENT_DISK = """(() => {
  const { local } = chrome.storage;
  const set = local.set.bind(local), neverAnswered = NEVER;
  local.set = (items) => {
    if (!("report" in items)) return set(items);
    globalThis.isWriting = true;
    return neverAnswered();
  };
})()"""
# The disk gives back each report with one word changed. After such a write comes one that puts back what was there.
CHANGED_DISK = """(() => {
  const { local } = chrome.storage;
  const set = local.set.bind(local);
  let isAltered = false;
  local.set = (items) => {
    if (!items.report) return set(items);
    isAltered = !isAltered;
    return set(isAltered ? { report: { ...items.report, truncated_before: "2020-02-02" } } : items);
  };
})()"""

ANSWER_SECONDS = 40
HOLD = """() => new Promise((held) => {
  navigator.locks.request("store", () => { held(); return new Promise(() => {}) });
})"""


world = world_fixture()


def anything(dice, depth=0):
    """Return any JSON value; now and then the words of an order."""
    kind = dice.randrange(10 if depth < 3 else 7)
    if kind >= 7:
        inner = [anything(dice, depth + 1) for _ in range(dice.randrange(4))]
        return inner if kind == 7 else {word(dice): one for one in inner}
    return (None, True, dice.randrange(-5, 2**40), dice.random(), word(dice), word(dice) * 50, dice.choice(JOBS))[kind]


def word(dice):
    words = (
        *JOBS,
        "kind",
        "code",
        "report",
        "range",
        "v",
        "id",
        "__proto__",
        "constructor",
        "toString",
        "url",
        "tab",
        "",
        "é",
    )
    return dice.choice(words)


def no_order(dice):
    """Return a message that is not an order, though often nearly one."""
    kind = dice.choice(JOBS)
    near = (
        {"kind": kind, word(dice) + "2": anything(dice)}, {"kind": [kind]}, {"kind": kind + " "}, {"kind": kind.upper()}, {"Kind": kind},
        {"kind": {"kind": kind}}, [{"kind": kind}], kind, {"kind": word(dice) + "!"}, {"kind": "toString"}, {"kind": anything(dice, 3), "x": 1},
        json.dumps({"kind": kind}), {},
    )  # fmt: skip
    made = dice.choice(near) if dice.random() < 0.5 else anything(dice)
    return {"not": made} if is_order(made) else made


def is_order(made):
    return isinstance(made, dict) and list(made) == ["kind"] and made["kind"] in JOBS


def messages(seed, count):
    dice = random.Random(seed)
    return [[no_order(dice) for _ in range(AT_ONCE)] for _ in range(count // AT_ONCE)]


@pytest.mark.parametrize("count", [MESSAGES, pytest.param(MANY, marks=pytest.mark.nightly)])
def test_messages_that_are_no_orders_change_nothing_and_are_not_answered(world, count):
    popup = world.settled_popup()
    page, before, asked = world.tab().page, world.browser.stored(), len(world.server.reports_asked())
    assert before["local"]["report"]
    for some in messages(1, count // 2):
        assert page.evaluate(SEND, some) == []
    for some in messages(2, count // 2):
        orders = [{"kind": kind} for kind in JOBS]  # from inside a page even these are nothing
        assert world.browser.in_worker(INSIDE % (SEND, json.dumps([*some, *orders]))) == []
    assert world.browser.stored() == before
    assert len(world.server.reports_asked()) == asked
    popup.close()


def test_two_orders_at_one_moment_are_one_refresh(world):
    page = world.settled_tab().page
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.server.clear_log()
    orders = "() => Promise.all([1, 2, 3].map(() => chrome.runtime.sendMessage({kind: 'refresh'})))"
    assert sorted(answer["code"] for answer in page.evaluate(orders)) == ["BUSY", "BUSY", "ok"]
    assert world.server.reports_asked().count("product") == 1


def test_no_more_than_four_requests_run_at_once(world):
    world.reset()
    for report in ("product", "model", "speed", "effort", "surface", "activity", "workspace"):
        world.server.inject_fault(report, delay=0.3)
    world.popup()
    assert world.server.peak == 4


def test_deleting_leaves_nothing_on_disk_nor_in_memory(world):
    page = world.settled_tab().page
    stored = world.browser.storage()
    assert stored["local"]
    assert stored["session"]
    assert page.evaluate("() => chrome.runtime.sendMessage({kind: 'clear_data'})") == {"code": "ok"}
    # A cached screen that was being written meanwhile is removed by the page that wrote it.
    assert world.browser.wait_for(lambda: not any(world.browser.storage()[area] for area in ("local", "session")))


def test_what_reads_back_otherwise_is_not_said_to_be_saved(world):
    page = world.settled_tab().page
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.browser.in_worker(CHANGED_DISK)
    try:
        before = world.browser.storage()["local"]["report"]
        assert page.evaluate("() => chrome.runtime.sendMessage({kind: 'refresh'})") == {"code": "STORAGE"}
        assert world.browser.storage()["local"]["report"] == before
    finally:
        world.browser.kill_worker()


def answer(world, page, kind):
    """Return the worker's answer to an order, None when there is none for longer than any deadline of a write."""
    page.evaluate(
        "(kind) => { chrome.runtime.sendMessage({kind}).then((answer) => { globalThis.answer = answer }) }", kind
    )
    return world.browser.wait_for(lambda: page.evaluate("() => globalThis.answer"), ANSWER_SECONDS)


def test_a_write_that_never_ends_ends_the_refresh_and_loses_nothing(world):
    page = world.settled_tab().page
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    before = world.browser.storage()["local"]["report"]
    world.browser.in_worker(SILENT_DISK.replace("NEVER", NEVER_ANSWERED))
    try:
        assert answer(world, page, "refresh") == {"code": "STORAGE"}
        assert world.browser.storage()["local"]["report"] == before
    finally:
        world.browser.kill_worker()


def test_deleting_does_not_wait_for_whoever_is_writing(world):
    page = world.settled_tab().page
    page.evaluate(HOLD)
    assert answer(world, page, "clear_data") == {"code": "ok"}
    stored = world.browser.storage()
    assert stored["local"] == stored["session"] == {}


def test_deleting_does_not_wait_for_a_write_that_never_ends(world):
    page = world.settled_tab().page
    world.browser.in_worker("chrome.storage.session.remove('cooldown')")
    world.browser.in_worker(SILENT_DISK.replace("NEVER", "() => new Promise(() => {})"))
    try:
        page.evaluate("() => { chrome.runtime.sendMessage({kind: 'refresh'}).catch(() => {}) }")
        assert world.browser.wait_for(lambda: world.browser.in_worker("globalThis.isWriting === true"), 20)
        assert page.evaluate("() => chrome.runtime.sendMessage({kind: 'clear_data'})") == {"code": "ok"}
        stored = world.browser.storage()
        assert stored["local"] == stored["session"] == {}
    finally:
        world.browser.kill_worker()
