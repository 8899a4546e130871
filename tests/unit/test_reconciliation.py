from codex_credits.model import breakdown, reconciliation, report
from simulator import factories

DATES = ["2026-11-21", "2026-11-22"]


def views(breakdowns, totals=(10, 20), source="product", older=(), **changes):
    totals = {"source": source, "days": DATES, "values": list(totals)}
    scope = report.Scope("mine", factories.stored_scope(DATES, [], breakdowns, totals=totals, **changes))
    table = breakdown.build_table(scope, "model", "2026-11-21", "2026-11-22", factories.TODAY)
    return {view.name: view for view in reconciliation.breakdown_totals(scope, table, older)}


def one(values, name="model", **changes):
    return factories.stored_breakdown(DATES, [("sol", values)], name, **changes)


def test_breakdowns_that_agree_have_no_difference_and_no_reason():
    found = views([one([10, 20]), one([10.0, 20.0000001], "speed")])
    assert [(view.credits > 29, view.difference, view.reason) for view in found.values()] == [(True, 0, "")] * 2


def test_a_difference_has_its_sign():
    assert views([one([10, 19.5])])["model"].difference == -0.5
    assert views([one([10, 20.5])])["model"].difference == 0.5


def test_each_reason_is_told_apart():
    reasons = [
        views([one([9, 20], source="tokens")])["model"].reason,
        views([one([9, 20], source="counts")])["model"].reason,
        views([one([9, 20], fresh="2026-11-22T20:00:00Z")])["model"].reason,
        views([one([9, 20], spans=[["2026-11-22", "2026-11-22"]])])["model"].reason,
        views([one([9, 20])])["model"].reason,
    ]
    assert len(set(reasons)) == 5
    assert reasons == ["tokens", "counts", "late", "days", "unknown"]


def test_what_was_read_before_the_total_differs_for_that_reason_alone():
    late = one([9, 20], fresh="2026-11-22T20:00:00Z")
    assert views([late], older=["model"])["model"].reason == "older"
    assert views([one([10, 20])], older=["model"])["model"].reason == ""
    assert views([late], older=["speed"])["model"].reason == "late"


def test_surfaces_are_those_of_the_token_report():
    assert views([one([9, 20], "surface")])["surface"].reason == "tokens"


def test_only_the_days_shown_are_compared():
    row = factories.stored_breakdown(["2026-11-01", "2026-11-21", "2026-11-22"], [("sol", [99, 10, 20])])
    assert views([row])["model"].difference == 0


def test_without_a_total_there_is_no_difference():
    assert views([one([10, 20])], [None, None], fresh=None)["model"].difference is None


def test_a_breakdown_of_the_same_report_as_the_total_is_not_told_to_be_of_another():
    tokens = one([9, 20], source="tokens")
    surface = one([9, 20], "surface")
    assert views([tokens], source="model")["model"].reason == "unknown"
    assert views([surface], source="surface")["surface"].reason == "unknown"
    assert views([surface, tokens], source="surface")["model"].reason == "unknown"
    assert views([surface, tokens], source="product")["model"].reason == "tokens"


def test_a_breakdown_of_which_no_day_was_read_is_unknown_and_not_zero():
    older = factories.stored_breakdown(["2026-10-20"], [("sol", [30])], spans=[["2026-10-01", "2026-10-31"]])
    found = views([older, one([10, 20], "speed")])
    assert found["model"] == ("model", None, None, "unread")
    assert found["speed"].credits == 30


def test_a_breakdown_without_any_part_beside_a_total_is_unknown_and_not_zero():
    empty = factories.stored_breakdown([], [], "surface", spans=one([10, 20])["spans"])
    found = views([empty, one([10, 20], "speed")])
    assert found["surface"] == ("surface", None, None, "empty")
    assert found["speed"].credits == 30
