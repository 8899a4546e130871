"""What happens to the tab that is asked, and to the popup and the worker meanwhile: cases 46 to 68."""

import contextlib
import re

from playwright.sync_api import Error

from simulator.browser import DevtoolsError
from simulator.world import network

from .row import FIRST, NOBODY, NONE, REFRESH, Row, shows_what_was_served

SLOW = {"delay": 1.0}
PICTURE = "/assets/slow.png"
LOADING = f'<!DOCTYPE html><title>ChatGPT</title><img src="{PICTURE}">'
PAUSED = {"paused": True}
# Waits for a request, and does nothing else meanwhile.
WAIT = """() => { setTimeout(() => {
  const request = new XMLHttpRequest();
  request.open("GET", "/wait", false);
  request.send();
}) }"""


def while_asking(report, act):
    """Return (what holds back the answer for `report`, what does `act` once it was asked for)."""

    def does(world):
        world.server.inject_fault(report, **PAUSED)

    def do(world, popup):
        world.wait_until_asked(report)
        act(world, popup)

    return {"does": does, "act": do}


def stop_after(stage):
    """Return what closes the tab when a stage of the refresh was stored, and what is true of the screen then."""
    held, other = {"limits": ("model", "product"), "days": ("effort", "speed")}[stage]

    def does(world):
        world.inject_fault(held, other, **PAUSED)

    def do(world, _popup):
        before = read_times(world.before.get("report"))
        place = 0 if stage == "limits" else 1
        world.wait_for(lambda: read_times(stored(world))[place] not in (before[place], None), f"storing the {stage}")
        world.page.close()
        world.page = None

    def sees(world, popup, shown):
        report, known = stored(world), world.before.get("report")
        assert shown["report_status"]["limits"] == "ok"
        assert shown["limit"]["used"] is not None
        if stage == "days":
            shows_what_was_served(world, popup, shown)
        elif known:
            assert report["scopes"] == known["scopes"]
            read = popup.page.locator("#read").inner_text()
            assert re.fullmatch(r"Limit updated (just now|1 min ago), days 1 h( \d+ min)? ago", read), read
        else:
            assert (shown["total"], shown["unread_days"] > 0) == (None, True)
        ages = [{row["report"]: row["at"] for row in one["report_status"]} for one in (report, known or report)]
        assert ages[0]["speed"] == (ages[1]["speed"] if known else None)

    return {"does": does, "act": do, "sees": sees}


def stored(world):
    """Return the stored report, None where there is none."""
    return world.browser.storage()["local"].get("report")


def read_times(report):
    """Return when the limits of a report were read, and its days where it has any; None each."""
    has_days = report and report["scopes"]["mine"]["spans"]
    return (report and report["limits"] and report["limits"]["fetched_at"], report["fetched_at"] if has_days else None)


def network_goes(world, _popup):
    """Take the network away while an answer is on its way; what comes then comes to nobody. The days are there."""
    world.wait_until_asked("workspace")
    world.go_offline()
    world.server.clear_faults()


def is_loading(world):
    """Give a ChatGPT tab that takes a second to load."""
    world.server.inject_fault("/loading", body=LOADING, headers={"content-type": "text/html"})
    world.server.inject_fault(PICTURE, body="", **SLOW)
    world.page.goto("https://chatgpt.com/loading", wait_until="commit")
    world.server.clear_log()


def is_busy(world):
    """Keep the ChatGPT tab busy for three seconds."""
    world.server.inject_fault("/wait", delay=3.0)
    world.page.evaluate(WAIT)


def crash(world, _popup):
    """Let the page's process end."""
    target = next(target for target in world.browser.targets("page") if "chatgpt.com" in target["url"])
    session = world.browser.devtools.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})
    with contextlib.suppress(DevtoolsError):  # nobody is left to answer
        world.browser.devtools.send("Page.crash", session=session["sessionId"], seconds=1)
    world.page = None


def nine_more(world):
    """Open nine more ChatGPT tabs."""
    for _ in range(9):
        world.browser.open_chatgpt()
    world.server.clear_log()


def close_and_come_back(world, popup):
    """Close the popup while it reads, wait for the end without one, and open another."""
    world.wait_until_asked("session")
    world.close(popup)
    world.wait_until_at_rest()
    popup.page = world.browser.open_popup().page


def close_and_reopen(world, popup):
    """Close the popup while it reads, and open another that must say the same refresh still runs."""
    world.wait_until_asked("model")
    before = world.browser.storage()["session"]["refresh"]
    world.close(popup)
    popup.page = world.browser.open_popup().page
    world.wait_for(lambda: popup.page.locator("#refresh[aria-busy=true]").count(), "saying that a refresh runs")
    now = world.browser.storage()["session"]["refresh"]
    assert (now["id"], now["started_at"]) == (before["id"], before["started_at"])
    world.server.clear_faults()


def once_more_in_a_tab(world, _popup):
    """Ask from a second popup while the first one's refresh runs."""
    world.wait_until_asked("model")
    other = world.browser.open_tab("popup.html")
    world.wait_for(lambda: other.locator("#refresh[aria-busy=true]").count(), "saying that a refresh runs")
    answer = other.evaluate("() => chrome.runtime.sendMessage({kind: 'refresh'})")
    assert answer == {"code": "BUSY"}
    other.close()
    world.server.clear_faults()


