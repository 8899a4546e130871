"""The function of the page: who is signed in, what is sent, what is tried twice."""

import hashlib
import inspect
import json
import re
from pathlib import Path

import pytest

from simulator.worker.worker import BASE, BOUNDS, ORIGIN, SALT, VARIANTS, base, bodies

SESSION = bodies("session")
PATH = {"path": BASE["session"]["path"]}
COLLECT = (Path(__file__).resolve().parents[2] / "background" / "collect" / "collect.js").read_text()


def session(**changed):
    return {"status": 200, "body": json.dumps(SESSION | changed)}


def times(asked, path):
    return sum(one["path"] == path for one in asked)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (VARIANTS["session_signed_out"]["body"], "SIGNED_OUT"),
        (VARIANTS["session_signed_out_empty"]["body"], "SIGNED_OUT"),
        (VARIANTS["session_personal"]["body"], "PERSONAL"),
        (json.dumps(SESSION | {"user": {}}), "GUEST"),
        (json.dumps({"accessToken": "guest"}), "GUEST"),
        (json.dumps(SESSION | {"accessToken": ""}), "SIGNED_OUT"),
        (json.dumps(SESSION | {"account": None}), "PERSONAL"),
        (json.dumps(SESSION | {"account": {"id": "", "structure": "workspace"}}), "PERSONAL"),
        ("null", "SHAPE"),
        ("[]", "SHAPE"),
    ],
)
def test_nothing_is_asked_for_who_is_no_member_of_a_workspace(worker, body, expected):
    envelope, asked = worker.collect(base(session={"body": body}))
    assert envelope["code"] == expected
    assert [one["path"] for one in asked] == ["/api/auth/session"]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"status": 401, "body": "{}"}, "SIGNED_OUT"),
        ({"status": 403, "body": "{}"}, "SIGNED_OUT"),
        ({"status": 403, "body": "<html>Just a moment...</html>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 302, "body": ""}, "SIGNED_OUT"),
        ({"status": 429, "body": "{}"}, "RATE_LIMITED"),
        ({"status": 500, "body": "{}"}, "SERVER"),
        ({"body": "<!DOCTYPE html>", "type": "text/html"}, "SHAPE"),
        ({"body": "{"}, "SHAPE"),
        ({"fail": "network"}, "OFFLINE"),
        ({"fail": "stall"}, "TIMEOUT"),
    ],
)
def test_a_session_that_cannot_be_read_ends_the_refresh_with_its_code(worker, how, expected):
    envelope, _ = worker.collect(base(session=how))
    assert worker.call("responses.classifySession", envelope["session"]) == expected


def test_every_report_is_asked_with_the_bearer_and_the_workspace(worker):
    _, asked = worker.collect(base())
    for one in asked:
        bearer = f"Bearer {SESSION['accessToken']}" if one["path"] != "/api/auth/session" else None
        assert one["headers"].get("Authorization") == bearer
        assert one["headers"].get("ChatGPT-Account-Id") == (bearer and SESSION["account"]["id"])


def test_every_request_stays_here_takes_the_cookies_and_neither_follows_nor_keeps(worker):
    for one in worker.collect(base())[1]:
        assert one["origin"] == ORIGIN
        assert one["how"] == {"credentials": "same-origin", "cache": "no-store", "redirect": "manual"}
        assert set(one["headers"]) <= {"Accept", "Authorization", "ChatGPT-Account-Id"}


def test_nothing_is_asked_from_a_page_of_another_host(worker):
    order = {"id": "run", "origin": ORIGIN, "session": "/api/auth/session", "requests": [], "bounds": BOUNDS}
    result = worker.call("collect", order, base(), "https://auth.example")
    assert (result["envelope"]["code"], result["asked"]) == ("WRONG_HOST", [])


def test_a_page_that_begins_too_late_asks_nothing(worker):
    order = {"id": "run", "origin": ORIGIN, "session": "/api/auth/session", "requests": [], "bounds": BOUNDS}
    result = worker.call("collect", order | {"begin_by": 1}, base())
    assert (result["envelope"]["code"], result["asked"]) == ("TAB_BUSY", [])


def test_the_identity_is_a_salted_hash_of_account_and_user(worker):
    text = f"{SALT}\n{SESSION['account']['id']}\n{SESSION['user']['id']}"
    assert worker.collect(base())[0]["identity"] == hashlib.sha256(text.encode()).hexdigest()


def test_without_a_user_id_nothing_that_can_be_guessed_is_hashed(worker):
    emailed = session(user={"email": "me@example.com"})
    envelope, _ = worker.collect(base(session=emailed))
    assert envelope["identity"] is None
    assert "report" in worker.build_report(envelope)
    somebody_else = session(user={"email": "you@example.com"})
    changed, _ = worker.collect([emailed | {"times": 1, **PATH}, *base(session=somebody_else)])
    assert changed["code"] == "WORKSPACE_CHANGED"


def test_a_401_reads_the_session_once_more_and_asks_once_more(worker):
    envelope, asked = worker.collect([BASE["wham_usage_enterprise"] | {"status": 401, "times": 1}, *base()])
    assert times(asked, "/backend-api/wham/usage") == 2
    assert times(asked, "/api/auth/session") == 3
    assert "report" in worker.build_report(envelope)


