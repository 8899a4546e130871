"""A workspace billed in dollars sees dollars everywhere, and its limit, which is in credits, in credits."""

import csv

import pytest

from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.shared_browser import world_fixture

world = world_fixture()


def test_a_workspace_in_dollars_sees_dollars(world, tmp_path):
    popup, server = world.settled_popup("usd"), world.server
    page, shown = popup.page, popup.shown()
    assert shown["notices"] == []
    days = shown["range"]["start"], shown["range"]["end"]
    assert shown["total"] == pytest.approx(server.expected("mine", "product", *days).total, abs=1e-6)
    told = {
        place: page.locator(place).first.text_content() for place in ("#range-total", "#series-total", "#callout .sum")
    }
    assert [text[:1] for text in told.values()] == ["$"] * 3, told
    assert page.locator("#series tbody .credits").first.text_content().startswith("$")
    assert page.locator("#range-total").get_attribute("data-unit") == "usd"
    assert page.locator("#axis .unit").text_content().startswith("USD a day")
    assert page.locator("#series-amount").text_content() == "USD"
    assert page.locator("#title").text_content() == "Codex use"
    assert "credits" in page.locator("#lead-words").text_content()
    assert page.locator("#gap").text_content().startswith("The daily figures are in another unit")
    taken = DownloadsAndClipboard(world.browser, tmp_path)
    assert taken.copied_text(popup, "copy-summary").startswith("My Codex use, ")
    rows = list(csv.DictReader(taken.file(popup, "csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["unit"] for row in rows} == {"usd"}
