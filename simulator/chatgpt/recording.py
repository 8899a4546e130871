"""
Recorded answers, read from a folder with a manifest or from a HAR file.

Whatever is wrong with a recording is said once, in one line, as a
`ReplayError`. A recording keeps its answers in order: a later one for the same
request replaces an earlier one.
"""

import json
import re
from collections import namedtuple
from math import isfinite
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from . import routes

MANIFEST = "00_manifest.json"
KEPT_HEADERS = ("content-type", "retry-after", "cf-mitigated", "x-openai-ide-error-code", "location")

Recorded = namedtuple("Recorded", "pattern status body headers source")
# captured: the day it says it was made, or None; warnings: a line for each part that cannot be used
Recording = namedtuple("Recording", "answers captured warnings", defaults=((),))


class ReplayError(Exception):
    """A recording cannot be used; the message is one line that says what is missing."""


class Pattern(namedtuple("Pattern", "path breakdown scope")):
    """
    Which requests an answer is for.

    `path` is a path with its ids taken out, or "*" for any. `breakdown` is the
    breakdown or the sorted list of dimensions, `None` for whatever is asked;
    `scope` is `workspace_user`, likewise. Dates are never part of it.
    """

    def matches(self, asked):
        """Return whether `asked` (a `Pattern` without wildcards) falls under this one."""
        if self.path == "*":
            return asked.path.startswith(("/api/", "/backend-api/"))
        if self.path == "/backend-api/*":
            return asked.path.startswith("/backend-api/")
        same = self.path == asked.path
        return same and self.breakdown in (None, asked.breakdown) and self.scope in (None, asked.scope)


def pattern_of(path, query):
    """Return the `Pattern` of one request; with no query at all it stands for every breakdown and scope."""
    path = re.sub(
        r"^/backend-api/accounts/[^/]+/(spend-controls|remaining_balance)", r"/backend-api/accounts/{id}/\1", path
    )
    if not query:
        return Pattern(path, None, None)
    breakdown = [value for key, value in query if key == "breakdown"]
    breakdown += sorted(value for key, value in query if key == "breakdown_by")
    scope = [value for key, value in query if key == "workspace_user"]
    return Pattern(path, " ".join(breakdown), "".join(scope))


def pattern_of_entry(text):
    """Return the `Pattern` of a manifest's path, which may say "any" in words."""
    first, _, rest = text.partition(" ")
    if first == "any":
        if "without" in rest:
            return Pattern("no bearer", None, None)
        return Pattern("/backend-api/*" if "/backend-api" in rest else "*", None, None)
    if first == "unknown":
        return Pattern("unknown", None, None)
    parts = urlsplit(first)
    return pattern_of(parts.path, parse_qsl(parts.query))


def read(source, base=None):
    """
    Return the `Recording` at `source`: a folder, a HAR file, or one body of a folder.

    A folder laid over another (`base`) may do without a manifest where its
    files are named as those they replace.
    """
    path = Path(source)
    if path.is_dir():
        return from_folder(path, base=base)
    if path.is_file() and (path.parent / MANIFEST).is_file() and path.name != MANIFEST:
        return from_folder(path.parent, only=path.name)
    if path.is_file():
        from . import har  # it takes the shapes of this module

        return har.read(path)
    message = f"there is no folder or file {source}"
    raise ReplayError(message)


def parsed(path, kind):
    """Return the JSON in `path`."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path.name} is not a {kind}: {str(error).splitlines()[0]}"
        raise ReplayError(message) from error


def from_folder(folder, only=None, base=None):
    """Return what a folder's manifest lists, or its entry of the file called `only`."""
    if base and not (folder / MANIFEST).is_file():
        return from_names(folder, base)
    if not (folder / MANIFEST).is_file():
        message = f"{folder} has no {MANIFEST}"
        raise ReplayError(message)
    manifest = parsed(folder / MANIFEST, "JSON manifest")
    entries = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(entries, list) or not entries:
        message = f'{folder / MANIFEST} lists no "files"'
        raise ReplayError(message)
    answers = [from_entry(folder, entry) for entry in entries]
    answers = [answer for answer in answers if only in (None, answer.source)]
    if not answers:
        message = f"{folder / MANIFEST} does not list {only}"
        raise ReplayError(message)
    captured = str(manifest.get("captured_as_if_at", ""))[:10]
    return Recording(answers, captured if routes.is_day(captured) else None)


def listed(folder):
    """Return the names of the files a folder's manifest lists that are there."""
    manifest = parsed(folder / MANIFEST, "JSON manifest")
    entries = manifest.get("files") if isinstance(manifest, dict) else None
    names = [entry.get("file") for entry in entries or [] if isinstance(entry, dict)]
    return [name for name in names if isinstance(name, str) and (folder / name).is_file()]


def from_names(folder, base):
    """Return the answers of `base` that a file of the same name in `folder` replaces."""
    named = [answer for answer in base.answers if (folder / answer.source).is_file()]
    if not named:
        message = f"{folder} has no {MANIFEST} and no file named as one it could replace"
        raise ReplayError(message)
    answers = [answer._replace(body=decoded((folder / answer.source).read_bytes())) for answer in named]
    return Recording(answers, None)


def from_entry(folder, entry):
    """Return the answer one entry of a manifest describes; HTML lies in an envelope with its own status and headers."""
    missing = [name for name in ("file", "path") if not isinstance(entry, dict) or not isinstance(entry.get(name), str)]
    if missing:
        message = f'an entry of {MANIFEST} has no "{missing[0]}"'
        raise ReplayError(message)
    file = folder / entry["file"]
    if not file.is_file():
        message = f"{MANIFEST} lists {entry['file']}, which is not there"
        raise ReplayError(message)
    body, status = decoded(file.read_bytes()), entry.get("status", routes.OK)
    headers = {"content-type": entry.get("content_type", "application/json")} | entry.get("headers", {})
    if isinstance(body, dict) and "body_html" in body:
        status, headers = body.get("status", status), headers | body.get("headers", {})
        body = body["body_html"]
    pattern = pattern_of_entry(entry["path"])
    return Recorded(pattern=pattern, status=status, body=body, headers=lowered(headers), source=entry["file"])


def decoded(raw):
    """Return JSON as Python values, and anything else, numbers too large for JSON among it, as it came."""
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=refused, parse_float=finite)
    except (ValueError, RecursionError):
        return raw


def refused(name):
    """Refuse the NaN and Infinity that Python reads and JSON does not have."""
    raise ValueError(name)


def finite(text):
    """Return the number `text` is; one that overflows could not be written again as it was."""
    number = float(text)
    return number if isfinite(number) else refused(text)


def lowered(headers):
    """Return the headers that mean something to a reader, by lower-case name."""
    named = {str(name).lower(): str(value) for name, value in headers.items()}
    return {name: value for name, value in named.items() if name in KEPT_HEADERS}