def keeps_the_page_as_it_was(world, _popup, _shown):
    """Find that nothing of the page was changed or loaded anew."""
    assert world.page.evaluate("() => [document.title, globalThis.untouched]") == ["ChatGPT", 1]


def loads_now(world, popup, _shown):
    """Press the way out, which reads in a tab of its own; the small print said so."""
    assert (
        popup.page.locator(".notice .small-print:visible")
        .first.inner_text()
        .startswith("Uses a background tab and closes it afterwards.")
    )
    popup.page.locator(".notice[data-code=NO_TAB] button[data-action=load]").click()
    world.wait_until_asked("session")
    popup.settle()
    shows_what_was_served(world, popup, popup.shown())


def mark(world):
    """Leave a mark in the page that a reload would take away."""
    world.page.evaluate("() => { globalThis.untouched = 1 }")


def hold_answer(report):
    """Return what holds the answer for one report back until it is let go."""
    return lambda world: world.server.inject_fault(report, **PAUSED)


def slow(report):
    """Return what lets one report take a second."""
    return lambda world: world.server.inject_fault(report, **SLOW)


def shows_an_error_page(world):
    """Let the ChatGPT tab hold the browser's own error page, with the network back since."""
    network(world.page, on=False)
    with contextlib.suppress(Error):
        world.page.goto("https://chatgpt.com/")
    network(world.page, on=True)
    world.server.clear_log()


def shows_an_error_page_in_front(world):
    """Have a healthy ChatGPT tab behind one that holds an error page."""
    broken = world.browser.open_chatgpt()
    healthy, world.page = world.page, broken
    shows_an_error_page(world)
    world.page = healthy


def shows_data(world):
    """Let the ChatGPT tab show data instead of a page."""
    world.page.goto("https://chatgpt.com/api/auth/session")
    world.server.clear_log()


ROWS = [
    Row(46, "no ChatGPT tab", {"NO_TAB"}, "unchanged", NONE, arrange={"tab": False}, opens=True, sees=loads_now),
    Row(46, "no ChatGPT tab on the first day", {"NO_TAB"}, "kept nothing", NONE, arrange={"tab": False, "known": False}, opens=True,
        sees=loads_now),
    Row(47, "a tab that takes a second to load", set(), does=is_loading, sees=shows_what_was_served),
    Row(48, "the tab is closed", {"TAB_LOST"}, "unchanged", (2, REFRESH), **while_asking("limits", lambda world, _: world.page.close())),
    Row(48, "the tab is closed while the session is read", {"TAB_LOST"}, "unchanged", NOBODY,
        **while_asking("session", lambda world, _: world.page.close())),
    Row(49, "the tab goes to another host", {"WRONG_HOST"}, "unchanged", (2, REFRESH),
        **while_asking("limits", lambda world, _: world.page.goto("about:blank"))),
    Row((48,), "the tab is reloaded", {"TAB_LOST"}, "unchanged", (2, REFRESH), **while_asking("limits", lambda world, _: world.page.reload())),
    Row((48,), "the tab goes to another page of ChatGPT", {"TAB_LOST"}, "unchanged", (2, REFRESH),
        **while_asking("limits", lambda world, _: world.page.goto("https://chatgpt.com/other"))),
    Row(45, "the network goes away", {"OFFLINE"}, "replaced", (2, REFRESH), **while_asking("limits", network_goes)),
    Row(50, "the tab crashes", {"TAB_LOST"}, "unchanged", (2, REFRESH), **while_asking("limits", crash)),
    *[Row((), f"the tab is closed after {what}{when}", {"TAB_LOST"}, "replaced", (4, FIRST), arrange={"known": known}, **stop_after(stage))
      for stage, what in (("limits", "the limits were stored"), ("days", "the days on screen were stored"))
      for when, known in (("", True), (" on the first day", False))],
    Row(51, "the page is busy for three seconds", set(), does=is_busy, sees=shows_what_was_served),
    Row(54, "ten ChatGPT tabs", set(), does=nine_more, sees=shows_what_was_served),
    Row((54,), "a page inside the app, with a question and a fragment", set(), does=lambda world: world.page.goto("https://chatgpt.com/c/1?a=b#c")),
    Row((63, 128), "the popup is closed, and opened when the refresh is over", set(), does=slow("session"), opens=True, act=close_and_come_back,
        sees=shows_what_was_served),
    Row(128, "the popup is closed and opened again while it reads", set(), does=hold_answer("model"), opens=True, act=close_and_reopen,
        sees=shows_what_was_served),
    Row(129, "a second popup asks too", set(), does=hold_answer("model"), act=once_more_in_a_tab, sees=shows_what_was_served),
    Row((90,), "the page is left as it is", set(), does=mark, sees=keeps_the_page_as_it_was),
    Row((), "the first read of all", set(), "replaced", FIRST, arrange={"known": False}, sees=shows_what_was_served),
    Row((), "the tab is closed before anything was asked", {"NO_TAB"}, "unchanged", NONE, does=lambda world: world.page.close()),
    Row((), "the ChatGPT tab shows an error page", {"TAB_ERROR"}, "unchanged", NONE, does=shows_an_error_page),
    Row((), "an error page in front of a ChatGPT tab", set(), does=shows_an_error_page_in_front, sees=shows_what_was_served),
    Row((), "the ChatGPT tab shows data instead of a page", set(), does=shows_data),
]  # fmt: skip
