"""What a company's policies.json sets, in a Firefox that alone has it. Firefox has no schema: what is wrong comes through."""

import pytest

from simulator.firefox import Firefox, policies

FORM = "https://intranet.example.com/credits"
SET = {"request_url": FORM, "hide_workspace": True, "forbid_downloads": "yes"}

pytestmark = pytest.mark.skipif(
    not policies.can_be_set(), reason="It needs root, `unshare`, and a folder `distribution`."
)


def test_the_settings_are_obeyed_and_a_wrong_one_is_ignored(dist_firefox, server, tmp_path, monkeypatch):
    identity = Firefox(dist_firefox, server).identity
    own = policies.Policies(tmp_path, **{"3rdparty": {"Extensions": {identity: SET}}})
    monkeypatch.setattr("simulator.firefox.firefox.find", lambda: own.program)
    server.set_scenario("enterprise")
    with Firefox(dist_firefox, server) as browser:
        browser.open_chatgpt()
        popup = browser.open_popup("popup.html#tab&scope=workspace")
        popup.page.click("#refresh")
        popup.page.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done, 20), 20))")
        popup.settle()
        assert popup.page.evaluate("() => chrome.storage.managed.get()") == SET
        assert "activity" in server.reports_asked()
        assert "workspace" not in server.reports_asked()
        assert popup.shown()["scope"] == "mine"
        assert popup.page.evaluate("() => document.getElementById('scopes').hidden")
        assert popup.page.evaluate("() => document.getElementById('ask-open').title") == FORM
        popup.page.evaluate("() => document.getElementById('menu').showPopover()")
        saving = "() => document.querySelector('#menu [data-action=csv]').disabled"
        assert popup.page.evaluate(saving) is False
