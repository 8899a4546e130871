"""Odd names, odd numbers, odd days, from the answer to the screen: cases 92 to 126."""

import json
from datetime import date, timedelta

from .answers import one
from .row import FIRST, Row, all_of, inject_fault, rows_changed, shows_what_was_served

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea"
# A name as it comes, and as it must be read on the screen.
NAMES = {
    (92, "markup"): ("<img src=x onerror=alert(1)>", None),
    (92, "a script"): ("</text><script>alert(1)</script>", None),
    (92, "an address"): ("javascript:alert(1)", None),
    (93, "a quote and an image"): ('"><svg onload=alert(1)>', None),
    (94, "direction marks"): ("\u202eabc\u202c \u2066x\u2069\u200f", "abc x"),
    (95, "a pile of marks"): ("Z" + "\u0301" * 150, None),
    (95, "a mark without a width"): ("\ufeffwide", "wide"),
    (96, "a family and a flag"): (FAMILY, None),
    (97, "controls"): ("a\u0000b\u0085c\r\nd\u2028e", "a b c d e"),
    (98, "a hundred thousand letters"): ("m" * 100_000, "m" * 200),
    (100, "__proto__"): ("__proto__", None),
    (100, "constructor"): ("constructor", None),
    (100, "undefined"): ("undefined", None),
    (101, "a formula"): ('=HYPERLINK("https://a.example")', None),
    (102, "commas and quotes"): ("a,\"b\",'c'", None),
    ((), "text of two directions"): ("שלום abc 123", None),
    ((), "an old escape"): ("%3Cscript%3E&lt;b&gt;", None),
}
NUMBERS = {
    (103, "more than a number can be"): "1e400", (106, "1e308"): "1e308", (108, "beyond whole numbers"): "9007199254740993000",
    (111, "true"): "true", (107, "a comma"): '"1,5"',
    (107, "hexadecimal"): '"0x10"', (107, "other digits"): '"٣"', (107, "an underscore"): '"1_000"',
}  # fmt: skip
DAYS = ("2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1", "20260101", "tomorrow", "", "２０２６-01-01")


def named(name):
    """Return what calls a product by `name`, as key and as label."""

    def change(body):
        rows = [row | {"values": {name: sum(row["values"].values())}} for row in body["data"]]
        return body | {"data": rows, "series": [{"key": name, "label": name, "total": 1}]}

    return inject_fault("product", change=change)


def reads(text):
    """Return a check: by product there is a row of this label."""

    def check(_world, popup, _shown):
        popup.choose_breakdown("product")
        assert text in [row["label"] for row in popup.shown()["series"]]

    return check


def all_named(body):
    """Return a body in which each of the names has its part of every day."""
    rows = [
        row | {"values": {name: sum(row["values"].values()) / len(NAMES) for name, _ in NAMES.values()}}
        for row in body["data"]
    ]
    return body | {"data": rows, "series": [{"key": name, "label": name, "total": 1} for name, _ in NAMES.values()]}


def are_texts_of_the_page(_world, popup, _shown):
    """Find each of the names as plain text inside the page, and nothing else that came of them."""
    popup.choose_breakdown("product")
    labels = [row["label"] for row in popup.shown()["series"]]
    assert {name if shown is None else shown for name, shown in NAMES.values()} - set(labels) == set()
    made = popup.page.evaluate(
        "() => document.querySelectorAll('img, iframe, object, embed, base, [onload], [onerror], [onclick], #series script').length"
    )
    assert made == 0
    assert popup.page.evaluate("() => ({}).polluted === undefined")


def by_address(body):
    """Return a body whose series are called by people's addresses."""
    rename = {one["key"]: f"{one['key']}.someone@example.com" for one in body["series"]}
    series = [one | {"key": rename[one["key"]], "label": rename[one["key"]]} for one in body["series"]]
    rows = [
        row | {"values": {rename.get(key, key): value for key, value in row["values"].items()}} for row in body["data"]
    ]
    return body | {"data": rows, "series": series}


def keeps_no_address(world, popup, shown):
    """Find no address stored, shown or exported, and every credit of the breakdown under one name."""
    shows_what_was_served(world, popup, shown)
    kept = [world.browser.storage(), world.browser.in_pages("document.documentElement.outerHTML")]
    assert "example.com" not in json.dumps(kept)
    report = kept[0]["local"]["report"]
    model = next(one for one in report["scopes"]["mine"]["breakdowns"] if one["breakdown"] == "model")
    assert [(one["key"], one["label"]) for one in model["series"]] == [("withheld", "name withheld")]


