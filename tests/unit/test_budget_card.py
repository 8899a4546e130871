from codex_credits.present import budget_card
from simulator import factories


def carded(personal=None, now=factories.NOW):
    return budget_card.build_card(
        factories.FORMATTER, factories.made_report(None, factories.stored_limits(personal)), now
    )


def test_five_states_are_five_sentences():
    sentences = [
        carded({"state": state, "limit": None}).note for state in ("unlimited", "hidden", "not_set", "unknown")
    ]
    sentences.append(carded({"limit": 0, "used": 0, "remaining": 0}).note)
    assert len(set(sentences)) == 5
    assert all(sentences)


def test_a_limit_says_what_is_used_of_how_much_and_what_is_left():
    found = carded()
    assert found.state == "set"
    assert found.value == (1000, "1,000.00")
    assert found.of == "of 4,000 credits"
    assert found.remaining == (3000, "3,000.00 left")
    assert found.percent == (25, "25 % used")
    assert found.tone == "plain"


def test_over_the_limit_says_by_how_much_and_why_that_can_be():
    found = carded({"used": 4100.5, "remaining": 0, "used_percent": 103})
    assert found.remaining == (0, "0 left, 100.50 over")
    assert found.percent[1] == "103 % used"
    assert "may finish over it" in found.note
    assert found.tone == "stopped"


def test_a_limit_just_reached_is_stopped_too():
    assert carded({"used": 4000, "remaining": 0}).tone == "stopped"


def test_a_limit_of_zero_is_a_limit():
    found = carded({"limit": 0, "used": 0, "remaining": 0, "used_percent": None})
    assert (found.state, found.limit, found.tone) == ("zero", 0, "stopped")
    assert found.of == "of 0 credits"
    assert found.gauge is None


def test_a_limit_without_its_figure_reads_as_unknown():
    assert carded({"limit": None}).state == "unknown"


def test_hidden_use_is_the_sum_of_the_daily_rows():
    assert carded({"state": "hidden", "limit": None, "used": None}).value == (35, "35.00")


def test_use_that_nobody_reported_is_a_dash_and_not_zero():
    report = factories.made_report(
        factories.stored_scope([], [], spans=[]), factories.stored_limits({"state": "hidden", "used": None})
    )
    assert budget_card.build_card(factories.FORMATTER, report, factories.NOW).value == (None, "–")


def test_the_gap_is_said_in_words_either_way():
    assert carded({"used": 40}).gap == "5.00 pending (counted, not in the daily report yet)."
    assert carded({"used": 30}).gap.startswith("Daily rows add up to 5.00 more")


def test_a_gap_of_less_than_half_a_cent_or_unknown_is_not_said():
    assert carded({"used": 35.004}).gap is None
    assert carded({"used": None}).gap is None


def test_the_reset_is_told_in_utc_here_and_in_how_long():
    class Away(factories.Formatter):
        def clock_span(self, _day):
            return "Mon 16:00 to Tue 16:00"

    report = factories.made_report()
    assert carded().resets == "Resets 2026-12-01 00:00 utc in 7 d 15 h"
    told = budget_card.build_card(Away(), report, factories.NOW).resets
    assert told == "Resets 2026-12-01 00:00 utc (2026-12-01 00:00 local here) in 7 d 15 h"
    assert carded(now="2026-12-01T00:00:00Z").resets.startswith("Reset ")


def test_a_month_that_is_over_asks_for_a_refresh():
    assert "is over" in carded(now="2026-12-02T00:00:00Z").note


def test_of_a_month_that_is_over_nothing_is_left_and_no_share_is_used():
    over = carded(now="2026-12-02T00:00:00Z")
    assert (over.remaining, over.percent, over.gauge) == (None, None, None)


def test_over_the_limit_the_explanation_stands_beside_the_gap():
    over = carded({"limit": 30, "used": 40})
    assert over.gap == "5.00 pending."
    assert over.note == "A task that starts under the limit may finish over it."


