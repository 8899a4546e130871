"""
One server and one browser for all the tests of a file, emptied before each test and held to the promises after it.

Files that ask for nothing out of the ordinary share one browser.

A file makes its own fixture of it:

    world = world_fixture()

    def test_...(world):
        popup = world.reset().popup()
"""

from contextlib import ExitStack, contextmanager

import pytest

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import HOST, FakeChatGPT
from tests.browser.conftest import assert_no_console_output, assert_quiet, assert_storage_clean

NARROW, TALL = 575, 600  # what the popup is in Chrome: 560 and a scroll bar


class SharedBrowser:
    """A server and a browser that stay."""

    def __init__(self, server, browser):
        self.server, self.browser = server, browser
        self._resting = None  # the popup that `resting` gave last

    def reset(self, scenario="enterprise"):
        """Empty the browser and put the server into a scenario, without faults and without a log."""
        self._resting = None
        self.browser.reset()
        self.server.clear_faults()
        self.server.set_scenario(scenario)
        self.server.clear_log()
        return self

    def popup(self):
        """Open the popup from the toolbar beside a ChatGPT page, and return it settled."""
        self.browser.open_chatgpt()
        return self.browser.open_popup().settle()

    def resting(self):
        """
        Return a popup of the ordinary scenario, with its report read and this month shown.

        One that stands open is loaded anew, which takes a fraction of the time and asks ChatGPT nothing: it is for
        tests that change neither what is stored, but for the range, nor what ChatGPT answers.
        """
        popup = self._resting
        if popup is None or popup.page.is_closed():
            popup = self.reset().popup()
            self._resting = popup
            return popup
        self.server.clear_log()
        self.browser.wake_worker()
        self.browser.in_worker("chrome.storage.local.remove('range')")
        popup.page.reload()
        return popup.settle()

    def tab(self, address="popup.html", width=NARROW, height=TALL):
        """Open the popup's page in a tab of a size, and return it settled; what is read comes from a ChatGPT page."""
        if not any("chatgpt.com" in target["url"] for target in self.browser.targets("page")):
            self.browser.open_chatgpt()
        page = self.browser.open_tab("manifest.json")
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"chrome-extension://{self.browser.extension}/{address}")
        popup = PopupPage(page, lambda: None).settle()
        if "report" not in self.stored():
            popup.refresh().settle()  # a tab asks nothing by itself
        return popup

    def stored(self, area="local"):
        """Return what one storage area holds."""
        return self.browser.storage()[area]

    def found(self, report, name="Northwind Robotics", **local):
        """Empty the browser and let `report` be found in it, young enough that nothing is asked."""
        self.reset()
        self.browser.store("session", workspace={"identity": "0" * 64, "name": name, "plan": "business"})
        self.browser.store(report=report, **local)
        return self


ORDINARY = ({}, {"lang": "en-US"})
_ordinary: list[tuple[SharedBrowser, ExitStack]] = []  # the one that files share, once it was started


@contextmanager
def shared_world(dist, scenario="enterprise", *, now=None, **options):
    """Run a server and a browser for as long as the `with` lasts; an ordinary one runs on. Hold silence at the end."""
    if scenario == "enterprise" and now is None and options in ORDINARY:
        world = ordinary(dist)
        world.browser.console.clear()
        yield world
        assert_storage_clean(world.browser, world.server)
        assert_no_console_output(world.browser)
        return
    with FakeChatGPT(scenario, canaries=True, now=now) as server, Browser(dist, server, **options) as browser:
        yield SharedBrowser(server, browser)
        assert_storage_clean(browser, server)
    assert_quiet(browser)


def world_fixture(**options):
    """Return a fixture that gives all tests of a file one `shared_world` with `options`."""

    @pytest.fixture(scope="module")
    def world(dist):
        with shared_world(dist, **options) as world:
            yield world

    return world


def ordinary(dist):
    """Return the world that files share; a browser that has ended gives way to another."""
    if _ordinary and _ordinary[0][0].browser.chromium.process.poll() is not None:
        end_ordinary()
    if not _ordinary:
        running = ExitStack()
        server = running.enter_context(FakeChatGPT(canaries=True))
        _ordinary.append((SharedBrowser(server, running.enter_context(Browser(dist, server, lang="en-US"))), running))
    return _ordinary[0][0]


def end_ordinary():
    """End the world that files share, and find that no other host was asked."""
    while _ordinary:
        world, running = _ordinary.pop()
        running.close()
        assert world.browser.hosts() <= {HOST}
