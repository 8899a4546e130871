"""`make har-strip`: what may be shown of a recording stays and plays to the same figures; nothing of a person remains."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from simulator.chatgpt import FakeChatGPT, routes
from simulator.stateful import canaries
from tests.browser.requests import last_days
from tests.browser.test_replay import NOW, har_entries
from tools import har_strip

ACCOUNT = "0b9d6c1e-5f3a-4c27-9e58-3f1a7c2d4e60"
IDENTITIES = {
    "user id": "user-EXAMPLEexampleEXAMPLE0001",
    "account id": ACCOUNT,
    "second account id": "7c41e2aa-90bd-4d15-8a6f-1e2b3c4d5e6f",
    "e-mail": "member@example.com",
    "member": "Example Member",
    "workspace": "Example Robotics",
    "token": "EXAMPLE-ACCESS-TOKEN-invented-not-a-jwt",
}
PLANTED = {
    "full name": "Zoë Zwicky",
    "given name": "zoe",
    "e-mail": "zoe.zwicky@corp.example",
    "UUID": "3f2b8c1e-0d4a-4c6b-9a51-7e1f0c9d2b3a",
    "user id": "user-Qw3rTyUiOpAsDfGhJkL",
    "lower-case id": "org_8f3a2b1c9d7e6a5b4c3d2e1f",
    "JWT": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "bearer": "Bearer abcdef",
    "hex": "deadbeefcafe0123456789abcdef0123",
    "base64": "QWxpY2UgWndpY2t5IHNlY3JldCBrZXkgMTIzNDU2Nzg5MA==",
    "address": "https://intranet.corp.example/ask?member=zoe",
    "host": "intranet.corp.example",
    "IP": "203.0.113.77",
    "phone": "+49 176 55501234",
    "phone in digits": "4917655501234",
    "group": "Zwicky Engineering",
    "model": "ft:gpt-5:zwicky-corp:support",
    "free text": "Ask Zoë in room 7, or the team of finance.",
}


def recording(tmp_path, entries, name="in.har"):
    file = tmp_path / name
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return file


def stripped(tmp_path, entries):
    return har_strip.strip(recording(tmp_path, entries))[0]


def of(entries, part):
    return next(entry for entry in entries if part in entry["request"]["url"])


def changed(entries, part, change):
    """Change the body of the first entry whose address has `part`; return the entries."""
    content = of(entries, part)["response"]["content"]
    content["text"] = json.dumps(change(json.loads(content["text"])))
    return entries


def answers(text):
    """Return the entries of a HAR as the worker's tests describe answers."""
    found = []
    for entry in json.loads(text)["log"]["entries"]:
        address = urlsplit(entry["request"]["url"])
        query = {name: value for name, value in parse_qsl(address.query) if not name.endswith("_date")}
        answer = {"path": address.path, "query": query, "status": entry["response"]["status"]}
        found.append(answer | {"body": entry["response"]["content"]["text"]})
    return found


def whole():
    return json.dumps({"log": {"entries": har_entries()}})


def figures(report):
    """Return every figure, day and state of a stored report, without the names of series."""
    mine = report["scopes"]["mine"]
    series = [one["values"] for part in mine["breakdowns"] for one in part["series"]]
    limits = {name: value for name, value in report["limits"].items() if name != "windows"}
    return {
        "series": sorted(json.dumps(values) for values in series),
        "rest": [mine[name] for name in ("unit", "spans", "fresh", "totals", "activity", "tokens")],
        "limits": limits,
        "codes": [(one["report"], one["code"]) for one in report["report_status"]],
    }


def test_the_figures_of_a_stripped_recording_are_those_of_the_recording(worker, tmp_path):
    before, after = (worker.report(answers(text)) for text in (whole(), stripped(tmp_path, har_entries())))
    assert figures(after) == figures(before)
    assert before["scopes"]["mine"]["totals"]["values"]


