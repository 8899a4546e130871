from codex_credits.present import screen, status
from simulator import factories


def codes(shown):
    return [notice.code for notice in shown.notices]


def test_a_good_fresh_report_needs_no_notice():
    assert codes(factories.built(factories.made_report())) == []


def test_how_the_last_refresh_failed_comes_first():
    shown = factories.built(factories.made_report(), {"workspace": {}, "notice": {"code": "OFFLINE"}})
    assert codes(shown) == ["OFFLINE"]


def test_a_wait_says_how_long():
    notice = {"code": "RATE_LIMITED", "retry_at": "2026-11-23T09:12:00Z"}
    assert "in 12 min" in factories.built(factories.made_report(), {"workspace": {}, "notice": notice}).notices[0].text
    notice["retry_at"] = "2026-11-23T08:00:00Z"
    assert (
        "refresh again now"
        in factories.built(factories.made_report(), {"workspace": {}, "notice": notice}).notices[0].text
    )


def test_what_is_stored_tells_more_than_the_answer_to_a_click():
    failed = status.with_answer("NOT_DELETED", {"notice": {"code": "SERVER"}})
    assert failed["notice"]["code"] == "NOT_DELETED"
    for known in ({"notice": {"code": "SERVER"}}, {"refresh": {"step": 1}}):
        assert status.with_answer("BUSY", known) == known
    assert status.with_answer("BUSY", {})["notice"] == {"code": "BUSY", "retry_at": None}


def test_the_limits_of_a_personal_plan_ask_for_a_workspace():
    report_status = [
        {"report": "limits", "code": "PERSONAL", "at": None},
        {"report": "speed", "code": "SERVER", "at": None},
    ]
    shown = factories.built(factories.made_report(report_status=report_status))
    assert codes(shown) == ["PERSONAL"]
    assert shown.notes == []  # reading again in the right workspace mends the other
    assert codes(factories.built(factories.made_report(report_status=report_status[:1]))) == ["PERSONAL"]


def test_reports_that_failed_are_named_with_why():
    report_status = [
        {"report": "surface", "code": "NO_ACCESS", "at": None},
        {"report": "model", "code": "ok", "at": factories.NOW},
    ]
    shown = factories.built(factories.made_report(report_status=report_status))
    assert codes(shown) == ["PARTIAL"]
    assert "Surface (no access)" in shown.notices[0].text


def test_reports_that_are_normally_closed_to_members_are_not_complained_about():
    report_status = [
        {"report": "workspace", "code": "NO_ACCESS", "at": None},
        {"report": "monthly", "code": "NOT_ASKED", "at": None},
    ]
    assert codes(factories.built(factories.made_report(report_status=report_status))) == []


def test_figures_of_an_earlier_browser_session_say_so():
    assert codes(factories.built(factories.made_report(), {})) == ["EARLIER_SESSION"]


def test_tokens_without_credits_are_told_as_not_metered():
    scope = factories.two_days() | {"metered": False}
    assert codes(factories.built(factories.made_report(scope))) == ["NOT_METERED"]


def test_a_range_that_was_not_read_and_one_without_use_are_told_apart():
    assert codes(factories.built(factories.made_report(), preset="custom", start="2026-08-01", end="2026-08-02")) == [
        "NOT_READ"
    ]
    assert codes(factories.built(factories.made_report(), preset="custom", start="2026-10-01", end="2026-10-02")) == [
        "NO_USAGE"
    ]


def test_totals_without_any_breakdown_say_so():
    assert codes(factories.built(factories.made_report(factories.two_days() | {"breakdowns": []}))) == [
        "BREAKDOWN_UNREAD"
    ]


def test_figures_that_end_long_ago_are_stale():
    scope = factories.two_days() | {"fresh": "2026-11-21T20:00:00Z"}
    assert codes(factories.built(factories.made_report(scope))) == ["STALE"]


def test_days_dropped_for_room_are_told():
    assert codes(factories.built(factories.made_report(truncated_before="2025-11-23"))) == ["TRUNCATED"]


def instead(session, problem=None):
    state = {"now": factories.NOW, "session": session, "problem": problem}
    return screen.build(state, None, factories.view(), factories.FORMATTER, (528, 204)).empty.code


def test_without_figures_one_sentence_says_why():
    assert instead({}) == "FIRST_RUN"
    assert instead({"refresh": {"step": 0}}) == "READING"
    assert instead({"notice": {"code": "SIGNED_OUT"}}) == "SIGNED_OUT"
    assert instead({}, "NEWER_SCHEMA") == "NEWER_SCHEMA"
