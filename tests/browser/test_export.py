"""
What is taken away is what is shown: CSV, JSON and PNG as saved by a real click, and the two copied texts.

Read back by programs of their own kind: Python's csv and json, a PNG decoder; `make check-csv` asks LibreOffice too.
"""

import csv
import io
import json
import zlib
from datetime import UTC, date, datetime, timedelta

import jsonschema_rs
import pytest

from codex_credits.present import sample
from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.conftest import ROOT
from tests.browser.shared_browser import world_fixture

SCHEMA = json.loads((ROOT / "contract" / "export.schema.json").read_text(encoding="utf-8"))
# Labels as nobody would wish them; the last letters say which is which.
HOSTILE = (
    '=HYPERLINK("https://a.example","x") a', "@SUM(1) b", "+1 c", "-1 d", "\t=1 e", "\r=1 f", 'say "g"', "h, and i", "two\nlines j",
    "<img src=x onerror=alert(1)> k", " =1 l", "＝1 m",
)  # fmt: skip
RISKY = "=+-@\t\r＝＋－＠"


world = world_fixture(lang="de-DE")


@pytest.fixture
def taken(world, tmp_path):
    return DownloadsAndClipboard(world.browser, tmp_path)


def read_csv(file):
    """Return the rows of a CSV by its own head; each row ends as RFC 4180 wants it."""
    text = file.read_bytes().decode("utf-8")
    assert text[0] == "\ufeff", "Excel takes it for another encoding"
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert text.count("\r\n") == len(rows) + 1
    return rows


def nine_decimals(value):
    """Return an amount as ChatGPT gives it: sums of its amounts have more digits than they mean."""
    return None if value is None else round(value, 9)


def hold_rows(rows, shown):
    """Compare the rows of a CSV with what the popup shows, to the last digit."""
    by_series, by_day = {}, {}
    for row in rows:
        assert (row["zone"], row["unit"], row["scope"], row["breakdown"]) == (
            "UTC",
            "credits",
            shown["scope"],
            shown["breakdown"],
        )
        assert (row["range_start"], row["range_end"]) == (shown["range"]["start"], shown["range"]["end"])
        if row["credits"] and row["series_kind"] != "total":
            by_series.setdefault(row["series"], []).append(float(row["credits"]))
        by_day[row["day"]] = (row["day_state"], float(row["day_total_credits"]) if row["day_total_credits"] else None)
    assert by_day == {day["date"]: (day["state"], nine_decimals(day["credits"])) for day in shown["days"]}
    assert {key: sum(values) for key, values in by_series.items()} == pytest.approx(
        {row["key"]: row["credits"] for row in shown["series"]}, abs=1e-9
    )


@pytest.mark.parametrize("wanted", ["month", "28"])
def test_a_csv_holds_exactly_what_is_shown(world, taken, wanted):
    popup = world.settled_popup()
    popup.choose_range(wanted)
    popup.choose_breakdown("surface")
    shown = popup.shown()
    file = taken.file(popup, "csv")
    days = f"{shown['range']['start']}-to-{shown['range']['end']}"
    assert file.name == f"codex-credits-mine-surface-{days}.csv"
    assert "Northwind" not in file.read_text(encoding="utf-8")
    rows = read_csv(file)
    hold_rows(rows, shown)
    assert {row["sample"] for row in rows} == {"no"}
    assert all(datetime.fromisoformat(row["read_at"]) <= datetime.now(UTC) for row in rows)


def test_a_json_holds_exactly_what_is_shown_and_has_its_schema(world, taken):
    popup = world.settled_popup("negative-day")
    shown = popup.shown()
    told = json.loads(taken.file(popup, "json").read_text(encoding="utf-8"))
    jsonschema_rs.validate(SCHEMA, told)
    assert told["total_credits"] == shown["total"]
    assert [(one["series"], one["credits"]) for one in told["series"]] == [
        (one["key"], one["credits"]) for one in shown["series"]
    ]
    assert [(day["day"], day["state"], day["credits"]) for day in told["days"]] == [
        (day["date"], day["state"], day["credits"]) for day in shown["days"]
    ]
    for day in told["days"]:
        if day["parts"]:
            assert sum(part["credits"] for part in day["parts"]) == pytest.approx(day["credits"], abs=1e-6)


def test_other_is_taken_away_series_by_series(world, taken):
    popup = world.settled_popup().choose_range("28").choose_breakdown("surface")
    assert popup.page.locator('#series tr[data-key="~other"]').count() == 1
    keys = {row["series"] for row in read_csv(taken.file(popup, "csv"))}
    assert "~other" not in keys
    assert {row["key"] for row in popup.shown()["series"]} <= keys | {"~unattributed"}


