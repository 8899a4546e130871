"""
A real Chromium with the extension in it, which takes the fake server for chatgpt.com.

Use it in a `with` statement:

    with FakeChatGPT("member") as server, Browser(DIST, server) as browser:
        browser.open_chatgpt()
        popup = browser.open_popup().settle()
        assert popup.shown()["total"] == server.expected("mine", "model", *days).total

After the `with`, `messages`, `errors` and `hosts()` still answer.
"""

import base64
import contextlib
import hashlib
import json
import time
from functools import partial
from pathlib import Path

from playwright import sync_api as playwright

from . import driver, netlog
from .chromium import HOST, Chromium, resolver_arguments
from .console import Console
from .devtools import Devtools, DevtoolsError
from .popup import PopupPage, target_of
from .targets import Targets

SHOWN = """(async () => (await clients.matchAll({includeUncontrolled: true}))
  .some(({url, visibilityState}) => url.endsWith("/popup.html") && visibilityState === "visible"))()"""
SHOW_SECONDS = 3  # a popup that takes longer is driven all the same
CLOSE_SECONDS = 80  # longer than a case lets a page hang
DEATH_SECONDS = 2
STORAGE = """(async () => Object.fromEntries(await Promise.all(
  ["local", "session", "sync", "managed"].map(async (area) => [area, await chrome.storage[area].get()]))))()"""


