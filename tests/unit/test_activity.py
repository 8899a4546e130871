from codex_credits.model import activity, breakdown, report
from codex_credits.present import activity as activity_text
from simulator import factories

DATES = ["2026-11-20", "2026-11-21", "2026-11-22"]


MILLION = 1_000_000


def with_tokens(tokens, totals=(10, 20, 30), **changes):
    """Return the section of three days with these (input, cached, output), without turns."""
    stored = factories.stored_scope(DATES, list(totals), **changes)
    columns = {name: [row[at] for row in tokens] for at, name in enumerate(("input", "cached", "output"))}
    stored["tokens"] = dict(columns, spans=[], days=DATES)
    scope = report.Scope("mine", stored)
    return activity_text.activity_section(
        factories.FORMATTER, scope, breakdown.build_table(scope, "model", DATES[0], DATES[-1], factories.TODAY)
    )


def section(turns=(4, 6, 10), threads=(1, 2, 3), totals=(10, 20, 30), days=None, **changes):
    stored = factories.stored_scope(DATES, list(totals), **changes)
    stored["activity"] = {"spans": [], "days": days or DATES, "turns": list(turns), "threads": list(threads)}
    scope = report.Scope("mine", stored)
    return activity_text.activity_section(
        factories.FORMATTER, scope, breakdown.build_table(scope, "model", DATES[0], DATES[-1], factories.TODAY)
    )


def facts(found):
    return {fact.name: fact.values[0][1] for fact in found.facts}


def test_turns_and_threads_add_up_and_a_turn_has_its_price():
    found = section()
    assert found.summary == "20 turns"
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
        assert (found.summary, found.facts) == ("not known", [])


def test_no_turns_at_all_have_no_price():
    assert facts(section(turns=(0, 0, 0))) == {"Turns": 0, "Threads": 6}


def test_a_damaged_activity_is_said_to_be_unreadable():
    assert factories.code_of(lambda: section(turns=(1, 2))) == "UNREADABLE"
    assert factories.code_of(lambda: section(turns=("4", 6, 10))) == "UNREADABLE"


def test_tokens_add_up_with_their_cached_share_and_the_price_of_a_million():
    found = with_tokens([(MILLION, 3 * MILLION, 500_000), (0, 0, 0), (MILLION, 3 * MILLION, 1_500_000)])
    assert [(fact.name, fact.text, fact.note) for fact in found.facts] == [
        ("Input", "8,000,000 tokens", "75 % cached"), ("Output", "2,000,000 tokens", ""), ("Credits per million tokens", "6.00", "text tokens"),
    ]  # fmt: skip
    assert dict(found.facts[0].values) == {"count": 8 * MILLION, "uncached": 2 * MILLION, "cached": 6 * MILLION}
    assert (found.summary, found.note) == ("8,000,000 tokens", "No turns are known for these days.")


def test_unknown_tokens_are_left_out_of_sums_shares_and_prices():
    found = with_tokens([(MILLION, None, 500_000), (MILLION, MILLION, MILLION), (None, None, None)])
    assert [(fact.name, fact.text, fact.note) for fact in found.facts] == [
        ("Input", "2,000,000 tokens", "50 % cached, 1 of 3 days"), ("Output", "1,500,000 tokens", "2 of 3 days"),
        ("Credits per million tokens", "6.67", "text tokens"),
    ]  # fmt: skip
    assert with_tokens([(None, None, None)] * 3).facts == []


def test_tokens_that_are_all_0_have_no_share_and_no_price():
    found = with_tokens([(0, 0, 0)] * 3)
    assert [(fact.text, fact.note) for fact in found.facts] == [("0 tokens", ""), ("0 tokens", "")]


def test_where_credits_are_not_metered_a_million_tokens_have_no_price():
    found = with_tokens([(1, 1, 1)] * 3, totals=(0, 0, 0), metered=False)
    assert [fact.name for fact in found.facts] == ["Input", "Output"]


def test_damaged_tokens_are_said_to_be_unreadable():
    assert factories.code_of(lambda: with_tokens([("1", 2, 3)] * 3)) == "UNREADABLE"
    assert factories.code_of(lambda: with_tokens([(1, 2, 3)] * 2)) == "UNREADABLE"


def test_a_report_of_schema_1_has_no_tokens():
    stored = factories.stored_scope(DATES, [1, 2, 3])
    del stored["tokens"]
    scope = report.Scope("mine", stored)
    days = activity.daily(scope, breakdown.build_table(scope, "model", DATES[0], DATES[-1], factories.TODAY))
    assert activity.rows(days)[0] == [DATES[0], None, None, None, None, None]
