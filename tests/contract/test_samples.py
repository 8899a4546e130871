"""The sample bodies, all the way to the stored report; every figure is added up here again."""

import json
from math import fsum

import pytest

from simulator.worker.worker import SPAN, VARIANTS, base, bodies
from tests.contract.stored_report import breakdown, by_day, cells, code

CREDITS = ("product", "model", "speed", "effort")


def test_the_day_totals_are_the_sums_of_the_product_rows(worker):
    totals = worker.report(base())["scopes"]["mine"]["totals"]
    expected = {row["date"]: fsum(row["values"].values()) for row in bodies("product")["data"]}
    assert totals["source"] == "product"
    assert dict(zip(totals["days"], totals["values"])) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", CREDITS)
def test_each_credit_breakdown_holds_every_cell_of_its_answer(worker, name):
    found = breakdown(worker.report(base()), name)
    body = bodies(name)
    expected = {(row["date"], key): value for row in body["data"] for key, value in row["values"].items()}
    assert cells(found) == expected
    assert {one["key"]: one["label"] for one in found["series"]} == {one["key"]: one["label"] for one in body["series"]}
    assert found["source"] == "credits"
    assert found["fresh"] == body["data_freshness_ts"]
    assert found["spans"] == [SPAN]


def test_the_surface_breakdown_is_the_premium_credits(worker):
    found = breakdown(worker.report(base()), "surface")
    expected = {
        (row["date"], key): value
        for row in bodies("surface")["data"]
        for key, value in row["premium_usage_values"]["credit_usage_credits"].items()
    }
    assert cells(found) == expected


def test_activity_is_my_turns_and_threads(worker):
    activity = worker.report(base())["scopes"]["mine"]["activity"]
    rows = {row["date"]: row["totals"] for row in bodies("activity")["data"]}
    assert activity["days"] == sorted(rows)
    assert activity["turns"] == [rows[day]["turns"] for day in activity["days"]]
    assert activity["threads"] == [rows[day]["threads"] for day in activity["days"]]


def test_the_workspace_scope_has_its_own_totals_with_clients_and_models(worker):
    body = bodies("activity")
    mine = worker.report(base(workspace=body))["scopes"]["workspace"]
    totals = {row["date"]: row["totals"]["credits"] for row in body["data"]}
    assert mine["totals"]["source"] == "workspace"
    assert dict(zip(mine["totals"]["days"], mine["totals"]["values"])) == totals
    clients, models = {}, {}
    for row in body["data"]:
        for client in row["clients"]:
            add(clients, row["date"], client["client_id"], client["credits"])
        for model in row["models"]:
            add(models, row["date"], model["model"], model["credits"])
    breakdowns = {one["breakdown"]: one for one in mine["breakdowns"]}
    assert cells(breakdowns["surface"]) == pytest.approx(clients)
    assert cells(breakdowns["model"]) == pytest.approx(models)
    assert {one["source"] for one in mine["breakdowns"]} == {"counts"}


def test_the_personal_limit_is_the_one_chatgpt_gives(worker):
    personal = worker.report(base())["limits"]["personal"]
    assert personal == {
        "state": "set",
        "limit": 7000,
        "used": 3799.739789539,
        "remaining": 3200.260210461,
        "used_percent": 54,
        "resets_at": "2026-10-01T00:00:00Z",
        "unit": "credit",
        "enforcement": "hard",
        "source": "usage",
    }


def test_every_section_says_how_its_report_went(worker):
    sections = worker.report(base())["report_status"]
    codes = {section["report"]: section["code"] for section in sections}
    assert codes == dict.fromkeys(codes, "ok") | {"workspace": "NO_ACCESS", "settings": "NOT_ASKED"}
    assert [section["report"] for section in sections if section["at"] is None] == ["settings", "workspace"]


def test_nothing_but_the_named_fields_leaves_the_page(worker):
    envelope, _ = worker.collect(base(workspace=bodies("activity"), limits="wham_usage_enterprise_no_limit"))
    text = json.dumps(envelope)
    session = bodies("session")
    secrets = [session["accessToken"], session["user"]["email"], session["user"]["id"], session["user"]["name"]]
    secrets += [session["account"]["id"], "codex_bengalfox", "member@example.com", "WARNING"]
    assert [secret for secret in secrets if secret in text] == []


DAILY_VARIANTS = {
    "daily_workspace_user_credit_usage_minimal": "product",
    "edge_credit_usage_decimal_strings": "product",
    "edge_credit_usage_negative_zero_empty": "product",
    "edge_credit_usage_empty": "product",
}


@pytest.mark.parametrize(("variant", "name"), DAILY_VARIANTS.items())
def test_each_odd_but_right_credit_answer_gives_its_own_sums(worker, variant, name):
    report = worker.report(base(**{name: variant}))
    body = json.loads(VARIANTS[variant]["body"])
    expected = {row["date"]: fsum(map(float, row["values"].values())) for row in body["data"]}
    found = breakdown(report, name)
    assert found["days"] == sorted(expected)
    assert {day: fsum(values.values()) for day, values in by_day(found).items()} == pytest.approx(expected, abs=1e-9)


def test_a_day_without_premium_figures_falls_back_to_the_surface_figures(worker):
    found = breakdown(worker.report(base(surface="edge_token_breakdown_null_models")), "surface")
    body = json.loads(VARIANTS["edge_token_breakdown_null_models"]["body"])
    expected = {row["date"]: fsum(row["product_surface_usage_values"].values()) for row in body["data"]}
    assert {day: fsum(values.values()) for day, values in by_day(found).items()} == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "variant",
    [
        "daily_token_usage_breakdown_percent",
        "daily_token_usage_breakdown_units_missing",
        "edge_token_usage_unknown_unit",
        "daily_token_usage_breakdown_attribution",
    ],
)
def test_relative_figures_are_never_taken_for_credits(worker, variant):
    report = worker.report(base(surface=variant))
    assert code(report, "surface") == "UNIT"
    assert breakdown(report, "surface") is None


def test_no_row_at_all_is_an_answer(worker):
    report = worker.report(base(surface="edge_token_breakdown_empty", activity="daily_workspace_usage_counts_empty"))
    assert code(report, "surface") == code(report, "activity") == "ok"
    assert breakdown(report, "surface")["days"] == []
    assert report["scopes"]["mine"]["activity"]["days"] == []


def add(table, day, key, value):
    table[day, key] = table.get((day, key), 0) + value
