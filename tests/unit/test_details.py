import given

from codex_credits import comparison, details


def sections(report, **changes):
    shown = given.built(report, against=comparison, **changes)
    return {one.name: one for one in details.sections(given.WORDS, report, shown, given.NOW)[1]}


def long_report(limits=None, values=None):
    values = values or given.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)
    dates = sorted(values)
    credits = [values[day] for day in dates]
    return given.made_report(
        given.stored_scope(dates, credits, [given.stored_split(dates, [("sol", credits)])]), limits
    )


def test_there_are_four_sections_each_with_a_gist():
    found = sections(long_report(), compare=True)
    assert sorted(found) == ["changes", "heading", "reconciliation", "stops"]
    assert all(one.gist for one in found.values())


def test_too_few_days_are_told_with_how_many_are_needed():
    found = sections(given.made_report())["heading"]
    assert found.facts == []
    assert "2 complete days known, 14 needed" in found.note


def test_a_limit_that_will_be_reached_is_a_warning():
    found = sections(long_report(given.stored_limits({"limit": 1100, "left": 100})))["heading"]
    facts = {fact.key: fact for fact in found.facts}
    assert facts["run_out"].state == "warning"
    assert found.gist.startswith("Limit reached")
    assert [name for name, _ in facts["run_out"].values] == ["early", "middle", "late"]


def test_a_limit_that_will_not_be_reached_is_none():
    facts = {fact.key: fact for fact in sections(long_report())["heading"].facts}
    assert facts["run_out"].state == ""
    assert facts["run_out"].text == "not before the reset"


def test_what_changed_adds_up_in_the_facts():
    found = sections(long_report(), preset="7", start="2026-11-17", end="2026-11-23", compare=True)["changes"]
    values = {
        kind: [dict(fact.values)["credits"] for fact in found.facts if fact.state == kind]
        for kind in ("sum", "rhythm", "series")
    }
    assert values["sum"] == [sum(values["rhythm"])] == [sum(values["series"])]


def test_restated_days_are_told():
    stored = given.made_report(restated=[{"day": "2026-11-02", "was": 3, "now": 4.5}])
    facts = [fact for fact in sections(stored)["changes"].facts if fact.state == "restated"]
    assert [fact.text for fact in facts] == ["3.00 became 4.50"]


def test_splits_that_agree_and_splits_that_differ_are_told_apart():
    assert sections(given.made_report())["reconciliation"].gist == "all agree"
    scope = given.two_days()
    scope["totals"]["values"] = [15, 21]
    found = sections(given.made_report(scope))["reconciliation"]
    assert found.gist == "1 split differs"
    assert found.facts[0].note.startswith("-1.00: ")


def test_the_request_log_tells_what_was_asked_and_how_much_came():
    found = details.request_log(
        given.WORDS, [{"report": "model", "route": "/wham/usage", "status": 200, "bytes": 5000, "ms": 80}]
    )
    assert found.gist == "1 request, 5 kB"
    assert found.facts[0].text == "200, 5 kB, 80 ms"
    assert details.request_log(given.WORDS, None).facts == []


def test_a_million_bytes_are_megabytes():
    log = [
        {"report": "model", "route": "/wham/usage", "status": 200, "bytes": sent, "ms": 80}
        for sent in (999_000, 4_001_000)
    ]
    found = details.request_log(given.WORDS, log)
    assert found.gist == "2 requests, 5 MB"
    assert found.facts[0].text == "200, 999 kB, 80 ms"
