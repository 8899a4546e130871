"""What the rows of the daily reports mean: units, places, counts, and which of them give the day totals."""

import pytest

from simulator.worker.worker import SHORT, base, bodies
from tests.contract.stored_report import breakdown, code

DATA = [name for name in SHORT if name not in ("session", "accounts")] + ["workspace"]


def test_a_report_that_was_never_asked_is_not_said_to_be_refused(worker):
    ended = {"status": 401, "body": "{}"}
    report = worker.report(base(product=ended, model=ended), bounds={"at_once": 1})
    assert (code(report, "product"), code(report, "model")) == ("NOT_ACCEPTED", "NOT_ACCEPTED")
    later = ("speed", "effort", "surface", "activity", "monthly", "workspace")
    assert [code(report, name) for name in later] == ["NOT_ASKED"] * len(later)
    assert report["limits"]["personal"]["limit"] == 7000


def test_a_page_of_403_is_a_closed_door(worker):
    page = {"status": 403, "body": "<html>", "type": "text/html"}
    _, asked = worker.collect(base(**dict.fromkeys(DATA, page)), bounds={"at_once": 1})
    assert len(asked) <= 2 + 1 + 2  # the session twice, the accounts, and two doors


def test_the_unit_is_looked_at_before_any_figure(worker):
    def unit(name):
        return lambda body: body | {"units": name}

    for name in ("usd", "USD", "percent", 7):
        report = worker.report(base(surface=unit(name)))
        assert (code(report, "surface"), breakdown(report, "surface")) == ("UNIT", None)
    known = breakdown(worker.report(base()), "surface")
    for name in (None, "", "credit", "CREDITS"):
        assert breakdown(worker.report(base(surface=unit(name))), "surface") == known


def test_an_empty_map_of_surfaces_is_an_absent_one(worker):
    def row(**more):
        empty = {"credit_usage_credits": {}}
        return {"data": [{"date": "2026-09-18", "premium_usage_values": empty} | more], "units": "credits"}

    def series(body):
        return {one["key"]: one["values"] for one in breakdown(worker.report(base(surface=body)), "surface")["series"]}

    assert series(row(groups=[{"dimensions": {"surface": "cli"}, "credits": 2}])) == {"cli": [2]}
    assert series(row(product_surface_usage_values={"vscode": 3})) == {"vscode": [3]}
    untold = breakdown(worker.report(base(surface=row())), "surface")
    assert (untold["days"], untold["series"]) == ([], [])
    nothing = breakdown(worker.report(base(surface=row(product_surface_usage_values={}))), "surface")
    assert (nothing["days"], nothing["series"]) == (["2026-09-18"], [])


def test_credits_that_were_never_read_are_not_said_to_be_unmetered(worker):
    refused = {"status": 403, "body": '{"detail": "Forbidden"}'}
    tokens = {"data": [{"date": "2026-09-18", "models": [{"model": "sol", "text_total_tokens": 9000}]}]}
    daily = dict.fromkeys(("product", "model", "speed", "effort"), refused)
    assert worker.report(base(surface=tokens, **daily))["scopes"]["mine"]["metered"] is True


def test_models_come_from_the_token_report_when_the_credit_report_is_refused(worker):
    report = worker.report(base(model={"status": 403, "body": '{"detail": "Forbidden"}'}))
    found = breakdown(report, "model")
    assert (code(report, "model"), found["source"]) == ("NO_ACCESS", "tokens")
    expected = {}
    for row in bodies("surface")["data"]:
        for model in row["models"] or []:
            expected[row["date"], model["model"]] = (
                expected.get((row["date"], model["model"]), 0) + model["on_demand_credits"]
            )
    stored = {
        (day, one["key"]): value
        for one in found["series"]
        for day, value in zip(found["days"], one["values"])
        if value is not None
    }
    assert stored == pytest.approx(expected)


def test_models_without_a_billed_figure_somewhere_are_taken_by_their_credits(worker):
    def included(body):
        models = [model for row in body["data"] for model in row["models"] or []]
        del models[0]["on_demand_credits"]
        for model in models[1:]:
            model["on_demand_credits"] = 0

    report = worker.report(base(model={"status": 404, "body": "{}"}, surface=included))
    values = [value for one in breakdown(report, "model")["series"] for value in one["values"] if value]
    assert values


def test_models_are_not_made_of_figures_that_are_no_credits(worker):
    report = worker.report(base(model={"status": 403, "body": "{}"}, surface=lambda body: body | {"units": "percent"}))
    assert breakdown(report, "model") is None


