"""What an earlier version stored, opened by the present package in a real browser: an update loses nothing."""

import json
from pathlib import Path

import pytest

from simulator.browser import PopupPage

FROZEN = sorted((Path(__file__).resolve().parents[1] / "frozen").glob("schema-*.json"))


@pytest.fixture(params=FROZEN, ids=lambda path: path.stem)
def frozen(request):
    """Return one frozen file."""
    return json.loads(request.param.read_text())


def opened(world):
    """Return a popup in a tab, which asks ChatGPT nothing by itself."""
    return PopupPage(world.browser.open_tab("popup.html#tab"), lambda: None).settle()


def test_what_an_earlier_version_stored_is_shown(world, frozen):
    world.arrange(known=False, fresh=True, tab=False)
    world.browser.store(**frozen["local"])
    # An update empties the session memory; the name of the workspace stands for the first refresh after it.
    world.browser.store("session", workspace=frozen["session"]["workspace"])
    popup = opened(world)
    shown = popup.shown()
    served = frozen["served"]
    assert (shown["range"]["start"], shown["range"]["end"]) == (served["start"], served["end"])
    assert shown["total"] == pytest.approx(served["total"])
    assert frozen["session"]["workspace"]["name"] in shown["text"]
    assert not {"UNREADABLE", "NEWER_SCHEMA", "NOT_READ"} & set(shown["notices"])
    assert world.browser.storage()["local"] == frozen["local"]
    assert world.server.reports_asked() == []
    popup.page.close()


def test_after_a_downgrade_it_says_that_a_newer_version_stored_it(world, frozen):
    world.arrange(known=False, fresh=True, tab=False)
    newer = frozen["local"]["report"] | {"schema": 99, "more": {"of": "later"}}
    world.browser.store(report=newer)
    popup = opened(world)
    assert popup.shown()["notices"] == ["NEWER_SCHEMA"]
    assert world.browser.storage()["local"]["report"] == newer
    popup.page.close()
