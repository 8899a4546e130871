"""
One server and one browser for all the tests of a file, emptied before each test and held to the promises after it.

Files that ask for nothing out of the ordinary share one browser.

A file makes its own fixture of it:

    world = world_fixture()

    def test_...(world):
        popup = world.reset().popup()
"""

import json
from contextlib import ExitStack, contextmanager

import pytest

from simulator.browser import Browser, PopupPage
from simulator.browser.popup import target_of
from simulator.chatgpt import HOST, FakeChatGPT
from tests.browser.conftest import assert_no_console_output, assert_quiet, assert_storage_clean
from tests.browser.layout import ROOMY

# Never without the report that is put back: a popup that stands open would take that for the first day.
PUT_BACK = """(async () => {
  for (const [area, values] of Object.entries({local: {}, session: {}, ...STORED})) {
    await chrome.storage[area].set(values);
    const others = Object.keys(await chrome.storage[area].get()).filter((name) => !(name in values));
    await chrome.storage[area].remove(others);
  }
})()"""
ANY_MEDIA = dict.fromkeys(("media", "color_scheme", "forced_colors", "reduced_motion", "contrast"), "null")
OWNER = {"identity": "0" * 64, "name": "Northwind Robotics", "plan": "business"}
NARROW, TALL = 575, 600  # what the popup is in Chrome: 560 and a scroll bar
# Of each scenario that was read once, on a day: what was stored then, and the source that it was read from.
_read: dict[tuple[str, str], tuple] = {}