def test_a_stripped_recording_plays_to_the_same_totals(tmp_path):
    out = tmp_path / "out.har"
    out.write_text(stripped(tmp_path, har_entries()))
    plain, server = (FakeChatGPT(replay=file, now=NOW) for file in (recording(tmp_path, har_entries()), out))
    assert server.source.warnings == []
    for breakdown in ("product", "model", "surface"):
        days = last_days(plain, 30)
        was, found = (one.expected("mine", breakdown, *days) for one in (plain, server))
        assert (found.total, found.days) == (was.total, was.days)


def test_no_identity_of_the_samples_remains(tmp_path):
    assert canaries.in_text(stripped(tmp_path, har_entries()), IDENTITIES) == {}


@pytest.mark.parametrize("part", [routes.USAGE, "breakdown=model", routes.ACCOUNTS, routes.SESSION, routes.TOKENS])
def test_nothing_that_is_planted_in_a_body_remains(tmp_path, part):
    def plant(body):
        names = {secret: number for number, secret in enumerate(PLANTED.values())}
        return body | {
            "owner": PLANTED,
            "members": names,
            "note": list(PLANTED.values()),
            "by_user": {"zoe": {"credits": 1}},
        }

    text = stripped(tmp_path, changed(har_entries(), part, plant))
    without_names = text.replace('"given name"', "")
    assert canaries.in_text(without_names, PLANTED | IDENTITIES) == {}
    assert "zwicky" not in text.lower()


@pytest.mark.parametrize("name", [name for name in PLANTED if name != "given name"])
def test_a_known_member_with_an_identity_in_it_is_replaced(tmp_path, name):
    """Even a field that the extension reads, such as a unit or a mode, may hold what nobody expects."""

    def plant(body):
        return body | {"unit": PLANTED[name], "mode": PLANTED[name], "plan_type": PLANTED[name], "date": PLANTED[name]}

    text = stripped(tmp_path, changed(har_entries(), "breakdown=model", plant))
    assert canaries.in_text(text, {name: PLANTED[name]}) == {}


def test_headers_cookies_and_the_body_of_a_post_do_not_remain(tmp_path):
    entries = har_entries()
    secret = {"name": "x", "value": "CANARY-header"}
    for entry in entries:
        entry["request"] |= {
            "headers": [secret | {"name": "Authorization"}],
            "cookies": [secret],
            "postData": {"text": "CANARY-post"},
        }
        entry["response"]["headers"] += [secret | {"name": "set-cookie"}, secret | {"name": "location"}]
        entry["response"]["cookies"] = [secret]
        entry["serverIPAddress"] = "CANARY-ip"
        entry["response"]["content"]["comment"] = "CANARY-comment"
        entry["request"]["url"] += ("&" if "?" in entry["request"]["url"] else "?") + "user=CANARY-query"
    assert "CANARY" not in stripped(tmp_path, entries)


def test_what_is_not_a_report_is_left_out_and_its_route_is_told(tmp_path):
    other = har_entries()[0] | {
        "request": {"method": "GET", "url": f"https://chatgpt.com/backend-api/conversation/{ACCOUNT}"}
    }
    elsewhere = har_entries()[0] | {"request": {"method": "GET", "url": "https://example.org/backend-api/wham/usage"}}
    text, told = har_strip.strip(recording(tmp_path, [other, elsewhere, *har_entries()]))
    assert "conversation" not in text
    assert "example.org" not in text
    assert "left out, a route that the extension does not use: /backend-api/conversation/{id}" in told


def test_a_new_unit_a_new_mode_and_a_renamed_field_are_still_seen(tmp_path):
    def change(body):
        rows = [{"day": row["date"], "values": row["values"]} for row in body["data"]]
        return {"data": rows, "unit": "megacredits", "enforcement_mode": "SOFT_STOP"}

    text = stripped(tmp_path, changed(har_entries(), "breakdown=model", change))
    for word in ('\\"day\\": \\"2026-', "megacredits", "SOFT_STOP"):
        assert word in text


def test_a_recording_without_a_session_gets_one_of_the_same_account(worker, tmp_path):
    entries = [entry for entry in har_entries() if routes.SESSION not in entry["request"]["url"]]
    assert worker.report(answers(stripped(tmp_path, entries)))["limits"]["personal"]["limit"] == 7000


