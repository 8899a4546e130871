"""
The only Python that touches chrome.*, the clock and `Intl`.

Each is reached through popup/bridge/bridge.js, as JSON text or as plain text, because
integers are cut to 32 bits on the way and an exception thrown by a JavaScript
function cannot be caught here.
"""

import json

import js

bridge = js.codexCredits


def first_state():
    """Return the state that was read while Python started: {"code", "local", "session", "now", "width", "height"}; in a tab also "address"."""
    return json.loads(bridge.state)


def words():
    """Return the plural categories of the reader's language and the function that finds a message in it; None in English."""
    return (bridge.plurals, bridge.findMessage) if bridge.plurals else None


async def read_state():
    """
    Return the state as it is now.

    It is fetched after the wait: Python goes on a little later than the read ends, and a newer state may have been heard.
    """
    await bridge.readState()
    return json.loads(bridge.latestState())


def load_actions():
    """Start to load what this module needs only to act: messages to the worker, and tabs; return what to await."""
    return bridge.loadActions()


def pin_report():
    """Let `columns` be of the state read last, and of that one until this is called again."""
    bridge.pinReport()


def columns(scope, breakdown, start, end):
    """Return {"days", "series"} of one stored breakdown from `start` to `end`, None when it has no such shape."""
    return json.loads(bridge.columns(scope, breakdown, start, end))


def on_state(callback):
    """Call `callback` after every change of what is stored: with the state, or with only its "now" and "session"."""
    bridge.onState(lambda text: callback(json.loads(text)))


def on_resize(callback):
    """Call `callback` with {"width", "height"} of the chart when the window changes."""
    bridge.onResize(lambda text: callback(json.loads(text)))


def every_half_minute(call):
    """Call `call` twice a minute, for what is told as an age."""
    bridge.every(30000, call)


def every_second(call):
    """Call `call` once a second, for what counts down."""
    bridge.every(1000, call)


async def ask(kind, days=None, allowed_tab=None, shown="model"):
    """
    Ask the worker to "refresh" or "refresh_all" the spans `days`; return the code it ends with.

    `allowed_tab` is the tab a press allows where none can be read: "open" a new one, "wake" a sleeping one. `shown` is
    the daily report on screen, which is not left out.
    """
    message = {"kind": kind}
    if shown != "model":
        message["shown"] = shown
    if days:
        message["days"] = days
    if allowed_tab:
        message["tab"] = allowed_tab
    return await bridge.send(json.dumps(message))


def show_chatgpt(days=None):
    """Bring ChatGPT's tab to the front; with `days`, let the worker read them once that tab has loaded."""
    bridge.openChatgpt(json.dumps({"kind": "show_tab", "days": days}) if days else "")


def report_error(error):
    """Tell the developer who reads the console of an exception that the person is told of in words."""
    bridge.reportError(repr(error))


def is_opened_from_toolbar():
    """Tell whether a press of the toolbar icon opened this page, rather than the browser or an address."""
    return bridge.isOpenedFromToolbar()


async def delete_stored():
    """Empty every storage area, also when the worker does not answer; return "ok" or STORAGE."""
    return await bridge.deleteStored()


def keep_address(text):
    """Let `text` be what follows the "#" in the address of a tab; nothing where the page is no tab of the menu's."""
    bridge.keepAddress(text)


async def read_diagnostics():
    """Return how the last refresh went: {"version", "browser", "log", "notice", "reports", "answers"}."""
    return json.loads(await bridge.readDiagnostics())


def save_shortcuts(*, on):
    """Remember in session memory, for every popup, whether single keys act."""
    bridge.saveShortcuts(on)


async def save_range(preset, start, end):
    """Store the chosen range; return "ok" or STORAGE."""
    return await bridge.saveRange(json.dumps({"preset": preset, "start": start, "end": end}))


def now():
    """Return the instant, in UTC to the second."""
    return bridge.now()


def start_task(work):
    """Start a coroutine; handlers call this, because they must not wait themselves."""
    import asyncio  # nothing waits before the first paint

    asyncio.create_task(work)  # noqa: RUF006 - the event loop holds it, and there is nothing to collect


async def wait(seconds):
    """Come back after so many `seconds`."""
    import asyncio

    await asyncio.sleep(seconds)


def after_paint(call):
    """Call `call` once what was put into the page is on the screen."""
    bridge.afterPaint(call)


def when_idle(milliseconds, call):
    """After so many `milliseconds`, call `call` whenever the browser has nothing else to do, for as long as it returns True."""
    bridge.whenIdle(milliseconds, call)


def load_styles():
    """Load the styles of what is not seen first: the sections, the menu, the panels."""
    bridge.loadStyles()


def replay_input():
    """Let the event listeners hear what the person has pressed since the page is there."""
    bridge.replayInput()


def cache_screen(screen):
    """Keep what the next opening shows first: {"from", "range", "session", "changes", "minutes"}, as popup/bridge/screen_cache.js has it."""
    bridge.cacheScreen(json.dumps(screen))


def drop_screen():
    """Remove what `cache_screen` keeps, or is about to keep."""
    bridge.dropScreen()


def defer(call):
    """Call `call` after whatever waits in the browser now."""
    bridge.defer(call)


class Formatter:
    """Figures and days in the browser's language."""

    def number(self, value, kind):
        """Return `value` as "whole", "two", "six", "scientific", "compact", "percent", "whole percent" or "digits 3"; of money "two USD"."""
        return bridge.number(float(value), kind)

    def plural(self, count):
        """Return the plural category of `count`: "one", "other"."""
        return bridge.plural(float(count))

    def day(self, day, kind):
        """
        Return a day as "short" (17 Nov), "weekday", "weekday name" (Mon), "long" or "month".

        As "axis" never, as "dated" always with its year.
        """
        return bridge.day(day, kind)

    def span(self, start, end):
        """Return two days as one span, "1 – 22 Nov"."""
        return bridge.span(start, end)

    def clock_span(self, day):
        """Return from when to when a UTC day is on the reader's clock; nothing where the two clocks agree."""
        return bridge.clockSpan(day)

    def instant(self, instant, kind):
        """Return an instant with its zone as "utc", or on the reader's clock as "local"; as "recent" without today's date."""
        return bridge.instant(instant, kind)


def make_changes(changes):
    """Make `changes` to the page, (selector, kind, values...) each; return the first selector without an element, or ""."""
    return bridge.makeChanges(json.dumps(changes))


def to_exact_string(value):
    """Return a figure as text that reads back as the same double."""
    return bridge.toExactString(float(value))


def css_escape(text):
    """Return `text` fit to stand between quotes in a selector."""
    return bridge.cssEscape(text)


async def save_png(name, title, subtitle):
    """Save the chart as a PNG called `name`; return "ok" or INTERNAL."""
    return await bridge.savePng(name, title, subtitle)
