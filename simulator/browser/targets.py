"""The targets of a running browser - pages, tabs, the extension's worker - and code that runs in one of them."""

import contextlib
import time

from .devtools import ANSWER_SECONDS, Devtools, DevtoolsError

TARGET_SECONDS = 30
GONE_SECONDS = 5
NO_WORKER = "No SW"  # what chrome says in a worker that was taken away, and that a debugger keeps
WAKE = """Promise.race([
  chrome.runtime.sendMessage({kind: "wake"}).catch(() => null),
  new Promise((done) => setTimeout(done, 2000)), // a worker that ends while it starts never answers
])"""
HAS_BEGUN = "Boolean(globalThis.chrome?.storage?.local && chrome.runtime?.id)"  # a little after its start


class Targets:
    """What is asked over `devtools` of a browser with an extension; nothing before that is connected."""

    def __init__(self, extension):
        """Say the id of the extension."""
        self.extension = extension
        self.devtools: Devtools | None = None

    def send(self, method, parameters=None, session=None, seconds=ANSWER_SECONDS):
        """Send a DevTools command and return its result; raises `DevtoolsError` when nobody answers within `seconds`."""
        if self.devtools is None:
            raise DevtoolsError(f"{method}: the browser is not connected")
        return self.devtools.send(method, parameters, session, seconds)

    def targets(self, kind):
        """Return the targets of one kind: "page", "tab", "service_worker"."""
        found = self.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        return [target for target in found if target["type"] == kind]

    def wait_for(self, condition, seconds=TARGET_SECONDS):
        """Return what `condition` returns once that is something; `None` when it never is."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := condition():
                return found
            time.sleep(0.03)
        return None

    def worker_target(self):
        """Return the running worker's target, or `None` while it sleeps."""
        ours = [target for target in self.targets("service_worker") if self._is_ours(target)]
        return ours[0] if ours else None

    def _is_ours(self, target, path=""):
        return target["url"].startswith(f"chrome-extension://{self.extension}/{path}")

    def wake_worker(self):
        """Start the worker if it sleeps, by a message it does not answer; a tab in front would close an open popup."""
        if self.worker_target():
            return
        behind = {"url": f"chrome-extension://{self.extension}/manifest.json", "background": True}
        page = self.send("Target.createTarget", behind)
        self.wait_for(lambda: self.in_target(page, HAS_BEGUN))
        self.in_target(page, WAKE)
        self.send("Target.closeTarget", page)

    def in_worker(self, expression):
        """Return what `expression` gives in the running worker, a promise's value when it is one."""
        target = self.wait_for(self.worker_target)
        if not target:
            raise DevtoolsError("the worker does not run")
        self.wait_for(lambda: self.in_target(target, HAS_BEGUN))
        try:
            return self.in_target(target, expression)
        except DevtoolsError as error:
            if NO_WORKER in str(error):
                with contextlib.suppress(DevtoolsError):
                    self.send("Target.closeTarget", {"targetId": target["targetId"]})
                self.wait_for(lambda: (self.worker_target() or {}).get("targetId") != target["targetId"], GONE_SECONDS)
                self.wake_worker()
            elif "Promise was collected" not in str(error):
                raise
            return self.in_target(self.wait_for(self.worker_target) or target, expression)  # it was never settled

    def in_pages(self, expression):
        """Return what `expression` gives in each open page of the extension, popup or tab; one that closes meanwhile is none."""
        found = []
        for target in self.targets("page"):
            if self._is_ours(target):
                try:
                    found.append(self.in_target(target, expression))
                except DevtoolsError:
                    if target["targetId"] in [one["targetId"] for one in self.targets("page")]:
                        raise
        return found

    def in_target(self, target, expression, seconds=ANSWER_SECONDS):
        """Return what `expression` gives in one target within `seconds`, whatever its page did to itself."""
        session = self.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})["sessionId"]
        try:
            wanted = {"expression": expression, "awaitPromise": True, "returnByValue": True, "userGesture": True}
            answer = self.send("Runtime.evaluate", wanted, session, seconds)
        finally:
            self.send("Target.detachFromTarget", {"sessionId": session})
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise DevtoolsError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")