def test_html_and_bytes_are_replaced_but_the_bot_check_is_known(tmp_path):
    entries = har_entries()
    for part, body in (
        ("breakdown=speed", "<html>Just a moment... CANARY</html>"),
        ("breakdown=product", "<p>CANARY</p>"),
    ):
        of(entries, part)["response"]["content"] = {"mimeType": "text/html", "text": body}
    text = stripped(tmp_path, entries)
    assert "CANARY" not in text
    assert text.count("Just a moment") == 1


@pytest.mark.parametrize("secret", ["eyJhbGci", "eyJsessionTokenOfMine"])
def test_nothing_is_written_when_a_token_would_remain(tmp_path, monkeypatch, secret):
    """A unit is a word that stays; a token may look like one."""
    source = recording(tmp_path, changed(har_entries(), "breakdown=model", lambda body: body | {"unit": secret}))
    out = tmp_path / "out.har"
    assert "looks like a JWT" in refusal(monkeypatch, FILE=str(source), OUT=str(out))
    assert not out.exists()


def test_nothing_is_written_when_a_text_that_has_a_placeholder_would_remain():
    placeholders = har_strip.Placeholders()
    placeholders.of("room 7, zoe")
    har_strip.refuse_leftovers({"a": "room 8, zoe"}, placeholders)
    with pytest.raises(har_strip.Refused, match="was to be replaced"):
        har_strip.refuse_leftovers({"a": ["the room 7, zoe"]}, placeholders)


@pytest.mark.parametrize(("what", "text"), [
    ("a JWT", PLANTED["JWT"]), ("a bearer", PLANTED["bearer"]), ("a UUID", PLANTED["UUID"]),
    ("a long hexadecimal number", PLANTED["hex"]), ("a long token", PLANTED["base64"]), ("an e-mail address", PLANTED["e-mail"]),
    ("a long token", "q1w2e3r4t5y6u7i8o9p0a1s2d3"),
])  # fmt: skip
@pytest.mark.parametrize("place", ["value", "name", "address", "body"])
def test_each_kind_of_token_is_found_wherever_it_stands(what, text, place):
    places = {"value": {"a": [text]}, "name": {text: 1}, "address": {"url": f"https://chatgpt.com/x?y={text}"}}
    found = places | {"body": {"text": json.dumps({"a": {text: 1}})}}
    with pytest.raises(har_strip.Refused, match=what):
        har_strip.refuse_leftovers(found[place], har_strip.Placeholders())


def refusal(monkeypatch, **asked):
    """Return the sentence with which the tool ends."""
    for name in ("FILE", "OUT", "CALLED_FROM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        har_strip.main()
    assert "\n" not in ended.value.code
    return ended.value.code


@pytest.mark.parametrize(("content", "says"), [
    (None, "there is no file"),
    ("not JSON", "is not a HAR file"),
    ("[]", "is not a HAR file"),
    ('{"log": {"entries": 7}}', "is not a HAR file"),
    ('{"log": {"entries": []}}', "holds no answer"),
    (json.dumps({"log": {"entries": [None, {"request": {"url": "https://example.org/"}}]}}), "holds no answer"),
    (json.dumps({"log": {"entries": [entry for entry in har_entries() if routes.SESSION in entry["request"]["url"]]}}), "holds no answer"),
])  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_written(tmp_path, monkeypatch, content, says):
    source, out = tmp_path / "bad.har", tmp_path / "out.har"
    if content is not None:
        source.write_text(content)
    assert says in refusal(monkeypatch, FILE=str(source), OUT=str(out))
    assert not out.exists()


def test_the_recording_itself_is_never_overwritten(tmp_path, monkeypatch):
    source = recording(tmp_path, har_entries())
    before = source.read_text()
    assert "overwritten" in refusal(monkeypatch, FILE=str(source), OUT=str(source))
    assert source.read_text() == before
    assert "FILE is missing" in refusal(monkeypatch)


def test_without_out_the_file_lies_beside_the_recording(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FILE", str(recording(tmp_path, har_entries())))
    monkeypatch.delenv("OUT", raising=False)
    har_strip.main()
    assert canaries.in_text((tmp_path / "in.stripped.har").read_text(), IDENTITIES) == {}
    assert "Look through it" in capsys.readouterr().out
