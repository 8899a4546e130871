"""What an answer's status, kind and size mean, for its report and for the whole refresh."""

import base64
import json

import pytest
from contract.stored import code, split
from contract.worker import LIMITS, SHORT, base, bodies

DATA = [name for name in SHORT if name not in ("session", "accounts")] + ["workspace"]


def failed(worker, **how):
    """Return the code of `product` when only it fails."""
    report = worker.report(base(product=how))
    assert split(report, "product") is None
    assert split(report, "model") is not None
    return code(report, "product")


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"status": 400, "body": '{"detail": "Bad range"}'}, "BAD_REQUEST"),
        ({"status": 400, "body": '{"detail": "No active workspace found for the current account."}'}, "NO_WORKSPACE"),
        ({"status": 401, "body": "{}"}, "NO_ACCESS"),
        ({"status": 403, "body": '{"detail": "Forbidden"}'}, "NO_ACCESS"),
        ({"status": 403, "body": "<html>Just a moment...</html>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 403, "body": "<html><script src=/cdn-cgi/challenge-platform/>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 403, "body": "<html>", "type": "text/html", "more": {"cf-mitigated": "challenge"}}, "CHALLENGE"),
        ({"status": 403, "body": "<html>Policy of our company</html>", "type": "text/html"}, "BLOCKED"),
        ({"status": 503, "body": "<html>Just a moment...</html>", "type": "text/html"}, "CHALLENGE"),
        ({"status": 503, "body": "<html></html>", "type": "text/html"}, "SERVER"),
        ({"status": 503, "body": "{}", "more": {"retry-after": "7"}}, "RATE_LIMITED"),
        ({"status": 404, "body": '{"detail": "Not Found"}'}, "NOT_FOUND"),
        ({"status": 404, "body": "<html></html>", "type": "text/html"}, "NOT_FOUND"),
        ({"status": 418, "body": "{}"}, "BAD_REQUEST"),
        ({"status": 422, "body": '{"detail": []}'}, "BAD_REQUEST"),
        ({"status": 429, "body": "{}"}, "RATE_LIMITED"),
        ({"status": 500, "body": "{}"}, "SERVER"),
        ({"status": 502, "body": "{}", "more": {"x-openai-authorization-error": "403"}}, "NO_ACCESS"),
        ({"status": 302, "body": "", "more": {"location": "https://auth.openai.com/"}}, "SIGNED_OUT"),
        ({"status": 304}, "SHAPE"),
        ({"status": 204}, "SHAPE"),
        ({"status": 205}, "SHAPE"),
        ({"status": 206, "body": '{"data": []}'}, "SHAPE"),
        ({"body": "<!DOCTYPE html>", "type": "text/html"}, "SHAPE"),
        ({"body": '{"data": []}', "type": "text/html"}, "SHAPE"),
        ({"body": '{"data": [{"date": "2026-0'}, "SHAPE"),
        ({"body": '{"data": []} {"data": []}'}, "SHAPE"),
        ({"body": ""}, "SHAPE"),
        ({"bytes": base64.b64encode('{"data": []}'.encode("utf-16")).decode()}, "SHAPE"),
        ({"bytes": base64.b64encode(b'{"data": [], "unit": "\xff"}').decode()}, "SHAPE"),
        ({"body": "[" * 100_000 + "]" * 100_000}, "SHAPE"),
        ({"fail": "network"}, "SERVER"),
        ({"fail": "stall"}, "TIMEOUT"),
    ],
)
def test_a_failed_report_is_named_and_the_others_are_kept(worker, how, expected):
    assert failed(worker, **how) == expected


@pytest.mark.parametrize(
    "body",
    ["null", "true", "42", '"text"', "{}", "[]", '{"rows": []}', '{"data": {}}', '{"data": [1]}', '{"data": null}'],
)
def test_json_that_is_no_report_is_refused(worker, body):
    assert failed(worker, body=body) == "SHAPE"


