"""The tab that a press allows the worker to open or to wake: what tests of it do and look at."""

ANALYTICS = "/codex/cloud/settings/analytics"
OURS = "(await chrome.tabs.query({url: 'https://chatgpt.com/*'}))"
TABS = f"(async () => {OURS}.map(({{active, status}}) => [active, status]))()"
DISCARD = f"(async () => {{ for (const tab of {OURS}) await chrome.tabs.discard(tab.id); }})()"
SHOW = f"(async () => {{ await chrome.tabs.update({OURS}[0].id, {{active: true}}); }})()"
SHOW_OTHER = """(async () => {
  const [other] = (await chrome.tabs.query({})).filter(({url}) => !url?.includes("chatgpt.com"));
  await chrome.tabs.update(other.id, {active: true});
})()"""
RELOAD = f"(async () => {{ await chrome.tabs.reload({OURS}[0].id); }})()"
BADGE = "chrome.action.getBadgeText({})"


def wait_for(world, look, what):
    assert world.browser.wait_for(look), f"{what} did not happen"


def tabs(world):
    """Return [in front, status] of each of ChatGPT's tabs."""
    world.browser.wake_worker()
    return world.browser.in_worker(TABS)


def opened(world, code):
    """Return the toolbar popup at rest, with the notice `code` and its button; nothing was asked yet."""
    popup = world.browser.open_popup().settle()
    assert popup.shown()["notices"] == [code]
    popup.page.evaluate("() => { globalThis.stays = true }")
    world.server.clear_log()
    return popup


def press_button(popup):
    """Press the notice's button, which may bring a tab to the front."""
    popup.press_and_leave(".notice button[data-action]:visible")


def stays_open(popup):
    """Find the page that was opened first, with its memory."""
    return popup.page.evaluate("() => globalThis.stays")


def is_over(world):
    return "refresh" not in world.stored("session") and tabs(world) == []


def is_read(world):
    """Whether a whole refresh has ended well; its first stage stores a report too."""
    return "report" in world.stored() and "refresh" not in world.stored("session")


def attempts_left(world):
    return world.stored("session").get("pending_refresh", {}).get("attempts_left", 0)


def without_tab(world, scenario="enterprise"):
    return opened(world.reset(scenario), "NO_TAB")


def is_loading(world):
    """Hold back what the helper tab's page needs until it has loaded."""
    return world.server.inject_fault(ANALYTICS, paused=True)


def press_while_it_loads(world, popup):
    fault = is_loading(world)
    press_button(popup)
    wait_for(world, lambda: "helper_tab" in world.stored("session"), "opening the tab")
    assert tabs(world) == [[False, "loading"]]
    return fault


def read_without_faults(world, popup):
    world.server.clear_faults()
    press_button(popup)
    wait_for(world, lambda: is_read(world), "reading")
    wait_for(world, lambda: is_over(world), "closing the tab")
    popup.close()
