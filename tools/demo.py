"""
Show the extension at work, against a ChatGPT that runs on this machine.

Starts the fake ChatGPT and a real Chromium with dist/, signs in, opens the
popup from the toolbar and lets it read. With a display the browser stays open
for the person. Without one, or with HEADLESS=1, it ends with a picture (SHOT)
and prints what the popup shows; STATE gets everything a program may want to
know: what is shown, what is stored, which hosts were asked.

What to show is said in the environment: SCENARIO=name, or REPLAY=folder-or-HAR
with WITH=folder laid over it; RANGE, SPLIT, SCOPE and COMPARE=1 are chosen by
clicks. DIST names another built extension than the repository's own.
"""

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.fake_chatgpt import FakeChatGPT, ReplayError, UnknownScenario  # noqa: E402
from tests.browser.harness import Browser, DevtoolsError, DidNotStart, NotOffered, NotSettled  # noqa: E402
from tests.browser.harness.popup import CUSTOM, PRESETS  # noqa: E402

DIST = Path(os.environ.get("DIST") or ROOT / "dist")
SPLITS = ("model", "surface", "product", "speed", "effort")
SCOPES = ("mine", "workspace")
DEFAULT_SHOT = "demo.png"


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
    chosen = wanted()
    stays = has_display() and asked("HEADLESS") in (None, "0")
    with chatgpt() as server:
        with Browser(DIST, server, headless=not stays) as browser:
            shown, stored = look(browser, server, chosen, asked("SHOT") or (None if stays else DEFAULT_SHOT))
            if stays:
                print("The browser stays open. Close it to end the demo.")
                browser.chromium.wait()
        if state := asked("STATE"):
            told = {"console": browser.messages, "errors": browser.errors}
            write(state, state_of(shown, stored, server, browser.hosts()) | told)
    if not stays:
        print(json.dumps(shown, indent=1, ensure_ascii=False))
    return 0


def wanted():
    """Return what is to be chosen by clicks, {"range", "split", "scope", "compare"}."""
    chosen = {"range": asked("RANGE"), "split": asked("SPLIT", SPLITS), "scope": asked("SCOPE", SCOPES)}
    chosen["compare"] = asked("COMPARE", ("0", "1")) == "1"
    if chosen["range"] and chosen["range"] not in PRESETS and not CUSTOM.fullmatch(chosen["range"]):
        raise Refused(f"RANGE={chosen['range']} is neither {', '.join(PRESETS)} nor two days, start..end")
    if not (DIST / "manifest.json").is_file():
        raise Refused("there is no dist/ yet; `make build` makes it")
    return chosen


def state_of(shown, stored, server, hosts):
    """Return what is shown, what is stored and what was asked, as programs read it."""
    return {
        "shown": shown,
        "stored": {"local": stored["local"], "session_keys": sorted(stored["session"])},
        "network": {"hosts": sorted(hosts), "requests": server.requests()},
    }


def look(browser, server, wanted, shot):
    """Return what the settled popup shows with what was `wanted` chosen in it, and what is stored; `shot` is a picture."""
    browser.open_chatgpt()
    popup = browser.open_popup()
    popup.settle()
    if not server.reports_asked():
        popup.refresh()
        popup.settle()
    for choose, value in (
        (popup.choose_range, wanted["range"]),
        (popup.choose_scope, wanted["scope"]),
        (popup.choose_split, wanted["split"]),
        (popup.choose_comparison, wanted["compare"]),
    ):
        try:
            if value:
                choose(value)
        except NotOffered as error:
            print(f"make demo: {error}", file=sys.stderr)
    if shot:
        popup.screenshot(path_of(shot))
    return popup.shown(), browser.storage()


def chatgpt():
    """Return the fake ChatGPT that was asked for."""
    replay, overlay = asked("REPLAY"), asked("WITH")
    if overlay and not replay:
        raise Refused("WITH needs a REPLAY to be laid over")
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


def write(name, state):
    """Write `state` as JSON."""
    path_of(name).write_text(json.dumps(state, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
