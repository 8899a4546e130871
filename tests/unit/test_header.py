from codex_credits.present import status
from simulator import factories


def test_plans_are_called_what_chatgpt_calls_them():
    def called(plan):
        return factories.built(factories.made_report(), {"workspace": {"name": "Acme", "plan": plan}}).workspace

    assert called("business") == called("enterprise_cbp_usage_based") == "Acme (Enterprise)"
    assert called("team") == "Acme (Business)"
    assert called("quorum") == "Acme (Quorum)"
    assert called(None) == "Acme"
    assert factories.built(None, {"workspace": {"name": None, "plan": "edu"}}).workspace == "(Edu)"
    assert factories.built(factories.made_report(), {}).workspace == ""


def test_the_status_line_tells_how_old_the_data_and_the_refresh_are():
    shown = factories.built(factories.made_report(), now="2026-11-23T10:00:00Z")
    assert shown.read_text == "Updated 1 h ago"
    assert shown.through[1:] == ("2026-11-23 02:00 utc", "2026-11-23 02:00 recent (8 h ago)")
    assert factories.built(factories.made_report(factories.two_days() | {"fresh": None})).through is None


def test_a_refresh_under_way_begins_with_a_capital_where_nothing_else_stands():
    assert status.progress_text({"report": "speed"}, first=True) == "Reading …"


def test_progress_names_the_report_being_read():
    assert status.progress_text(None) == ""
    assert status.progress_text({"step": 3, "of": 8, "report": "speed"}) == "reading speed, 3 of 8 …"
    assert status.progress_text({"step": 3, "of": 8, "report": None}) == "reading …"
    assert status.progress_text({"report": "speed"}) == "reading …"
