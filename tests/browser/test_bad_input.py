"""Whatever ChatGPT answers and whatever is found stored: the popup shows the right figures or says the right sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from codex_credits.present import sample
from tests.browser.shared_browser import world_fixture

LONG = "x" * 100_000
MARKUP = (
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</text><script>", '"><svg onload=alert(1)>', "javascript:alert(1)",
)  # fmt: skip
ORDINARY = ("__proto__", "constructor", "prototype", "toString", "null", "undefined", "NaN", "~other", "hasOwnProperty")
BIDI = "\u202egnp.exe\u2066 \u200f\u061cend"
ODD = ("", "   ", "\u0000\u0007", "👩‍👩‍👧‍👦 🏳️‍🌈", "z" + "\u0301" * 200, "\ud83d", "two\nlines\u2028and\u2029more")
SEEN = "(selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent)"
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


world = world_fixture(lang="en-US")


def now():
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answered(world, values):
    """Return the popup after ChatGPT said `values` (key -> credits) for today by product and model, and nothing else."""

    def only(body):
        row = {"date": world.server.today, "values": dict(values)}
        return body | {"data": [row]}

    world.reset()
    for report in ("product", "model"):
        world.server.inject_fault(report, change=only)
    for report in ("speed", "effort", "surface"):
        world.server.inject_fault(report, change=lambda body: body | {"data": []})
    return world.popup()


def found(world, series, days=None, **report):
    """Return the popup where a report with these model series, [(key, label, values of the last days)], was found stored."""
    stored = sample.stored(now()) | report
    mine = stored["scopes"]["mine"]
    count = len(series[0][2])
    today = date.fromisoformat(stored["fetched_at"][:10])
    days = days or [str(today - timedelta(days=count - 1 - at)) for at in range(count)]
    totals = [sum(values[at] or 0 for _, _, values in series) for at in range(count)]
    mine["totals"] = {"source": "model", "days": days, "values": totals}
    breakdown = next(one for one in mine["breakdowns"] if one["breakdown"] == "model")
    rows = [{"key": key, "label": label, "values": values} for key, label, values in series]
    mine["breakdowns"] = [breakdown | {"days": days, "series": sorted(rows, key=lambda one: one["key"])}]
    popup = world.popup_of(stored, range={"preset": "7", "start": days[0], "end": days[-1]})
    assert popup.shown()["report_status"], "the report was refused"
    return popup


def test_series_named_like_parts_of_an_object_are_ordinary_series(world):
    values = {name: at + 1 for at, name in enumerate(ORDINARY) if name != "~other"}
    shown = answered(world, values).shown()
    assert {row["key"]: row["credits"] for row in shown["series"]} == values
    assert shown["total"] == sum(values.values())


def test_two_hundred_models_fold_into_other_and_lose_no_credit(world):
    values = {f"model-{at:03}": 1 + at / 8 for at in range(200)}
    popup = answered(world, values)
    shown = popup.shown()
    assert {row["key"]: row["credits"] for row in shown["series"]} == values
    assert shown["total"] == sum(values.values())
    visible = popup.page.locator("#series tbody tr:not([hidden])")
    assert visible.count() == 9
    expect(visible.last).to_contain_text("Other (192)")
    assert popup.page.locator("#bars path[data-hue]").count() == 9


def test_markup_in_a_name_is_text(world):
    popup = answered(world, {name: 5 + at for at, name in enumerate(MARKUP)})
    assert sorted(popup.page.evaluate(SEEN, "#series .label")) == sorted(MARKUP)
    for text in MARKUP:
        assert text in popup.page.locator("#plot").get_attribute("aria-valuetext")
    assert popup.page.locator("#series img, #series script, #callout img, svg svg").count() == 0


def test_a_name_of_100_000_characters_is_cut_and_moves_nothing(world):
    popup = answered(world, {LONG: 12.5, "short": 1})
    labels = popup.page.evaluate(SEEN, "#series .label")
    assert sorted(len(label) for label in labels) == [5, 200]
    assert popup.page.evaluate(WIDE) <= 0
    assert popup.page.locator("#series tbody tr").first.bounding_box()["height"] < 60
    assert popup.shown()["total"] == 13.5


def test_controls_of_direction_do_not_reach_the_page(world):
    popup = answered(world, {BIDI: 3, "plain": 2})
    said = popup.page.evaluate("() => document.body.innerText + document.getElementById('plot').ariaValueText")
    assert [
        hex(ord(letter))
        for letter in said
        if letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    ] == []
    assert popup.page.evaluate(SEEN, "#series bdi.label")[0].split() == ["gnp.exe", "end"]


def test_odd_names_have_a_place_each(world):
    popup = found(world, [(f"{at}{name}"[:200], name, [at + 1.0]) for at, name in enumerate(ODD)])
    labels = popup.page.evaluate(SEEN, "#series .label")
    assert len(labels) == len(ODD)
    assert all(label.strip() for label in labels)
    assert sum(label.startswith("(no name)") for label in labels) >= 2
    assert popup.page.evaluate(WIDE) <= 0
    assert popup.shown()["total"] == sum(range(1, len(ODD) + 1))


def test_negative_days_hang_below_the_line_and_count(world):
    popup = found(world, [("a", "A", [10.0, -4.0]), ("b", "B", [5.0, -1.5])])
    shown = popup.shown()
    assert [day["credits"] for day in shown["days"][-2:]] == [15, -5.5]
    assert shown["total"] == 9.5
    line = popup.page.locator("#zero").bounding_box()["y"]
    low = popup.page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('#bars path')].map((one) => one.getBoundingClientRect().bottom))"
    )
    assert low > line + 5


def test_huge_figures_are_exact_and_fit(world):
    popup = found(world, [("a", "A", [999_999_999_999.0])])
    assert popup.shown()["total"] == 999_999_999_999
    assert popup.page.locator("#range-total").inner_text() == "999,999,999,999.00 credits"
    assert popup.page.evaluate(WIDE) <= 0
    assert popup.page.locator("#chart .y").first.text_content() == "0"


def test_tiny_figures_are_not_shown_as_zero(world):
    popup = found(world, [("a", "A", [4e-7]), ("b", "B", [0.0012345])])
    texts = popup.page.evaluate(SEEN, "#series td.credits")
    assert texts == ["0.001235", "4E-7"]


def test_all_zero_is_said_and_drawn_flat(world):
    popup = found(world, [("a", "A", [0, 0, 0])])
    shown = popup.shown()
    assert shown["total"] == 0
    assert "NO_USAGE" in shown["notices"]
    assert popup.page.evaluate(SEEN, "#chart .y") == ["0", "0.5", "1"]
    assert popup.page.evaluate(SEEN, "#series td.share") == []


def test_one_giant_day_leaves_the_others_visible(world):
    popup = found(world, [("a", "A", [1.0, 1_000_000.0, 1.0])])
    box = popup.page.locator("#bars path[data-hue]").first
    heights = [float(part.split("v")[1].split("h")[0]) for part in box.get_attribute("d").split("z") if part]
    assert len(heights) == 3
    assert min(heights) >= 10, "thinner than a pixel"
    assert [day["credits"] for day in popup.shown()["days"][-3:]] == [1, 1_000_000, 1]


def test_reading_again_replaces_what_was_unreadable(world):
    popup = world.with_stored_report("text").popup()
    assert popup.shown()["total"] == pytest.approx(
        world.server.expected("mine", "product", world.server.today[:8] + "01", world.server.today).total, abs=1e-6
    )
