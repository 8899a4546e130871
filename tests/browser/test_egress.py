"""
The extension reaches chatgpt.com and nobody else, and only through the signed-in page.

`Browser.hosts` reads the net log of a whole run and takes off what a browser without extension and page asks for of
its own accord (see `netlog`); test_harness.py shows that a lookup or a request of another host would be seen there.
That of a run in which a person does all they can is read in test_canaries.py.
"""

import json
import re
from urllib.parse import urlsplit

import pytest

from simulator.browser import Browser
from simulator.browser.netlog import NOTFOUND
from simulator.chatgpt import FakeChatGPT, routes

WHOM = ("chatgpt.com", "another host")
OURS = "https://chatgpt.com/backend-api/wham/usage"
# Ways out of a page; each gives "refused" or how far it came.
WAYS = {
    "fetch": "fetch(ADDRESS, {mode: 'no-cors'}).then(() => 'answered', () => 'refused')",
    "XMLHttpRequest": """new Promise((done) => { const asking = new XMLHttpRequest();
        asking.onload = () => done('answered'); asking.onerror = () => done('refused');
        asking.open('GET', ADDRESS); asking.send(); })""",
    "WebSocket": """new Promise((done) => { try { const socket = new WebSocket(ADDRESS.replace('https', 'wss'));
        socket.onopen = () => done('answered'); socket.onerror = () => done('refused'); } catch { done('refused') } })""",
    "EventSource": """new Promise((done) => { const source = new EventSource(ADDRESS);
        source.onopen = () => done('answered'); source.onerror = () => done('refused'); })""",
    "WebTransport": "new WebTransport(ADDRESS).ready.then(() => 'answered', () => 'refused')",
    "import": "import(ADDRESS).then(() => 'answered', () => 'refused')",
}
WAYS_OF_A_WORKER = ("fetch", "WebSocket", "WebTransport", "import")
WAYS_OF_A_PAGE = {
    "sendBeacon": "(navigator.sendBeacon(ADDRESS, 'x'), 'refused')",  # it says yes and is blocked all the same
    "an image": """new Promise((done) => { const image = new Image();
        image.onload = () => done('answered'); image.onerror = () => done('refused'); image.src = ADDRESS; })""",
    "a frame": """new Promise((done) => { const frame = document.createElement('iframe'); frame.src = ADDRESS;
        addEventListener('securitypolicyviolation', () => done('refused'), {once: true}); document.body.append(frame); })""",
    "a style": """new Promise((done) => { const link = document.createElement('link'); link.rel = 'stylesheet';
        link.onload = () => done('answered'); link.onerror = () => done('refused'); link.href = ADDRESS; document.head.append(link); })""",
    "a font": "new FontFace('x', `url(${ADDRESS})`).load().then(() => 'answered', () => 'refused')",
    "a form": """new Promise((done) => { const form = document.createElement('form'); form.action = ADDRESS; form.method = 'post';
        addEventListener('securitypolicyviolation', () => done('refused'), {once: true}); document.body.append(form); form.submit(); })""",
    "a script": """new Promise((done) => { const script = document.createElement('script');
        try { script.src = ADDRESS; document.head.append(script); script.onload = () => done('answered'); script.onerror = () => done('refused'); }
        catch { done('refused') } })""",
    "a worker": """new Promise((done) => { try { new Worker(ADDRESS).onerror = () => done('refused') } catch { done('refused') } })""",
    # A debugger's own script may use eval; one that a timer starts is the page's.
    "text as code": "new Promise((done) => setTimeout(() => { try { done(eval('\"ran\"')) } catch { done('refused') } }))",
    "text as markup": "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'ran' } catch { return 'refused' } })()",
}


# Chromium opens a connection for these two before it looks into the policy, and then sends nothing over it. So the
# package has no frame and no form that goes anywhere.
LOOKED_UP = ("a frame", "a form")


def elsewhere(where, way):
    """Return an address of a host that only this way would ask for."""
    return f"https://{where}-{way.replace(' ', '-').lower()}.example/x"


