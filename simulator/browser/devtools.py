"""
The browser's DevTools protocol, spoken from a thread of its own.

Where a test has a page of Playwright's, or drives a browser that nobody else
watches, Playwright's own CDP session is used. It does not do here:

- Playwright attaches to every target by itself, and a worker with a debugger
  never falls idle: `Browser(watched=False)` must be able to go without.
- It has sessions for the browser and for pages, none for a service worker, and
  `send` takes no session id, so a target that was attached to cannot be reached.
- Its sync API hands events over only while a call of it runs. What a page says
  must be heard at once: the protocol repeats earlier console messages to whoever
  attaches, so they would count twice or under another test.
- What is set for the whole browser (permissions, the folder of downloads) ends
  with the session that set it, and there is a connection of Playwright's for
  each popup. This one stays from start to end.
"""

import asyncio
import threading
from concurrent.futures import Future

from aiohttp import ClientSession

ANSWER_SECONDS = 30
GONE = {"error": {"message": "the browser is gone"}}


class DevtoolsError(Exception):
    """The browser refused a command, or did not answer it."""


class Devtools:
    """
    One connection to the browser at `address`.

    `on_event` is called with (session id, method, parameters) of each event, in
    the connection's own thread: it must not send and wait there; it may `post`.
    """

    def __init__(self, address, on_event):
        """Connect, and come back once connected."""
        self.on_event = on_event
        self._waiting = {}
        self._number = 0
        self._socket = None
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(address, ready), daemon=True)
        self._thread.start()
        ready.wait(ANSWER_SECONDS)

    def _run(self, address, ready):
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._listen(address, ready))
        finally:
            self._loop.close()

    async def _listen(self, address, ready):
        async with ClientSession() as client, client.ws_connect(address, max_msg_size=0) as self._socket:
            ready.set()
            async for frame in self._socket:
                message = frame.json()
                if "id" not in message:
                    self.on_event(message.get("sessionId"), message["method"], message["params"])
                elif then := self._waiting.pop(message["id"], None):
                    then(message)
        self._socket = None
        for then in self._waiting.values():
            then(GONE)

    def post(self, method, parameters=None, session=None, then=None):
        """Send a command without waiting; `then` is called with its answer. Only from the connection's own thread."""
        if self._socket is None or self._socket.closed:
            if then:
                then(GONE)
            return
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        if then:
            self._waiting[self._number] = then
        sending = self._loop.create_task(self._socket.send_json(message))
        sending.add_done_callback(lambda task: task.cancelled() or task.exception())

    def call(self, function, *arguments):
        """Call a function in the connection's thread, soon."""
        self._loop.call_soon_threadsafe(function, *arguments)

    def send(self, method, parameters=None, session=None, seconds=ANSWER_SECONDS):
        """Send a command and return its result; raises `DevtoolsError` when the browser refuses."""
        answered: Future[dict] = Future()
        try:
            self.call(self.post, method, parameters, session, answered.set_result)
            message = answered.result(seconds)
        except TimeoutError:
            raise DevtoolsError(f"{method}: no answer within {seconds} s") from None
        except RuntimeError:
            raise DevtoolsError(f"{method}: the browser is gone") from None
        if "error" in message:
            raise DevtoolsError(f"{method}: {message['error']['message']}")
        return message["result"]

    def close(self):
        """Wait for the connection's thread after the browser closed it."""
        self._thread.join(ANSWER_SECONDS)