@pytest.mark.parametrize("values", [None, [], "x", 3, [["a", 1]]])
def test_a_row_whose_values_are_no_map_refuses_the_report(worker, values):
    assert failed(worker, body=json.dumps({"data": [{"date": "2026-09-18", "values": values}]})) == "SHAPE"


def test_a_byte_order_mark_does_no_harm(worker):
    text = base64.b64encode("\ufeff".encode() + json.dumps(bodies("product")).encode()).decode()
    assert worker.report(base(product={"bytes": text})) == worker.report(base())


def test_fields_nobody_named_are_not_stored(worker):
    def more(body):
        body["next_cursor"] = "CANARY"
        body["data"][0]["email"] = "CANARY"

    assert worker.report(base(product=more)) == worker.report(base())


def test_a_body_over_the_limit_is_not_read_to_its_end(worker):
    answers = base(product={"body": '{"data": [' + " " * 20_000 + "]}"})
    envelope, _ = worker.collect(answers, limits={"body_bytes": 10_000})
    product = next(answer for answer in envelope["answers"] if answer["report"] == "product")
    assert (product["kind"], product["body"]) == ("too_big", None)
    assert LIMITS["body_bytes"] == 5_000_000


def test_an_answer_of_too_many_rows_is_too_big(worker):
    rows = [{"date": "2026-09-18", "values": {}}] * 110_000
    assert failed(worker, body=json.dumps({"data": rows})) == "TOO_BIG"


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"fail": "network"}, "OFFLINE"),
        ({"status": 401, "body": "{}"}, "SIGNED_OUT"),
        ({"status": 403, "body": "{}"}, "NO_ACCESS"),
        ({"status": 403, "body": "<html>", "type": "text/html"}, "BLOCKED"),
        ({"status": 403, "body": "<html>Just a moment", "type": "text/html"}, "CHALLENGE"),
        ({"status": 404, "body": "{}"}, "NOT_FOUND"),
        ({"status": 429, "body": "{}"}, "RATE_LIMITED"),
        ({"status": 500, "body": "{}"}, "SERVER"),
        ({"status": 200, "body": "<html>", "type": "text/html"}, "SHAPE"),
        ({"status": 302, "body": ""}, "SIGNED_OUT"),
    ],
)
def test_a_refresh_that_could_read_nothing_has_the_code_of_its_reports(worker, how, expected):
    result = worker.refresh(base(**dict.fromkeys(DATA, how), accounts=how))
    assert result["code"] == expected


def test_a_personal_workspace_is_said_to_be_missing_rather_than_forbidden(worker):
    forbidden = {"status": 403, "body": "{}"}
    refused = dict.fromkeys(DATA, forbidden) | {"surface": "error_400_no_active_workspace"}
    assert worker.refresh(base(**refused))["code"] == "NO_WORKSPACE"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 60_000),
        ("120", 120_000),
        ("1e9", 60_000),
        ("1000000000", 3_600_000),
        ("-1", 60_000),
        ("soon", 60_000),
        ("", 60_000),
        (None, 60_000),
        ("Sat, 19 Sep 2026 14:10:00 GMT", 300_000),
        ("Fri, 18 Sep 2026 14:10:00 GMT", 60_000),
    ],
)
def test_the_wait_chatgpt_asks_for_is_kept_between_a_minute_and_an_hour(worker, header, wait):
    more = {} if header is None else {"retry-after": header}
    result = worker.refresh(base(surface={"status": 429, "body": "{}", "more": more}))
    assert result["wait"] == wait


def test_nothing_is_asked_after_two_reports_were_rate_limited(worker):
    limited = {"status": 429, "body": "{}"}
    _, asked = worker.collect(base(**dict.fromkeys(DATA, limited), accounts=limited))
    assert len(asked) <= 2 + LIMITS["at_once"] + 1  # the session twice, and what was under way


def test_a_report_that_was_never_asked_is_not_said_to_be_refused(worker):
    ended = {"status": 401, "body": "{}"}
    report = worker.report(base(product=ended, model=ended), limits={"at_once": 1})
    assert (code(report, "product"), code(report, "model")) == ("NO_ACCESS", "NO_ACCESS")
    later = ("speed", "effort", "surface", "activity", "monthly", "workspace")
    assert [code(report, name) for name in later] == ["NOT_ASKED"] * len(later)
    assert report["limits"]["personal"]["limit"] == 7000


