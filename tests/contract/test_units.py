"""One scope has one unit and one scale: nothing is converted, and amounts in two of them are never in one table."""

import pytest

from simulator.worker.worker import base, bodies, rows
from tests.contract.stored_report import breakdown, code, totals

DAILY = ("product", "model", "speed", "effort", "surface")
DAYS = ("2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17", "2026-09-18")


def in_unit(name, unit):
    """Return the body of a report that is told in `unit`."""
    field = {"surface": "units", "workspace": "balance_unit"}.get(name, "unit")
    return bodies("activity" if name == "workspace" else name) | {field: unit}


def all_in(unit, *names):
    return {name: in_unit(name, unit) for name in names or DAILY}


def codes(report):
    return {name: code(report, name) for name in DAILY}


@pytest.mark.parametrize(("told", "unit"), [("usd", "usd"), ("USD", "usd"), (" Eur ", "eur"), ("tokens", "tokens")])
def test_reports_in_one_unit_are_kept_as_they_are_given(worker, told, unit):
    report = worker.report(base(**all_in(told, *DAILY, "workspace")))
    mine, plain = report["scopes"]["mine"], worker.report(base())["scopes"]["mine"]
    assert (mine["unit"], report["scopes"]["workspace"]["unit"]) == (unit, unit)
    assert (mine["totals"], mine["breakdowns"]) == (plain["totals"], plain["breakdowns"])
    assert set(codes(report).values()) == {"ok"}


@pytest.mark.parametrize("told", [None, "", "credit", "CREDIT", "Credits"])
def test_credits_have_one_name(worker, told):
    report = worker.report(base(**all_in(told)))
    assert report["scopes"]["mine"]["unit"] == "credits"
    assert set(codes(report).values()) == {"ok"}


@pytest.mark.parametrize("name", DAILY[1:])
def test_a_report_in_another_unit_than_the_rest_is_named_and_not_merged(worker, name):
    report = worker.report(base(**all_in("usd", name)))
    assert report["scopes"]["mine"]["unit"] == "credits"
    assert (code(report, name), breakdown(report, name)) == ("UNIT", None)
    assert [other for other, found in codes(report).items() if found != "ok"] == [name]


def test_the_product_report_gives_the_unit(worker):
    report = worker.report(base(**all_in("usd", "product")))
    assert (report["scopes"]["mine"]["unit"], report["scopes"]["mine"]["totals"]["source"]) == ("usd", "product")
    assert [name for name, found in codes(report).items() if found != "UNIT"] == ["product"]
    assert [one["breakdown"] for one in report["scopes"]["mine"]["breakdowns"]] == ["product"]


def test_a_unit_that_is_not_told_is_not_credits_where_others_are_dollars(worker):
    report = worker.report(base(**all_in("usd") | {"surface": in_unit("surface", None)}))
    assert (code(report, "surface"), breakdown(report, "surface")) == ("UNIT", None)
    assert report["scopes"]["mine"]["unit"] == "usd"
    report = worker.report(base(**all_in("usd"), workspace=in_unit("workspace", None)))
    assert (code(report, "workspace"), report["scopes"]["workspace"]) == ("UNIT", None)


def test_a_unit_that_is_not_told_alone_changes_no_known_unit(worker):
    first = worker.report(base(**all_in("usd")))
    failed = {name: {"status": 500, "body": "{}"} for name in DAILY[:4]}
    later = worker.report(base(**failed, surface=in_unit("surface", None)), known=first)
    assert (code(later, "surface"), later["scopes"]["mine"]) == ("UNIT", first["scopes"]["mine"])


def test_a_report_in_another_unit_keeps_what_was_known_of_it(worker):
    first = worker.report(base())
    later = worker.report(base(**all_in("usd", "speed")), known=first)
    assert (code(later, "speed"), breakdown(later, "speed")) == ("UNIT", breakdown(first, "speed"))


def test_a_new_unit_drops_the_figures_of_the_old_one(worker):
    first = worker.report(base())
    some = {name: rows((DAYS[0], 5), unit="usd") for name in ("product", "speed")}
    failed = {name: {"status": 500, "body": "{}"} for name in ("model", "effort", "surface")}
    short = [[DAYS[0], "2026-09-19"]]
    later = worker.report(base(**some, **failed), known=first, spans=short)
    mine = later["scopes"]["mine"]
    assert (mine["unit"], totals(later), mine["spans"]) == ("usd", {DAYS[0]: 5}, short)
    assert [one["breakdown"] for one in mine["breakdowns"]] == ["product", "speed"]
    assert (later["restatements"], mine["activity"]) == ([], first["scopes"]["mine"]["activity"])


def test_one_piece_in_another_unit_is_left_out(worker):
    body = {"date": "2026-09-18", "values": {"codex": 3}}
    answers = base(product={"data": [body], "unit": "usd"})
    envelope, _ = worker.collect(answers, spans=[["2026-08-01", "2026-09-19"]])
    old = next(one for one in envelope["answers"] if one["report"] == "product" and one["end"] != "2026-09-19")
    old["body"] = old["body"] | {"unit": "credits", "data": [{"date": "2026-08-02", "values": [["codex", 9]]}]}
    report = worker.build_report(envelope)["report"]
    assert (code(report, "product"), totals(report)) == ("PARTIAL", {"2026-09-18": 3})


def daily(factor, days=DAYS):
    return rows(*[(day, factor * (at + 1)) for at, day in enumerate(days)], unit="credits")


def test_a_jump_in_scale_is_named_and_the_old_scale_is_not_mixed_in(worker):
    earlier = ("2026-08-25", *DAYS)
    first = worker.report(base(product=daily(1, earlier), model=daily(1)))
    later = worker.report(base(product=daily(100), model=daily(1)), known=first, spans=[[DAYS[0], "2026-09-19"]])
    assert (code(later, "product"), code(later, "model")) == ("SCALE", "ok")
    assert totals(later) == {day: 100 * (at + 1) for at, day in enumerate(DAYS)}
    was = {one["day"]: (one["was"], one["now"]) for one in later["restatements"]}
    assert was[DAYS[0]] == (2, 100)
    again = worker.report(base(product=daily(100), model=daily(1)), known=later)
    assert (code(again, "product"), again["restatements"]) == ("SCALE", later["restatements"])
    tomorrow = worker.report(base(product=daily(100)), known=again, now="2026-09-20T14:05:00Z")
    assert code(tomorrow, "product") == "ok"


@pytest.mark.parametrize(("factor", "days"), [(40, DAYS), (1 / 40, DAYS), (100, DAYS[:2])])
def test_an_ordinary_change_is_no_jump(worker, factor, days):
    first = worker.report(base(product=daily(1, days)))
    assert code(worker.report(base(product=daily(factor, days)), known=first), "product") == "ok"


def test_limits_that_jump_are_named(worker):
    def of(factor, **more):
        def change(body):
            limit = body["spend_control"]["individual_limit"]
            limit |= {"limit": str(7000 * factor), "used": str(3000 * factor), "remaining": None} | more

        return change

    first = worker.report(base(limits=of(1)))
    assert code(worker.report(base(limits=of(100)), known=first), "limits") == "SCALE"
    assert code(worker.report(base(limits=of(1.5)), known=first), "limits") == "ok"
    assert code(worker.report(base(limits=of(100, used="3000")), known=first), "limits") == "ok"
    assert code(worker.report(base(limits=of(100, unit="usd")), known=first), "limits") == "ok"
