"""A series that ChatGPT calls by one of our own names, or by none, is a series like any other."""

import csv
import io
from datetime import UTC, datetime

import pytest

from codex_credits.present import sample
from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.shared_browser import world_fixture

KEYS = ("", "~other", "~total", "~unattributed")


world = world_fixture()


@pytest.fixture
def popup(world):
    """Return a popup on a report whose models have these keys."""
    report = sample.stored(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    for breakdown in report["scopes"]["mine"]["breakdowns"]:
        if breakdown["breakdown"] == "model":
            empty = [None] * (len(breakdown["days"]) - 1)
            breakdown["series"] = [
                {"key": key, "label": f"L{at}", "values": [*empty, at + 0.5]} for at, key in enumerate(KEYS)
            ]
    return world.popup_of(report)


def hidden_rows(popup):
    return popup.page.locator("#series tr[data-off]").evaluate_all(
        "(rows) => rows.map(({dataset}) => [dataset.kind, dataset.key])"
    )


def test_each_is_a_row_and_can_be_seen_alone(popup):
    rows = [row["key"] for row in popup.shown()["series"]]
    assert sorted(rows) == sorted([*KEYS, "~unattributed"])
    for key in KEYS:
        button = popup.page.locator(f'#series tr[data-kind="series"][data-key="{key}"] button')
        button.click()
        assert sorted(hidden_rows(popup)) == sorted(
            [["series", other] for other in KEYS if other != key] + [["unattributed", "~unattributed"]]
        )
        button.click()
        assert hidden_rows(popup) == []


def test_each_is_in_the_csv_and_a_request_can_be_copied(world, popup, tmp_path):
    taken = DownloadsAndClipboard(world.browser, tmp_path)
    text = taken.file(popup, "csv").read_text(encoding="utf-8-sig")
    kinds = {(row["series"], row["series_kind"]) for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert kinds >= {(key, "series") for key in KEYS}
    request = taken.copied_text(popup, "copy-request")
    assert "L3 3.50" in request.partition("Most used by model, ")[2].partition("\n")[0]
