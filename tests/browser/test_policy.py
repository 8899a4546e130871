"""What a company's policy sets is obeyed: real policies, of one Chromium alone, which reads them as it does a company's."""

import pytest
from playwright.sync_api import expect

from simulator.browser import Browser, policies
from simulator.browser.browser import extension_id
from simulator.browser.downloads import DownloadsAndClipboard
from simulator.chatgpt import HOST, FakeChatGPT
from tests.browser.shared_browser import SharedBrowser

FORM = "https://chatgpt.com/form-of-the-company"
SET = {"request_url": FORM, "hide_workspace": True, "forbid_downloads": True}
REASON = "Your organization does not allow downloads."
SHORT_REASON = "no downloads: company policy"
SAVING = ("csv", "json", "png")
LATE_SECONDS = 60  # a Chromium looks whether its policies have changed when it finds the time

pytestmark = pytest.mark.skipif(not policies.can_be_set(), reason=policies.REASON)


class Governed(SharedBrowser):
    """A `SharedBrowser` whose browser has policies."""

    def __init__(self, server, browser, own):
        super().__init__(server, browser)
        self._own = own

    def set(self, settings):
        """Let the company set these for the extension."""
        self._own.set(**{"3rdparty": {"extensions": {self.browser.extension: settings}}})

    def govern(self, settings):
        """Set them, and come back when the browser has taken them in."""
        self.set(settings)
        assert self.browser.wait_for(lambda: self.stored("managed") == settings, LATE_SECONDS)

    def free(self):
        """Let the company set nothing."""
        self.govern({})


@pytest.fixture(scope="module")
def governed(dist, tmp_path_factory):
    """Return a browser with the policies of SET, and a fake ChatGPT."""
    rule = {"extensions": {extension_id(dist.resolve()): SET}}
    own = policies.Policies(tmp_path_factory.mktemp("policies"), **{"3rdparty": rule})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.chromium.find", lambda: own.program)
        with FakeChatGPT(canaries=True) as server, Browser(dist, server) as browser:
            yield Governed(server, browser, own)
    assert browser.errors == []
    assert browser.hosts() <= {HOST}


@pytest.fixture
def world(governed):
    """Return it with nothing stored, under the policies of SET."""
    governed.reset().govern(SET)
    return governed


def test_the_workspace_s_credits_are_neither_asked_nor_offered_nor_shown(world):
    popup = world.popup()
    assert "activity" in world.server.reports_asked()
    assert "workspace" not in world.server.reports_asked()
    assert_without_workspace(world)
    expect(popup.page.locator("#scopes")).to_be_hidden()
    popup.page.keyboard.press("s")
    assert popup.settle().shown()["scope"] == "mine"
    assert popup.page.locator("[data-report=workspace]").count() == 0
    popup.page.evaluate("() => document.querySelector('#menu [data-action=sample]').click()")
    popup.page.locator("#sample-bar").wait_for()
    popup.page.keyboard.press("s")
    assert popup.settle().shown()["scope"] == "mine"
    expect(popup.page.locator("#scopes")).to_be_hidden()
    popup.close()
    tab = world.tab("popup.html#tab&range=month&breakdown=model&scope=workspace&compare=1")
    shown = tab.shown()
    assert (shown["scope"], shown["breakdown"]) == ("mine", "model")
    days = [shown["range"][name] for name in ("start", "end")]
    assert shown["total"] == pytest.approx(world.server.expected("mine", "model", *days).total)
    tab.page.keyboard.press("2")
    assert world.browser.wait_for(lambda: "breakdown=surface&scope=mine" in tab.page.evaluate("() => location.hash"))
    tab.page.close()


def assert_without_workspace(world):
    report = world.stored()["report"]
    assert report["scopes"]["workspace"] is None
    assert [row["code"] for row in report["report_status"] if row["report"] == "workspace"] == ["NOT_ASKED"]


@pytest.mark.nightly  # tests/simulation/test_requests.py has it without waiting
def test_what_was_stored_of_the_workspace_before_the_policy_goes_with_the_next_refresh(world):
    world.free()
    popup = world.popup()
    assert world.stored()["report"]["scopes"]["workspace"], "ChatGPT lets this person see them"
    world.govern({"hide_workspace": True})
    world.server.clear_log()
    popup.page.evaluate("() => chrome.storage.session.remove('cooldown')")
    popup.refresh().settle()
    assert "workspace" not in world.server.reports_asked()
    assert_without_workspace(world)


def test_nothing_is_saved_as_a_file_and_the_reason_is_told(world, tmp_path):
    taken, popup = DownloadsAndClipboard(world.browser, tmp_path), world.popup()
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    world.browser.devtools.send("Browser.setDownloadBehavior", where)
    popup.page.locator("#menu-open").click()
    expect(popup.page.locator("#no-downloads")).to_have_text(REASON)
    expect(popup.page.locator("#no-downloads")).to_be_visible()
    for action in SAVING:
        expect(popup.page.locator(f"#menu [data-action={action}]")).to_be_disabled()
    expect(popup.page.locator("#menu [data-action=copy-summary]")).to_be_focused()
    popup.page.keyboard.press("Escape")
    for key in "ep":
        popup.page.keyboard.press(key)
        expect(popup.page.locator("#progress")).to_have_text(SHORT_REASON)
        expect(popup.page.locator("#progress")).not_to_have_text(SHORT_REASON)
    assert "Codex credits" in taken.copied_text(popup, "copy-summary")
    assert list(tmp_path.iterdir()) == []


def test_the_company_s_own_form_is_offered_and_opened_on_a_press_only(world):
    tab = world.tab("popup.html#tab")
    tab.page.locator("#limits summary").click()
    ask = tab.page.locator("#ask-open")
    expect(ask).to_have_text("Ask at chatgpt.com")
    expect(ask).to_have_attribute("title", FORM)

    def is_open():
        return any(FORM in target["url"] for target in world.browser.targets("page"))

    assert not is_open()
    ask.click()
    assert world.browser.wait_for(is_open)


def test_a_policy_that_is_changed_or_wrong_holds_at_once_in_an_open_page(world, tmp_path):
    world.free()
    tab = world.tab("popup.html#tab")
    expect(tab.page.locator("#scopes")).to_be_visible()
    world.govern(SET)
    expect(tab.page.locator("#scopes")).to_be_hidden()
    world.set({"hide_workspace": "yes", "forbid_downloads": 1})
    expect(tab.page.locator("#scopes")).to_be_visible(timeout=LATE_SECONDS * 1000)
    assert world.stored("managed") == {}
    assert tab.choose_scope("workspace").shown()["scope"] == "workspace"
    assert DownloadsAndClipboard(world.browser, tmp_path).file(tab, "csv")
    world.govern({"hide_workspace": True})
    expect(tab.page.locator("#scopes")).to_be_hidden()
    assert tab.settle().shown()["scope"] == "mine"
    tab.page.close()
