"""HAR files as browsers really export them: what can be used plays, and each thing that cannot is said in a line."""

import base64
import gzip
import json
import zlib

import pytest

from simulator.chatgpt import FakeChatGPT, ReplayError, routes
from tests.browser.requests import BREAKDOWNS, ask, last_days
from tests.browser.test_replay import NOW, har_entries

MODEL = "breakdown=model"
NOT_BASE64 = "§"


def serve_har(folder, entries):
    """Return the fake ChatGPT that replays a HAR of `entries`."""
    har = folder / "own.har"
    har.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return FakeChatGPT(replay=har, now=NOW)


def packed(raw, name):
    """Return bytes packed as a server sends them."""
    bare = zlib.compressobj(wbits=-15)
    return {
        "gzip": lambda: gzip.compress(raw),
        "x-gzip": lambda: gzip.compress(raw),
        "deflate": lambda: zlib.compress(raw),
        "bare deflate": lambda: bare.compress(raw) + bare.flush(),
        "gzip, deflate": lambda: zlib.compress(gzip.compress(raw)),
        "br": lambda: b"\x1b\x8b\x00\x00\xff" + raw[:9],
        "zstd": lambda: b"\x28\xb5\x2f\xfd" + raw[:9],
    }[name]()


def pack(entry, name, *, header=True):
    """Leave the body of `entry` packed, in base64."""
    content = entry["response"]["content"]
    raw = packed(content["text"].encode(), name)
    content |= {"encoding": "base64", "text": base64.b64encode(raw).decode()}
    if header:
        entry["response"]["headers"].append({"name": "Content-Encoding", "value": name.removeprefix("bare ")})


def of(entries, part):
    """Return the entry whose address has `part`."""
    return next(entry for entry in entries if part in entry["request"]["url"])


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("gzip", True),
        ("x-gzip", True),
        ("deflate", True),
        ("bare deflate", True),
        ("gzip, deflate", True),
        ("gzip", False),  # its first bytes tell
    ],
)
def test_bodies_that_are_still_packed_play_back_to_the_same_figures(tmp_path, name, header):
    plain = serve_har(tmp_path, har_entries())
    entries = har_entries()
    for entry in entries:
        pack(entry, name, header=header)
    server = serve_har(tmp_path, entries)
    assert server.source.warnings == []
    for breakdown in BREAKDOWNS:
        days = last_days(server, 30)
        assert server.expected("mine", breakdown, *days) == plain.expected("mine", breakdown, *days)


def test_a_header_that_tells_of_packing_does_no_harm_to_a_body_that_was_unpacked(tmp_path):
    entries = har_entries()
    for entry in entries:
        content = entry["response"]["content"]
        content |= {"encoding": "base64", "text": base64.b64encode(content["text"].encode()).decode()}
        entry["response"]["headers"].append({"name": "content-encoding", "value": "br"})
    server = serve_har(tmp_path, entries)
    assert server.source.warnings == []
    assert server.expected("mine", "model", *last_days(server, 30)).total > 0


def damaged(entry):
    """Cut a packed body off in its middle."""
    pack(entry, "gzip")
    content = entry["response"]["content"]
    content["text"] = base64.b64encode(base64.b64decode(content["text"])[:60]).decode()


