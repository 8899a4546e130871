"""
No secret of a session is left anywhere: not in memory, not on the screen, not in a download, not in any file on disk.

Every browser test ends with the search of `canaries.in_what_is_kept`. Here are the searches too slow for that, and
the proof that each of them finds what it is looking for.
"""

import base64
from collections import namedtuple

import pytest

from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT
from simulator.stateful import canaries

SECRET = {"token": 'CANARY-þ/?&=+ "5f3a1c9e77'}
TOKEN = SECRET["token"].encode()
ExercisedProfile = namedtuple("ExercisedProfile", "profile downloads heard kept leaked secrets hosts")
# Hears what popup and worker tell each other, as any page of an extension can.
EAVESDROP = "() => { globalThis.heard = []; chrome.runtime.onMessage.addListener((said) => { heard.push(said) }) }"
DISCLOSED = {
    "plain": b"x" + TOKEN + b"y",
    "UTF-16": SECRET["token"].encode("utf-16-le"),
    "address": b"?t=CANARY-%C3%BE%2F%3F%26%3D%2B%20%225f3a1c9e77".replace(b'%20"', b"%20%22"),
    "base64 +0": base64.b64encode(b"abc" + TOKEN),
    "base64 +1": base64.b64encode(b"a" + TOKEN),
    "base64 +2": base64.b64encode(b"ab" + TOKEN + b"c"),
    "base64url +1": base64.urlsafe_b64encode(b"abcd" + TOKEN + b"ef"),
    "hex": TOKEN.hex().encode(),
    "JSON": b'{"t":"CANARY-\\u00fe/?&=+ \\"5f3a1c9e77"}',
}


@pytest.mark.parametrize("form", DISCLOSED)
def test_a_secret_is_found_in_each_of_its_forms(form):
    assert form in canaries.forms(SECRET["token"])
    assert canaries.in_bytes(DISCLOSED[form], SECRET)


def test_what_only_resembles_a_secret_is_not_one():
    assert canaries.in_bytes(b'CANARY-\xc3\xbe/?&=+ "5f3a1c9e7', SECRET) == {}


@pytest.mark.parametrize(
    ("place", "leak"),
    [
        ("storage.local", "chrome.storage.local.set({range: SECRET})"),
        ("storage.session", "chrome.storage.session.set({notice: {code: SECRET}})"),
        ("storage.sync", "chrome.storage.sync.set({a: btoa('x' + SECRET)})"),
        ("databases", "new Promise((done) => { indexedDB.open(SECRET).onsuccess = done }).then(() => 1)"),
        ("caches", "caches.open(SECRET).then(() => 1)"),
        (
            "files",
            "navigator.storage.getDirectory().then((root) => root.getFileHandle(SECRET, {create: true})).then(() => 1)",
        ),
        ("badge", "chrome.action.setTitle({title: SECRET})"),
        ("console", "console.debug(SECRET)"),
    ],
)
def test_a_secret_left_by_the_worker_is_found(shared_world, place, leak):
    server, browser = shared_world
    browser.in_worker(leak.replace("SECRET", repr(server.source.token)))
    found = browser.wait_for(lambda: canaries.in_what_is_kept(browser, server)[1].get(place))
    assert "token_0" in found


@pytest.mark.parametrize(
    ("leak"),
    [
        "document.body.dataset.canary = SECRET",
        "document.querySelector('#range-start').value = encodeURIComponent(SECRET)",
        "localStorage.setItem('a', SECRET)",
        "sessionStorage.setItem('a', SECRET)",
        "document.title = btoa(SECRET)",
    ],
)
def test_a_secret_left_in_the_popup_is_found(shared_world, leak):
    server, browser = shared_world
    page = browser.open_tab("popup.html")
    page.evaluate(f"() => {{ {leak.replace('SECRET', repr(server.source.token))} }}")
    found = canaries.in_what_is_kept(browser, server)[1]
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.close()
    assert any("token_0" in leaked for place, leaked in found.items() if place.startswith("popup"))


