"""
What a test in Firefox starts from: a server, and a Firefox with the extension as it is built for it.

`make test-firefox` runs them, and so does `make nightly`. Without a Firefox that is new enough they are skipped, in one sentence.
"""

import json

import pytest

from simulator import firefox
from simulator.chatgpt import FakeChatGPT
from tools import build

GECKO = json.loads(build.manifest("firefox"))["browser_specific_settings"]["gecko"]
OLDEST = int(GECKO["strict_min_version"].partition(".")[0])
REMEDY = f"Firefox {OLDEST} or newer is needed: install firefox-esr, or say where one is with FIREFOX=/path/to/firefox."
EMPTY = "() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]).then(() => null)"


@pytest.fixture(scope="session")
def dist_firefox(tmp_path_factory):
    """Return the folder of the extension, built for Firefox; skip what asks for it where no Firefox can run it."""
    if firefox.version() < OLDEST:
        pytest.skip(REMEDY)
    folder = tmp_path_factory.mktemp("firefox")
    build.build(folder, "firefox")
    return folder / build.TARGETS["firefox"]


@pytest.fixture(scope="module")
def server(dist_firefox):  # noqa: ARG001 - first of all: without a Firefox nothing is started
    """Return a fake ChatGPT that every browser of a file takes for the real one."""
    with FakeChatGPT() as server:
        yield server


@pytest.fixture(scope="module")
def browser(dist_firefox, server):
    """Return a Firefox for all tests of a file."""
    with firefox.Firefox(dist_firefox, server) as browser:
        yield browser


@pytest.fixture
def open_popup(browser, server):
    """Return a function that opens the popup's page beside a ChatGPT in a scenario, with nothing stored."""
    opened = []

    def start(scenario="enterprise"):
        server.set_scenario(scenario)
        opened.append(browser.open_chatgpt())
        popup = browser.open_popup()
        opened.append(popup.page)
        popup.page.evaluate(EMPTY)
        popup.page.reload()
        popup.settle()
        server.clear_log()
        return popup

    yield start
    for page in reversed(opened):
        page.close()
