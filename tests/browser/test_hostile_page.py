"""
The chatgpt.com page itself turns on the extension: it sees nothing, changes nothing, and learns nothing.

Whatever it replaces, the figures are ChatGPT's; whatever it says, nobody listens; and what runs beside it in the
isolated world, as another extension's script would, can neither read what is stored nor give the worker an order.
"""

import json

import pytest

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import FakeChatGPT
from tests.browser.catalogue.row import shows_what_was_served
from tests.tiers import nightly_except

FAKE_WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("fetch", (event) => {
  const {pathname} = new URL(event.request.url);
  if (pathname.startsWith("/backend-api") || pathname.startsWith("/api"))
    event.respondWith(new Response(JSON.stringify({data: [], pwned: event.request.headers.get("authorization")})));
});"""
TAKE_OVER = """async () => {
  await navigator.serviceWorker.register("/taken.js");
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller)
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, {once: true}));
  return (await (await fetch("/backend-api/wham/usage")).json()).data;
}"""
# What a page can do to its own world; `caught` collects what falls into its traps.
TRICKS = {
    "fetch": "globalThis.fetch = (...asked) => { caught.push(asked); return Promise.resolve(new Response('{}')) }",
    "XMLHttpRequest": "globalThis.XMLHttpRequest = class { constructor() { caught.push('asked') } }",
    "JSON": "JSON.parse = JSON.stringify = (value) => { caught.push(value); return {} }",
    "Promise": "Promise.prototype.then = function () { caught.push('then'); return this }; Promise.all = () => caught.push('all')",
    "Array": "for (const name of ['map', 'push', 'filter', 'some']) Array.prototype[name] = function () { caught[caught.length] = name; return [] }",
    "Object": "Object.entries = Object.fromEntries = Object.keys = () => { caught.push('keys'); return [] }",
    "toJSON": "Object.prototype.toJSON = function () { caught.push(this); return 'pwned' }",
    "accessToken": "Object.defineProperty(Object.prototype, 'accessToken', {get: () => 'pwned', set: (value) => caught.push(value)})",
    "headers": "globalThis.Headers = globalThis.Request = class { constructor(...asked) { caught.push(asked) } }",
    "TextDecoder": "globalThis.TextDecoder = class { decode(bytes) { caught.push(bytes); return '{}' } }",
    "crypto": "crypto.subtle.digest = (...asked) => { caught.push(asked); return Promise.resolve(new ArrayBuffer(32)) }",
    "AbortController": "globalThis.AbortController = class { constructor() { caught.push('abort') } }",
    "setTimeout": "globalThis.setTimeout = globalThis.setInterval = () => { caught.push('timer') }",
    "Date": "Date.now = () => { caught.push('now'); return 0 }",
    "our own variable": """Object.defineProperty(globalThis, 'codexEnterpriseCredits',
        {get: () => ({id: 1, abortController: {abort: () => caught.push('off')}}), set: (value) => caught.push(value)})""",
    "chrome": "globalThis.chrome = globalThis.browser = {runtime: {id: 'fake', sendMessage: (said) => caught.push(said)}}",
    "location": "history.replaceState(null, '', '/auth/login'); document.title = 'Log in'",
    "postMessage": """setInterval(() => { for (let at = 0; at < 50; at += 1)
        postMessage({v: 1, kind: 'refresh', result: {code: 'ok'}, identity: 'a'.repeat(64), answers: []}, '*') }, 5)""",
    "clobbering": """document.body.innerHTML = '<form name=querySelector></form><form name=fetch></form><img name=body>'
        + '<img name=location><a id=chrome></a><a id=codexEnterpriseCredits></a><a name=off id=defaultView></a>'""",
    "no body": "document.documentElement.remove()",
    "a storm of requests": """setInterval(() => fetch('/storm'), 5)""",
}
# One of each kind: what the page asks with, its objects, ours, its document, its noise.
USUAL = ("fetch", "toJSON", "our own variable", "postMessage", "clobbering")
ISOLATED = """async () => {
  const tried = {};
  for (const area of ["local", "session"]) {
    try { tried[area] = await chrome.storage[area].get(); } catch (error) { tried[area] = "refused"; }
    try { await chrome.storage[area].set({report: 1}); tried["set " + area] = "done"; } catch { tried["set " + area] = "refused"; }
    try { await chrome.storage[area].clear(); tried["clear " + area] = "done"; } catch { tried["clear " + area] = "refused"; }
  }
  for (const kind of ["refresh", "refresh_all", "clear_data"])
    tried[kind] = await chrome.runtime.sendMessage({kind}).then((answer) => answer ?? "nothing", () => "nothing");
  return tried;
}"""
MESSAGES = """async (said) => {
  const answers = [];
  for (const message of said) answers.push(await chrome.runtime.sendMessage(message).then((answer) => answer ?? null, () => null));
  return answers;
}"""
NO_MESSAGES = (None, 1, "refresh", [], ["refresh"], {}, {"kind": None}, {"kind": 1}, {"kind": ["refresh"]}, {"kind": "Refresh"},
    {"kind": "toString"}, {"kind": "__proto__"}, {"kind": "constructor"}, {"kind": "refresh", "tab": 1},
    {"kind": "clear_data", "v": 1}, {"kind": "clear_data", "days": [["2026-11-01", "2026-11-02"]]}, {"type": "refresh"}, {"kind": "refresh "}, {"kind": {"toString": "refresh"}})  # fmt: skip


@pytest.mark.parametrize("trick", nightly_except(TRICKS, *USUAL))
def test_a_page_that_replaces(world, trick):
    world.arrange(known=False)
    world.in_page(f"(() => {{ globalThis.caught = []; {TRICKS[trick]} }})()")
    popup = world.open_popup()
    shown = popup.shown()
    caught = world.in_page("caught.length")
    world.close(popup)
    assert shown["notices"] == []
    shows_what_was_served(world, popup, shown)
    assert caught == 0
    assert world.server.reports_asked().count("session") == 2


def test_the_pages_own_service_worker_is_passed_by(world):
    world.arrange(known=False)
    world.server.inject_fault("/taken.js", body=FAKE_WORKER, headers={"content-type": "text/javascript"})
    assert world.page.evaluate(TAKE_OVER) == []
    world.server.clear_log()
    popup = world.open_popup()
    shown = popup.shown()
    world.page.evaluate(
        "async () => { for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister() }"
    )
    world.close(popup)
    assert shown["notices"] == []
    shows_what_was_served(world, popup, shown)


def test_the_page_sees_no_change_and_no_trace(world):
    world.arrange(known=False)
    watch = """() => { globalThis.changes = 0;
        new MutationObserver((all) => { changes += all.length }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
        globalThis.names = Object.getOwnPropertyNames(globalThis).length;
        addEventListener('message', () => { changes += 1 }); }"""
    world.page.evaluate(watch)
    before = world.page.content()
    world.open_popup().close()
    assert world.page.evaluate("() => [changes, Object.getOwnPropertyNames(globalThis).length - names]") == [0, 1]
    assert world.page.content() == before
    assert world.page.evaluate(
        "() => [document.cookie.includes('codex'), localStorage.length, sessionStorage.length]"
    ) == [False, 0, 0]


def test_a_page_cannot_speak_to_the_extension_nor_load_its_files(world):
    world.arrange()
    script = """async (id) => [
      typeof globalThis.chrome?.runtime?.sendMessage,
      await fetch(`chrome-extension://${id}/manifest.json`).then(() => "read", () => "refused"),
      await new Promise((done) => { const image = new Image(); image.onload = () => done("read"); image.onerror = () => done("refused");
        image.src = `chrome-extension://${id}/icons/16.png`; }),
    ]"""
    assert world.page.evaluate(script, world.browser.extension) == ["undefined", "refused", "refused"]


def test_a_script_in_the_isolated_world_reads_nothing_and_orders_nothing(world):
    world.arrange()
    run = f"""chrome.tabs.query({{url: "https://chatgpt.com/*"}}).then(([tab]) =>
      chrome.scripting.executeScript({{target: {{tabId: tab.id}}, world: "ISOLATED", func: {ISOLATED}}})).then(([{{result}}]) => result)"""
    before = world.browser.stored()
    tried = world.browser.in_worker(run)
    assert set(tried.values()) == {"refused", "nothing"}
    assert world.browser.stored() == before
    assert world.server.reports_asked() == []


def test_what_is_no_order_is_not_answered_and_changes_nothing(world):
    world.arrange()
    tab = world.browser.open_tab("popup.html")
    PopupPage(tab, lambda: None).settle()
    before, asked = world.browser.stored(), len(world.server.log)
    assert tab.evaluate(MESSAGES, list(NO_MESSAGES)) == [None] * len(NO_MESSAGES)
    assert (world.browser.stored(), len(world.server.log)) == (before, asked)
    tab.close()


def test_another_page_of_the_extension_gives_no_orders(world):
    world.arrange()
    tab = world.browser.open_tab("manifest.json")
    before = world.browser.stored()
    assert tab.evaluate(MESSAGES, [{"kind": "refresh"}, {"kind": "clear_data"}]) == [None, None]
    assert world.browser.stored() == before
    tab.close()


@pytest.fixture(scope="module")
def everywhere(dist):
    """Return a (server, browser) in which every host is found at the server."""
    with FakeChatGPT() as server:
        rules = f"--host-resolver-rules=MAP *:443 127.0.0.1:{server.port}, EXCLUDE 127.0.0.1"
        with Browser(dist, server, arguments=[rules]) as browser:
            yield server, browser


@pytest.mark.parametrize(
    "address", ["https://chatgpt.com.evil.example/", "https://chat.openai.com/", "https://evil.example/frame"]
)
def test_a_page_that_only_looks_like_chatgpt_is_never_asked(everywhere, address):
    server, browser = everywhere
    browser.reset()
    server.clear_log()
    frame = '<!DOCTYPE html><iframe src="https://chatgpt.com/"></iframe>'
    server.inject_fault("/frame", body=frame, headers={"content-type": "text/html"})
    page = browser.open_tab(address)
    page.wait_for_load_state()
    popup = browser.open_popup().settle()
    assert popup.shown()["notices"] == ["NO_TAB"]
    assert server.reports_asked() == []
    assert json.dumps(browser.storage()["local"]) == "{}"
    popup.close()
