"""
The popup of a simulated life: popup/app.py itself, with the page and the browser's functions replaced.

Its coroutines are stepped by hand: one that waits for the worker stops at a `Wait`, and goes on when the worker has
answered, so that a click in between is an ordinary call.
"""

import importlib.util
import json
import sys
import types
from pathlib import Path
from unittest.mock import patch

import popup
from codex_credits import comparison
from tests.unit.given import WORDS

ROOT = Path(__file__).resolve().parents[2]


class Wait:
    """What a coroutine waits for: the worker's answer to the message `number`."""

    def __init__(self, number):
        self.number, self.value = number, None

    def __await__(self):
        yield self
        return self.value


class Browser:
    """popup/browser.py, for the one popup that is open."""

    def __init__(self):
        self.node, self.clock, self.waiting = None, None, {}
        self.version, self.disk = None, {}
        self.bridge = types.SimpleNamespace(wake=lambda: None)

    def hold(self):
        pass

    def columns(self, *_):
        raise AssertionError("the stored report is whole")

    def now(self):
        return self.clock()

    def session(self):
        return self.stored()["session"]

    def stored(self):
        told = self.node.do("state", known=self.version)
        if told["local"] is not None:
            self.version, self.disk = told["version"], told["local"]
        return told

    def state(self):
        session, size = self.session(), {"width": 528, "height": 216}
        local = {name: self.disk[name] for name in ("report", "range") if name in self.disk}
        return {"code": "ok", "local": local, "session": session, "now": self.now()} | size

    async def read_state(self):
        return self.state()

    async def ask(self, kind, *more):
        days = json.loads(more[0]) if more and isinstance(more[0], str) else more[0] if more else None
        message = {"kind": kind} | ({"days": days} if days is not None else {})
        answer = await Wait(self.node.do("send", message=message))
        return answer["code"] if answer else "INTERNAL"

    def is_opened_from_toolbar(self):
        return True

    def report_error(self, error):
        raise error

    async def save_range(self, preset, start, end):
        self.node.do("set", values={"range": {"preset": preset, "start": start, "end": end}})
        return "ok"

    def begin(self, work, answer=None):
        """Start a coroutine, or let it go on with the worker's `answer`."""
        try:
            wait = work.send(answer)
        except StopIteration:
            return
        self.waiting[wait.number] = (work, wait)

    def answered(self, number, answer):
        if number in self.waiting:
            work, wait = self.waiting.pop(number)
            wait.value = answer
            self.begin(work)

    def close(self):
        for work, _ in self.waiting.values():
            work.close()
        self.waiting = {}


class Nothing(types.ModuleType):
    """A module whose every function does nothing."""

    def __getattr__(self, name):
        return lambda *_, **__: None


def loaded(browser):
    """Return popup/app.py, imported with `browser` and a page that shows nothing."""
    stubs = {"popup.browser": browser, "popup.page": Nothing("page"), "popup.chart_view": Nothing("chart_view")}
    spec = importlib.util.spec_from_file_location("simulated_app", ROOT / "popup" / "app.py")
    module = importlib.util.module_from_spec(spec)
    short = {name.partition(".")[2]: stub for name, stub in stubs.items()}
    with patch.dict(sys.modules, stubs), patch.multiple(popup, create=True, **short):
        spec.loader.exec_module(module)
    return module


def opened(module, browser):
    """Return an open popup that has asked for newer figures where it does so; what main.py does."""
    app = module.App(WORDS)
    app.take(browser.state())
    app.compare = comparison
    app.show()
    browser.begin(app.refresh_if_old())
    return app
