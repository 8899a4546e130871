"""
Everything the extension says to a console: messages, warnings of the browser, uncaught errors.

Each page and each worker is listened to from the moment it appears; a popup
once it is shown, because Chromium opens a DevTools window of its own beside a
popup that is attached to earlier. The protocol repeats to whoever attaches what
was said before, so nothing is missed. Lives in the connection's thread; readers
only copy the lists.
"""

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .devtools import Devtools


class Console:
    """What was said, as lists that grow."""

    def __init__(self, extension, *, watched):
        """Listen to the pages of `extension`, and to its worker when it is `watched`."""
        self.extension, self.watched = extension, watched
        self.messages, self.errors = [], []
        self.deaths = 0  # how often a watched worker has ended
        self._sessions, self._attached = {}, set()
        self._waiting = None  # the pages that wait for the end of `page_opening`, while one is on
        self._devtools: Devtools

    def listen(self, devtools):
        """Begin to listen; targets that are there already are reported too."""
        self._devtools = devtools
        devtools.send("Target.setDiscoverTargets", {"discover": True})

    def clear(self):
        """Empty the lists."""
        self.messages.clear()
        self.errors.clear()

    @contextmanager
    def page_opening(self):
        """Attach to no page that appears in the `with` before its end."""
        self._waiting = []
        try:
            yield
        finally:
            waiting, self._waiting = self._waiting, None
            for target in waiting:
                self._devtools.call(self._notice, target)

    def on_event(self, session, method, parameters):
        """Take in one event of the browser."""
        if method in ("Target.targetCreated", "Target.targetInfoChanged"):
            self._notice(parameters["targetInfo"])
        elif session in self._sessions:
            self._say(self._sessions[session], method, parameters)

    def _notice(self, target):
        wanted = ("page", "service_worker") if self.watched else ("page",)
        ours = target["url"].startswith(f"chrome-extension://{self.extension}/")
        if ours and target["type"] == "page" and self._waiting is not None:
            self._waiting.append(target)
        elif ours and target["type"] in wanted and target["targetId"] not in self._attached:
            self._attached.add(target["targetId"])
            where = "worker" if target["type"] == "service_worker" else "popup"
            attach = {"targetId": target["targetId"], "flatten": True}
            self._devtools.post("Target.attachToTarget", attach, then=partial(self._begin, where))

    def _begin(self, where, answer):
        if "result" in answer:
            session = answer["result"]["sessionId"]
            self._sessions[session] = where
            for domain in ("Runtime", "Log"):
                self._devtools.post(f"{domain}.enable", session=session)

    def _say(self, where, method, parameters):
        if method == "Runtime.consoleAPICalled":
            text = " ".join(str(said.get("value", said.get("description", ""))) for said in parameters["args"])
            self.messages.append({"where": where, "type": parameters["type"], "text": text})
        elif method == "Log.entryAdded":
            entry = parameters["entry"]
            self.messages.append({"where": where, "type": entry["level"], "text": entry["text"]})
        elif method == "Inspector.targetCrashed":
            self.deaths += where == "worker"
        elif method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details["text"]
            self.errors.append({"where": where, "text": text})
