"""Names that look like somebody's address, token or id are not kept; their credits are."""

import json

import pytest

from simulator.worker.worker import base, bodies

DAY = "2026-09-18"
JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2ln"
PRIVATE = [
    "me@example.com",
    "Me Example <me@mail.example.co>",
    "me%40example.com",
    "me\uff20example.com",
    JWT,
    f"Bearer {JWT}",
    "user-A1b2C3d4E5f6G7h8I9j0K1l2",
    "sk-proj-" + "a1" * 20,
    "4f1d2c3b-0a9e-4d8c-b7a6-5f4e3d2c1b0a",
]
NAMES = ["gpt-5.3-codex", "gpt-oss-120b-extended-thinking-preview-2026-11-01", "@mention", "a@b", "x" * 60, "CODEX_CLI"]


def read(worker, key, label=None):
    series = [] if label is None else [{"key": key, "label": label}]
    data = [{"date": DAY, "values": {key: 2.5, "gpt": 1, PRIVATE[0]: 4}}]
    body = {"unit": "credits", "data_freshness_ts": None, "data": data, "series": series}
    return worker.report(base(model=body))


def series_of(report):
    found = next(one for one in report["scopes"]["mine"]["breakdowns"] if one["breakdown"] == "model")
    return {one["key"]: (one["label"], one["values"]) for one in found["series"]}


@pytest.mark.parametrize("name", PRIVATE[1:])
def test_a_private_key_is_stored_nowhere_and_its_credits_are_kept(worker, name):
    report = read(worker, name, "Alice Example")
    assert series_of(report) == {"gpt": ("gpt", [1]), "withheld": ("name withheld", [6.5])}
    for secret in (name, PRIVATE[0], "Alice"):
        assert secret not in json.dumps(report, ensure_ascii=False)


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_label_is_withheld_and_its_key_kept(worker, name):
    assert series_of(read(worker, "seat", name))["seat"] == ("name withheld", [2.5])


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_name_is_kept(worker, name):
    assert series_of(read(worker, name, name))[name] == (name, [2.5])


def test_a_private_name_beyond_the_longest_key_is_withheld(worker):
    assert "withheld" in series_of(read(worker, "x-" * 110 + " me@example.com"))


def test_the_name_of_a_window_is_withheld(worker):
    more = [{"limit_name": PRIVATE[0], "rate_limit": bodies("limits")["rate_limit"] or {"allowed": True}}]
    report = worker.report(base(limits=lambda body: body | {"additional_rate_limits": more}))
    assert "name withheld" in [one["name"] for one in report["limits"]["windows"]]
    assert PRIVATE[0] not in json.dumps(report)
