"""
Make a HAR file of ChatGPT's analytics page fit to be shown to others: figures, dates, routes and shapes stay, identities go.

    FILE=in.har [OUT=out.har] python -m tools.har_strip

It keeps the answers of the routes in contract/vocabulary.json, without the headers of a request and with three of an answer.
In a body it keeps numbers, days, instants, the words that the extension knows and the simple words of enumerations. Every
other text, and every name of a member that may be data, becomes a placeholder: the same one wherever the same text stands.
Nothing is written when what remains looks like a token or an id.
"""

import json
import re
import sys
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from simulator.chatgpt import ReplayError, har, recording, routes
from tools import demo
from tools.har_placeholders import CONTRACT, IDENTITY, INSTANT, NUMBER, TOKEN, WORD, Placeholders

ROUTES = [route["route"] for route in CONTRACT["reports"]]
PATHS = [re.compile(re.escape(route).replace(re.escape("{account}"), "([^/]+)")) for route in ROUTES]
QUERY = {
    "start_date",
    "end_date",
    "breakdown",
    "breakdown_by",
    "group_by",
    "workspace_user",
    "supports_usage_limit_modes",
}
HEADERS = {
    "content-type": r"application/json|text/html|text/plain",
    "retry-after": r"\d{1,5}",
    "cf-mitigated": r"challenge",
}
WORKSPACE = {"structure": "workspace", "planType": "enterprise"}

LEFTOVERS = {
    "a JWT": re.compile(r"eyJ[\w-]{4}"),
    "a bearer": re.compile(r"\bbearer\s", re.IGNORECASE),
    "a UUID": re.compile(r"[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}", re.IGNORECASE),
    "a long hexadecimal number": re.compile(r"(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{16}", re.IGNORECASE),
    "a long token": re.compile(
        r"(?=[A-Za-z+/_=-]*\d)(?=[a-z\d+/_=-]*[A-Z])[\w+/=-]{24}|(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{24}"
    ),
    "an e-mail address": re.compile(r"[^\s@]@[^\s@]+\.\w"),
}


class Refused(Exception):
    """The HAR cannot be stripped; the message is one sentence that says why."""


def main():
    """Strip the file that the environment names; what makes no sense ends with one line."""
    file = demo.asked("FILE")
    if not file:
        sys.exit("make har-strip: FILE is missing; it takes FILE=in.har OUT=out.har")
    source = demo.path_of(file)
    out = demo.path_of(demo.asked("OUT") or f"{source.with_suffix('')}.stripped.har")
    if out.resolve() == source.resolve():
        sys.exit("make har-strip: OUT is FILE; the recording would be overwritten")
    try:
        text, told = strip(source)
        out.write_text(text, encoding="utf-8")
    except (Refused, ReplayError, OSError) as error:
        sys.exit(f"make har-strip: {error}")
    print("\n".join([*told, f"{out} is written. Look through it before you show it to anybody."]))


