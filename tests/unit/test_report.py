from codex_credits.model import contract, report
from simulator import factories


def refusal(stored):
    return factories.code_of(report.parse_report, stored)


def test_nothing_stored_is_no_report():
    assert report.parse_report(None) is None


def test_what_is_not_an_object_is_unreadable():
    for stored in ("", "report", [], 7, True):
        assert refusal(stored) == "UNREADABLE"


def test_another_schema_is_unreadable_and_a_later_one_says_so():
    for schema in (0, None, "1", True, [1]):
        assert refusal(factories.stored_report(schema=schema)) == "UNREADABLE"
    assert refusal(factories.stored_report(schema=report.SCHEMA + 1)) == "NEWER_SCHEMA"


def test_a_missing_field_is_unreadable():
    for name in ("fetched_at", "report_status", "limits", "scopes", "restatements", "truncated_before"):
        stored = factories.stored_report()
        del stored[name]
        assert refusal(stored) == "UNREADABLE", name


def test_an_instant_that_is_none_is_unreadable():
    for instant in (None, 1764000000, "2026-11-23", "2026-11-23 09:00:00Z", "2026-11-23T09:00:00+01:00"):
        assert refusal(factories.stored_report(fetched_at=instant)) == "UNREADABLE", instant


def test_a_scope_of_another_shape_is_unreadable():
    for scopes in (None, [], {}, {"mine": None, "workspace": None}, {"mine": [], "workspace": None}):
        assert refusal(factories.stored_report(scopes=scopes)) == "UNREADABLE", scopes


def test_spans_freshness_and_names_of_another_shape_are_unreadable():
    for changes in (
        {"spans": [["2026-11-01"]]}, {"spans": [["2026-11-01", 1]]}, {"spans": [[[], {}]]}, {"spans": None}, {"fresh": {}},
        {"fresh": 0}, {"fresh": "today"}, {"breakdowns": [{"breakdown": {}}]}, {"breakdowns": [{}]}, {"breakdowns": {}, "totals": []},
    ):  # fmt: skip
        scopes = {"mine": factories.two_days() | changes, "workspace": None}
        assert refusal(factories.stored_report(scopes=scopes)) == "UNREADABLE", changes


def test_limits_of_another_shape_are_unreadable():
    window = {"name": "Codex", "used_percent": 1, "seconds": 18000, "resets_at": None}
    odd = [
        factories.stored_limits(personal={"used": "12"}),
        factories.stored_limits(reached="yes"),
        factories.stored_limits(windows=[window]),
    ]
    without = factories.stored_limits()
    del without["reached"]
    for limits in [[], "none", {}, {"personal": None}, without] + odd:
        assert refusal(factories.stored_report(limits=limits) | {"limits": limits}) == "UNREADABLE", limits


def test_the_later_fields_of_the_limits_are_held_to_their_kinds():
    window = {
        "name": "Codex", "used_percent": None, "seconds": None, "resets_at": None, "opened": True, "reached": True, "allowed": None,
    }  # fmt: skip
    before = {"limit": 7000, "at": factories.NOW, "resets_at": None}
    later = factories.stored_limits(windows=[window], previous=before, unread=["credits"])
    assert report.parse_report(factories.stored_report(limits=later)).limits == later
    for changes in (
        {"windows_reported": 1}, {"ordinary_usage_allowed": "no"}, {"unread": [1]}, {"previous": {"limit": 1}},
        {"previous_reset": "soon"}, {"other": {"source": "monthly"}}, {"windows": [dict(window, reached=1)]}, {"personal": dict(later["personal"], unit=3)},
    ):  # fmt: skip
        assert refusal(factories.stored_report(limits=factories.stored_limits(**changes))) == "UNREADABLE", changes


def test_a_report_without_limits_is_one():
    assert report.parse_report(factories.stored_report() | {"limits": None}).limits is None


def test_report_status_restated_days_and_the_truncated_day_of_another_shape_are_unreadable():
    for changes in (
        {"report_status": None}, {"report_status": [{}]}, {"report_status": [{"report": 1, "code": "ok", "at": None}]},
        {"report_status": [{"report": "model", "code": "ok", "at": "yesterday"}]},
        {"restatements": None}, {"restatements": [{"day": "2026-11-01", "was": None, "now": 1}]}, {"truncated_before": 20251123},
    ):  # fmt: skip
        assert refusal(factories.stored_report(**changes)) == "UNREADABLE", changes


