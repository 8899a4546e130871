"""
Show the extension at work, against a ChatGPT that runs on this machine.

Starts the fake ChatGPT and a real Chromium with dist/, signs in, opens the
popup from the toolbar and lets it read. With a display the browser stays open
for the person. Without one, or with HEADLESS=1, it ends with a picture
(SCREENSHOT) and a short summary. JSON=file writes everything a program may want
to know, as docs/state.md describes it; JSON=- prints that instead of the
summary, and JSON=1 only what is shown.

What to show is said in the environment: SCENARIO=name, or REPLAY=folder-or-HAR
with OVERLAY=folder laid over it; RANGE, BREAKDOWN, SCOPE and COMPARE=1 are chosen by
clicks. DIST names another built extension than the repository's own.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

from codex_credits.model import contract
from simulator.browser import Browser, DevtoolsError, DidNotStart, NotOffered, NotSettled
from simulator.browser.popup import CUSTOM, PRESETS
from simulator.chatgpt import FakeChatGPT, ReplayError, UnknownScenario

ROOT = Path(__file__).resolve().parents[1]

DIST = Path(os.environ.get("DIST") or ROOT / "dist")
BREAKDOWNS = contract.BREAKDOWNS
SCOPES = contract.SCOPES
DEFAULT_SCREENSHOT = "demo.png"


class Refused(Exception):
    """What was asked for makes no sense; the message is one line."""


def main():
    """Run the demo; the exit status says whether the popup settled."""
    try:
        return demo()
    except (Refused, ReplayError, UnknownScenario, NotSettled, DidNotStart, DevtoolsError) as error:
        print(f"make demo: {error}", file=sys.stderr)
    except PlaywrightError as error:
        print(f"make demo: the popup could not be driven: {str(error).splitlines()[0]}", file=sys.stderr)
    return 1


def demo():
    """Open the popup, choose what was asked for, and tell or leave open."""
    wanted = wishes() | {"compare": asked("COMPARE", ("0", "1")) == "1"}
    output = asked("JSON")  # "1", "-" or a file name
    must_be_built()
    stays = has_display() and asked("HEADLESS") in (None, "0")
    screenshot = asked("SCREENSHOT") or (None if stays else DEFAULT_SCREENSHOT)
    with chatgpt() as server:
        complain(server.source.warnings)
        with Browser(DIST, server, headless=not stays) as browser:
            popup = opened(browser, server)
            missing = choose(popup, wanted)
            complain(missing)
            if screenshot:
                popup.screenshot(path_of(screenshot))
            shown, stored = popup.shown(), browser.storage()
            if stays:
                told = partial(print, file=sys.stderr) if output == "-" else print
                told("The browser stays open. Close it to end the demo.")
                browser.chromium.wait()
    state = state_of(
        shown, stored, server.requests(), browser.messages, browser.errors, [*server.source.warnings, *missing]
    )
    state["network"]["hosts"] = sorted(browser.hosts())
    if output in ("1", "-"):
        print(text_of(shown if output == "1" else state), end="")
        return 0
    if output:
        write(output, state)
    if not stays:
        print(summary(shown, path_of(screenshot)))
    return 0


def wishes():
    """Return what of the popup's choices the environment asks for; every tool that opens it offers these."""
    wanted = {"range": asked("RANGE"), "breakdown": asked("BREAKDOWN", BREAKDOWNS), "scope": asked("SCOPE", SCOPES)}
    if wanted["range"] and wanted["range"] not in PRESETS and not CUSTOM.fullmatch(wanted["range"]):
        raise Refused(f"RANGE={wanted['range']} is neither {', '.join(PRESETS)} nor two days, start..end")
    return wanted


def must_be_built():
    """Refuse to begin without a built extension."""
    if not (DIST / "manifest.json").is_file():
        raise Refused("there is no dist/ yet; `make build` makes it")


def opened(browser, server):
    """Return the popup, opened beside a ChatGPT page and settled after a refresh."""
    browser.open_chatgpt()
    popup = browser.open_popup()
    popup.settle()
    if not server.reports_asked():
        popup.refresh()
        popup.settle()
    return popup


def choose(popup, wanted):
    """Choose in `popup` what is `wanted`, and return a line for each wish it does not offer."""
    missing = []
    for name, select in (
        ("range", popup.choose_range),
        ("scope", popup.choose_scope),
        ("breakdown", popup.choose_breakdown),
        ("compare", popup.choose_comparison),
    ):
        try:
            if wanted.get(name):
                select(wanted[name])
        except NotOffered as error:
            missing.append(str(error))
    return missing


def complain(lines):
    """Print each of `lines` where complaints go."""
    for line in lines:
        print(f"make demo: {line}", file=sys.stderr)


def state_of(shown, stored, requests, messages, errors, warnings):
    """Return everything there is to know of one popup, as docs/state.md describes it; the hosts are known later."""
    return {
        "shown": shown,
        "stored": {"local": stored["local"], "session_keys": sorted(stored["session"])},
        "network": {"hosts": None, "requests": requests},
        "console": messages,
        "errors": errors,
        "warnings": warnings,
    }


def summary(shown, picture):
    """Return in four lines what the popup shows, and where its picture is."""
    limit, days = shown["limit"] or {}, shown["range"]
    total = (
        f"{format_amount(shown['total'])} ({days['start']} to {days['end']}, {shown['scope']}, by {shown['breakdown']})"
    )
    left = format_amount(limit.get("remaining"))
    if limit.get("limit") is not None:
        left += f" of {format_amount(limit['limit'])}, resets {limit['resets_at']}"
    elif limit.get("state"):
        left += f" (limit: {limit['state']})"
    lines = [("Total", total), ("Left", left), ("Notices", ", ".join(shown["notices"]) or "none"), ("Picture", picture)]
    return "\n".join(f"{name:9}{text}" for name, text in lines)


def format_amount(credits):
    """Return `credits` for reading; an unknown is not 0."""
    return "unknown" if credits is None else f"{credits:,.2f}"


def chatgpt():
    """Return the fake ChatGPT that was asked for."""
    replay, overlay = asked("REPLAY"), asked("OVERLAY")
    if overlay and not replay:
        raise Refused("OVERLAY needs a REPLAY to be laid over")
    if replay and asked("SCENARIO"):
        raise Refused("SCENARIO and REPLAY are two different worlds; choose one")
    if replay:
        return FakeChatGPT(replay=path_of(replay), overlay=overlay and path_of(overlay))
    return FakeChatGPT(asked("SCENARIO") or "enterprise")


def asked(name, allowed=()):
    """Return the environment's `name`, or `None`; it must be one of `allowed` when there are any."""
    value = os.environ.get(name) or None
    if value and allowed and value not in allowed:
        raise Refused(f"{name}={value} is none of {', '.join(allowed)}")
    return value


def has_display():
    """Return whether a window could be seen here."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def path_of(name):
    """Return the path of a file named relative to where `make` was called."""
    return Path(os.environ.get("CALLED_FROM") or Path.cwd(), name)


def text_of(values):
    """Return `values` as JSON text."""
    return json.dumps(values, indent=1, ensure_ascii=False) + "\n"


def write(name, values):
    """Write `values` as JSON into the file called `name`."""
    path_of(name).write_text(text_of(values))


if __name__ == "__main__":
    sys.exit(main())
