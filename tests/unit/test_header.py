from codex_credits.model import report
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


def read_text(at, view, limits_at=None):
    """Return the status line where `at` has the reports that were read at another time than 9 o'clock."""
    stored = factories.stored_report()
    stored["fetched_at"] = read = "2026-11-23T09:00:00Z"
    names = ("product", "model", "speed", "workspace")
    stored["report_status"] = [{"report": name, "code": "ok", "at": at.get(name, read)} for name in names]
    stored["limits"]["fetched_at"] = limits_at or stored["fetched_at"]
    found = report.parse_report(stored)
    return status.read_text(factories.FORMATTER, found, view, "2026-11-23T10:00:00Z")


def test_the_status_line_tells_the_age_of_what_is_shown_where_it_is_older():
    model, speed = factories.view(breakdown="model"), factories.view(breakdown="speed")
    at = {"speed": "2026-11-23T07:00:00Z"}
    assert read_text(at, model) == "Updated 1 h ago"
    assert read_text(at, speed) == "Updated 1 h ago (Speed: 3 h ago)"
    assert read_text({"speed": "2026-11-23T08:59:01Z"}, speed) == "Updated 1 h ago"
    assert read_text(at, speed, "2026-11-23T09:30:00Z") == "Limit updated 30 min ago, days 3 h ago"
    shared = factories.view(scope="workspace")
    assert read_text({"workspace": "2026-11-22T10:00:00Z"}, shared) == "Updated 1 h ago (Workspace: 1 d ago)"


def test_a_refresh_under_way_begins_with_a_capital_where_nothing_else_stands():
    assert status.progress_text({"report": "speed"}, first=True) == "Reading …"


def test_progress_names_the_report_being_read():
    assert status.progress_text(None) == ""
    assert status.progress_text({"step": 3, "of": 8, "report": "speed"}) == "reading speed, 3 of 8 …"
    assert status.progress_text({"step": 3, "of": 8, "report": None}) == "reading …"
    assert status.progress_text({"report": "speed"}) == "reading …"
