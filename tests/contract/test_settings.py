"""How a member may ask for more: asked for only near the limit, and offered only where it is a plain https address."""

import pytest

from simulator.worker.worker import base, bodies

NEAR = {"used": "6650", "remaining": "350", "used_percent": 95, "remaining_percent": 5}


def near(body):
    body["spend_control"]["individual_limit"] |= NEAR


def settings(told):
    return {"id": "0b9d6c1e", "usage_limit_increase_request": told}


def read(worker, told, **changed):
    """Return (the way that is stored, the code of the report)."""
    report = worker.report(base(**({"limits": near, "settings": told} | changed)))
    codes = {section["report"]: section["code"] for section in report["report_status"]}
    return report["limits"].get("increase_request"), codes["settings"]


def custom(url):
    return settings({"kind": "custom", "request_url": url, "instructions": "SECRET"})


def test_the_company_s_own_address_is_kept(worker):
    found = read(worker, custom("https://intranet.example.com/credits?team=a"))
    assert found == ({"kind": "custom", "url": "https://intranet.example.com/credits?team=a"}, "ok")


def test_that_requests_are_switched_off_is_kept(worker):
    assert read(worker, settings({"kind": "disabled"})) == ({"kind": "disabled", "url": None}, "ok")


@pytest.mark.parametrize(
    "url",
    [
        "http://intranet.example.com/credits", "javascript:alert(1)", "https://name:word@intranet.example.com/", "//intranet.example.com",
        "https://", "https://a b.example", "https://intranet.example.com/\n", "https://intranet.example.com/" + "x" * 400, "", None, 7, ["https://a.example"],
        "data:text/html,x", "chrome://settings", "https:intranet", "mailto:a@example.com",
    ],
)  # fmt: skip
def test_any_other_address_is_not_offered(worker, url):
    way, _ = read(worker, custom(url))
    assert way is None or (url == "https:intranet" and way["url"] == "https://intranet/")


@pytest.mark.parametrize("told", [{"kind": "openai_native"}, {"kind": "new"}, {}, None, {"kind": "custom"}])
def test_any_other_kind_is_not_offered(worker, told):
    assert read(worker, settings(told)) == (None, "ok")


def test_what_is_no_settings_at_all_costs_nothing_but_itself(worker):
    assert read(worker, settings("soon")) == (None, "SHAPE")
    assert read(worker, {"status": 404, "body": "{}"}) == (None, "NOT_FOUND")
    assert read(worker, {"status": 401, "body": "{}"}) == (None, "NO_ACCESS")


def test_it_is_asked_for_only_near_the_limit(worker):
    reached = {"spend_control": bodies("limits")["spend_control"] | {"reached": True}}
    for change, wanted in ((near, True), (lambda body: body | reached, True), (lambda body: body, False)):
        envelope, asked = worker.collect(base(limits=change, settings=settings({"kind": "disabled"})))
        assert any(one["path"].endswith("/settings") for one in asked) is wanted
        assert all("SECRET" not in str(one) for one in envelope["answers"])


def test_a_way_that_could_not_be_read_again_stays(worker):
    first = worker.report(base(limits=near, settings=custom("https://intranet.example.com/")))
    for answer, kept in (({"status": 500, "body": "{}"}, True), (settings({"kind": "openai_native"}), False)):
        envelope, _ = worker.collect(base(limits=near, settings=answer))
        again = worker.build_report(envelope, first)["report"]
        assert ("increase_request" in again["limits"]) is kept
