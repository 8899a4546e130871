from codex_credits.model import contract
from codex_credits.present import budget_card, limit_text, messages, reconciliation_section, report_notices, status
from simulator import factories

ACTIONS = {
    "", "refresh", "open-chatgpt", "grant", "ask-clear-data", "mine", "range-90", "leave-sample", "refresh-all",
    "load", "wake", "open-and-load",
}  # fmt: skip


def sentences():
    return [(code, row[1]) for code, row in messages.TABLE.items()]


def test_every_notice_has_a_tone_a_sentence_and_a_known_way_out():
    for code, (tone, text, label, action) in messages.TABLE.items():
        assert tone in ("plain", "warning", "stopped"), code
        assert text, code
        assert action in ACTIONS, code
        assert bool(label) == bool(action), code


def test_every_sentence_is_short_and_ends():
    for code, text in sentences():
        assert len(text) <= 135, (code, len(text))
        assert text[-1] in ".…", code


def test_no_sentence_holds_a_status_code_or_the_words_of_a_machine():
    for code, text in sentences():
        low = text.lower()
        for word in (
            "http",
            "error",
            "401",
            "403",
            "404",
            "429",
            "500",
            "null",
            "json",
            "api",
            "exception",
            "invalid",
            "failed",
        ):
            assert word not in low.replace("chatgpt", ""), (code, word)


def test_no_two_codes_say_the_same():
    assert len({text for _, text in sentences()}) == len(messages.TABLE)


def test_a_refresh_that_ended_with_a_code_of_something_else_is_told_all_the_same():
    codes = list(messages.TABLE)
    codes.append("OF_ANOTHER_VERSION")
    for code in codes:
        told = status.refresh_notice(factories.FORMATTER, {"code": code}, "2026-11-29T10:00:00Z")
        assert told.code in (code, "INTERNAL")
        assert "{" not in told.text


def test_what_stops_you_has_a_way_out():
    for code, (tone, _, _, action) in messages.TABLE.items():
        assert tone != "stopped" or action, code


def test_words_are_filled_in():
    assert "in 2 min" in messages.notice("RATE_LIMITED", time="in 2 min").text
    assert "{" not in messages.notice("PARTIAL", report="Model (too large)").text


def test_an_unknown_code_reads_as_a_fault_of_ours():
    assert messages.notice("NEVER_HEARD_OF").text == messages.notice("INTERNAL").text
    assert messages.notice(None).text == messages.notice("INTERNAL").text


def test_an_unknown_reason_is_still_a_reason():
    assert messages.reason("NEVER_HEARD_OF") == "not read"
    assert all(len(text) < 30 for text in messages.REASONS.values())


def test_a_sentence_with_a_placeholder_is_not_told_without_its_word():
    for code, text in sentences():
        try:
            told = messages.notice(code).text
        except ValueError:
            told = None
        assert (told is None) == ("{" in text), code


def notices_of(code, session=None, **others):
    """Return the notices when every daily report failed with `code`, but for `others`."""
    codes = dict.fromkeys(contract.TOTALS_FROM, code)
    codes.update(others)
    report_status = [{"report": name, "code": codes[name], "at": None} for name in sorted(codes)]
    found = {"workspace": {"name": "Example"}}
    found.update(session or {})
    notes = factories.built(factories.made_report(report_status=report_status), found).notices
    return [(one.code, one.text) for one in notes]


def test_when_all_daily_reports_must_wait_the_time_is_told():
    session = {"cooldown": {"next_allowed_at": "2026-11-23T09:02:00Z", "code": "RATE_LIMITED"}}
    assert notices_of("RATE_LIMITED", session) == [
        ("RATE_LIMITED", "ChatGPT asks to wait. You can refresh again in 2 min.")
    ]
    assert notices_of("RATE_LIMITED")[0][1].endswith("again in a moment.")


def test_when_some_days_of_every_daily_report_are_missing_they_are_named():
    ((code, text),) = notices_of("PARTIAL")
    assert code == "PARTIAL"
    assert "Product" in text
    assert "read in part" in text