def test_the_name_of_the_workspace_is_shown_and_found_on_no_disk(shared_world):
    server, browser = shared_world
    browser.in_worker(f"chrome.storage.local.set({{range: {server.source.facts.who.workspace!r}}})")
    assert "workspace_0" in canaries.in_what_is_kept(browser, server)[1]["storage.local"]


@pytest.fixture(scope="module")
def shared_world(dist):
    """Return (server, browser) into which secrets may be put."""
    with FakeChatGPT(canaries=True) as server, Browser(dist, server) as browser:
        yield server, browser


def exercise_every_feature(server, browser, downloads):
    """Do in one browser all that a person can do, with the secrets of two people about, and return the messages heard."""
    browser.open_chatgpt()
    ear = browser.open_tab("popup.html")
    ear.evaluate(EAVESDROP)
    popup = browser.open_popup().settle()
    popup.choose_scope("workspace")
    popup.choose_range("90")
    for number, action in enumerate(("csv", "json", "png")):
        with popup.page.expect_download() as waiting:
            popup.page.evaluate(f"() => document.querySelector('[data-action={action}]').click()")
        waiting.value.save_as(downloads / f"{number}.{action}")
    popup.close()
    for fault in ({"status": 401}, {"status": 500, "body": "CANARY " + server.source.token}, {"status": 403}):
        server.inject_fault("*", **({"body": {"detail": server.source.token, **server.planted}} | fault))
        browser.in_worker("chrome.storage.session.remove('cooldown')")
        browser.open_popup().settle().close()
        server.clear_faults()
    server.set_scenario("hidden")
    browser.in_worker("chrome.storage.session.remove('cooldown')")
    browser.kill_worker()
    popup = browser.open_popup().settle()
    popup.refresh().settle().close()
    return ear.evaluate("() => heard")


@pytest.fixture(scope="module")
def exercised_profile(dist, tmp_path_factory):
    """Return what is left of a run in which all was done that a person can do, and the hosts it asked."""
    profile, downloads = tmp_path_factory.mktemp("profile"), tmp_path_factory.mktemp("downloads")
    with FakeChatGPT(canaries=True) as server:
        with Browser(dist, server, profile=profile) as browser:
            heard = exercise_every_feature(server, browser, downloads)
            kept, leaked = canaries.in_what_is_kept(browser, server)
        secrets = server.secrets() | canaries.names(server, kept["storage"]["session"]["salt"])
    return ExercisedProfile(profile, downloads, heard, kept, leaked, secrets, browser.hosts())


def test_no_secret_is_on_disk_in_a_download_or_in_a_message(exercised_profile):
    assert "report" in exercised_profile.kept["storage"]["local"]
    assert exercised_profile.leaked == {}
    assert {tuple(sorted(said)) for said in exercised_profile.heard} <= {
        ("kind",),
        ("days", "kind"),
        ("days", "kind", "shown"),
    }
    assert {said["kind"] for said in exercised_profile.heard} <= {"refresh", "refresh_all", "clear_data", "wake"}
    found, scanned = canaries.in_profile(exercised_profile.profile, exercised_profile.secrets)
    assert found == {}
    assert scanned > 1_000_000
    assert len(list(exercised_profile.downloads.iterdir())) == 3
    assert canaries.in_profile(exercised_profile.downloads, exercised_profile.secrets)[0] == {}
    print(f"{len(exercised_profile.secrets)} canaries in {len(canaries.forms(SECRET['token']))} forms, {scanned} bytes")


def test_a_whole_run_asks_chatgpt_and_nobody_else(exercised_profile):
    assert exercised_profile.hosts == {"chatgpt.com"}


def test_a_secret_that_was_stored_is_found_on_disk(dist, tmp_path):
    with FakeChatGPT(canaries=True) as server:
        with Browser(dist, server, profile=tmp_path) as browser:
            browser.store(report={"identity": server.source.token, "name": server.source.facts.who.workspace})
        found = canaries.in_profile(tmp_path, server.secrets() | canaries.names(server, ""))[0]
    leaked = [set(leaked) for name, leaked in found.items() if "Local Extension Settings" in name]
    assert leaked
    assert all({"token_0", "workspace_0"} <= one for one in leaked)
