"""*Copy diagnostics*, by real clicks: the text in the clipboard, and that nothing of a person is in it."""

import re

import pytest

from simulator.browser.downloads import DownloadsAndClipboard
from simulator.stateful import canaries
from tests.browser.shared_browser import world_fixture

world = world_fixture()


@pytest.fixture
def taken(world, tmp_path):
    return DownloadsAndClipboard(world.browser, tmp_path)


def moved(body, secrets):
    """Return a daily report as nobody knows it: other names, and secrets as names and as values."""
    if not isinstance(body, dict) or "data" not in body:
        return body
    rows = [{("day" if name == "date" else name): value for name, value in row.items()} for row in body["data"]]
    return body | {"data": rows, "members": dict(zip(secrets, secrets, strict=True)), "owner": secrets}


def test_the_copied_text_tells_what_changed_and_nothing_of_the_person(world, taken):
    world.reset()
    secrets = world.server.secrets() | {"workspace": world.server.source.facts.who.workspace}
    values = list(secrets.values())
    world.server.inject_fault("product", change=lambda body: moved(body, values))
    world.server.inject_fault("speed", status=404, body={"detail": values[0]})
    popup = world.popup()
    text = taken.copied_text(popup, "copy-diagnostics")
    shown = popup.shown()["report_status"]
    for report in ("product", "speed", "model"):
        assert re.search(rf"^- {report} \(.*\): {shown[report]}$", text, re.MULTILINE), report
    assert text.startswith(
        f"Codex Enterprise Credits {world.browser.in_worker('chrome.runtime.getManifest().version')}\n"
    )
    assert "Chrome/" in text.splitlines()[1]
    assert "\n- speed: 404 `/backend-api/wham/usage/daily-workspace-user-credit-usage?" in text
    assert '"day":"string"' in text
    assert text.count("```json") == 1
    assert canaries.in_text(text, secrets) == {}
    assert not re.search(r"20\d\d-\d\d-\d\d", text)
