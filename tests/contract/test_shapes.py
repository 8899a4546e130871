"""The shapes of answers that were not understood: names and types of ChatGPT's, and nothing of what an answer says."""

import json
import re
from pathlib import Path

import pytest

from simulator.stateful import canaries
from simulator.worker.worker import BASE, base, bodies

ROOT = Path(__file__).resolve().parents[2]
SESSION = bodies("session")
# What an answer may hold of a person, as a value or as the name of a member.
CANARIES = {
    "given name": "alice",
    "full name": "Alice Zwicky",
    "account name": "azwicky",
    "e-mail": "alice.zwicky@example.com",
    "UUID": "3f2b8c1e-0d4a-4c6b-9a51-7e1f0c9d2b3a",
    "user id": "user-Qw3rTyUiOpAsDfGh",
    "lower-case id": "org_8f3a2b1c9d7e",
    "hex": "deadbeef0123",
    "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "base64": "QWxpY2UgWndpY2t5IHNlY3JldA",
    "address": "https://intranet.example.com/ask?id=77",
    "workspace": "Zwicky Robotics",
    "model": "gpt-9-zwicky",
    "project": "project_zwicky",
    "day": "2026-11-23",
    "number": "48151623",
    "line break": "two\nlines",
    "prototype": "__proto__",
}
PLACES = {
    "a map of figures": lambda secret: {"usage": {secret: 3, "bob": 4}},
    "a map of one": lambda secret: {"members": {secret: {"credits": 1}}},
    "a map of one in a list": lambda secret: {"data": [{"rows": {secret: 1}}]},
    "values": lambda secret: {"data": [{"date": secret, "values": {"x": secret}}], "name": secret},
    "a known map": lambda secret: {"data": [{"date": "2026-09-01", "values": {secret: "much"}}]},
    "a map with one known name": lambda secret: {"by_user": {secret: 1, "total": 5}},
    "a map beside ids": lambda secret: {"usage": {secret: 1, "user-1f2e": 2, "limit": 3, "used": 4, "reset_at": 5}},
    "a list": lambda secret: [secret, {secret: secret}],
}


def shape_of(worker, body, report="product"):
    envelope, _ = worker.collect(base(**{report: {"body": json.dumps(body)}}))
    return next(answer["shape"] for answer in envelope["answers"] if answer["report"] == report)


def described(worker, body, report="product"):
    return json.loads(shape_of(worker, body, report))


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_a_person_is_in_a_shape(worker, place):
    for what, secret in CANARIES.items():
        shape = shape_of(worker, PLACES[place](secret))
        assert canaries.in_text(shape, {what: secret}) == {}


@pytest.mark.parametrize("name", [name for name in CANARIES if name not in ("given name", "account name", "project")])
def test_what_is_no_name_of_a_field_is_hidden_among_names_that_are(worker, name):
    known = dict.fromkeys(("limit", "used", "remaining", "unit", "used_percent"), 1)
    assert described(worker, known | {CANARIES[name]: 1}) == dict.fromkeys(known, "number") | {"<key>": "number"}


def test_no_text_and_no_number_of_the_base_answers_is_in_their_shapes(worker):
    envelope, _ = worker.collect(base())
    for answer in envelope["answers"]:
        words = set(re.findall(r'"([^"]*)"', answer.get("shape") or ""))
        assert not {word for word in words if re.search(r"[@. ]|\d{2}", word)} - {
            "null or string",
            "one of",
            "boolean or string",
        }
    everything = "".join(str(answer.get("shape")) for answer in envelope["answers"])
    for secret in (SESSION["user"]["id"], SESSION["user"]["email"], SESSION["account"]["id"], SESSION["accessToken"]):
        assert secret not in everything


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"date": "x", "spendings": {"a b": 1}}, {"date": "string", "spendings": {"<key>": "number"}}),
        (
            {"date": "x", "values": {"a b": 1}, "batch": 1},
            {"date": "string", "values": {"<key>": "number"}, "batch": "number"},
        ),
        ({"date": "x", "alice": 1}, {"date": "string", "<key>": "number"}),
        ({"date": "x", "alice": {"a b": 1}, "bob": {}}, {"date": "string", "<key>": {"<key>": "number"}}),
        ({"alice": {"total": 1}}, {"<key>": {"total": "number"}}),
    ],
    ids=["renamed", "added", "one person's figure", "two persons", "a person alone"],
)
def test_an_unknown_name_is_shown_only_where_it_can_be_that_of_a_field(worker, row, expected):
    assert described(worker, {"data": [row], "unit": "credits"})["data"] == [expected]


