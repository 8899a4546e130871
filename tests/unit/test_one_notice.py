"""One notice at a time, and a button on it that works or says when it will."""

from codex_credits.present import messages, screen, status
from simulator import factories


def codes(shown):
    return [notice.code for notice in shown.notices]


def test_a_press_within_the_minute_is_acknowledged_and_no_notice():
    session = {"workspace": {}, "cooldown": {"next_allowed_at": "2026-11-23T09:00:40Z", "code": "ok"}}
    assert status.with_answer("THROTTLED", session) == session
    shown = factories.built(factories.made_report(fetched_at="2026-11-23T08:59:40Z"), session)

    def said(after=factories.NOW, code="ok"):
        memory = {"cooldown": {"next_allowed_at": "2026-11-23T09:00:40Z", "code": code}}
        return status.acknowledgement(factories.FORMATTER, shown, memory, after)

    assert said() == "Up to date, refreshed 20 s ago"
    assert said("2026-11-23T09:02:40Z") == "Up to date, refreshed 3 min ago"
    assert said("2026-11-23T08:59:00Z") == "Up to date, refreshed 0 s ago"
    assert said(code="PARTIAL") == "Refreshed 20 s ago"
    shown.notices = [messages.notice("SERVER")]
    assert said() == "Refreshed 20 s ago"


def failed(code, seconds=0, ended="SERVER"):
    """Return the session after a refresh that failed; the next one may start `seconds` after `NOW`."""
    cooldown = {"next_allowed_at": f"2026-11-23T09:{seconds // 60:02}:{seconds % 60:02}Z", "code": ended}
    return {"workspace": {}, "notice": {"code": code, "retry_at": cooldown["next_allowed_at"]}, "cooldown": cooldown}


def test_a_button_counts_down_until_it_may_be_pressed():
    def button(session, **view):
        shown = factories.built(factories.made_report(), session, **view).notices[0]
        return shown.label, shown.ready

    assert button(failed("SERVER", 42)) == ("Try again in 42 s", False)
    assert button(failed("SERVER", 720)) == ("Try again in 12 min", False)
    assert button(failed("SERVER")) == ("Try again", True)
    assert button(failed("NO_TAB", 42)) == ("Load now in 42 s", False)
    assert button(failed("SIGNED_OUT", 42)) == ("Open ChatGPT", True)
    unread = {"preset": "custom", "start": "2026-08-01", "end": "2026-08-02"}
    assert button(failed("NO_TAB", 42, "ok"), **unread) == ("Load now", True)  # days nobody asked for may go at once
    assert button(failed("NO_TAB", 42, "PARTIAL"), **unread) == ("Load now in 42 s", False)


def test_without_figures_the_button_counts_down_too():
    state = {"now": factories.NOW, "session": failed("OFFLINE", 5)}
    shown = screen.build(state, None, factories.view(), factories.FORMATTER, (528, 204)).empty
    assert (shown.label, shown.ready) == ("Try again in 5 s", False)


def test_a_label_that_counts_down_is_made_anew_from_its_own():
    first = messages.with_wait(factories.FORMATTER, messages.notice("SERVER"), 42)
    assert messages.with_wait(factories.FORMATTER, first, 41).label == "Try again in 41 s"
    assert messages.with_wait(factories.FORMATTER, first, 0) == messages.notice("SERVER")
    assert messages.with_wait(factories.FORMATTER, first, 0, loading=True).label == "Loading…"


def test_one_notice_is_shown_and_what_its_action_also_solves_is_not_told():
    session = {"notice": {"code": "NO_TAB"}}
    shown = factories.built(factories.made_report(), session, preset="custom", start="2026-08-01", end="2026-08-02")
    assert (codes(shown), shown.notes) == (["NO_TAB"], [])
    assert (
        shown.notices[0].note
        == "Uses a background tab and closes it afterwards. If one is open, a company policy may hide it."
    )


def test_what_the_action_does_not_solve_is_noted():
    shown = factories.built(
        factories.made_report(truncated_before="2025-11-23"), {"workspace": {}, "notice": {"code": "NO_TAB"}}
    )
    assert (codes(shown), [one.code for one in shown.notes]) == (["NO_TAB"], ["TRUNCATED"])


def test_what_stops_comes_first_then_figures_that_may_be_wrong_then_why_the_reading_failed():
    jumped = [{"report": "limits", "code": "SCALE", "at": None}]
    partial = [{"report": "speed", "code": "SERVER", "at": None}]

    def first(code, report_status):
        found = {"workspace": {}, "notice": {"code": code}}
        return codes(factories.built(factories.made_report(report_status=report_status), found))

    assert first("SIGNED_OUT", jumped) == ["SIGNED_OUT"]
    assert first("OFFLINE", jumped) == first("NO_TAB", jumped) == ["SCALE"]
    assert first("NO_TAB", partial) == ["NO_TAB"]
    assert first("OFFLINE", partial) == ["OFFLINE"]


def test_while_opening_reads_the_notice_of_the_reading_before_is_not_shown():
    session = {"notice": {"code": "SIGNED_OUT"}}

    def opened(report):
        state = {"now": factories.NOW, "session": session, "checking": True}
        return screen.build(state, report, factories.view(), factories.FORMATTER, (528, 204))

    shown = opened(factories.made_report(truncated_before="2025-11-23"))
    assert (codes(shown), shown.notes) == (["TRUNCATED"], [])
    assert opened(None).empty.code == "READING"
    assert status.progress_text(None, checking=True) == "checking …"
    assert status.progress_text(None, first=True, checking=True) == "Checking …"
    assert status.progress_text(None) == ""
