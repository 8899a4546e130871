"""Numbers, days and names: what is taken as it is, and what is refused."""

import pytest

from simulator.worker.worker import Refused, base, bodies
from tests.contract.stored_report import breakdown, cells, code

DAY = "2026-09-18"


def product(*values, date=DAY, **more):
    return {"data": [{"date": date, "values": dict(values)}], "unit": "credits"} | more


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12.5, 12.5),
        ("12.50", 12.5),
        ("-0.004", -0.004),
        ("0", 0),
        (" 12.5 ", 12.5),
        ("0E-10", 0),
        ("5e-05", 0.00005),
        ("1e3", 1000),
        (-0.0, 0),
        (1e12, 1e12),
        (3_000_000_000, 3_000_000_000),
    ],
)
def test_a_number_or_plain_decimal_text_is_taken_exactly(worker, value, number):
    report = worker.report(base(product=product(("codex", value))))
    assert cells(breakdown(report, "product")) == {(DAY, "codex"): number}


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        "",
        "1,5",
        " ",
        "1 2",
        "e3",
        "1e400",
        "Infinity",
        "0x10",
        "٣",
        "1_000",
        "NaN",
        "+5",
        ".5",
        "5.",
        [],
        {},
        [1],
        {"a": 1},
        1.1e12,
        -1e300,
    ],
)
def test_anything_else_refuses_the_report(worker, value):
    report = worker.report(base(product=product(("codex", value))))
    assert code(report, "product") == "SHAPE"
    assert breakdown(report, "product") is None


@pytest.mark.parametrize("text", ["1e400", "-1e400"])
def test_a_number_too_large_for_a_double_refuses_the_report(worker, text):
    body = '{"unit": "credits", "data": [{"date": "2026-09-18", "values": {"codex": ' + text + "}}]}"
    assert code(worker.report(base(product={"body": body})), "product") == "SHAPE"


def test_negative_credits_are_kept_and_added(worker):
    totals = worker.report(base(product=product(("codex", 10), ("work", -12.5))))["scopes"]["mine"]["totals"]
    assert totals["values"] == [-2.5]


def test_a_null_cell_is_not_a_zero(worker):
    report = worker.report(base(product=product(("codex", None), ("work", 2))))
    assert cells(breakdown(report, "product")) == {(DAY, "work"): 2}


def test_a_day_whose_every_cell_is_null_has_no_row(worker):
    body = product(("codex", None)) | {}
    body["data"].append({"date": "2026-09-17", "values": {"codex": 1}})
    assert breakdown(worker.report(base(product=body)), "product")["days"] == ["2026-09-17"]


def test_small_parts_beside_large_ones_are_not_lost_in_the_total(worker):
    values = [("a", 1e6), ("b", 1e-5), ("c", -1e6)]
    totals = worker.report(base(product=product(*values)))["scopes"]["mine"]["totals"]
    assert totals["values"] == pytest.approx([1e-5], rel=1e-9)


def test_parts_that_cancel_leave_no_residue(worker):
    values = [("a", 0.1), ("b", 0.2), ("c", -0.3)]
    totals = worker.report(base(product=product(*values)))["scopes"]["mine"]["totals"]
    assert totals["values"] == [0]
    rows = [{"date": DAY, "values": {"codex": value}} for value in (0.1, 0.2, -0.3)]
    assert worker.report(base(product={"data": rows}))["scopes"]["mine"]["totals"]["values"] == [0]


@pytest.mark.parametrize(
    "date", ["2026-09-18T00:00:00Z", "2026-09-18T23:59:59.123Z", "2026-09-18T12:00:00+00:00", "2026-09-18"]
)
def test_a_date_with_a_time_in_utc_is_its_day(worker, date):
    assert breakdown(worker.report(base(product=product(("codex", 1), date=date))), "product")["days"] == [DAY]


@pytest.mark.parametrize(
    "date",
    [
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "9999-12-31",
        "2026-1-1",
        "20260918",
        "2026-09-18 ",
        "2026-09-18T",
        "2026-09-18x",
        "2026-09-18T00:00:00+02:00",
        "2027-02-29",
        "",
        None,
        20260918,
        1789689600,
    ],
)
def test_what_is_not_a_day_refuses_the_report(worker, date):
    assert code(worker.report(base(product=product(("codex", 1), date=date))), "product") == "SHAPE"


def test_a_leap_day_is_a_day_and_one_more_is_none(worker):
    assert worker.call("dates.isDay", "2028-02-29") is True
    for day in ("2028-02-30", "2027-02-29", "2026-04-31", "2026-02-31", "2026-11-00", "2026-00-11"):
        assert worker.call("dates.isDay", day) is False


def test_a_day_that_comes_twice_is_added_up(worker):
    rows = [{"date": DAY, "values": {"codex": 1.5}}, {"date": f"{DAY}T00:00:00Z", "values": {"codex": 2, "work": 4}}]
    report = worker.report(base(product={"data": rows}))
    assert cells(breakdown(report, "product")) == {(DAY, "codex"): 3.5, (DAY, "work"): 4}


