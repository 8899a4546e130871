"""My tokens per day: they come with the surfaces, are read apart from them, and are never made up."""

import pytest

from simulator.worker.worker import NOW, SPAN, base, bodies
from tests.contract.stored_report import breakdown, code, section

LATER = "2026-09-20T08:00:00Z"
REFUSED = {"status": 403, "body": '{"detail": "Forbidden"}'}
FIELDS = {"input": "uncached_text_input_tokens", "cached": "cached_text_input_tokens", "output": "text_output_tokens"}


def tokens(report):
    return report["scopes"]["mine"]["tokens"]


def on(report, day):
    """Return (input, cached, output) of a day, None when the day has no row."""
    found = tokens(report)
    if day not in found["days"]:
        return None
    at = found["days"].index(day)
    return tuple(found[name][at] for name in FIELDS)


def row(day="2026-09-18", *, credits=2.5, models=None, **kinds):
    """Return a row of the surface report; `kinds` are {surface: tokens} of "input", "cached" and "output"."""
    premium = {f"{FIELDS[kind]}_by_surface": values for kind, values in kinds.items()}
    return {"date": day, "premium_usage_values": {"credit_usage_credits": {"cli": credits}} | premium, "models": models}


def read(worker, *rows, known=None, now=NOW, units="credits", **more):
    body = {"data": list(rows), "units": units, "data_freshness_ts": "2026-09-19T09:00:00Z"}
    return worker.report(base(surface=body), known=known, now=now, **more)


def test_a_days_tokens_are_the_sums_over_the_surfaces(worker, sound):
    report = worker.report(base())
    sound(report)
    expected = {
        one["date"]: tuple(
            sum(one["premium_usage_values"][f"{field}_by_surface"].values()) for field in FIELDS.values()
        )
        for one in bodies("surface")["data"]
    }
    assert expected["2026-08-21"] == (1208321, 9128940, 99287)
    assert {day: on(report, day) for day in tokens(report)["days"]} == expected
    assert tokens(report)["spans"] == [SPAN]


def test_without_figures_by_surface_they_are_the_sums_over_the_models(worker):
    models = [
        {"model": "sol", "credits": 2, FIELDS["input"]: 10, FIELDS["cached"]: 30, FIELDS["output"]: 4},
        {"model": "luna", "credits": 1, FIELDS["input"]: 5, FIELDS["cached"]: None, FIELDS["output"]: 1},
    ]
    assert on(read(worker, row(models=models)), "2026-09-18") == (15, None, 5)


@pytest.mark.parametrize("broken", [{"cli": "many"}, {"cli": -1}, {"cli": 0.5}, {"cli": None, "web": 3}, [], "x", {}])
def test_a_figure_that_cannot_be_read_costs_no_other(worker, broken):
    report = read(worker, row(input=broken, cached={"cli": 7}, output={"cli": 3, "web": 1}))
    assert on(report, "2026-09-18") == (None, 7, 4)
    assert code(report, "surface") == "ok"
    assert breakdown(report, "surface")["series"][0]["values"] == [2.5]


def test_an_answer_without_tokens_has_none_and_its_credits_stay(worker):
    report = read(worker, row())
    assert tokens(report)["days"] == []
    assert (code(report, "surface"), breakdown(report, "surface")["days"]) == ("ok", ["2026-09-18"])


def test_zeros_are_unknown_today_and_beside_credits(worker):
    zeros = {"input": {"cli": 0}, "cached": {"cli": 0}, "output": {"cli": 0}}
    rows = [
        row("2026-09-16", credits=0, **zeros),
        row("2026-09-17", credits=1.5, **zeros),
        row("2026-09-18", credits=1.5, **(zeros | {"output": {"cli": 9}})),
        row("2026-09-19", credits=0, **(zeros | {"output": {"cli": 9}})),
    ]
    report = read(worker, *rows)
    assert tokens(report)["days"] == ["2026-09-16", "2026-09-18", "2026-09-19"]
    assert [on(report, day) for day in tokens(report)["days"]] == [(0, 0, 0), (0, 0, 9), (None, None, 9)]


def test_tokens_are_tokens_whatever_the_unit_of_the_credits(worker):
    known = read(worker, row(input={"cli": 4}), units="usd")
    assert (code(known, "surface"), breakdown(known, "surface")) == ("UNIT", None)
    assert on(known, "2026-09-18") == (4, None, None)
    later = worker.report(base(surface=REFUSED), known=known, now=LATER)
    assert tokens(later) == tokens(known)
    assert section(later, "surface")["at"] == NOW


def test_a_report_that_fails_keeps_its_tokens(worker):
    first = worker.report(base())
    assert tokens(worker.report(base(surface=REFUSED), known=first, now=LATER)) == tokens(first)


def test_of_days_that_are_not_read_again_only_the_settled_ones_keep_their_tokens(worker):
    first = worker.report(base())
    again = read(worker, row(), known=first, now=LATER, spans=[["2026-09-18", "2026-09-20"]])
    settled = worker.call("coverage.coveredDays", first)["surface"]
    assert settled == [["2026-08-21", "2026-09-12"]]
    assert tokens(again)["spans"] == [["2026-08-21", "2026-09-12"], ["2026-09-18", "2026-09-20"]]
    assert tokens(again)["days"] == [day for day in tokens(first)["days"] if day <= "2026-09-12"]
    assert on(again, "2026-08-21") == on(first, "2026-08-21")


def test_days_before_the_first_row_of_an_answer_keep_what_was_known(worker):
    first = worker.report(base())
    again = read(worker, row("2026-09-10", input={"cli": 1}), known=first)
    assert on(again, "2026-08-21") == on(first, "2026-08-21")
    assert on(again, "2026-09-10") == (1, None, None)
    assert tokens(again)["days"][-1] == "2026-09-10"


def test_the_whole_workspace_has_no_tokens_of_anybody(worker):
    report = worker.report(base(workspace=bodies("activity")))
    assert report["scopes"]["workspace"]["tokens"] is None


def test_a_report_that_is_truncated_before_keeps_the_newest_tokens(worker, sound):
    report = worker.report(base())
    short = worker.call("truncate.truncate", report, "2027-09-01")
    sound(short)
    assert tokens(short)["days"] == [day for day in tokens(report)["days"] if day >= "2026-09-01"]
    assert {len(tokens(short)[name]) for name in FIELDS} == {len(tokens(short)["days"])}