def totals_refusal(dates, values):
    return factories.code_of(lambda: report.Scope("mine", factories.stored_scope(dates, values)).totals)


def test_a_total_that_is_not_a_number_is_unreadable():
    for value in (True, False, "12", [1], float("nan"), float("inf"), -float("inf"), 2 * contract.TOTAL):
        assert totals_refusal(["2026-11-21"], [value]) == "UNREADABLE", value


def test_columns_of_another_length_are_unreadable():
    assert totals_refusal(["2026-11-21"], []) == "UNREADABLE"
    assert totals_refusal(["2026-11-21"], None) == "UNREADABLE"
    assert totals_refusal(None, [1]) == "UNREADABLE"


def test_totals_without_their_columns_are_unreadable():
    scope = report.Scope("mine", factories.stored_scope([], []) | {"totals": {"source": "product"}})
    assert factories.code_of(lambda: scope.totals) == "UNREADABLE"


def test_a_good_total_is_kept_whatever_its_sign():
    scope = report.Scope("mine", factories.stored_scope(["2026-11-21", "2026-11-22"], [-4.5, 0]))
    assert scope.totals == {"2026-11-21": -4.5, "2026-11-22": 0}


def breakdown_refusal(changes):
    row = factories.stored_breakdown(["2026-11-21"], [("sol", [1])])
    row.update(changes)
    scope = report.Scope("mine", factories.stored_scope(["2026-11-21"], [1], [row]))
    return factories.code_of(scope.breakdown, "model")


def test_a_breakdown_of_another_shape_is_unreadable():
    assert breakdown_refusal({}) is None
    for changes in ({"spans": [[1, 2]]}, {"spans": None}, {"fresh": {}}, {"source": 1}):
        assert breakdown_refusal(changes) == "UNREADABLE", changes
    for series in (
        None,
        [None],
        [{}],
        [{"key": "sol", "label": "Sol", "values": [True]}],
        [{"key": "sol", "values": [1]}],
    ):
        assert breakdown_refusal({"series": series}) == "UNREADABLE", series


def test_a_key_or_label_that_is_not_text_is_unreadable():
    for key, label in ((1, "Sol"), ("sol", 1), (None, "Sol"), ("sol", ["Sol"])):
        series = [{"key": key, "label": label, "values": [1]}]
        assert breakdown_refusal({"series": series}) == "UNREADABLE", (key, label)


def test_a_breakdown_that_was_never_read_is_none():
    assert report.Scope("mine", factories.two_days()).breakdown("effort") is None


def test_a_key_named_as_an_object_s_own_is_a_key():
    row = factories.stored_breakdown(["2026-11-21"], [("__proto__", [1])])
    scope = report.Scope("mine", factories.stored_scope(["2026-11-21"], [1], [row]))
    assert scope.breakdown("model").columns[0].key == "__proto__"


def test_a_scope_covers_the_days_of_its_spans_and_no_others():
    scope = report.Scope(
        "mine", factories.stored_scope([], [], spans=[["2026-09-01", "2026-09-02"], ["2026-11-01", "2026-11-03"]])
    )
    assert scope.covers("2026-09-02")
    assert scope.covers("2026-11-01")
    assert not scope.covers("2026-09-03")
    assert not scope.covers("2026-11-04")


def test_columns_kept_elsewhere_are_asked_for_with_their_days():
    asked = []

    def columns(scope, breakdown, start, end):
        asked.append((scope, breakdown, start, end))
        return {"days": ["2026-11-21"], "series": [{"key": "sol", "label": "Sol", "values": [3]}]}

    row = factories.stored_breakdown([], [])
    del row["series"]
    del row["days"]
    scope = report.Scope("mine", factories.stored_scope([], [], [row]), columns)
    assert scope.breakdown("model", "2026-11-21", "2026-11-22").columns[0].values == [3]
    scope.breakdown("model", "2026-11-21", "2026-11-22")
    assert asked == [("mine", "model", "2026-11-21", "2026-11-22")]
