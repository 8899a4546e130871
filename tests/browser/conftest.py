"""
What a browser test starts from: a server, a browser, and the promises that hold after every test.

`chatgpt(...)` starts a fake ChatGPT and `browser(server, ...)` a Chromium with the built extension; both end with the
test. After each browser: no console message, no uncaught error, no host but chatgpt.com, no stored key beyond the two,
nothing in any other place an extension can keep things, and none of the server's secrets in what is stored, shown or
said (see `canaries`). DIST names another built extension than the repository's own `dist/`.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from simulator.browser import Browser
from simulator.chatgpt import HOST, FakeChatGPT
from simulator.stateful import canaries
from simulator.world import BrowserWorld

ROOT = Path(__file__).resolve().parents[2]
STORED_KEYS = {"report", "range"}
SESSION_KEYS = {
    "refresh",
    "notice",
    "workspace",
    "log",
    "diagnostics",
    "cooldown",
    "revalidation",
    "long_refused",
    "salt",
    "helper_tab",
    "pending_refresh",
    "shortcuts",
    "screen",
}


@pytest.fixture(scope="session")
def dist():
    """Return the folder of the built extension."""
    folder = Path(os.environ.get("DIST", ROOT / "dist"))
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
            running.callback(assert_storage_clean, started[-1], server)
            return started[-1]

        yield start
    for one in started:
        assert_quiet(one)


@pytest.fixture(scope="session", autouse=True)
def ordinary_browser_ends():
    """End the browser that files share (see `shared_browser`) when the last test is over."""
    yield
    from tests.browser import shared_browser

    shared_browser.end_ordinary()


@pytest.fixture(scope="session")
def one_world(dist):
    """Return a function that gives the `BrowserWorld` of the browser that files share (see `shared_browser`)."""
    from tests.browser import shared_browser

    worlds = []

    def of_the_running_browser():
        shared = shared_browser.ordinary(dist).drop_pages()
        if not worlds or worlds[-1].browser is not shared.browser:
            shared.reset()
            worlds.append(BrowserWorld(shared.server, shared.browser))
        return worlds[-1]

    return of_the_running_browser


@pytest.fixture(scope="module")
def lasting_world(one_world):
    """Return the `BrowserWorld`, nothing standing in it that another module opened."""
    world = one_world()
    world.page = world.popup = None
    return world


@pytest.fixture
def world(lasting_world):
    """Return the module's world; hold afterwards what must hold."""
    lasting_world.browser.console.clear()
    yield lasting_world
    assert_storage_clean(lasting_world.browser, lasting_world.server)
    assert_no_console_output(lasting_world.browser)


def assert_storage_clean(browser, server):
    """Find nothing kept but what the product promises, and no secret in it, on the screen or in what was said."""
    if browser.chromium.process.poll() is not None:
        return
    kept, leaked = canaries.in_what_is_kept(browser, server)
    stored = kept["storage"]
    assert set(stored["local"]) <= STORED_KEYS
    assert set(stored["session"]) <= SESSION_KEYS
    assert stored["sync"] == {}
    assert kept["databases"] == kept["caches"] == kept["files"] == []
    assert leaked == {}


def assert_quiet(browser):
    """Find that nobody said anything and no other host was asked."""
    assert_no_console_output(browser)
    assert browser.hosts() <= {HOST}


def assert_no_console_output(browser):
    """Find that nobody said anything."""
    said = [message for message in browser.messages if message["type"] != "debug"]  # PyScript's own "Ready"
    assert said == []
    assert browser.errors == []