def test_of_several_failures_the_one_that_tells_most_is_told_whatever_their_order():
    assert notices_of("SERVER", limits="SHAPE")[0][0] == "SERVER"
    assert notices_of("TIMEOUT", effort="NOT_FOUND", product="UNIT")[0][0] == "TIMEOUT"
    assert notices_of("NOT_FOUND", surface="RATE_LIMITED")[0][0] == "RATE_LIMITED"


def test_names_that_were_not_kept_are_told_of():
    def codes(made):
        return [one.code for one in factories.built(made).notices]

    dates = ["2026-11-21", "2026-11-22"]
    withheld = factories.stored_scope(dates, [15, 20], [factories.stored_breakdown(dates, [("withheld", [15, 20])])])
    window = {
        "name": "name withheld", "used_percent": 5, "seconds": None, "resets_at": None, "opened": True, "reached": None, "allowed": None,
    }  # fmt: skip
    assert codes(factories.made_report(withheld)) == ["WITHHELD"]
    assert codes(factories.made_report(limits=factories.stored_limits(windows=[window]))) == ["WITHHELD"]
    assert codes(factories.made_report()) == []


def test_a_daily_report_that_was_not_asked_is_named_beside_the_ones_that_were_refused():
    def unread(*pairs):
        report_status = [{"report": name, "code": code, "at": None} for name, code in pairs]
        made = factories.made_report(report_status=report_status)
        return [
            (one.code, one.text) for one in report_notices.unread_reports(factories.FORMATTER, made, {}, factories.NOW)
        ]

    found = unread(("product", "NO_ACCESS"), ("model", "ok"), ("effort", "NOT_ASKED"), ("monthly", "NOT_ASKED"))
    words = "Product (no access); Effort (not asked)"
    assert found == [("PARTIAL", messages.notice("PARTIAL", report=words).text)]
    rest = [(name, "NOT_ASKED") for name in ("model", "speed", "effort", "surface")]
    assert [code for code, _ in unread(("product", "RATE_LIMITED"), *rest)] == ["RATE_LIMITED"]


def test_a_month_s_report_that_failed_is_told_only_where_the_limit_or_its_use_is_not_known_without_it():
    def codes(personal):
        report_status = [{"report": "monthly", "code": "SERVER", "at": None}]
        made = factories.made_report(limits=factories.stored_limits(personal), report_status=report_status)
        return [one.code for one in report_notices.unread_reports(factories.FORMATTER, made, {}, factories.NOW)]

    assert codes({}) == []
    assert codes({"used": None, "remaining": None}) == ["PARTIAL"]
    assert codes({"state": "hidden", "limit": None, "used": None, "remaining": None}) == ["PARTIAL"]
    assert codes({"source": "monthly"}) == ["PARTIAL"]


def test_a_sign_in_that_some_reports_do_not_accept_blames_no_role():
    code, text = notices_of("NOT_ACCEPTED")[0]
    assert (code, "role" in text, "sign-in" in text) == ("NOT_ACCEPTED", False, True)


# What nobody has seen from here: why a limit is not told, who is behind a refusal, whether the rest is up to date.
UNSEEN = ("your admin", "your role", "up to date", "are safe", "personal account", "browser session", "voice")


def test_no_sentence_tells_a_reason_that_was_not_seen():
    texts = [text for _, text in sentences()] + list(messages.REASONS.values()) + list(budget_card.NO_LIMIT.values())
    texts += list(limit_text.STATES.values()) + list(reconciliation_section.RECONCILIATION_REASONS.values())
    assert [(text, word) for text in texts for word in UNSEEN if word in text.lower()] == []


def test_tokens_without_credits_lead_to_my_own_only_from_the_workspace():
    tokens = factories.two_days() | {"metered": False}
    made = factories.made_report(scopes={"mine": tokens, "workspace": tokens})
    offered = [
        [one.action for one in factories.built(made, scope=scope).notices if one.code == "NOT_METERED"]
        for scope in ("mine", "workspace")
    ]
    assert offered == [[""], ["mine"]]
