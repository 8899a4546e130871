"""What Chrome, the network, the disk and the clock do to the extension, each in a browser of its own where it must be."""

import shutil
from datetime import date, timedelta

import pytest

from simulator.browser import Browser, PopupPage
from simulator.chatgpt import FakeChatGPT
from tests.browser.catalogue.row import shows_what_was_served
from tests.tiers import nightly_except

NOBODYS_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
# What Chrome tells the worker when it sees no network, which a network of its own kind may be.
SEES_NO_NETWORK = "Object.defineProperty(navigator, 'onLine', {get: () => false}), 0"
# What the switch "on click" of chrome://extensions does.
HOST_ACCESS = """async ([extensionId, hostAccess]) => {
  await chrome.developerPrivate.updateExtensionConfiguration({extensionId, hostAccess});
}"""
# The first and the last zone of the Earth to see a day.
ZONES = [("ar", "Pacific/Pago_Pago"), ("de", "Pacific/Kiritimati")]


def test_a_network_that_chrome_does_not_see_is_used_and_only_a_page_that_reaches_nothing_is_offline(world):
    world.arrange(known=False, fresh=True)
    world.browser.in_worker(SEES_NO_NETWORK)
    try:
        popup = world.open_popup()
        assert popup.shown()["notices"] == []
        assert "model" in world.server.reports_asked()
        world.let_a_minute_pass()
        world.go_offline()
        assert popup.refresh().settle().shown()["notices"] == ["OFFLINE"]
    finally:
        world.browser.kill_worker()


def test_a_certificate_nobody_signed_is_not_passed_by(dist):
    with FakeChatGPT() as server:
        unsigned = f"--ignore-certificate-errors-spki-list={NOBODYS_KEY}"
        with Browser(dist, server, arguments=[unsigned]) as browser:
            browser.devtools.send("Target.createTarget", {"url": "https://chatgpt.com/"})
            popup = browser.open_popup().settle()
            assert set(popup.shown()["notices"]) & {"OFFLINE", "TAB_ERROR", "TAB_LOST", "NO_TAB"}
            assert server.requests() == []
            assert browser.storage()["local"] == {}


def test_withheld_permission_is_said_with_the_way_to_give_it_and_comes_back(world):
    world.arrange(known=False, fresh=True)
    settings = world.browser.open_tab("chrome://extensions/")
    settings.evaluate(HOST_ACCESS, [world.browser.extension, "ON_CLICK"])
    try:
        popup = world.click_refresh()
        assert popup.shown()["notices"] == ["NO_PERMISSION"]
        assert popup.page.locator("[data-action=grant]:visible").count() == 1
        assert world.server.reports_asked() == []
    finally:
        settings.evaluate(HOST_ACCESS, [world.browser.extension, "ON_ALL_SITES"])
    popup.refresh().settle()
    assert popup.shown()["notices"] == []
    settings.close()


@pytest.mark.nightly  # 20 s; tests/simulation has the same without waiting
def test_reports_that_never_end_are_given_up_after_twenty_seconds_and_the_others_are_kept(world):
    world.arrange()
    world.server.inject_fault("model", stall=True)
    world.server.inject_fault("speed", trickle=True)
    world.server.inject_fault("effort", paused=True)
    popup = world.click_refresh()
    shown = popup.shown()
    assert shown["notices"] == ["PARTIAL"]
    assert [shown["report_status"][report] for report in ("model", "speed", "effort")] == ["TIMEOUT"] * 3
    shows_what_was_served(world, popup, shown)
    assert world.outcome(shown).stored == "replaced"


@pytest.mark.parametrize(("lang", "zone"), nightly_except(ZONES, ZONES[0]))
def test_every_zone_and_language_shows_the_same_days_and_figures(dist, lang, zone):
    with FakeChatGPT() as server, Browser(dist, server, lang=lang, timezone=zone) as browser:
        browser.open_chatgpt()
        shown = browser.open_popup().settle().shown()
        start, end = shown["range"]["start"], shown["range"]["end"]
        assert (start, end) == (server.today[:8] + "01", server.today)
        assert [day["date"] for day in shown["days"]] == days_of(start, end)
        served = server.expected("mine", "product", start, end)
        assert shown["total"] == pytest.approx(served.total)
        drawn = {day["date"]: day["credits"] for day in shown["days"] if day["credits"]}
        assert drawn == pytest.approx({day: credits for day, credits in served.days.items() if credits}, abs=1e-6)


def days_of(start, end):
    """Return every day from `start` to `end`."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return [str(first + timedelta(days=at)) for at in range((last - first).days + 1)]


def test_a_worker_that_breaks_when_it_starts_leaves_no_popup_waiting(dist, tmp_path):
    folder = shutil.copytree(dist, tmp_path / "broken")
    worker = folder / "background.js"
    with FakeChatGPT() as server:
        with Browser(folder, server, profile=tmp_path / "profile") as browser:
            browser.open_chatgpt()
            worker.write_text("throw new Error('broken');\n" + worker.read_text().replace("import ", "// "))
            browser.in_worker("(chrome.runtime.reload(), 0)")
            browser.wait_for(lambda: browser.worker_target() is None, 2)
            popup = PopupPage(browser.open_tab("popup.html"), lambda: None).settle().refresh().settle()
            assert popup.shown()["notices"][0] in ("INTERRUPTED", "INTERNAL")
            assert popup.page.locator(".notice button:visible, #empty-action:visible").count()


def test_a_damaged_disk_is_a_fresh_start_and_not_the_end(dist, tmp_path):
    with FakeChatGPT() as server:
        for damaged in (False, True):
            if damaged:
                for file in (tmp_path / "Default" / "Local Extension Settings").rglob("*"):
                    if file.is_file() and file.name != "LOCK":
                        file.write_bytes(b"\xff" * 64)
            with Browser(dist, server, profile=tmp_path) as browser:
                browser.open_chatgpt()
                popup = browser.open_popup().settle()
                assert popup.page.locator("#refresh:visible:enabled").count() == 1
                assert set(popup.shown()["notices"]) <= {"STORAGE", "UNREADABLE"}
                assert popup.shown()["total"] is not None or damaged


def test_of_two_popups_the_last_range_chosen_is_kept_and_the_report_is_the_workers(world):
    world.arrange(cooldown={"next_allowed_at": "2026-01-01T00:00:00Z", "code": "ok"})
    one, other = (PopupPage(world.browser.open_tab("popup.html"), lambda: None).settle() for _ in range(2))
    report = world.browser.storage()["local"]["report"]
    one.choose_range("7")
    other.choose_range("28")
    stored = world.browser.storage()["local"]
    assert stored["range"]["preset"] == "28"
    assert stored["report"] == report
    assert one.page.locator("body").get_attribute("data-preset") == "7"
    one.page.close()
    other.page.close()


@pytest.mark.nightly  # the benchmark measures it too
def test_a_hundred_redraws_take_no_more_memory_than_ten(world):
    world.arrange()
    popup = world.click_refresh()
    session = popup.page.context.new_cdp_session(popup.page)

    def used_after(redraws):
        for number in range(redraws):
            popup.page.keyboard.press("12345"[number % 5])
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"]

    popup.page.locator("#plot").focus()
    used_after(20)
    before = used_after(10)
    assert used_after(100) < 1.2 * before
    popup.page.keyboard.press("1")
