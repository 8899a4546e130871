"""Over a real socket: the fake ChatGPT serves pages, demands the bearer, keeps a log and injects faults on demand."""

import http.client
import json
import ssl
import threading

import pytest

from simulator.chatgpt import FakeChatGPT, routes


@pytest.fixture
def server():
    with FakeChatGPT(canaries=True) as running:
        yield running


def fetch(server, path, **headers):
    """Return (status, headers, body) of one GET; whoever trusts the key by its hash trusts any certificate of it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=5)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def bearer(server):
    """Return the headers of somebody signed in."""
    return {"authorization": f"Bearer {server.source.token}"}


def test_a_visit_to_a_page_signs_in_and_the_session_gives_the_bearer(server):
    status, headers, page = fetch(server, "/anything")
    assert status == 200
    assert b'id="root"' in page
    cookies = "; ".join(cookie.partition(";")[0] for cookie in headers.get_all("set-cookie"))
    session = json.loads(fetch(server, routes.SESSION, cookie=cookies)[2])
    assert fetch(server, routes.USAGE, cookie=cookies)[0] == 401
    assert fetch(server, routes.USAGE, authorization=f"Bearer {session['accessToken']}")[0] == 200


def test_the_log_says_what_was_asked_and_holds_no_id(server):
    account = server.source.facts.who.account_id
    path = f"/backend-api/accounts/{account}/spend-controls/current-user/monthly-usage"
    fetch(server, path + "?supports_usage_limit_modes=true", **bearer(server))
    (entry,) = server.requests()
    assert entry == {
        "method": "GET",
        "path": path.replace(account, "{id}") + "?supports_usage_limit_modes=true",
        "status": 200,
    }
    assert server.reports_asked() == ["monthly"]


def test_canaries_are_planted_in_bodies_and_headers_and_listed(server):
    _, headers, body = fetch(server, routes.USAGE, **bearer(server))
    secrets = server.secrets()
    assert headers["x-oai-request-id"] == secrets["header"]
    for name in set(server.planted) | {"email_0", "user_id_0", "account_id_0"}:
        assert secrets[name] in body.decode()


def test_an_answer_can_be_replaced_changed_and_healed(server):
    server.inject_fault("limits", status=503, headers={"retry-after": "7"}, times=1)
    status, headers, _ = fetch(server, routes.USAGE, **bearer(server))
    assert (status, headers["retry-after"]) == (503, "7")
    server.inject_fault("limits", change=lambda body: body | {"credits": None})
    assert json.loads(fetch(server, routes.USAGE, **bearer(server))[2])["credits"] is None
    server.clear_faults()
    assert json.loads(fetch(server, routes.USAGE, **bearer(server))[2])["credits"] is not None


def test_a_connection_can_break_in_the_middle_of_a_body(server):
    server.inject_fault("*", reset=True)
    with pytest.raises((http.client.IncompleteRead, OSError)):
        fetch(server, routes.USAGE, **bearer(server))


def test_a_body_can_stop_coming_and_the_server_still_ends():
    ended = []

    def ask_in_vain(server):
        with pytest.raises((http.client.IncompleteRead, OSError)):
            fetch(server, routes.USAGE, **bearer(server))
        ended.append(True)

    with FakeChatGPT() as server:
        server.inject_fault("limits", stall=True)
        asking = threading.Thread(target=ask_in_vain, args=[server])
        asking.start()
        while server.running == 0:
            asking.join(0.01)
    asking.join(5)
    assert ended


def test_the_server_counts_how_many_requests_ran_at_once(server):
    gate = threading.Barrier(4)
    server.inject_fault("limits", delay=0.3)

    def ask_with_the_others():
        gate.wait()
        fetch(server, routes.USAGE, **bearer(server))

    askers = [threading.Thread(target=ask_with_the_others) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert server.peak == 4
    assert server.running == 0


def test_another_scenario_can_begin_while_the_server_runs(server):
    before = server.source.token
    server.set_scenario("no-limit")
    assert fetch(server, routes.USAGE, authorization=f"Bearer {before}")[0] == 401
    body = json.loads(fetch(server, routes.USAGE, **bearer(server))[2])
    assert body["spend_control"]["individual_limit"] is None