def strip(source):
    """Return (the text of the stripped HAR in the file `source`, lines that say what was kept and left out)."""
    if not source.is_file():
        raise Refused(f"there is no file {source}")
    parsed = recording.parsed(source, "HAR file")
    log = parsed.get("log") if isinstance(parsed, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        raise Refused(f"{source.name} is not a HAR file: it has no proper log.entries")
    placeholders, kept, others = Placeholders(), [], set()
    for entry in entries:
        answer = answer_of(source.parent, entry)
        if answer and is_ours(answer):
            kept.append(stripped_entry(answer, placeholders))
        elif answer:
            others.add(template(urlsplit(answer[1].source).path))
    if not [entry for entry in kept if routes.SESSION not in entry["request"]["url"]]:
        raise Refused(f"{source.name} holds no answer of a report of ChatGPT's that the extension reads")
    if not any(routes.SESSION in entry["request"]["url"] for entry in kept):
        kept.insert(0, made_up_session(placeholders, kept[0]["startedDateTime"]))
    stripped = {"log": {"version": "1.2", "creator": {"name": "har-strip", "version": "1"}, "entries": kept}}
    refuse_leftovers(stripped, placeholders)
    lines = [f"{len(kept)} answers kept, {len(entries)} requests read, {len(placeholders.names)} texts replaced"]
    lines += [f"left out, a route that the extension does not use: {path}" for path in sorted(others)]
    return json.dumps(stripped, indent=1, ensure_ascii=False) + "\n", lines


def answer_of(folder, entry):
    """Return (day, answer) of a HAR's entry; nothing of one that is not ChatGPT's or cannot be used."""
    try:
        return har.from_entry(folder, entry)
    except har.Unusable:
        return None


def is_ours(answer):
    """Tell whether the extension reads the route of an answer."""
    path = unquote(urlsplit(answer[1].source).path)
    return any(form.fullmatch(path) for form in PATHS)


def template(path):
    """Return a path with whatever may be an id taken out."""
    return "/".join(
        part if re.fullmatch(r"[a-z]+([-_][a-z]+)*|v\d", part) else "{id}" if part else "" for part in path.split("/")
    )


def stripped_entry(answer, placeholders):
    """Return the entry of a HAR with what may be shown of an answer."""
    day, recorded = answer
    address = urlsplit(recorded.source)
    path = unquote(address.path)
    found = next(found for form in PATHS if (found := form.fullmatch(path)))
    for text in found.groups():
        path = path.replace(text, quote(placeholders.of(text), safe=""))
    query = [(name, value) for name, value in parse_qsl(address.query) if name in QUERY and is_plain(value)]
    body = recorded.body
    if not isinstance(body, bytes):
        body = json.dumps(stripped_body(body, placeholders), ensure_ascii=False)
    else:
        body = (
            "<!DOCTYPE html><title>Just a moment...</title>"
            if is_challenge(recorded)
            else "<!DOCTYPE html><title></title>"
        )
    return entry_of(
        f"{path}?{urlencode(query)}".rstrip("?"), day, recorded.status, body, kept_headers(recorded.headers)
    )


def entry_of(path, day, status, body, headers):
    """Return an entry of a HAR."""
    return {
        "startedDateTime": f"{day or '1970-01-01'}T12:00:00.000Z",
        "request": {"method": "GET", "url": f"https://{har.HOST}{path}", "headers": []},
        "response": {
            "status": status,
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
            "content": {"mimeType": headers.get("content-type", "application/json"), "text": body},
        },
    }


def is_plain(value):
    """Tell whether the value of a query is a day or a word."""
    return bool(INSTANT.fullmatch(value) or WORD.fullmatch(value))


def is_challenge(recorded):
    """Tell whether an answer is the bot check."""
    return b"Just a moment" in recorded.body or recorded.headers.get("cf-mitigated") == "challenge"


def kept_headers(headers):
    """Return the headers that say what kind of answer it is, without anything else that stands in them."""
    found = {name: re.match(form, headers.get(name, "").strip()) for name, form in HEADERS.items()}
    return {name: match[0] for name, match in found.items() if match}


def made_up_session(placeholders, moment):
    """Return a session for a recording that has none, of the account that its answers are of."""
    account = WORKSPACE | {"id": placeholders.account or "account"}
    body = {"accessToken": TOKEN, "user": {"id": "member"}, "account": account}
    return entry_of(routes.SESSION, moment[:10], routes.OK, json.dumps(body), {})


def stripped_body(value, placeholders, name=""):
    """Return a body with its identities replaced; `name` is that of the member it is the value of."""
    if isinstance(value, dict):
        names = placeholders.member_names(list(value))
        return {names[key]: stripped_body(item, placeholders, key) for key, item in value.items()}
    if isinstance(value, list):
        return [stripped_body(item, placeholders, name) for item in value]
    if isinstance(value, str):
        replaced = placeholders.text(value, name)
        if name == "account_id":
            placeholders.account = replaced
        return replaced
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return placeholders.number(value) if is_number and IDENTITY.search(name) else value


def refuse_leftovers(stripped, placeholders):
    """Raise `Refused` when a text of a stripped HAR looks like a token or an id, or is one that was to be replaced."""
    telling = [one for one in placeholders.names if len(one) >= 8 and re.search(r"[\d@]", one)]
    for text in dict.fromkeys(all_texts(stripped)):  # each once: a year of days says the same names again and again
        for what, form in LEFTOVERS.items():
            if form.search(text) and not NUMBER.fullmatch(text):
                raise Refused(f"nothing is written: what remains holds what looks like {what}")
        if any(one in text for one in telling):
            raise Refused("nothing is written: what remains holds a text that was to be replaced")


def all_texts(value):
    """Yield every text and every name in `value`, and those in the bodies."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from all_texts(json.loads(item) if name == "text" and str(item).startswith(("{", "[")) else item)
    elif isinstance(value, list):
        for item in value:
            yield from all_texts(item)
    elif isinstance(value, str):
        yield value


if __name__ == "__main__":
    main()