def test_the_elements_of_a_list_are_one_shape(worker):
    body = {"data": [{"date": "a", "values": None}, {"date": 4, "values": {"x": 1}}, {"date": None, "total": "3"}, 7]}
    assert described(worker, body) == {
        "data": [
            {
                "one of": [
                    "number",
                    {
                        "date": "null or number or string",
                        "values": {"one of": ["null", {"<key>": "number"}]},
                        "total": "string",
                    },
                ]
            }
        ]
    }


def nested(levels):
    return {"data": nested(levels - 1)} if levels else 1


@pytest.mark.parametrize(
    "body",
    [
        nested(300),
        {"data": [{"values": {f"u{number}": number}} for number in range(3000)]},
        {f"limit_{'credits_' * (number % 4)}{'used_' * (number // 4 % 4)}x": nested(9) for number in range(500)},
        {"data": [[[[[[[[1]]]]]]]]},
        [[{"limit": {"used": {"total": [{"unit": index}]}}} for index in range(200)] for _ in range(50)],
    ],
)
def test_a_shape_is_bounded(worker, body):
    shape = shape_of(worker, body)
    assert len(shape) <= 4000
    found = json.loads(shape)
    assert widest(found) <= 60
    assert depth(found) <= 8  # the answer, six levels below it, and the word at the end


def widest(shape):
    inner = list(shape.values()) if isinstance(shape, dict) else shape if isinstance(shape, list) else []
    return max([len(inner), *map(widest, inner)])


def depth(shape):
    inner = list(shape.values()) if isinstance(shape, dict) else shape if isinstance(shape, list) else []
    return 1 + max(map(depth, inner), default=0)


def test_the_function_stands_alone_and_leaves_the_page_alone():
    text = (ROOT / "background/collect/answer_shape.js").read_text()
    body = text[text.index("export function defineShape") :]
    for word in ("import", "document", "window", "console", "eval", "fetch", "localStorage", "cookie", "chrome"):
        assert not re.search(rf"\b{word}\b", body), word


def test_what_is_no_json_has_no_shape(worker):
    for how in ({"body": "<html>alice</html>", "type": "text/html"}, {"body": "{"}, {"fail": "network"}):
        envelope, _ = worker.collect(base(product=how))
        assert {answer["shape"] for answer in envelope["answers"] if answer["report"] == "product"} == {None}


def test_an_answer_with_a_shape_that_is_too_long_is_no_answer(worker):
    envelope, _ = worker.collect(base())
    envelope["answers"][0]["shape"] = "x" * 4001
    assert worker.build_report(envelope)["code"] == "SHAPE"


def test_only_answers_that_were_not_understood_are_told(worker):
    envelope, _ = worker.collect(base(product={"body": '{"rows": []}'}))
    codes = [["product", "SHAPE"], ["model", "ok"], ["speed", "SERVER"]]
    found = worker.call("diagnostics.describeAnswers", envelope["answers"], codes)
    assert found["reports"] == codes
    assert found["answers"] == [{"report": "product", "status": 200, "kind": "json", "shape": '{"rows":[]}'}]


def test_a_session_that_is_not_understood_tells_its_shape(worker):
    renamed = {"token" if name == "accessToken" else name: value for name, value in SESSION.items()}
    envelope, _ = worker.collect(base(session={"body": json.dumps(renamed)}))
    assert envelope["code"] == "SIGNED_OUT"
    assert '"token":"string"' in envelope["shape"]
    secrets = {name: value for name, value in SESSION["user"].items() if isinstance(value, str) and len(value) > 6}
    assert canaries.in_text(json.dumps(envelope), secrets | {"token": SESSION["accessToken"]}) == {}


def test_every_field_that_is_asked_for_may_be_shown(worker):
    """What a parser looks for is not hidden: the name that is missing tells where to mend."""
    for report in ("limits", "monthly", "activity"):
        text = BASE[
            {
                "limits": "wham_usage_enterprise",
                "monthly": "monthly_usage_hard_cap",
                "activity": "daily_workspace_usage_counts",
            }[report]
        ]["body"]
        shape = shape_of(worker, json.loads(text), report)
        for name in ("used_percent", "individual_limit", "current_month_usage", "turns", "text_total_tokens"):
            assert (f'"{name}"' in shape) == (f'"{name}"' in text)
