"""
What a HAR file holds of the reports, as Chrome, Firefox and Safari export it.

Browsers disagree on what they leave out: a body that was not kept, a cancelled
request without a response, bytes that are still packed as they were sent. One
line is said for each answer that cannot be used; every other one plays.
"""

import base64
import binascii
import zlib
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from . import recording, routes
from .recording import Recorded, Recording, ReplayError

HOST = "chatgpt.com"
LONGEST = 64 << 20  # bytes of one unpacked body
GZIP = b"\x1f\x8b"
ANY_ZLIB, BARE_DEFLATE = 47, -15  # what zlib calls them
SHOWN = 100  # letters of an odd address that are told


class Unusable(Exception):
    """An answer cannot be used; the message says why."""


def read(path):
    """Return the `Recording` in a HAR file; an answer that worked is not replaced by one that did not."""
    har = recording.parsed(path, "HAR file")
    log = har.get("log") if isinstance(har, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        message = f"{path.name} is not a HAR file: it has no proper log.entries"
        raise ReplayError(message)
    found, warnings = [], []
    for number, entry in enumerate(entries, 1):
        try:
            taken = from_entry(path.parent, entry)
        except Unusable as why:
            warnings.append(f"{path.name}, entry {number}: {why}")
        else:
            found += [taken] if taken else []
    if not found:
        message = f"{path.name} holds no answer of https://{HOST}{routes.SESSION} nor of a report"
        raise ReplayError("; ".join([message, *warnings[:1]]))
    good = {answer.pattern for _, answer in found if answer.status == routes.OK}
    kept = [(when, answer) for when, answer in found if answer.status == routes.OK or answer.pattern not in good]
    return Recording([answer for _, answer in kept], max((when for when, _ in kept if when), default=None), warnings)


def from_entry(folder, entry):
    """Return (day it was asked, answer) of one entry of a HAR, or `None` when it is not of a report."""
    request = member(entry, "request", dict)
    if request is None or not isinstance(request.get("url"), str):
        raise Unusable("it has no request with an address")
    try:
        address = urlsplit(request["url"])
        ours = address.hostname == HOST and address.path.startswith(("/api/auth/", "/backend-api/"))
    except ValueError:
        raise Unusable(f"its address is odd: {printable(request['url'])}") from None
    if not ours or request.get("method", "GET") != "GET":
        return None
    query = [pair for pair in parse_qsl(address.query) if pair != ("refresh", "true")]
    pattern = recording.pattern_of(address.path, query)._replace(**({} if query else {"breakdown": "", "scope": ""}))
    try:
        status, raw, headers = answer_of(folder, entry)
    except Unusable as why:
        raise Unusable(f"{printable(f'{pattern.path} {pattern.breakdown}').strip()} {why}") from None
    body = recording.decoded(raw)
    answer = Recorded(pattern=pattern, status=status, body=body, headers=headers, source=request["url"])
    return utc_day(entry.get("startedDateTime")), answer


def answer_of(folder, entry):
    """Return (status, bytes, headers) of one entry's response."""
    response = member(entry, "response", dict)
    if response is None:
        raise Unusable("has no response")
    status = response.get("status")
    if type(status) is not int or not 200 <= status <= 599:
        raise Unusable("was not answered; the request was cancelled or blocked")
    content = member(response, "content", dict) or {}
    headers = {"content-type": member(content, "mimeType", str) or "application/json"}
    headers |= {pair["name"]: pair["value"] for pair in member(response, "headers", list) or [] if is_header(pair)}
    raw = unpacked(bytes_of(folder, content), packings(headers), content.get("encoding") == "base64")
    if status == 304 and raw:
        status = routes.OK  # the browser had kept the body
    if status in (routes.OK, 304) and not raw:
        raise Unusable("has no text; the body was not saved")
    return status, raw, recording.lowered(headers)


def member(value, name, kind):
    """Return the member `name` of `value` when it is of a `kind`, else `None`."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else None


def is_header(pair):
    """Return whether `pair` is a header that can be sent again."""
    name, value = member(pair, "name", str), member(pair, "value", str)
    return bool(name) and value is not None and value.isprintable()


def packings(headers):
    """Return the names of what the body was packed with, the last one first."""
    named = [value for name, value in headers.items() if name.lower() == "content-encoding"]
    names = [part.strip().lower() for value in named for part in value.split(",")]
    return [name for name in reversed(names) if name and name != "identity"]


def bytes_of(folder, content):
    """Return the body as it lies in the HAR file or beside it."""
    beside = member(content, "_file", str)
    if beside and (folder / beside).is_file():
        return (folder / beside).read_bytes()
    text = content.get("text")
    if text is None:
        return b""
    if not isinstance(text, str):
        raise Unusable("has a text that is none")
    if content.get("encoding") != "base64":
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unusable("has a text that is not base64") from None


def unpacked(raw, names, bytewise):
    """Return `raw` without what it is packed with; most browsers have unpacked it, whatever the header says."""
    if raw.startswith(GZIP) and not set(names) & {"gzip", "x-gzip"}:
        names = ["gzip", *names]
    for name in names if bytewise or raw.startswith(GZIP) else []:
        if is_readable(raw):
            break
        if name not in ("gzip", "x-gzip", "deflate"):
            raise Unusable(f"is still packed: cannot unpack {printable(name)}")
        raw = inflated(raw, name)
    return raw


def inflated(raw, name):
    """Return the bytes packed in `raw` as gzip, or as deflate with or without the frame of zlib."""
    for form in (ANY_ZLIB, BARE_DEFLATE):
        try:
            stream = zlib.decompressobj(form)
            found = stream.decompress(raw, LONGEST)
        except zlib.error:
            continue
        if stream.eof:
            return found
    raise Unusable(f"is still packed: cannot unpack {name}, its bytes are damaged")


def is_readable(raw):
    """Return whether `raw` is text, so that nothing is left to unpack."""
    try:
        text = raw.decode("utf-8-sig")
    except ValueError:
        return False
    return not any(letter < " " and letter not in "\t\n\r" for letter in text)


def utc_day(instant):
    """Return the UTC day of an ISO instant with any offset, or `None`."""
    try:
        return datetime.fromisoformat(instant).astimezone(UTC).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def printable(text):
    """Return `text` on one line, and not too long."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
