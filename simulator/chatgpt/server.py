"""
The fake ChatGPT on a free loopback port, over real HTTPS.

Chromium takes it for chatgpt.com when it is told to find that host here and to
trust the certificate by the hash of its key. It keeps a log of what was asked,
counts how many requests run at once, and lets a test inject faults into single answers.
"""

import asyncio
import base64
import hashlib
import secrets
import ssl
import threading
import time
from datetime import UTC, datetime
from weakref import WeakSet

import trustme
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from . import expected, faults, routes, scenarios
from .replay import Replay
from .workspace import Workspace

HOST = "chatgpt.com"
PAGE_HEADER = "oai-language"  # sent by the fake pages' own scripts, never by the extension


class FakeChatGPT:
    """
    A server for one scenario or one recording; use it in a `with` statement.

    `now` fixes the moment everything is derived from. With `canaries`, unknown
    members and headers with unmistakable values are planted in every answer.
    """

    _thread: threading.Thread  # these three are there while it serves
    _loop: asyncio.AbstractEventLoop
    _closing: asyncio.Event

    def __init__(self, scenario="enterprise", *, replay=None, overlay=None, now=None, canaries=False):
        self.now = (now or datetime.now(UTC)).replace(microsecond=0)
        self.planted = {f"x_canary_{secrets.token_hex(4)}": f"CANARY-{secrets.token_hex(12)}"} if canaries else {}
        self.planted_header = f"CANARY-{secrets.token_hex(12)}" if canaries else None
        self.everybody = []
        if replay:
            self.source = Replay(replay, overlay, now=self.now)
        else:
            self.source = Workspace(scenarios.named(scenario), self.now, self.planted)
        self.today = self.now.date().isoformat()
        self.port = self.key_hash = None
        self.authority = b""  # the certificate that Firefox has to trust, as PEM, while it serves
        self.log = []
        self.peak = self.running = 0
        self._faults = []
        self._connections: WeakSet = WeakSet()

    @property
    def source(self):
        """Return what answers now; everybody it is about is remembered, for whoever looks for secrets later."""
        return self._source

    @source.setter
    def source(self, source):
        self._source = source
        self.everybody += [who for who in source.people if who not in self.everybody]

    def __enter__(self):
        """Start serving."""
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(started)), daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_exception):
        """Stop serving; answers still held back are dropped."""
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()

    async def _serve(self, started):
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        authority = trustme.CA()
        certificate = authority.issue_cert(HOST)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self.authority = authority.cert_pem.bytes()
        self.key_hash = key_hash(certificate.cert_chain_pems[0].bytes())
        app = web.Application(client_max_size=1 << 20)
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
        await site.start()
        self.port = runner.addresses[0][1]
        started.set()
        await self._closing.wait()
        for connection in self._connections:
            connection.abort()  # a polite end would wait for clients that no longer listen
        await runner.cleanup()

    async def _handle(self, request):
        self._connections.add(request.transport)
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = routes.Asked(request.method, request.path, list(request.query.items()), headers)
        entry = self._noted(asked, request.path_qs)
        is_data = not routes.is_page(asked)
        self.running += is_data
        self.peak = max(self.peak, self.running)
        try:
            return await self._answer(request, asked, entry)
        finally:
            self.running -= is_data
            entry["ended"] = time.monotonic()

    def _noted(self, asked, path):
        entry = {
            "method": asked.method,
            "path": self.without_secrets(path),
            "status": None,
            "report": routes.report_name(asked),
            "by_page": PAGE_HEADER in asked.headers or routes.is_page(asked),
            "began": time.monotonic(),
        }
        self.log.append(entry)
        return entry

    def answer(self, asked, path):
        """Return the `Answer` to a request that comes without a socket, and log it under `path`."""
        entry, fault = self._noted(asked, path), self._fault_for(asked)
        answer = self.source.answer(asked)
        if fault:
            answer = fault.at_once(answer)
        entry["status"] = answer.status
        return answer

    async def _answer(self, request, asked, entry):
        fault = self._fault_for(asked)
        answer = self.source.answer(asked)
        await asyncio.sleep(self.source.seconds(asked))
        if fault:
            answer = fault.answer(answer)
            await fault.wait()
        entry["status"] = answer.status
        headers = {"content-type": "application/json", "cache-control": "no-store"} | answer.headers
        if self.planted_header:
            headers["x-oai-request-id"] = self.planted_header
        content = answer.encoded()
        broken = fault and (fault.stall or fault.reset or fault.trickle)
        if broken:
            broken = web.StreamResponse(status=answer.status, headers=headers)
            self._set_cookies(asked, broken)
            await faults.send_badly(fault, request, broken, content)
            return broken
        response = web.Response(status=answer.status, headers=headers, body=content)
        self._set_cookies(asked, response)
        return response

    def _set_cookies(self, asked, response):
        if not routes.is_page(asked):
            return
        kept = {"path": "/", "secure": True, "samesite": "Lax"}
        response.set_cookie("__Secure-next-auth.session-token", self.source.cookie, httponly=True, **kept)
        response.set_cookie("oai-did", "00000000-0000-4000-8000-000000000000", **kept)

    def _fault_for(self, asked):
        for fault in reversed(self._faults):
            if fault.matches(asked) and fault.times != 0:
                if fault.times:
                    fault.times -= 1
                return fault
        return None

    def inject_fault(self, target, **how):
        """
        Inject a fault into the answers for `target`: a report's name, "page", "*" for all data, a path, or a function.

        See `faults.Fault` for what can be said: status, body, headers, change,
        delay, paused, stall, reset, trickle, times. The latest one that applies wins.
        """
        fault = faults.Fault(target, **how)
        self._faults.append(fault)
        return fault

    def clear_faults(self):
        """Take every fault away, and let go what is held."""
        for fault in self._faults:
            fault.paused = False
        self._faults.clear()

    def clear_log(self):
        """Empty the log and the count of simultaneous requests."""
        self.log.clear()
        self.peak = self.running

    def set_scenario(self, scenario):
        """Put the running server into another scenario; whoever was signed in is somebody else now."""
        self.source = Workspace(scenarios.named(scenario), self.now, self.planted)

    def replay(self, recording, overlay=None):
        """Answer from a recording from now on, with another one laid over it if there is one."""
        self.source = Replay(recording, overlay, now=self.now)

    def requests(self):
        """Return what was asked, [{method, path, status}], free of ids and tokens."""
        return [{key: entry[key] for key in ("method", "path", "status")} for entry in self.log]

    def reports_asked(self):
        """Return the names of the reports asked for, in order, those asked by the pages' own scripts left out."""
        return [entry["report"] for entry in self.log if entry["report"] and not entry["by_page"]]

    def without_secrets(self, path):
        """Return `path` with the ids of people and workspaces taken out."""
        for who in self.everybody:
            for secret in (who.account_id, who.personal_id, who.user_id, who.token):
                path = path.replace(secret, "{id}")
        return path

    def secrets(self):
        """Return {what: value} of everything that must never leave the page; the workspace's name may be shown."""
        found = dict(self.planted)
        if self.planted_header:
            found["header"] = self.planted_header
        for number, who in enumerate(self.everybody):
            for name in ("user_id", "email", "person", "account_id", "personal_id", "token", "cookie"):
                found[f"{name}_{number}"] = getattr(who, name)
        return found

    def expected(self, scope, breakdown, start, end):
        """Return what the server says was used: see `expected.figures`."""
        return expected.figures(self.source, scope, breakdown, start, end)


def key_hash(pem):
    """Return the base64 SHA-256 of a certificate's public key, by which Chromium is told to trust it."""
    key = x509.load_pem_x509_certificate(pem).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()
