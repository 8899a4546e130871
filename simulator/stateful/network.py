"""
Who asked what, seen from inside the browser: each request of a ChatGPT tab with the run of `collect` that sent it.

Chrome compiles `collect` anew for every run, so the script a request comes from tells one run from another; the clock
of the requests is the browser's own and the same for all tabs.
"""

from collections import namedtuple
from urllib.parse import urlsplit

from simulator.browser.popup import target_of
from simulator.chatgpt import HOST

NETWORK = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
DATA = ("/api/", "/backend-api/")
Sent = namedtuple("Sent", "moment run path")  # run: (tab, document, script); each document may number anew
Tab = namedtuple("Tab", "page connection target")


class Traffic:
    """What all watched tabs sent."""

    def __init__(self):
        """Know of nothing yet."""
        self.sent = []
        self.tabs = 0

    def tab(self, browser):
        """Open a ChatGPT page whose every request is seen; return the `Tab`."""
        page = browser.open_tab("about:blank")
        connection = page.context.new_cdp_session(page)
        self.tabs += 1
        number = self.tabs
        connection.on("Network.requestWillBeSent", lambda event: self._take(number, event))
        connection.send("Network.enable")
        page.goto(f"https://{HOST}/")
        return Tab(page, connection, target_of(page))

    def _take(self, tab, event):
        path = urlsplit(event["request"]["url"]).path
        if path.startswith(DATA):
            script = event["initiator"]["stack"]["callFrames"][0]["scriptId"]
            self.sent.append(Sent(event["timestamp"], (tab, event["loaderId"], script), path))

    def runs(self):
        """Return the runs in the order of their requests; one that is named twice went on after another had begun."""
        order = [sent.run for sent in sorted(self.sent)]
        return [run for run, before in zip(order, [None, *order]) if run != before]


def network(connection, *, on):
    """Take the network away from the tab of a connection, or give it back."""
    connection.send("Network.emulateNetworkConditions", NETWORK | {"offline": not on})
