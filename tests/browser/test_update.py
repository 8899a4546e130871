"""Another version of the extension is loaded while the popup is open, or while a refresh runs: nothing is lost."""

import contextlib
import json
import shutil

import pytest

from codex_credits.model import report as model
from simulator.browser import Browser, DevtoolsError, PopupPage
from simulator.chatgpt import FakeChatGPT
from simulator.world import an_hour_older
from tests.browser.conftest import assert_quiet, assert_storage_clean
from tests.browser.shared_browser import world_fixture

OTHER_VERSION = "77.7.7"
UPDATE_SECONDS = 30
PAGE_SECONDS = 3


world = world_fixture()


@pytest.fixture
def session(dist, tmp_path):
    """Return (a server, a browser with a copy of the package, the report in it: read an hour ago, a tab to ask in)."""
    folder = shutil.copytree(dist, tmp_path / "package")
    with FakeChatGPT(canaries=True) as server, Browser(folder, server) as browser:
        browser.open_chatgpt()
        browser.open_popup().settle().close()
        report = an_hour_older(browser.storage()["local"]["report"])
        browser.store(report=report)
        browser.in_worker("chrome.storage.session.remove('cooldown')")
        server.clear_log()
        yield server, browser, report
        assert_storage_clean(browser, server)
    assert_quiet(browser)


def update(browser):
    """Let Chrome load the package with another version; come back when it is the one that runs."""
    manifest, before = browser.folder / "manifest.json", browser.worker_target()["targetId"]
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": OTHER_VERSION}))
    browser.in_worker("(chrome.runtime.reload(), 0)")
    assert browser.wait_for(lambda: loaded_version(browser) == OTHER_VERSION, UPDATE_SECONDS)
    with contextlib.suppress(DevtoolsError):  # a debugger may keep the old worker, which has no chrome any more
        browser.send("Target.closeTarget", {"targetId": before})
    browser.wait_for(lambda: before not in [one["targetId"] for one in browser.targets("service_worker")], 2)


def loaded_version(browser):
    """
    Return the version that a page of the extension has, None while there can be no such page.

    Playwright would wait without end for a page that Chrome takes away with the older version.
    """
    with contextlib.suppress(DevtoolsError):
        opened = browser.send("Target.createTarget", {"url": f"chrome-extension://{browser.extension}/manifest.json"})
        version = browser.in_target(opened, "globalThis.chrome?.runtime?.getManifest?.().version", PAGE_SECONDS)
        browser.send("Target.closeTarget", opened)
        return version
    return None


def in_a_tab(browser):
    """Return the popup in a tab, which asks nothing by itself."""
    return PopupPage(browser.open_tab("popup.html#tab"), lambda: None).settle()


def shows_what_is_served(server, shown):
    days = [shown["range"][name] for name in ("start", "end")]
    assert shown["total"] == pytest.approx(server.expected("mine", "product", *days).total)


def reads_again(server, browser, report):
    """Find that an opening from the toolbar reads everything, at most four requests at a time, and says nothing more."""
    server.clear_faults()
    popup = browser.open_popup().settle()
    shown = popup.shown()
    assert shown["notices"] == []
    shows_what_is_served(server, shown)
    assert server.peak <= 4
    assert browser.storage()["local"]["report"]["fetched_at"] > report["fetched_at"]
    popup.close()


def test_an_update_while_the_popup_is_open_loses_nothing(session):
    server, browser, report = session
    in_a_tab(browser)
    update(browser)
    assert browser.storage() == {"local": {"report": report}, "session": {}, "sync": {}, "managed": {}}
    popup = in_a_tab(browser)
    shown = popup.shown()
    assert shown["notices"] == ["EARLIER_SESSION"]  # Chrome has emptied the memory: whose figures they are is not known
    shows_what_is_served(server, shown)
    assert server.reports_asked() == []
    popup.page.close()
    reads_again(server, browser, report)


def test_an_update_while_a_refresh_runs_loses_nothing_and_leaves_none_running(session):
    server, browser, report = session
    server.inject_fault("model", paused=True)
    in_a_tab(browser).refresh()
    assert browser.wait_for(lambda: "model" in server.reports_asked())
    update(browser)
    found = browser.storage()["local"]["report"]
    assert (found["scopes"], found["fetched_at"]) == (report["scopes"], report["fetched_at"])  # the limits may be newer
    popup = in_a_tab(browser)
    assert popup.page.locator("#refresh:visible:enabled").count() == 1
    shown = popup.shown()
    assert shown["notices"] == ["EARLIER_SESSION"]
    shows_what_is_served(server, shown)
    popup.page.close()
    reads_again(server, browser, report)


def test_after_a_downgrade_one_can_delete_what_the_newer_version_stored(world):
    popup = world.settled_tab()
    report = world.stored()["report"]
    world.browser.store(report=report | {"schema": model.SCHEMA + 1, "more": {"of": "later"}})
    popup.page.reload()
    assert popup.settle().shown()["notices"] == ["NEWER_SCHEMA"]
    popup.page.evaluate("() => document.querySelector('#menu [data-action=ask-clear-data]').click()")
    popup.page.locator("#confirm [data-action=clear-data]").click()
    assert world.browser.wait_for(lambda: world.stored() == {})
    assert popup.settle().shown()["notices"] == ["FIRST_RUN"]
    popup.refresh().settle()
    shows_what_is_served(world.server, popup.shown())
    popup.page.close()
