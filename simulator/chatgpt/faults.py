"""
Faults a test lays over single routes while the server runs.

A fault is for a report by its name ("model", "session", ...), for "page", for a
path, or for the requests that a function picks; it replaces the answer, changes it, or breaks the way it is sent.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import routes
from .routes import Answer

TRICKLE_SECONDS = 1.0
HELD_SECONDS = 0.01


class NeedsSocket(Exception):
    """The fault is not in the answer but in the way it is sent."""


@dataclass
class Fault:
    """What happens to the next `times` requests (`None`: to every one) for `target`."""

    target: str | Callable[[routes.Asked], bool]
    status: int | None = None
    body: Any = None
    headers: dict | None = None
    change: Callable[[Any], Any] | None = None  # called with the ordinary body, returns the one to send
    delay: float = 0
    paused: bool = False  # until it is let go
    stall: bool = False  # headers and half a body, then nothing
    reset: bool = False  # the connection breaks after half a body
    trickle: bool = False  # one byte at a time
    times: int | None = None

    def matches(self, asked):
        """Return whether this fault is for the request."""
        if callable(self.target):
            return self.target(asked)
        if self.target == "page":
            return routes.is_page(asked)
        if self.target == "*":
            return not routes.is_page(asked)
        return self.target in (routes.report_name(asked), asked.path)

    async def wait(self):
        """Come back when the answer is due."""
        await asyncio.sleep(self.delay)
        while self.paused:  # noqa: ASYNC110 - it is let go from another thread
            await asyncio.sleep(HELD_SECONDS)

    def answer(self, ordinary):
        """Return what to send in place of the `ordinary` answer."""
        body = ordinary.body if self.body is None else self.body
        if self.change:
            body = self.change(body)
        replaced = self.status is not None or self.body is not None
        headers = {} if replaced else dict(ordinary.headers)
        status = self.status if self.status is not None else (routes.OK if replaced else ordinary.status)
        return Answer(status, body, headers | (self.headers or {}))

    def at_once(self, ordinary):
        """Return the same where there is no socket; raises `NeedsSocket` when the fault is in how the answer is sent."""
        if self.delay or self.paused or self.stall or self.reset or self.trickle:
            raise NeedsSocket
        return self.answer(ordinary)


async def send_badly(fault, request, response, content):
    """Send `content` the way `fault` says, and come back when the connection is of no use any more."""
    response.content_length = len(content)
    await response.prepare(request)
    if fault.trickle:
        for at in range(len(content)):
            await response.write(content[at : at + 1])
            await asyncio.sleep(TRICKLE_SECONDS)
        return
    await response.write(content[: len(content) // 2])
    if fault.reset:
        request.transport.abort()
    else:
        await asyncio.Event().wait()