def test_a_share_without_figures_is_told():
    found = carded({"state": "hidden", "limit": None, "used": None, "remaining": None, "used_percent": 13})
    assert found.note == "13 % of your limit used; ChatGPT gives no figures"
    assert found.percent == (13, "13 % used")
    assert found.gauge["daily_sum"] == 130


def test_half_a_limit_has_no_use():
    assert carded({"used": None}).value == (None, "–")


def test_a_period_in_mid_month_is_told_since_its_first_day():
    hidden = {"state": "not_set", "limit": None}
    assert carded(hidden).of == "credits in month 2026-11-01"
    assert carded({"resets_at": "2026-11-25T00:00:00Z"} | hidden).of == "credits since short 2026-10-25"


def test_a_reset_that_was_not_told_is_not_told_as_one():
    found = carded({"resets_at": None})
    assert (found.resets, found.resets_at) == ("Month ends short 2026-12-01 (UTC)", "")
    for state in ("not_set", "unknown", "unlimited"):
        assert carded({"state": state, "limit": None}).resets == ""


def test_a_reached_limit_is_never_told_as_not_set():
    made = factories.made_report(None, factories.stored_limits({"state": "not_set", "limit": None}, reached=True))
    assert budget_card.build_card(factories.FORMATTER, made, factories.NOW).state == "unknown"


def test_a_budget_that_is_not_enforced_is_called_so():
    found = carded({"used": 4100, "enforcement": "soft"})
    assert found.of == "of 4,000 credits (budget, not enforced)"
    assert found.tone == "plain"


def test_a_limit_that_chatgpt_says_is_reached_while_figures_leave_some_says_so():
    found = budget_card.build_card(
        factories.FORMATTER, factories.made_report(limits=factories.stored_limits(reached=True)), factories.NOW
    )
    assert (found.note, found.tone) == (
        "ChatGPT says that your limit is reached, although its figures show some left.",
        "stopped",
    )
    assert found.remaining == (3000, "3,000.00 left")


def test_what_arithmetic_leaves_over_is_no_credit():
    mine = {"used": 3999.9999999999, "remaining": None, "used_percent": None}
    found = budget_card.build_card(
        factories.FORMATTER, factories.made_report(limits=factories.stored_limits(mine)), factories.NOW
    )
    assert (found.remaining, found.tone) == ((0, "0 left"), "stopped")


SAID = "ChatGPT's two answers on this limit differ; the other says: "


def test_where_the_two_answers_differ_the_card_says_what_the_other_is():
    def with_other(personal=None, now=factories.NOW, **other):
        told = {
            "source": "monthly",
            "state": "set",
            "limit": None,
            "unit": None,
            "used_percent": None,
            "resets_at": None,
        }
        made = factories.made_report(None, factories.stored_limits(personal, other=told | other))
        return budget_card.build_card(factories.FORMATTER, made, now)

    assert with_other(limit=5500, unit="credit").note == SAID + "5,500 credits."
    assert with_other(limit=0, unit="credit").note == SAID + "0 credits."
    assert with_other(state="not_set").note == SAID + "no limit is set."
    assert with_other(state="unlimited").note == SAID + "it is unlimited."
    assert with_other(source="usage", used_percent=80).note == SAID + "80 % used."
    assert with_other(limit=5500, unit="credit", resets_at="2026-12-12T00:00:00Z").note.startswith(
        SAID + "5,500 credits, it resets "
    )
    over = with_other({"used": 4100, "remaining": 0, "used_percent": 103}, limit=5500, unit="credit")
    assert over.note == "A task that starts under the limit may finish over it. " + SAID + "5,500 credits."
    assert (over.limit, over.tone) == (4000, "stopped")
    assert SAID not in with_other(now="2026-12-03T10:00:00Z", limit=5500).note
    assert carded().note == ""