def test_401s_of_all_reports_share_one_reading_of_the_session(worker):
    refused = {"status": 401, "body": '{"detail": "Unauthorized"}'}
    names = ("accounts", "limits", "product", "model", "speed", "effort", "surface", "activity")
    envelope, asked = worker.collect(base(**dict.fromkeys(names, refused)))
    assert times(asked, "/api/auth/session") == 3
    assert len(asked) <= 3 + 3 * BOUNDS["at_once"]
    assert worker.build_report(envelope)["code"] == "SIGNED_OUT"


def test_a_session_that_ended_meanwhile_ends_the_refresh(worker):
    answers = [BASE["session"] | {"times": 1}, *base(session="session_signed_out")]
    assert worker.collect(answers)[0]["code"] == "SIGNED_OUT"


@pytest.mark.parametrize("change", [{"account": SESSION["account"] | {"id": "another"}}, {"user": {"id": "another"}}])
def test_another_person_or_workspace_at_the_end_fails_the_refresh(worker, change):
    answers = [BASE["session"] | {"times": 1}, *base(session=session(**change))]
    assert worker.collect(answers)[0]["code"] == "WORKSPACE_CHANGED"


def test_limits_of_another_workspace_fail_the_refresh(worker):
    envelope, _ = worker.collect(base(limits=lambda body: body | {"account_id": "another"}))
    assert envelope["code"] == "WORKSPACE_CHANGED"
    assert "answers" in worker.collect(base(limits=lambda body: body | {"account_id": ""}))[0]


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 502}, {"fail": "network"}])
def test_a_broken_request_is_sent_again_once(worker, how):
    once = BASE["daily_workspace_user_credit_usage_product"] | how | {"times": 1}
    envelope, asked = worker.collect([once, *base()])
    assert sum(one["query"].get("breakdown") == "product" for one in asked) == 2
    assert "report" in worker.build_report(envelope)


@pytest.mark.parametrize("status", [400, 403, 404, 422, 429])
def test_a_refused_request_is_not_sent_again(worker, status):
    _, asked = worker.collect(base(product={"status": status, "body": "{}"}))
    assert sum(one["query"].get("breakdown") == "product" for one in asked) == 1


def test_a_server_that_is_down_is_not_asked_twice_for_everything(worker):
    broken = {"status": 500, "body": "{}"}
    names = ("accounts", "limits", "product", "model", "speed", "effort", "surface", "activity", "workspace")
    _, asked = worker.collect(base(**dict.fromkeys(names, broken)))
    assert len(asked) == 2 + len(names) + BOUNDS["max_retries"]


def test_a_stalled_report_is_given_up_and_the_others_are_kept(worker):
    envelope, _ = worker.collect(base(surface={"fail": "stall"}))
    kinds = {answer["report"]: answer["kind"] for answer in envelope["answers"]}
    assert (kinds["surface"], kinds["product"]) == ("timeout", "json")
    took = next(one["ms"] for one in envelope["log"] if one["report"] == "surface")
    assert BOUNDS["request_ms"] - 50 < took < BOUNDS["total_ms"] / 2


def test_no_request_begins_after_the_deadline(worker):
    envelope, asked = worker.collect(base(), bounds={"total_ms": 10_000, "last_ms": 10_001})
    assert [one["path"] for one in asked] == ["/api/auth/session"] * 2
    assert {answer["kind"] for answer in envelope["answers"]} == {"timeout", "not_asked"}


def test_the_workspace_is_found_in_both_forms_of_the_account_list(worker):
    listed = bodies("accounts")
    mapped = {
        "accounts": {"default": {"account": listed["accounts"][0] | {"account_id": listed["accounts"][0].pop("id")}}}
    }
    for body in (listed | {"accounts": bodies("accounts")["accounts"]}, mapped):
        assert worker.collect(base(accounts=body))[0]["workspace"] == {"name": "Example Robotics", "plan": "business"}


def test_a_workspace_nobody_named_keeps_the_plan_of_the_session(worker):
    envelope, _ = worker.collect(base(accounts={"status": 404, "body": "{}"}))
    assert envelope["workspace"] == {"name": None, "plan": "enterprise"}


def test_the_log_names_routes_without_their_values(worker):
    envelope, _ = worker.collect(base(limits="wham_usage_enterprise_no_limit"))
    text = json.dumps(envelope["log"])
    assert SESSION["account"]["id"] not in text
    assert not re.search(r"20\d\d-\d\d", text)
    assert {"report", "route", "status", "bytes", "ms"} == set(envelope["log"][0])


def test_the_function_stands_alone_and_leaves_the_document_alone():
    body = COLLECT[COLLECT.index("export async function collect") :]
    assert "import" not in body
    for word in ("document", "window", "console", "eval", "postMessage", "localStorage", "cookie", "chrome"):
        assert not re.search(rf"\b{word}\b", body), word
    assert inspect.cleandoc(COLLECT).startswith("//")
