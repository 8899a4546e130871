"""
What a browser test starts from: a server, a browser, and the promises that hold after every test.

`chatgpt(...)` starts a fake ChatGPT and `browser(server, ...)` a Chromium with the built extension; both end with the
test. After each browser: no console message, no uncaught error, no host but chatgpt.com, no stored key beyond the two,
and none of the server's secrets in any storage area or in what was said.
"""

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.fake_chatgpt import HOST, FakeChatGPT
from tests.browser.harness import Browser

ROOT = Path(__file__).resolve().parents[2]
STORED_KEYS = {"report", "range"}
SESSION_KEYS = {"refresh", "notice", "workspace", "log", "pace"}


@pytest.fixture(scope="session")
def dist():
    """Return the folder of the built extension."""
    folder = ROOT / "dist"
    assert (folder / "manifest.json").is_file(), "there is no dist/ yet; `make build` makes it"
    return folder


@pytest.fixture
def chatgpt():
    """Return a function that starts a fake ChatGPT for this test, with secrets planted."""
    with ExitStack() as running:
        yield lambda *scenario, **options: running.enter_context(FakeChatGPT(*scenario, **{"canaries": True} | options))


@pytest.fixture
def browser(dist):
    """Return a function that starts a browser for this test, and hold every promise when the test is over."""
    started = []
    with ExitStack() as running:

        def start(server, **options):
            started.append(running.enter_context(Browser(options.pop("folder", dist), server, **options)))
            running.callback(hold_storage, started[-1], server)
            return started[-1]

        yield start
    for one in started:
        hold_silence(one)


def hold_storage(browser, server):
    """Find nothing stored but what the product promises, and no secret in it."""
    if browser.chromium.process.poll() is not None:
        return
    stored = browser.storage()
    assert set(stored["local"]) <= STORED_KEYS
    assert set(stored["session"]) <= SESSION_KEYS
    assert stored["sync"] == stored["managed"] == {}
    text = json.dumps(stored)
    leaked = {name for name, secret in server.secrets().items() if secret in text}
    assert not leaked, f"stored secrets: {leaked}"


def hold_silence(browser):
    """Find that nobody said anything and no other host was asked."""
    said = [message for message in browser.messages if message["type"] != "debug"]  # PyScript's own "Ready"
    assert said == []
    assert browser.errors == []
    assert browser.hosts() <= {HOST}