class SharedBrowser:
    """A server and a browser that stay."""

    def __init__(self, server, browser):
        self.server, self.browser = server, browser
        self._settled = None  # what `settled_popup` or `settled_tab` gave last: popup, target, whether it is a tab
        self._chatgpt = None  # the page of ChatGPT that was opened for a popup

    def reset(self, scenario="enterprise"):
        """Empty the browser and put the server into a scenario, without faults and without a log."""
        self.drop_pages().browser.reset()
        self.server.clear_faults()
        self.server.set_scenario(scenario)
        self.server.clear_log()
        return self

    def drop_pages(self):
        """Know of no open page any more: somebody else may have used the browser."""
        self._settled = self._chatgpt = None
        return self

    def popup(self):
        """Open the popup from the toolbar beside a ChatGPT page, and return it settled."""
        self._chatgpt = self.browser.open_chatgpt()
        return self.browser.open_popup().settle()

    def after_reading(self, scenario="enterprise"):
        """Have what is stored when a scenario was read, a ChatGPT page, and no popup."""
        self.reset(scenario)
        if (scenario, self.server.today) in _read:
            self._put_back(scenario)
            self._chatgpt = self.browser.open_chatgpt()
            self.server.clear_log()
        else:
            self._keep(scenario, self.popup(), is_tab=False).close()
        return self

    def settled_popup(self, scenario="enterprise"):
        """
        Return a popup of a scenario, with its report read and this month shown, as after `reset(scenario).popup()`.

        ChatGPT is read once for each scenario, whatever the browser; later what is stored then is put back, and a popup that
        stands open is loaded anew: a quarter of the time. It is for tests that inject no fault, and look at no request of the first
        reading.
        """
        popup = self._standing(scenario, is_tab=False)
        if popup:
            popup.page.reload()
            popup.settle()
        else:
            self.reset(scenario)
            self._put_back(scenario)
            popup = self.popup()
        return self._keep(scenario, popup, is_tab=False)

    def settled_tab(self, scenario="enterprise", address="popup.html", width=NARROW, height=TALL):
        """Return the popup's page in a tab of a size, as `settled_popup` gives the popup."""
        popup = self._standing(scenario, is_tab=True)
        if popup:
            if popup.page.viewport_size != {"width": width, "height": height}:
                popup.page.set_viewport_size({"width": width, "height": height})
            self._load(popup, address)
        else:
            self.reset(scenario)
            self._put_back(scenario)
            popup = self.tab(address, width, height)
        return self._keep(scenario, popup, is_tab=True)

    def _standing(self, scenario, *, is_tab):
        """Return the popup that stands open, or in a tab, with a scenario put back; None where none does, or no ChatGPT."""
        popup, target, was_tab = self._settled or (None, None, None)
        page = self._chatgpt
        if popup is None or popup.page.is_closed() or was_tab != is_tab or page.is_closed() or HOST not in page.url:
            return None
        self.browser.close_pages({target, target_of(page)})
        self.server.clear_faults()
        self.browser.wake_worker()
        before = self.server.source
        self._put_back(scenario)
        if self.server.source is not before:
            page.reload()  # somebody else is signed in now
        self.server.clear_log()
        popup.page.emulate_media(**ANY_MEDIA)
        if is_tab:
            popup.page.bring_to_front()
        return popup

    def _put_back(self, scenario):
        """Let be served and stored what was when a scenario had been read; nothing stored, if it was not read yet."""
        if (read := (scenario, self.server.today)) in _read:
            stored, self.server.source = _read[read]
        else:
            stored = {}
            self.server.set_scenario(scenario)
        self.browser.in_worker(PUT_BACK.replace("STORED", json.dumps(stored)))

    def _keep(self, scenario, popup, *, is_tab):
        """Keep what is stored of a scenario that was read for the first time, and the popup, which is returned."""
        if (read := (scenario, self.server.today)) not in _read:
            stored = self.browser.storage()
            _read[read] = {area: stored[area] for area in ("local", "session")}, self.server.source
        if self._settled is None:
            self._settled = popup, target_of(popup.page), is_tab
        return popup

    def tab(self, address="popup.html", width=NARROW, height=TALL):
        """Open the popup's page in a tab of a size, and return it settled; what is read comes from a ChatGPT page."""
        if not any("chatgpt.com" in target["url"] for target in self.browser.targets("page")):
            self._chatgpt = self.browser.open_chatgpt()
        page = self.browser.open_tab("manifest.json")
        page.set_viewport_size({"width": width, "height": height})
        return self._load(PopupPage(page, lambda: None), address)

    def _load(self, popup, address):
        """Load an address of the extension into the tab of `popup`, and return that settled, with a report."""
        before, wanted = popup.page.url, f"chrome-extension://{self.browser.extension}/{address}"
        if before != wanted:
            popup.page.goto(wanted)
        if before.partition("#")[0] == wanted.partition("#")[0]:
            popup.page.reload()  # another fragment loads nothing
        popup.settle()
        if "report" not in self.stored():
            popup.refresh().settle()  # a tab asks nothing by itself
        return popup

    def stored(self, area="local"):
        """Return what one storage area holds."""
        return self.browser.storage()[area]

    def popup_of(self, report, **local):
        """Return the popup that stands open, or a new one, where `report` was found stored, young enough that nothing is asked."""
        popup = self.settled_popup()
        found = {"local": {"report": report, **local}, "session": {"workspace": OWNER}}
        self.browser.in_worker(PUT_BACK.replace("STORED", json.dumps(found)))
        popup.page.reload()
        return popup.settle()

    def with_stored_report(self, report, **local):
        """Empty the browser and let `report` be found in it, young enough that nothing is asked."""
        self.reset()
        self.browser.store("session", workspace=OWNER)
        self.browser.store(report=report, **local)
        return self


ORDINARY = {"lang": "en-US", "arguments": ROOMY}
_ordinary: list[tuple[SharedBrowser, ExitStack]] = []  # the one that files share, once it was started


@contextmanager
def shared_world(dist, scenario="enterprise", *, now=None, **options):
    """Run a server and a browser for as long as the `with` lasts; an ordinary one runs on. Hold silence at the end."""
    if scenario == "enterprise" and now is None and ORDINARY | options == ORDINARY:
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
        _ordinary.append((SharedBrowser(server, running.enter_context(Browser(dist, server, **ORDINARY))), running))
    return _ordinary[0][0]


def end_ordinary():
    """End the world that files share, and find that no other host was asked."""
    while _ordinary:
        world, running = _ordinary.pop()
        running.close()
        assert world.browser.hosts() <= {HOST}
