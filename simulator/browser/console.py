"""
Everything the extension says to a console: messages, warnings of the browser, uncaught errors.

Each popup and each worker is listened to from the moment it appears. Lives in
the connection's thread; readers only copy the lists.
"""

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
        self._devtools: Devtools

    def listen(self, devtools):
        """Begin to listen; targets that are there already are reported too."""
        self._devtools = devtools
        devtools.send("Target.setDiscoverTargets", {"discover": True})

    def clear(self):
        """Empty the lists."""
        self.messages.clear()
        self.errors.clear()

    def on_event(self, session, method, parameters):
        """Take in one event of the browser."""
        if method in ("Target.targetCreated", "Target.targetInfoChanged"):
            self._notice(parameters["targetInfo"])
        elif session in self._sessions:
            self._say(self._sessions[session], method, parameters)

    def _notice(self, target):
        wanted = ("page", "service_worker") if self.watched else ("page",)
        ours = target["url"].startswith(f"chrome-extension://{self.extension}/")
        if ours and target["type"] in wanted and target["targetId"] not in self._attached:
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