MALFORMED = {
    "br": (lambda entry: pack(entry, "br"), "cannot unpack br"),
    "zstd": (lambda entry: pack(entry, "zstd"), "cannot unpack zstd"),
    "damaged gzip": (damaged, "cannot unpack gzip, its bytes are damaged"),
    "no text": (lambda entry: entry["response"]["content"].pop("text"), "has no text"),
    "null text": (lambda entry: entry["response"]["content"].update(text=None), "has no text"),
    "a number": (lambda entry: entry["response"]["content"].update(text=7), "has a text that is none"),
    "no content": (lambda entry: entry["response"].pop("content"), "has no text"),
    "null content": (lambda entry: entry["response"].update(content=None), "has no text"),
    "not base64": (
        lambda entry: entry["response"]["content"].update(encoding="base64", text=NOT_BASE64),
        "is not base64",
    ),
    "no response": (lambda entry: entry.pop("response"), "has no response"),
    "null response": (lambda entry: entry.update(response=None), "has no response"),
    "cancelled": (lambda entry: entry["response"].update(status=0), "was not answered"),
    "a text for a status": (lambda entry: entry["response"].update(status="200"), "was not answered"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_an_answer_that_cannot_be_used_is_said_in_a_line_and_the_rest_plays(tmp_path, name):
    damage, says = MALFORMED[name]
    entries = har_entries()
    damage(of(entries, MODEL))
    server = serve_har(tmp_path, entries)
    (warning,) = server.source.warnings
    assert warning.startswith(f"own.har, entry {entries.index(of(entries, MODEL)) + 1}: ")
    assert "\n" not in warning
    assert "daily-workspace-user-credit-usage model" in warning
    assert says in warning
    days = last_days(server, 30)
    assert server.expected("mine", "product", *days).total > 0
    asked = dict(zip(("start_date", "end_date"), days, strict=True))
    assert ask(server, routes.CREDITS, breakdown="model", **asked).status == 404


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (None, "no request with an address"),
        ([], "no request with an address"),
        ({"request": None}, "no request with an address"),
        ({"request": {"url": 7}}, "no request with an address"),
        ({"request": {"url": "http://[fe80::1/ipp"}}, "its address is odd: http://[fe80::1/ipp"),
        ({"request": {"url": "http://[\n" + "x" * 500}}, "its address is odd: http://[ xxx"),
    ],
)
def test_an_odd_entry_is_said_in_a_line_and_the_rest_plays(tmp_path, entry, says):
    server = serve_har(tmp_path, [entry, *har_entries()])
    (warning,) = server.source.warnings
    assert warning.startswith("own.har, entry 1: ")
    assert says in warning
    assert "\n" not in warning
    assert len(warning) < 200
    assert server.expected("mine", "model", *last_days(server, 30)).total > 0


@pytest.mark.parametrize(
    "entry",
    [
        {"request": {"url": "https://example.org/ad"}, "response": None},
        {"request": {"url": "data:,x"}},
        {"request": {"url": "https://chatgpt.com/"}, "response": {}},
        {"request": {"url": f"https://chatgpt.com{routes.USAGE}", "method": "OPTIONS"}, "response": {"status": 204}},
    ],
)
def test_what_is_not_of_a_report_is_passed_over_without_a_word(tmp_path, entry):
    assert serve_har(tmp_path, [entry, *har_entries()]).source.warnings == []


def test_odd_headers_and_times_change_nothing(tmp_path):
    entries = har_entries()
    for entry, headers in zip(entries, (None, {}, [None], [{"name": 3}], [{"name": "retry-after", "value": "a\nb"}])):
        entry["response"]["headers"] = headers
        entry["startedDateTime"] = "0001-01-01T00:00:00+14:00"
    server = serve_har(tmp_path, entries)
    assert server.source.warnings == []
    assert server.expected("mine", "model", *last_days(server, 30)).total > 0


def test_an_error_without_a_text_and_a_body_kept_from_before_play(tmp_path):
    entries = har_entries()
    of(entries, MODEL)["response"]["status"] = 304
    of(entries, routes.ACCOUNTS)["response"] = {"status": 503}
    server = serve_har(tmp_path, entries)
    assert server.source.warnings == []
    assert server.expected("mine", "model", *last_days(server, 30)).total > 0
    assert ask(server, routes.ACCOUNTS).status == 503


def test_a_missing_session_is_refused_with_the_reason(tmp_path):
    entries = har_entries()
    of(entries, routes.SESSION)["response"]["content"].pop("text")
    with pytest.raises(ReplayError, match=r"no answer for /api/auth/session; .*has no text") as refused:
        serve_har(tmp_path, entries)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("log", [None, [], 7, {"entries": None}, {"entries": {}}, {"entries": "x"}])
def test_a_har_without_entries_is_refused_in_a_line(tmp_path, log):
    har = tmp_path / "bad.har"
    har.write_text(json.dumps({"log": log}))
    with pytest.raises(ReplayError, match=r"bad\.har is not a HAR file"):
        FakeChatGPT(replay=har, now=NOW)