class Browser(Targets):
    """
    One browser with the extension of `folder` and the fake ChatGPT of `server`.

    `person` loads the extension as a person does ("Load unpacked") rather than
    by an argument, which accepts more. `watched=False` leaves the worker
    without a debugger, which would keep it from ever falling idle.
    """

    chromium: Chromium  # both are there inside the `with`
    _playwright: playwright.Playwright

    def __init__(self, folder, server, *, person=False, watched=True, arguments=(), **run):
        """Say what to start; `run` is for `Chromium`: profile, headless, lang, timezone."""
        self.folder, self.server = Path(folder).resolve(), server
        self.person, self.watched = person, watched
        self.arguments, self.run = list(arguments), run
        super().__init__(extension_id(self.folder))
        manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.popup_page = manifest["action"]["default_popup"]
        self.has_worker = "background" in manifest
        self.pressed_at = 0.0  # when the toolbar icon was pressed last, Unix time in seconds
        self.console = Console(self.extension, watched=watched)
        self._tabs: playwright.Browser | None = None
        self._popup_connections: list[playwright.Browser] = []
        self._logged: set[tuple[str, str]] | None = None  # the hosts in the net log, as `netlog.hosts` tells them
        self._lent = contextlib.ExitStack()

    def __enter__(self):
        """Start everything, and come back once the extension is there."""
        arguments = resolver_arguments(self.server)
        if not self.person:
            arguments += [f"--disable-extensions-except={self.folder}", f"--load-extension={self.folder}"]
        self.chromium = Chromium(arguments + self.arguments, **self.run)
        try:
            self._connect()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _connect(self):
        self.devtools = Devtools(self.chromium.address, self.console.on_event)
        self.console.listen(self.devtools)
        if self.person:
            self.extension = self.send("Extensions.loadUnpacked", {"path": str(self.folder)})["id"]
            self.console.extension = self.extension
        if self.has_worker and not self.wait_for(self.worker_target):
            raise DevtoolsError(f"the extension in {self.folder} did not start its worker")
        self._playwright = self._lent.enter_context(driver.playwright())

    def __exit__(self, *_exception):
        """Close the browser, keep its net log, remove its profile."""
        with contextlib.suppress(DevtoolsError):
            self.send("Browser.close")
        self.chromium.end()
        if self._tabs:
            with contextlib.suppress(playwright.Error):  # after the browser: closing a page that hangs never ends
                self._tabs.close()
            self._tabs = None
        self._lent.close()
        if self.devtools:
            self.devtools.close()
        with contextlib.suppress(OSError, ValueError):
            self._logged = netlog.hosts(self.chromium.net_log)
        self.chromium.discard()

    @property
    def messages(self):
        """Return every console message of popup and worker, [{where, type, text}]."""
        return list(self.console.messages)

    @property
    def errors(self):
        """Return every uncaught error of popup and worker, [{where, text}]."""
        return list(self.console.errors)

    def hosts(self):
        """Return every host looked up or asked, less the browser's own; known once the browser has ended."""
        if self._logged is None:
            raise DevtoolsError("the net log is complete only after the browser has ended")
        return netlog.without_own(self._logged, {HOST})

    def open_chatgpt(self, path="/"):
        """Open a page of chatgpt.com in front, and return Playwright's page of it."""
        page = self._tab_context().new_page()
        page.goto(f"https://{HOST}{path}")
        return page

    def open_tab(self, address):
        """Open any address in front, and return Playwright's page of it; `popup.html` alone is the extension's."""
        page = self._tab_context().new_page()
        page.goto(f"chrome-extension://{self.extension}/{address}" if ":" not in address else address)
        return page

    def _tab_context(self):
        if self._tabs is None:
            self._tabs = self._connection()
        return self._tabs.contexts[0]

    def _connection(self):
        return self._playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self.chromium.port}")

    def open_popup(self, alone=0):
        """Press the toolbar icon, and return the `PopupPage` it opens, which nothing looks at for the first `alone` seconds."""
        before = {target["targetId"] for target in self.targets("page")}
        with self.console.page_opening():
            self._press_icon()
            time.sleep(alone)
            opened = self.wait_for(partial(self._new_popup, before))
            if not opened:
                raise DevtoolsError("the toolbar icon opened no popup")
            self.wait_for(self._is_popup_shown, SHOW_SECONDS)
        connection = self._connection()
        self._popup_connections.append(connection)
        pages = [page for context in connection.contexts for page in context.pages]
        return PopupPage(next(page for page in pages if target_of(page) == opened[0]["targetId"]), connection.close)

    def _is_popup_shown(self):
        """Whether the worker says that a popup can be seen; also when it cannot be asked without waking or disturbing it."""
        worker = self.worker_target() if self.watched else None
        if not worker:
            return True
        try:
            return self.in_target(worker, SHOWN, SHOW_SECONDS)
        except DevtoolsError:
            return True

    def _press_icon(self):
        tab = self._front_tab()
        self.pressed_at = time.time()
        try:
            self.send("Extensions.triggerAction", {"id": self.extension, "targetId": tab})
        except DevtoolsError:  # a Chromium from before that command: the worker can open the popup too
            self.in_worker("chrome.action.openPopup()")

    def _front_tab(self):
        """Return the tab in front: the one opened last that is not the popup."""
        tabs = [target for target in self.targets("tab") if not target["url"].startswith("chrome-extension:")]
        chatgpt = [tab for tab in tabs if HOST in tab["url"]]
        return (chatgpt or tabs or self.targets("tab"))[0]["targetId"]

    def _new_popup(self, before):
        return [
            target
            for target in self.targets("page")
            if self._is_ours(target, self.popup_page) and target["targetId"] not in before
        ]

    def storage(self):
        """Return everything in every storage area, {area: {key: value}}."""
        self.wake_worker()
        return self.in_worker(STORAGE)

    def stored(self):
        """Return what `storage` returns, but for the cached screen: a popup writes that when the browser is idle."""
        found = self.storage()
        found["session"].pop("screen", None)
        return found

    def store(self, area="local", **values):
        """Write `values` into a storage area, as if they had been found there."""
        self.wake_worker()
        self.in_worker(f"chrome.storage.{area}.set({json.dumps(values)})")

    def clear(self, area):
        """Empty a storage area."""
        self.wake_worker()
        self.in_worker(f"chrome.storage.{area}.clear()")

    def reset(self):
        """Close every page, open an empty one, empty every storage area and wake the worker: as after installing."""
        kept = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.close_pages({kept})
        while self._popup_connections:  # each would be told of everything that later pages do
            self._popup_connections.pop().close()
        self.wake_worker()
        self.in_worker("Promise.all(['local', 'session'].map((area) => chrome.storage[area].clear()))")

    def close_pages(self, kept):
        """Close every page whose target is not in `kept`, and come back when they are gone."""
        for target in self.targets("page"):
            if target["targetId"] not in kept:
                with contextlib.suppress(DevtoolsError):  # a popup closes by itself when the page in front goes
                    self.send("Target.closeTarget", {"targetId": target["targetId"]})
        # A page that hangs goes late; Chrome keeps its tab for good when it is discarded meanwhile.
        closed = self.wait_for(lambda: {page["targetId"] for page in self.targets("page")} <= kept, CLOSE_SECONDS)
        assert closed, "a page did not close"

    def kill_worker(self):
        """End the worker at once, as Chrome does when it likes, and come back when it is gone or already there anew."""
        target, deaths = self.worker_target(), self.console.deaths
        if target:
            self.send("Target.closeTarget", {"targetId": target["targetId"]})
            self.wait_for(lambda: self.console.deaths > deaths or self.worker_target() is None, DEATH_SECONDS)


def extension_id(folder):
    """Return the id Chromium gives the unpacked extension in `folder`: made from its key, or without one from its path."""
    key = json.loads((folder / "manifest.json").read_text(encoding="utf-8")).get("key")
    digest = hashlib.sha256(base64.b64decode(key) if key else str(folder).encode()).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