def test_a_page_of_403_is_a_closed_door(worker):
    page = {"status": 403, "body": "<html>", "type": "text/html"}
    _, asked = worker.collect(base(**dict.fromkeys(DATA, page)), limits={"at_once": 1})
    assert len(asked) <= 2 + 1 + 2  # the session twice, the accounts, and two doors


def test_the_unit_is_looked_at_before_any_figure(worker):
    def unit(name):
        return lambda body: body | {"units": name}

    for name in ("usd", "USD", "percent", 7):
        report = worker.report(base(surface=unit(name)))
        assert (code(report, "surface"), split(report, "surface")) == ("UNIT", None)
    known = split(worker.report(base()), "surface")
    for name in (None, "", "credit", "CREDITS"):
        assert split(worker.report(base(surface=unit(name))), "surface") == known


def test_an_empty_map_of_surfaces_is_an_absent_one(worker):
    def row(**more):
        empty = {"credit_usage_credits": {}}
        return {"data": [{"date": "2026-09-18", "premium_usage_values": empty} | more], "units": "credits"}

    def series(body):
        return {one["key"]: one["values"] for one in split(worker.report(base(surface=body)), "surface")["series"]}

    assert series(row(groups=[{"dimensions": {"surface": "cli"}, "credits": 2}])) == {"cli": [2]}
    assert series(row(product_surface_usage_values={"vscode": 3})) == {"vscode": [3]}
    untold = split(worker.report(base(surface=row())), "surface")
    assert (untold["days"], untold["series"]) == ([], [])
    nothing = split(worker.report(base(surface=row(product_surface_usage_values={}))), "surface")
    assert (nothing["days"], nothing["series"]) == (["2026-09-18"], [])


def test_credits_that_were_never_read_are_not_said_to_be_unmetered(worker):
    refused = {"status": 403, "body": '{"detail": "Forbidden"}'}
    tokens = {"data": [{"date": "2026-09-18", "models": [{"model": "sol", "text_total_tokens": 9000}]}]}
    daily = dict.fromkeys(("product", "model", "speed", "effort"), refused)
    assert worker.report(base(surface=tokens, **daily))["scopes"]["mine"]["metered"] is True


def test_older_days_of_a_refused_report_are_not_asked_for(worker):
    spans = [["2026-06-01", "2026-09-19"]]
    _, asked = worker.collect(base(product={"status": 403, "body": "{}"}), spans=spans)
    assert sum(one["query"].get("breakdown") == "product" for one in asked) == 1
    assert sum(one["query"].get("breakdown") == "model" for one in asked) == 4


def test_models_come_from_the_token_report_when_the_credit_report_is_refused(worker):
    report = worker.report(base(model={"status": 403, "body": '{"detail": "Forbidden"}'}))
    found = split(report, "model")
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
    values = [value for one in split(report, "model")["series"] for value in one["values"] if value]
    assert values


def test_models_are_not_made_of_figures_that_are_no_credits(worker):
    report = worker.report(base(model={"status": 403, "body": "{}"}, surface=lambda body: body | {"units": "percent"}))
    assert split(report, "model") is None


def test_surfaces_come_from_groups_where_there_is_no_map(worker):
    groups = [
        {"dimensions": {"surface": "cli"}, "credits": 2},
        {"dimensions": {"surface": "cli"}, "credits": 3},
        {"dimensions": {}, "is_other": True, "credits": 1},
    ]
    body = {"data": [{"date": "2026-09-18", "groups": groups}], "units": "credits"}
    series = split(worker.report(base(surface=body)), "surface")["series"]
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


def test_dollars_are_not_shown_as_credits(worker):
    report = worker.report(base(workspace=bodies("activity") | {"balance_unit": "usd"}))
    assert (code(report, "workspace"), report["scopes"]["workspace"]) == ("UNIT", None)