def test_hostile_labels_are_text_in_a_csv_and_come_back_as_they_are_shown(world, taken):
    today = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = sample.stored(today)
    for breakdown in report["scopes"]["mine"]["breakdowns"]:
        if breakdown["breakdown"] == "model":
            empty = [None] * len(breakdown["days"])
            breakdown["series"] += [
                {"key": f"z{at}{label}", "label": label, "values": [*empty[:-1], 1.5]}
                for at, label in enumerate(HOSTILE)
            ]
            breakdown["series"].sort(key=lambda one: one["key"])
    popup = world.popup_of(report)
    file = taken.file(popup, "csv")
    rows = read_csv(file)
    assert [cell for row in rows for cell in row.values() if is_formula(cell)] == []
    labels = {row["series"]: row["label"] for row in rows}
    found = {key.lstrip("'")[-1]: label.lstrip("'") for key, label in labels.items() if key.lstrip("'").startswith("z")}
    assert len(found) == len(HOSTILE)
    shown = {row["key"][-1]: row["label"] for row in popup.shown()["series"] if row["key"].startswith("z")}
    assert found == shown


def is_formula(cell):
    """Tell whether a spreadsheet would run a text cell; a plain number it may read."""
    try:
        float(cell)
    except ValueError:
        return bool(cell.strip()) and (cell[0] in RISKY or cell.strip()[0] in RISKY)
    return False


def picture(file):
    """Return (width, height, {text}) of a PNG after checking each of its chunks."""
    data, at, found = file.read_bytes(), 8, {}
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert zlib.crc32(kind + content) == int.from_bytes(data[at + 8 + size : at + 12 + size])
        found[kind] = found.get(kind, b"") + content
        at += size + 12
    width, height = int.from_bytes(found[b"IHDR"][:4]), int.from_bytes(found[b"IHDR"][4:8])
    return width, height, zlib.decompress(found[b"IDAT"])


def test_a_png_is_a_whole_picture_twice_the_size_of_the_chart_with_room_for_title_and_legend(world, taken):
    popup = world.settled_popup()
    chart = popup.page.locator("#chart").bounding_box()
    width, height, pixels = picture(taken.file(popup, "png"))
    assert width == 2 * (round(chart["width"]) + 32)
    assert height > 2 * chart["height"] + 2 * 76
    assert len(set(pixels)) > 50, "it is of one colour"


def test_a_summary_holds_range_total_limit_and_the_largest_series(world, taken):
    popup = world.settled_popup()
    text, page = taken.copied_text(popup, "copy-summary"), popup.page
    for selector in ("#range-text", "#range-note", "#range-total", "#of"):
        assert page.locator(selector).first.inner_text().strip() in text, selector
    for label in page.locator("#series .label").all_inner_texts()[:5]:
        assert f"- {label}: " in text


def test_a_request_for_more_holds_used_limit_need_and_what_it_is_used_for(world, taken):
    popup = world.settled_popup()
    text, page = taken.copied_text(popup, "copy-request"), popup.page
    assert text.startswith("Antrag auf mehr Codex-Credits")
    for selector in ("#of", "#used-percent"):
        assert page.locator(selector).first.inner_text().strip() in text, selector
    ends = page.locator('[data-fact="period_end"] .value').get_attribute("title").split("(")[1].rstrip(")")
    assert f"80-%-Bereich {ends}, aus: {popup.shown()['forecast']['from_days']} vollständige Tage" in text
    used = f"{popup.shown()['limit']['used']:,.2f}".translate(str.maketrans(",.", ".,"))
    assert f"meine eigene Nutzung\nVerbraucht: {used} " in text
    first, label = most_used(text), page.locator("#series .label").first.inner_text()
    assert first.split(": ")[1].startswith(label)
    popup.choose_range("90")
    popup.choose_scope("workspace")
    assert most_used(taken.copied_text(popup, "copy-request")) == first, "of what is shown"


def most_used(text):
    """Return what a request for more says from the days of its first breakdown on."""
    return text.partition("Am meisten genutzt nach ")[2]


def test_whatever_is_taken_of_the_sample_says_so(world, taken):
    popup = world.reset("signed-out").popup()
    popup.page.locator("#empty-sample").click()
    popup.settle()
    file = taken.file(popup, "csv")
    assert file.name.startswith("codex-credits-sample-")
    assert {row["sample"] for row in read_csv(file)} == {"yes"}
    file = taken.file(popup, "json")
    assert file.name.startswith("codex-credits-sample-")
    told = json.loads(file.read_text(encoding="utf-8"))
    jsonschema_rs.validate(SCHEMA, told)
    assert told["sample"] is True
    assert taken.file(popup, "png").name.startswith("codex-credits-sample-")
    for action in ("copy-summary", "copy-request"):
        assert taken.copied_text(popup, action).startswith("Beispieldaten")
    assert world.stored() == {}


def test_days_nobody_has_reported_are_in_the_csv_without_credits(world, taken):
    popup = world.settled_popup("stale").choose_range("28")
    missing = [day["date"] for day in popup.shown()["days"] if day["credits"] is None]
    assert missing
    rows = {row["day"]: row for row in read_csv(taken.file(popup, "csv"))}
    assert {rows[day]["credits"] + rows[day]["day_total_credits"] for day in missing} == {""}
    first = date.fromisoformat(missing[0])
    assert rows[str(first - timedelta(days=1))]["credits"]
