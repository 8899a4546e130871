import given

from codex_credits import activity, report, split

DATES = ["2026-11-20", "2026-11-21", "2026-11-22"]


def section(turns=(4, 6, 10), threads=(1, 2, 3), totals=(10, 20, 30), days=None, **changes):
    stored = given.stored_scope(DATES, list(totals), **changes)
    stored["activity"] = {"spans": [], "days": days or DATES, "turns": list(turns), "threads": list(threads)}
    scope = report.Scope("mine", stored)
    return activity.section(given.WORDS, scope, split.table(scope, "model", DATES[0], DATES[-1], given.TODAY))


def facts(found):
    return {fact.name: fact.values[0][1] for fact in found.facts}


def test_turns_and_threads_add_up_and_a_turn_has_its_price():
    found = section()
    assert found.gist == "20 turns"
    assert facts(found) == {"Turns": 20, "Threads": 6, "Credits per turn": 3}
    assert found.note == ""


def test_a_day_without_turns_is_unknown_and_counts_for_no_price():
    found = section(turns=(4, None, 6), threads=(1, None, None))
    assert facts(found) == {"Turns": 10, "Threads": 1, "Credits per turn": 4}
    assert found.note == "From 2 of 3 days."


def test_a_day_without_credits_counts_for_no_price():
    known = [[DATES[0], DATES[0]], [DATES[2], DATES[2]]]
    assert facts(section(totals=(10, None, 18), spans=known))["Credits per turn"] == 2


def test_without_any_count_nothing_is_claimed():
    for found in (section(turns=(None, None, None)), section(days=["2026-01-01", "2026-01-02", "2026-01-03"])):
        assert (found.gist, found.facts) == ("not known", [])


def test_no_turns_at_all_have_no_price():
    assert facts(section(turns=(0, 0, 0))) == {"Turns": 0, "Threads": 6}


def test_a_damaged_activity_is_said_to_be_unreadable():
    assert given.code_of(lambda: section(turns=(1, 2))) == "UNREADABLE"
    assert given.code_of(lambda: section(turns=("4", 6, 10))) == "UNREADABLE"
