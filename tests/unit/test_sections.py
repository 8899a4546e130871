from codex_credits.present import comparison
from simulator import factories


def sections(report, **changes):
    shown = factories.built(report, comparison=comparison, **changes)
    return {one.name: one for one in factories.details_of(report, shown)[1]}


def long_report(limits=None, values=None):
    values = values or factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)
    dates = sorted(values)
    credits = [values[day] for day in dates]
    return factories.made_report(
        factories.stored_scope(dates, credits, [factories.stored_breakdown(dates, [("sol", credits)])]), limits
    )


def test_there_are_four_sections_each_with_a_gist():
    found = sections(long_report(), compare=True)
    assert sorted(found) == ["changes", "heading", "reconciliation", "stops"]
    assert all(one.summary for one in found.values())


def test_too_few_days_are_told_with_how_many_are_needed():
    found = sections(factories.made_report())["heading"]
    assert found.facts == []
    assert "2 complete days known, 14 needed" in found.note


def test_a_limit_that_will_be_reached_is_a_warning():
    found = sections(long_report(factories.stored_limits({"limit": 1100, "remaining": 100})))["heading"]
    facts = {fact.key: fact for fact in found.facts}
    assert facts["run_out"].state == "warning"
    assert found.summary.startswith("Limit reached")
    assert [name for name, _ in facts["run_out"].values] == ["early", "middle", "late"]


def test_a_limit_that_will_not_be_reached_is_none():
    facts = {fact.key: fact for fact in sections(long_report())["heading"].facts}
    assert facts["run_out"].state == ""
    assert facts["run_out"].text == "not before the reset"


def test_what_changed_adds_up_in_the_facts():
    found = sections(long_report(), preset="7", start="2026-11-17", end="2026-11-23", compare=True)["changes"]
    values = {
        kind: [dict(fact.values)["credits"] for fact in found.facts if fact.state == kind]
        for kind in ("sum", "effects", "series")
    }
    assert values["sum"] == [sum(values["effects"])] == [sum(values["series"])]


def test_restated_days_are_told():
    stored = factories.made_report(restatements=[{"day": "2026-11-02", "was": 3, "now": 4.5}])
    facts = [fact for fact in sections(stored)["changes"].facts if fact.state == "restatements"]
    assert [fact.text for fact in facts] == ["3.00 became 4.50"]


def test_what_changed_is_told_under_a_title_each_and_in_a_few_words():
    week = {"preset": "7", "start": "2026-11-17", "end": "2026-11-23"}
    found = sections(long_report(), compare=True, **week)["changes"]
    assert [fact.name for fact in found.facts if fact.state == "title"] == ["By rhythm", "By model"]
    assert found.summary == "-50.00"
    assert sections(long_report(), **week)["changes"].summary == "not compared"
    stored = factories.made_report(restatements=[{"day": "2026-11-02", "was": 3, "now": 4.5}])
    assert sections(stored)["changes"].summary == "2 unusual days, 1 day restated"


def test_a_limit_that_is_used_up_was_reached_already():
    limits = factories.stored_limits({"used": 4100, "remaining": -100})
    found = sections(long_report(limits))["heading"]
    assert (found.summary, found.tone) == ("Limit reached already", "stopped")


def test_breakdowns_that_agree_and_breakdowns_that_differ_are_told_apart():
    assert sections(factories.made_report())["reconciliation"].summary == "all agree"
    scope = factories.two_days()
    scope["totals"]["values"] = [15, 21]
    found = sections(factories.made_report(scope))["reconciliation"]
    assert found.summary == "1 breakdown differs"
    assert found.facts[0].note.startswith("-1.00: ")


def test_a_breakdown_of_which_no_day_was_read_is_a_dash_and_agrees_with_nothing():
    scope = factories.two_days()
    older = factories.stored_breakdown(["2026-08-20"], [("fast", [30])], "speed", spans=[["2026-08-01", "2026-08-31"]])
    scope["breakdowns"].append(older)
    found = sections(factories.made_report(scope))["reconciliation"]
    assert found.summary == "not all are read"
    fact = next(fact for fact in found.facts if fact.key == "speed")
    assert (fact.text, fact.note, fact.state) == ("–", "No day of this breakdown was read.", "unread")
