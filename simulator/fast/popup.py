"""
The popup of a simulated session: popup/app.py itself, with the page and the browser's functions replaced.

Its coroutines are stepped by hand: one that waits for the worker stops at a `Wait`, and goes on when the worker has
answered, so that a click in between is an ordinary call.
"""

import importlib.util
import json
import sys
import types
from pathlib import Path
from typing import Any
from unittest.mock import patch

import popup.bridge
import popup.views
from codex_credits.present import comparison, speech
from simulator.factories import FORMATTER

ROOT = Path(__file__).resolve().parents[2]


class Wait:
    """What a coroutine waits for: the answer to the call `number` of the popup's bridge."""

    def __init__(self, number):
        self.number, self.value = number, None

    def __await__(self):
        yield self
        return self.value


class Browser:
    """popup/bridge/bridge.py of one popup; its bridge is popup/bridge/bridge.js itself, in the Node process."""

    def __init__(self, node, number):
        self.node, self.number, self.toolbar = node, number, True
        self.waiting: dict[int, tuple] = {}
        self.calls = 0  # how many were made
        self.cut: dict[tuple, object] = {}  # what `columns` gave of the pinned report
        self.bridge = types.SimpleNamespace(wake=lambda: self.call("wake"))

    def at(self, name, *args):
        return self.node.ask("at", popup=self.number, name=name, args=args)

    def call(self, name, *args):
        self.calls += 1
        self.node.tell("call", popup=self.number, id=self.calls, name=name, args=args)
        return self.calls

    def pin_report(self):
        self.cut = {}
        self.node.tell("at", popup=self.number, name="pinReport", args=())

    def columns(self, *what):
        if what not in self.cut:
            self.cut[what] = json.loads(self.at("columns", *what))
        return self.cut[what]

    def now(self):
        return self.at("now")

    async def read_state(self):
        return json.loads(await Wait(self.call("readState")))

    async def ask(self, kind, spans=None, allowed_tab=None, shown="model"):
        message = {"kind": kind, "days": spans, "tab": allowed_tab, "shown": shown if shown != "model" else None}
        return await Wait(self.call("send", json.dumps({name: one for name, one in message.items() if one})))

    async def delete_stored(self):
        return await Wait(self.call("deleteStored"))

    async def save_range(self, preset, start, end):
        return await Wait(self.call("saveRange", json.dumps({"preset": preset, "start": start, "end": end})))

    def is_opened_from_toolbar(self):
        return self.toolbar

    def make_changes(self, _changes):
        return ""  # there is no page

    def drop_screen(self):
        pass  # none is cached

    def report_error(self, error):
        raise error

    def start_task(self, work, answer=None):
        """Start a coroutine, or let it go on with the bridge's `answer`."""
        try:
            wait = work.send(answer)
        except StopIteration:
            return
        self.waiting[wait.number] = (work, wait)

    def answered(self, number, answer):
        if number in self.waiting:
            work, wait = self.waiting.pop(number)
            wait.value = answer
            self.start_task(work)

    def close(self):
        for work, _ in self.waiting.values():
            work.close()
        self.waiting = {}


class Nothing(types.ModuleType):
    """A module whose every function does nothing."""

    def __getattr__(self, name):
        return lambda *_, **__: None


def loaded(browser, name):
    """Return the module `name` of popup/, imported with `browser` and a page that shows nothing."""
    page, chart = Nothing("page"), Nothing("chart")
    stubs = {"popup.bridge.bridge": browser, "popup.views.page": page, "popup.views.chart": chart}
    spec = importlib.util.spec_from_file_location(f"simulated_{name}_{browser.number}", ROOT / "popup" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with (
        patch.dict(sys.modules, stubs),
        patch.multiple(popup.bridge, create=True, bridge=browser),
        patch.multiple(popup.views, create=True, page=page, chart=chart),
    ):
        spec.loader.exec_module(module)
    return module


class PopupApp:
    """One window: it opens as main.py does, and its App is there once the stored state was read."""

    def __init__(self, node, number):
        self.node, self.browser = node, Browser(node, number)
        self.app: Any = None
        self.modules = {name: loaded(self.browser, name) for name in ("app", "refresher")}
        self.is_open = False

    def open(self, *, toolbar):
        self.is_open, self.browser.toolbar = True, toolbar
        self.node.tell("open", popup=self.browser.number)
        self.browser.start_task(self.opening())

    async def opening(self):
        state = await self.browser.read_state()
        app = self.modules["app"].App(FORMATTER)
        app.set_state(state)
        app.decide_initial_refresh()
        app.show()
        app.compare, app.announcer.speech = comparison, speech
        app.refresher = self.modules["refresher"].Refresher(app)
        self.app = app
        self.node.tell("listen", popup=self.browser.number)
        await app.refresher.refresh_if_old()

    def on_message(self, number, text):
        """Take in what the bridge told: an answer, or with the number 0 a change of what is stored."""
        if number:
            self.browser.answered(number, text)
        elif self.app:
            self.app.refresher.on_state_changed(json.loads(text))

    def close(self):
        if self.is_open:
            self.node.tell("close", popup=self.browser.number)
        self.is_open, self.app = False, None
        self.browser.close()