@pytest.fixture(scope="module")
def tried(dist):
    """Return {(where, way, whom): how far it came}, what reached the server, and which hosts were asked, of one run."""
    found = {}
    with FakeChatGPT() as server, Browser(dist, server) as browser:
        popup = browser.open_tab("popup.html")
        server.clear_log()
        for where, ways, run in (
            ("worker", WAYS_OF_A_WORKER, browser.in_worker),
            ("popup", (*WAYS, *WAYS_OF_A_PAGE), popup.evaluate),
        ):
            for way in ways:
                for whom, address in (("chatgpt.com", OURS), ("another host", elsewhere(where, way))):
                    found[where, way, whom] = run((WAYS | WAYS_OF_A_PAGE)[way].replace("ADDRESS", json.dumps(address)))
        reached = server.requests()
    return found, reached, browser.hosts()


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize("way", [*WAYS, *WAYS_OF_A_PAGE])
def test_the_popup_cannot_reach_any_host_by(tried, way, whom):
    assert tried[0]["popup", way, whom] == "refused"


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize("way", WAYS_OF_A_WORKER)
def test_the_worker_cannot_reach_any_host_by(tried, way, whom):
    assert tried[0]["worker", way, whom] == "refused"


def test_none_of_these_ways_reached_a_server(tried):
    assert tried[1] == []
    assert tried[2] <= {"chatgpt.com", NOTFOUND} | {urlsplit(elsewhere("popup", way)).hostname for way in LOOKED_UP}


def test_the_package_has_no_frame_and_no_form_that_goes_anywhere(dist):
    page = (dist / "popup.html").read_text()
    assert not re.search(
        r"<(iframe|frame|object|embed|portal|base|meta http-equiv=.?refresh)\b|[ ](form)?action=|\bping=", page
    )
    for file in (*dist.rglob("*.py"), *dist.glob("popup/*.js"), *dist.glob("background/*.js")):
        assert not re.search(
            r"iframe|createElement\(.form|\.submit\(|preconnect|dns-prefetch|RTCPeerConnection|sendBeacon",
            file.read_text(),
        )


def test_everything_is_asked_with_get_and_carries_nothing_but_days(world):
    sent = []
    world.arrange(known=False)
    world.server.inject_fault(lambda asked: sent.append(asked) if not routes.is_page(asked) else False, times=0)
    world.open_popup()
    assert sent
    for asked in sent:
        assert asked.method == "GET"
        assert asked.path.startswith(("/api/auth/session", "/backend-api/"))
        names = {name for name, _ in asked.query}
        assert names <= {
            "start_date",
            "end_date",
            "breakdown",
            "group_by",
            "workspace_user",
            "supports_usage_limit_modes",
        }
        assert all(routes.is_day(value) for name, value in asked.query if name.endswith("_date"))


def test_no_header_tells_chatgpt_of_the_extension(world):
    sent = []
    world.arrange(known=False)
    world.server.inject_fault(lambda asked: sent.append(asked) if asked.path != "/" else False, times=0)
    world.open_popup()
    ours = [asked.headers for asked in sent if asked.path == routes.USAGE]
    world.page.evaluate(
        "() => fetch('/backend-api/wham/usage', {headers: {Accept: 'application/json', Authorization: 'x', 'ChatGPT-Account-Id': 'y'}})"
    )
    its_own = sent[-1].headers
    assert ours
    assert all(set(headers) - {"cache-control", "pragma"} <= set(its_own) for headers in ours)
    assert not any(world.browser.extension in value for headers in ours for value in headers.values())


def test_the_manifest_asks_for_the_one_host_and_nothing_incognito(dist):
    manifest = json.loads((dist / "manifest.json").read_text())
    assert manifest["host_permissions"] == ["https://chatgpt.com/*"]
    assert set(manifest["permissions"]) == {"storage", "scripting"}
    assert manifest["incognito"] == "not_allowed"
    assert not {"externally_connectable", "web_accessible_resources", "optional_permissions", "content_scripts"} & set(
        manifest
    )