def test_surfaces_come_from_groups_where_there_is_no_map(worker):
    groups = [
        {"dimensions": {"surface": "cli"}, "credits": 2},
        {"dimensions": {"surface": "cli"}, "credits": 3},
        {"dimensions": {}, "is_other": True, "credits": 1},
    ]
    body = {"data": [{"date": "2026-09-18", "groups": groups}], "units": "credits"}
    series = breakdown(worker.report(base(surface=body)), "surface")["series"]
    assert {one["key"]: one["values"] for one in series} == {"cli": [5], "other": [1]}


def test_the_day_totals_come_from_the_first_report_with_a_row(worker):
    empty = {"data": []}
    assert worker.report(base(product=empty))["scopes"]["mine"]["totals"]["source"] == "model"
    report = worker.report(base(product=empty, model=empty, speed=empty, effort=empty))
    assert report["scopes"]["mine"]["totals"]["source"] == "surface"
    nothing = dict.fromkeys(("product", "model", "speed", "effort", "surface"), empty)
    assert worker.report(base(**nothing))["scopes"]["mine"]["totals"]["source"] == "product"


def test_without_any_daily_report_the_totals_have_no_source(worker):
    refused = {"status": 403, "body": "{}"}
    report = worker.report(base(**dict.fromkeys([name for name in DATA if name != "limits"], refused)))
    assert report["scopes"]["mine"]["totals"] == {"source": None, "days": [], "values": []}
    assert report["limits"]["personal"]["state"] == "set"


def test_credits_of_zero_beside_tokens_are_not_metered(worker):
    zero = worker.report(base(workspace="daily_workspace_usage_counts_zero_credits"))["scopes"]
    assert (zero["workspace"]["metered"], zero["mine"]["metered"]) == (False, True)
    assert worker.report(base(workspace=bodies("activity")))["scopes"]["workspace"]["metered"] is True
    idle = {"data": [{"date": "2026-09-18", "totals": {"credits": 0, "text_total_tokens": 0}}]}
    assert worker.report(base(workspace=idle))["scopes"]["workspace"]["metered"] is True


def test_turns_that_are_not_counted_yet_are_unknown(worker):
    use = {"credits": 4.5, "text_total_tokens": 9000}
    rows = {
        "2026-09-16": {"turns": 0, "threads": 0},
        "2026-09-17": {"turns": 0, "threads": 0} | use,
        "2026-09-18": {"turns": 7, "threads": 0} | use,
        "2026-09-19": {"turns": 3, "threads": 0},
    }
    body = {"data": [{"date": day, "totals": sums} for day, sums in rows.items()]}
    found = worker.report(base(activity=body))["scopes"]["mine"]["activity"]
    assert found["days"] == ["2026-09-16", "2026-09-18", "2026-09-19"]
    assert (found["turns"], found["threads"]) == ([0, 7, 3], [0, 0, None])


def test_counts_that_are_no_longer_kept_leave_the_known_ones(worker):
    first = worker.report(base())
    kept = worker.report(base(activity={"data": []}), known=first)
    assert kept["scopes"]["mine"]["activity"] == first["scopes"]["mine"]["activity"]
    one = {"data": [{"date": "2026-09-10", "totals": {"turns": 2, "threads": 1}}]}
    part = worker.report(base(activity=one), known=first)["scopes"]["mine"]["activity"]
    known = [day for day in first["scopes"]["mine"]["activity"]["days"] if day < "2026-09-10"]
    assert part["days"] == [*known, "2026-09-10"]


def test_a_workspace_row_without_credits_is_no_row(worker):
    body = {
        "data": [{"date": "2026-09-18", "totals": {"credits": None}}, {"date": "2026-09-17", "totals": {"credits": 2}}]
    }
    assert worker.report(base(workspace=body))["scopes"]["workspace"]["totals"]["days"] == ["2026-09-17"]


@pytest.mark.parametrize("totals", [None, [], "none"])
def test_a_workspace_row_without_totals_refuses_its_report_and_no_other(worker, totals):
    rows = {"data": [{"date": "2026-09-18", "totals": totals, "clients": [], "models": []}]}
    report = worker.report(base(workspace=rows))
    assert (code(report, "workspace"), code(report, "product")) == ("SHAPE", "ok")


def test_the_workspace_has_a_unit_of_its_own(worker):
    report = worker.report(base(workspace=bodies("activity") | {"balance_unit": "usd"}))
    assert (code(report, "workspace"), report["scopes"]["workspace"]["unit"]) == ("ok", "usd")
    assert report["scopes"]["mine"]["unit"] == "credits"


def test_counts_of_which_no_row_has_totals_are_not_understood(worker):
    rows = [{"date": "2026-09-17", "clients": []}, {"date": "2026-09-18", "totals": None}]
    report = worker.report(base(activity={"data": rows}))
    assert (code(report, "activity"), report["scopes"]["mine"]["activity"]) == ("SHAPE", None)
    assert code(worker.report(base(activity={"data": []})), "activity") == "ok"