def test_the_same_row_twice_is_one(worker):
    def twice(body):
        body["data"] = [row for row in body["data"] for _ in range(2)]

    daily = ("product", "model", "speed", "effort", "surface", "activity")
    plain = worker.report(base(workspace=bodies("activity")))
    doubled = dict.fromkeys(daily, twice) | {"workspace": bodies("activity")}
    doubled["workspace"]["data"] *= 2
    assert worker.report(base(**doubled))["scopes"] == plain["scopes"]


def test_rows_are_stored_in_the_order_of_their_days(worker):
    rows = [{"date": f"2026-09-{day}", "values": {"codex": 1}} for day in (12, 10, 11)]
    days = breakdown(worker.report(base(product={"data": rows})), "product")["days"]
    assert days == ["2026-09-10", "2026-09-11", "2026-09-12"]


def test_a_row_outside_the_days_asked_for_is_dropped(worker):
    rows = [{"date": date, "values": {"codex": 1}} for date in ("2026-08-20", DAY, "2026-09-20")]
    assert breakdown(worker.report(base(product={"data": rows})), "product")["days"] == [DAY]


def test_an_answer_with_no_row_of_the_days_asked_for_is_refused(worker):
    rows = [{"date": "2026-08-20", "values": {"codex": 1}}]
    assert code(worker.report(base(product={"data": rows})), "product") == "SHAPE"


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "prototype", "toString", "null", "undefined", "NaN", "", " ", "🧑🏽‍🚀", "=1+1"]
)
def test_any_text_can_be_the_name_of_a_category(worker, name):
    report = worker.report(base(product=product((name, 3), ("codex", 1))))
    assert cells(breakdown(report, "product")) == {(DAY, name): 3, (DAY, "codex"): 1}


def test_structural_keys_named_like_prototypes_change_nothing(worker):
    evil = {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}
    row = {"date": DAY, "values": {"codex": 1}} | evil
    report = worker.report(base(product={"data": [row], "series": [{"key": "codex", "label": "C"} | evil]} | evil))
    assert cells(breakdown(report, "product")) == {(DAY, "codex"): 1}
    assert "polluted" not in str(report)


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("GPT-5.6 Sol", "GPT-5.6 Sol"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x00b\r\nc\u2028d", "a b c d"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("x" * 100_000, "x" * 200),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_a_label_is_clipped_and_freed_of_marks_that_are_not_text(worker, label, shown):
    body = product(("k", 1), series=[{"key": "k", "label": label}])
    assert breakdown(worker.report(base(product=body)), "product")["series"][0]["label"] == shown


def test_a_series_without_a_label_is_called_by_its_key(worker):
    series = breakdown(worker.report(base(product=product(("codex", 1)))), "product")["series"]
    assert series == [{"key": "codex", "label": "codex", "values": [1]}]


def test_a_lone_surrogate_in_a_name_is_made_whole_text(worker):
    body = '{"data": [{"date": "2026-09-18", "values": {"a\\ud83d": 1}}]}'
    assert breakdown(worker.report(base(product={"body": body})), "product")["series"][0]["key"] == "a\ufffd"


def test_a_very_long_name_is_kept_short_and_loses_no_credits(worker):
    body = product(("x" * 5000 + "1", 1), ("x" * 5000 + "2", 2))
    assert cells(breakdown(worker.report(base(product=body)), "product")) == {(DAY, "x" * 200): 3}


@pytest.mark.parametrize("unit", [None, "", "credit", "credits", "Credits"])
def test_an_absent_unit_or_credits_are_credits(worker, unit):
    assert code(worker.report(base(product=product(("codex", 1), unit=unit))), "product") == "ok"


@pytest.mark.parametrize("unit", ["percent", "relative", "%", 7, {}, "x" * 30])
def test_a_unit_that_names_no_amount_is_refused_by_its_own_code(worker, unit):
    assert code(worker.report(base(product=product(("codex", 1), unit=unit))), "product") == "UNIT"


@pytest.mark.parametrize("stamp", [None, "yesterday", 12, "2026-09-19", "2026-99-19T09:00:00Z", {}])
def test_a_freshness_stamp_that_is_none_is_unknown(worker, stamp):
    body = product(("codex", 1), data_freshness_ts=stamp)
    assert breakdown(worker.report(base(product=body)), "product")["fresh"] is None


def test_a_freshness_stamp_in_another_zone_is_stored_in_utc(worker):
    body = product(("codex", 1), data_freshness_ts="2026-09-19T09:00:00.123+02:00")
    assert breakdown(worker.report(base(product=body)), "product")["fresh"] == "2026-09-19T07:00:00Z"


@pytest.mark.parametrize("value", [-1, 1.5, True, "many"])
def test_turns_are_whole_and_never_negative(worker, value):
    body = {"data": [{"date": DAY, "totals": {"turns": value, "threads": 1}}]}
    assert code(worker.report(base(activity=body)), "activity") == "SHAPE"


def test_a_refusal_carries_its_code(worker):
    with pytest.raises(Refused, match="SHAPE"):
        worker.call("numbers.parseAmount", "1,5")