def with_number(text):
    """Return the fault of a report whose every number is `text`."""
    change = rows_changed(lambda row: row | {"values": dict.fromkeys(row["values"], "HERE")})
    return {"change": lambda body: json.dumps(change(body)).replace('"HERE"', text)}


def totals(expected):
    """Return a check: the total of the last seven days by product is `expected`."""

    def check(_world, popup, _shown):
        popup.choose_range("7")
        assert popup.shown()["total"] == expected

    return check


def last_seven_days(world):
    """Return the last seven days, the oldest first."""
    today = date.fromisoformat(world.server.today)
    return [(today - timedelta(days=ago)).isoformat() for ago in range(6, -1, -1)]


def each_day(*values):
    """Return what serves a credit report whose last days have these `values`, and nothing else."""

    def do(world):
        days = last_seven_days(world)[-len(values) :]
        rows = [{"date": day, "values": {"codex": value}} for day, value in zip(days, values, strict=True)]
        world.inject_fault("product", change=lambda body: body | {"data": rows})

    return do


ROWS = [
    *[Row(case, f"a product called {what}", set(), does=named(name), sees=reads(name if shown is None else shown))
      for (case, what), (name, shown) in NAMES.items()],
    Row(tuple(sorted({case for case, _ in NAMES if case})), "products of all these names at once", set(), does=inject_fault("product", change=all_named),
        sees=are_texts_of_the_page),
    *[one(case, f"{what} for a number", **with_number(text)) for (case, what), text in NUMBERS.items()],
    *[one(115, f"{day!r} for a day", change=rows_changed(lambda row, day=day: row | {"date": day})) for day in DAYS],
    Row(104, "a refund larger than the use", set(), does=each_day(10, -30.5), sees=totals(-20.5)),
    Row(105, "a zero below zero", set(), does=each_day(0.0, -0.0, 4), sees=totals(4)),
    Row(107, "plain decimal texts", set(), does=each_day("-2.5", "0", "12.50"), sees=totals(10)),
    Row(107, "decimal texts with spaces and exponents", set(), does=each_day("1e3", "0E-10", " 12 "), sees=totals(1012)),
    Row(109, "more than 32 bits hold", set(), does=each_day(3_000_000_000, 2_147_483_648), sees=totals(5_147_483_648)),
    Row(110, "tenths", set(), does=each_day(10.1, 10.2, 10.3, 10.3, 10.1), sees=totals(51.0)),
    Row(112, "all zeros", {"NO_USAGE"}, asked=FIRST, arrange={"known": False},
        does=all_of(inject_fault("activity", "workspace", change=lambda body: body | {"data": []}), inject_fault(
            "product", "model", "speed", "effort", change=rows_changed(lambda row: row | {"values": dict.fromkeys(row["values"], 0)})))),
    Row((), "tokens beside credits of zero", {"NOT_METERED"}, asked=FIRST, arrange={"known": False}, does=inject_fault(
        "product", "model", "speed", "effort", change=rows_changed(lambda row: row | {"values": dict.fromkeys(row["values"], 0)}))),
    Row(113, "one day ten thousand times the others", set(), does=each_day(100, 100, 1_000_000, 100), sees=totals(1_000_300)),
    Row(122, "the same row twice", set(), does=inject_fault(
        "product", change=lambda body: body | {"data": [row for row in body["data"] for _ in range(2)]}),
        sees=lambda world, _popup, shown: shows(world, shown)),
    Row(123, "rows in no order", set(), does=inject_fault("product", change=lambda body: body | {"data": body["data"][::-1]}),
        sees=lambda world, _popup, shown: shows(world, shown)),
    Row((), "half a day twice, in different products", set(), does=each_day(1, 1), sees=totals(2)),
    Row((), "series called by e-mail addresses", {"WITHHELD"}, "replaced", FIRST, inject_fault("model", change=by_address), arrange={"known": False},
        sees=keeps_no_address),
    Row((), "a row without a date", {"PARTIAL"}, does=inject_fault("effort", change=rows_changed(lambda row: {"values": row["values"]}))),
]  # fmt: skip


def shows(world, shown):
    """Find the total that ChatGPT would have served in the ordinary way."""
    days = shown["range"]["start"], shown["range"]["end"]
    assert abs(shown["total"] - world.server.expected("mine", "product", *days).total) < 1e-6
