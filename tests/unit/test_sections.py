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
    assert sorted(found) == ["changes", "forecast-section", "limits", "reconciliation"]
    assert all(one.summary for one in found.values())


def test_too_few_days_are_told_with_how_many_are_needed():
    found = sections(factories.made_report())["forecast-section"]
    assert found.facts == []
    assert "2 complete days known, 14 needed" in found.note


def test_a_limit_that_will_be_reached_is_a_warning():
    found = sections(long_report(factories.stored_limits({"limit": 1100, "remaining": 100})))["forecast-section"]
    facts = {fact.key: fact for fact in found.facts}
    assert facts["run_out"].state == "warning"
    assert found.summary.startswith("Limit reached about ")
    assert [name for name, _ in facts["run_out"].values] == ["early", "middle", "late"]


def test_a_limit_that_will_not_be_reached_is_none():
    facts = {fact.key: fact for fact in sections(long_report())["forecast-section"].facts}
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
    values = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8) | {"2026-11-18": 20}
    found = sections(long_report(values=values), compare=True, **week)["changes"]
    assert [fact.name for fact in found.facts if fact.state == "title"] == ["By days and pace", "By model"]
    assert found.summary == "-50.00"
    assert sections(long_report(), **week)["changes"].summary == "not compared"
    stored = factories.made_report(restatements=[{"day": "2026-11-02", "was": 3, "now": 4.5}])
    assert sections(stored)["changes"].summary == "1 day restated"


def test_a_limit_that_is_used_up_was_reached_already():
    limits = factories.stored_limits({"used": 4100, "remaining": -100})
    found = sections(long_report(limits))["forecast-section"]
    assert [fact.name for fact in found.facts if fact.key == "daily_allowance"] == [""]
    assert (found.summary, found.tone) == ("Limit reached already", "stopped")


def checked(*values, breakdowns=()):
    """Return the Data check of two days with these totals, of the normal case's parts and `breakdowns`."""
    scope = factories.two_days()
    scope["totals"]["values"] = list(values)
    scope["breakdowns"] += list(breakdowns)
    return sections(factories.made_report(scope))["reconciliation"]


def test_breakdowns_that_agree_are_told_so():
    assert checked(15, 20).summary == "Agree"


def test_a_difference_speaks_up_above_one_per_cent_and_ten_credits_only():
    for values, summary in (
        ((15, 21), "Agree within 2.8 %"), ((15.3, 20), "Agree within 0.9 %"), ((15, 30), "Agree within 22.3 %"), ((15, 31), "1 breakdown differs"),
    ):  # fmt: skip
        found = checked(*values)
        assert found.summary == summary
        assert found.facts[0].note.startswith("-")
        assert found.facts[0].state == "differs"


def test_what_a_breakdown_lacks_is_named_where_another_one_has_exactly_that():
    days = ["2026-11-21", "2026-11-22"]
    surface = factories.stored_breakdown(days, [("cli", [10, 20])], "surface")
    found = checked(15, 20, breakdowns=[surface])
    assert found.summary == "Agree within 14.3 % (LUNA has no surface)"
    assert found.facts[1].note == "-5.00: LUNA has no surface"


def test_a_breakdown_of_which_no_day_was_read_is_a_dash_and_agrees_with_nothing():
    older = factories.stored_breakdown(["2026-08-20"], [("fast", [30])], "speed", spans=[["2026-08-01", "2026-08-31"]])
    found = checked(15, 20, breakdowns=[older])
    assert found.summary == "Not all loaded"
    fact = next(fact for fact in found.facts if fact.key == "speed")
    assert (fact.text, fact.note, fact.state) == ("–", "No day of this breakdown is loaded.", "unread")


def test_more_than_the_limit_is_called_a_need():
    low = factories.stored_limits({"limit": 1100, "remaining": 100})
    fact = sections(long_report(low))["forecast-section"].facts[0]
    assert fact.text.startswith("about 1,")
    assert fact.text.endswith(" more than your limit")
    assert " needed, 2" in fact.text
    assert (fact.note[:9], "." in fact.note) == ("likely 1,", False)
    assert fact.exact == "1,311.25 (1,273.29 to 1,354.94)"
    assert "more than" not in sections(long_report())["forecast-section"].facts[0].text


def test_a_daily_allowance_is_an_estimate_with_its_workdays():
    facts = {fact.key: fact for fact in sections(long_report())["forecast-section"].facts}
    assert facts["daily_allowance"].text == "about 500 a workday"
    assert facts["daily_allowance"].note == "6 workdays left"


def test_a_month_that_still_runs_is_compared_up_to_its_last_complete_day():
    values = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8) | {"2026-11-23": 5}
    found = sections(long_report(values=values), compare=True)["changes"]
    assert found.note == "2026-11-01 to 2026-11-22 compared with 2026-10-01 to 2026-10-22."
    day = {"preset": "custom", "start": "2026-11-23", "end": "2026-11-23"}
    assert sections(long_report(values=values), compare=True, **day)["changes"].note == (
        "2026-11-23 to 2026-11-23 compared with 2026-11-16 to 2026-11-16, a part of a day beside a whole one."
    )


def test_the_counts_that_explain_a_difference_stand_beside_it():
    facts = sections(long_report(), compare=True)["changes"].facts
    assert facts[0].note == "15 active days instead of 16; 56.00 a day instead of 56.25"
    rhythm = [(fact.name, fact.note, fact.bar.tone) for fact in facts if fact.state == "effects"]
    assert rhythm == [
        ("Active days", "15 instead of 16", "less"), ("Credits per active day", "56.00 a day instead of 56.25", "less"),
    ]  # fmt: skip


def test_a_spike_is_told_with_what_is_usual():
    values = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8) | {"2026-11-18": 700}
    found = sections(long_report(values=values))["changes"]
    assert found.summary == "spike on short 2026-11-18"
    spikes = [fact.text for fact in found.facts if fact.state == "unusual"]
    assert spikes == ["700.00, usually 70.00 on that weekday"]
