from codex_credits.present import request_log
from simulator import factories


def test_the_request_log_tells_what_was_asked_and_how_much_came():
    found = request_log.request_section(
        factories.FORMATTER, [{"report": "model", "route": "/wham/usage", "status": 200, "bytes": 5000, "ms": 80}]
    )
    assert found.summary == "1 request, 5 kB"
    assert [fact.text for fact in found.facts if fact.state == "request"] == ["200, 5 kB, 80 ms"]
    none = request_log.request_section(factories.FORMATTER, None)
    assert (none.facts, none.summary) == ([], "no request this session")


def test_a_million_bytes_are_megabytes():
    log = [
        {"report": "model", "route": "/wham/usage", "status": 200, "bytes": sent, "ms": 80}
        for sent in (999_000, 4_001_000)
    ]
    found = request_log.request_section(factories.FORMATTER, log)
    assert found.summary == "2 requests, 5.00 MB"
    assert found.facts[1].text == "200, 999 kB, 80 ms"
