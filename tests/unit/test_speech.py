from codex_credits.present import comparison, screen, speech
from simulator import factories

FORMATTER = factories.FORMATTER


def shown(stored=None, limits=None, session=None, *, compared_by=None, workspace=None, **view):
    """Return the screen of two models on two days, or of another `stored` scope; `workspace` is the workspace's."""
    changes = {"scopes": {"mine": stored or factories.two_days(), "workspace": workspace}} if workspace else {}
    made = factories.made_report(stored, limits, **changes)
    return factories.built(made, session, comparison=compared_by, **view)


def test_the_answer_is_what_is_left_of_the_limit_and_what_the_forecast_says():
    told = speech.answer(shown(), "On this pace: 2,400 by month's end.")
    assert told == "3,000.00 left of 4,000 credits, 25 % used. On this pace: 2,400 by month's end."


def test_the_answer_without_a_limit_is_what_was_used():
    limits = factories.stored_limits(
        {"state": "unlimited", "limit": None, "used": None, "remaining": None, "used_percent": None}
    )
    told = speech.answer(shown(limits=limits))
    assert told.startswith("35.00 credits in ")
    assert told.endswith("Unlimited credits.")


def test_a_choice_is_said_in_one_sentence():
    def said(*changes, **view):
        return speech.choice(shown(**view), changes)

    month = "2026-11-01 to 2026-11-23, 35.00 credits, 23 days, today incomplete"
    assert said("breakdown", "hidden", "other") == f"By model, {month}"
    assert said("preset", "start", "end", "other") == f"By model, {month}"
    assert said("scope", "hidden") == f"Me, by model, {month}"
    assert said("scope", "hidden", scope="workspace", workspace=factories.two_days()) == f"Workspace, by model, {month}"
    days = {"preset": "custom", "start": "2026-11-21", "end": "2026-11-22"}
    assert said("start", **days) == "By model, 2026-11-21 to 2026-11-22, 35.00 credits"
    told = said("compare", compared_by=comparison, compare=True, **days)
    assert told.startswith("By model, 2026-11-21 to 2026-11-22, 35.00 credits; compared with ")
    assert said("hidden", hidden=("series:sol",)) == "Shown: LUNA"
    assert said("hidden") == "All shown"
    assert said("other", other=True) == "Other unfolded"


def test_an_unknown_is_said_as_unknown():
    unread = {"preset": "custom", "start": "2026-08-01", "end": "2026-08-02"}
    assert speech.choice(shown(**unread), ("start",)) == "By model, 2026-08-01 to 2026-08-02, not known, 0 of 2 days"
    days = {"preset": "custom", "start": "2026-09-02", "end": "2026-09-03", "compare": True}
    assert speech.choice(shown(compared_by=comparison, **days), ("compare",)).endswith(": not known")


def test_a_refresh_ends_with_its_notice_or_with_updated_and_the_answer():
    def said(session=None, **how):
        return speech.ended(shown(session=session), "", **{"updated": True, "is_view": False} | how)

    assert said() == "Updated. 3,000.00 left of 4,000 credits, 25 % used."
    assert said(updated=False) == "3,000.00 left of 4,000 credits, 25 % used."
    assert said(is_view=True).startswith("Updated. By model, 2026-11-01")
    offline = {"workspace": {}, "notice": {"code": "OFFLINE"}}
    assert said(offline).startswith("ChatGPT cannot be reached. Check your connection, then try again. 3,000.00 left")
    nothing = factories.built(None, {"notice": {"code": "NO_TAB"}})
    assert speech.ended(nothing, "", updated=True, is_view=False) == nothing.empty.text


def test_a_day_is_said_with_its_unit_its_place_and_its_parts():
    made = shown()

    def said(place):
        column = made.drawing.hits[place].column
        return speech.day_text(FORMATTER, made, place, screen.callout(FORMATTER, made.table, column))

    assert said(20) == "weekday 2026-11-21, 15.00 credits, day 21 of 23; SOL 10.00, LUNA 5.00"
    assert said(22) == "weekday 2026-11-23, not reported yet, day 23 of 23"


def test_a_week_is_said_as_a_week():
    made = shown(preset="90", start="2026-08-26", end=factories.TODAY)
    last = len(made.drawing.hits) - 1
    told = speech.day_text(FORMATTER, made, last, screen.callout(FORMATTER, made.table, made.drawing.hits[last].column))
    if last + 1 < 90:
        assert f"week {last + 1} of {last + 1}" in told


def test_the_gauge_says_its_share_its_rest_and_how_much_of_the_period_is_gone():
    assert (
        speech.gauge_text(FORMATTER, shown().card)
        == "25 % used, 3,000.00 left of 4,000 credits; 75 % of the period gone"
    )
