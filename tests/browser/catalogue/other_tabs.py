"""Tabs of ChatGPT that cannot be asked, alone and in front of one that can."""

from .row import NOBODY, NONE, REFRESH, Row, shows_what_was_served

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
).decode()
# A request that is waited for: the page does nothing else until it is answered. By a message, because the timers of a tab
# in the background come late.
HANG = """() => {
  const { port1, port2 } = new MessageChannel(), request = new XMLHttpRequest();
  port1.onmessage = () => { request.open("GET", "/hang", false); request.send(); };
  port2.postMessage(0);
}"""
OURS = "(await chrome.tabs.query({url: 'https://chatgpt.com/*'}))"
DISCARD = f"(async () => {{ for (const tab of {OURS}) await chrome.tabs.discard(tab.id); }})()"
TABS = f"{OURS}.map(({{active, discarded, status}}) => [active, discarded, status])"
AWAKE = [[False, False, "complete"]]
FORBID = """(() => {
  const {executeScript} = chrome.scripting;
  globalThis.allow = () => { chrome.scripting.executeScript = executeScript; };
  chrome.scripting.executeScript = async () => {
    throw new Error("This page cannot be scripted due to an ExtensionsSettings policy.");
  };
})()"""


def in_front(does):
    """Return what opens a second ChatGPT tab, used last, and does something to that one."""

    def do(world):
        healthy, world.page = world.page, world.browser.open_chatgpt()
        does(world)
        world.page = healthy
        world.server.clear_log()

    return do


def hangs(world):
    """Keep the ChatGPT tab busy for longer than a refresh may take, as a dialog does that nobody closes."""
    world.hang = world.server.inject_fault("/hang", paused=True)
    world.page.evaluate(HANG)
    world.wait_for(lambda: "/hang" in [request["path"] for request in world.server.requests()], "the hang")


def answers_again(world, _popup, _shown):
    """Let the tab go on, and find that what was given up asks nothing any more."""
    release(world)
    world.page.evaluate("() => new Promise((done) => setTimeout(done, 500))")
    assert world.server.reports_asked() == []


def has_gone_past(world, popup, shown):
    """Let the tab in front go on, and find that the one behind it was read."""
    release(world)
    shows_what_was_served(world, popup, shown)


def release(world):
    """Let the tab that hangs go on."""
    world.hang.paused = False


def is_asleep(world):
    """Let the browser put every ChatGPT tab to rest."""
    world.browser.open_tab("about:blank")
    world.browser.wake_worker()
    world.browser.in_worker(DISCARD)
    world.page = None


def is_woken(world, popup, _shown):
    """Press the way out, which wakes the one tab behind the others and reads in it."""
    popup.page.locator(".notice[data-code=TAB_ASLEEP] button").click()
    world.wait_until_asked("session")
    popup.settle()
    assert world.browser.in_worker(f"(async () => {TABS})()") == AWAKE
    shows_what_was_served(world, popup, popup.shown())


def is_a_document(world):
    """Let the ChatGPT tab show a document of ChatGPT instead of a page."""
    world.server.inject_fault("/file.pdf", body=PDF, headers={"content-type": "application/pdf"})
    world.page.goto("https://chatgpt.com/file.pdf")
    world.server.clear_log()


def is_in_a_sandbox(world):
    """Let the ChatGPT tab show a page of ChatGPT that the browser gives no origin, as it does to a file of somebody's."""
    headers = {"content-type": "text/html", "content-security-policy": "sandbox allow-scripts"}
    world.server.inject_fault("/file.html", body="<!DOCTYPE html><title>A file</title>", headers=headers)
    world.page.goto("https://chatgpt.com/file.html")
    world.server.clear_log()


def is_a_window_of_its_own(world):
    """Let ChatGPT stand in a window without tabs, as an installed app does."""
    world.page.close()
    world.browser.wake_worker()
    world.browser.in_worker("chrome.windows.create({type: 'popup', url: 'https://chatgpt.com/'})")
    world.wait_for(
        lambda: world.browser.in_worker(f"(async () => {OURS}.every(({{status}}) => status === 'complete'))()")
    )
    world.server.clear_log()


def is_forbidden(world):
    """Let the browser refuse every script, as it does under a company's policy."""
    world.browser.wake_worker()
    world.browser.in_worker(FORBID)


def is_allowed_again(world, _popup, _shown):
    """Take the refusal back."""
    world.browser.in_worker("allow()")


def hold_one_session(world):
    """Keep the first answer about the session back."""
    world.server.inject_fault("session", paused=True, times=1)


def close_the_one_in_front(world, _popup):
    """Close the tab that is being asked who is signed in."""
    world.wait_until_asked("session")
    world.front.close()
    world.server.clear_faults()


def stands_behind(world):
    """Have a second ChatGPT tab in front, whose session is slow to come."""
    world.front = world.browser.open_chatgpt()
    world.server.clear_log()
    hold_one_session(world)


ROWS = [
    Row((48,), "the tab is closed while the session is read, and another one is there", set(), "replaced", NOBODY + REFRESH, stands_behind,
        close_the_one_in_front, shows_what_was_served),
    Row((), "the tab hangs", {"TAB_BUSY"}, "unchanged", NONE, hangs, sees=answers_again),
    Row((), "a tab that hangs in front of a ChatGPT tab", set(), does=in_front(hangs), sees=has_gone_past),
    Row((), "every ChatGPT tab is asleep", {"TAB_ASLEEP"}, "unchanged", NONE, is_asleep, sees=is_woken),
    Row((), "the ChatGPT tab shows a document", set(), does=is_a_document, sees=shows_what_was_served),
    Row((), "a document in front of a ChatGPT tab", set(), does=in_front(is_a_document), sees=shows_what_was_served),
    Row((), "the ChatGPT tab shows a page in a sandbox", {"TAB_ERROR"}, "unchanged", NONE, is_in_a_sandbox),
    Row((), "a page in a sandbox in front of a ChatGPT tab", set(), does=in_front(is_in_a_sandbox), sees=shows_what_was_served),
    Row((), "ChatGPT in a window of its own", set(), does=is_a_window_of_its_own, sees=shows_what_was_served),
    Row((56,), "a policy of the company refuses scripts", {"BLOCKED_BY_POLICY"}, "unchanged", NONE, is_forbidden, sees=is_allowed_again),
]  # fmt: skip
