"""
Firefox's own remote protocol, Marionette, as far as it is used here.

One TCP connection on loopback. Each way: the length of a JSON text, a colon, the text. A command is [0, number, name,
parameters], its answer [1, number, error, result]. The commands are those of W3C WebDriver, and a few of Firefox's own.
"""

import json
import socket

from playwright.sync_api import Error

ANSWER_SECONDS = 60
# Runs a function, given as text, in the page; its value may be a promise. What it throws comes back as an answer.
CALL = """const done = arguments[arguments.length - 1];
(async () => await (%s)(arguments[0]))().then((value) => done({ value }), (error) => done({ error: String(error) }));"""


class Marionette:
    """A connection to one Firefox, with one session."""

    def __init__(self, port):
        """Connect, and begin a session."""
        self._number = 0
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._read()  # how Firefox introduces itself
        self.send("WebDriver:NewSession", {})

    def send(self, name, parameters=None):
        """Send one command and return its result; an error of Firefox's is a Playwright `Error`, as from any page."""
        self._number += 1
        text = json.dumps([0, self._number, name, parameters or {}])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _kind, number, error, result = self._read()
        assert number == self._number
        if error:
            raise Error(f"{name}: {error['error']}: {error['message']}")
        return result

    def evaluate(self, function, argument=None):
        """Return the value of a JavaScript function, given as text, called in the current page."""
        body = {"script": CALL % function.strip().rstrip(";"), "args": [argument], "newSandbox": True}
        answer = self.send("WebDriver:ExecuteAsyncScript", body)["value"]
        if "error" in answer:
            raise Error(answer["error"])
        return answer.get("value")

    def in_browser(self, script, *arguments):
        """Return what a script gives that runs in the browser's own window, with the browser's rights."""
        self.send("Marionette:SetContext", {"value": "chrome"})
        try:
            body = {"script": script, "args": arguments, "sandbox": "system"}
            return self.send("WebDriver:ExecuteScript", body)["value"]
        finally:
            self.send("Marionette:SetContext", {"value": "content"})

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        """End the connection."""
        self._stream.close()
        self._socket.close()

    def _read(self):
        digits = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise Error("Firefox is gone")
            digits += byte
        return json.loads(self._stream.read(int(digits)))
