"""
Show many recordings, each laid over one, in the popup of one browser.

    BASE=folder CASES=folder OUT=file.json python -m tools.replay

A case is a folder in CASES, a HAR file in it, or a file that the manifest of
CASES itself lists. Each is laid over BASE and shown in a popup that has just
been installed. OUT is {name: state}, a state as docs/state.md describes it, or
{name: {"failed": "one line"}}. RANGE, BREAKDOWN and SCOPE are chosen by clicks in
each; DIST names another built extension than the repository's own.

The exit status says whether every case settled. After one that did not, a new
browser begins, so that nothing of it is left in the next.
"""

import sys
import time

from simulator.browser import Browser, DevtoolsError, DidNotStart
from simulator.chatgpt import FakeChatGPT, ReplayError
from simulator.chatgpt.recording import MANIFEST, listed
from tools import demo
from tools.demo import Refused


def main():
    """Replay every case; what makes no sense ends with one line."""
    try:
        return replay()
    except (Refused, ReplayError, DidNotStart, DevtoolsError) as error:
        print(f"make replay: {error}", file=sys.stderr)
    return 1


def replay():
    """Show every case, tell of each in a line, and write them all."""
    base, out, wanted = demo.path_of(required("BASE")), required("OUT"), demo.wishes()
    cases = cases_in(demo.path_of(required("CASES")))
    if not demo.path_of(out).parent.is_dir():
        raise Refused(f"OUT={out} is in a folder that is not there")
    demo.must_be_built()
    states: dict[str, dict] = {}
    began, waiting = time.monotonic(), list(cases.items())
    with FakeChatGPT(replay=base) as server:
        for line in server.source.warnings:
            print(f"make replay: {base.name}: {line}", file=sys.stderr)
        while waiting:
            states |= some(server, base, waiting, wanted)
    demo.write(out, states)
    failed = [name for name, state in states.items() if "failed" in state]
    print(f"{len(states)} cases in {time.monotonic() - began:.0f} s, {len(failed)} failed")
    return 1 if failed else 0


def required(name):
    """Return the environment's `name`, which must be there."""
    value = demo.asked(name)
    if not value:
        raise Refused(f"{name} is missing; it takes BASE=folder CASES=folder OUT=file.json")
    return value


def cases_in(folder):
    """Return {name: path} of the cases in `folder`, in the order of their names."""
    if not folder.is_dir():
        raise Refused(f"there is no folder {folder}")
    found = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    found += folder.glob("*.har")
    if (folder / MANIFEST).is_file():
        found += [folder / name for name in listed(folder)]
    if not found:
        raise Refused(f"{folder} holds no case: no folder, no HAR file, no {MANIFEST}")
    return {path.name: path for path in sorted(set(found))}


def some(server, base, waiting, wanted):
    """
    Return {name: state} of the cases of `waiting` that one browser shows, the last of them perhaps failed, and take
    them off.
    """
    states = {}
    with Browser(demo.DIST, server) as browser:
        while waiting:
            name, path = waiting.pop(0)
            states[name] = try_case(browser, server, (base, path), wanted)
            print(f"{name}: {line_of(states[name])}", flush=True)
            if "failed" in states[name]:
                break
    for state in states.values():
        if "network" in state:
            state["network"]["hosts"] = hosts_of(browser)
    return states


def try_case(browser, server, recordings, wanted):
    """Return the state of one case, or why there is none."""
    try:
        server.replay(*recordings)
        return state_of_popup(browser, server, wanted)
    except Exception as error:  # whatever one case does, the others are shown
        return {"failed": first_line(error)}


def hosts_of(browser):
    """Return every host the ended browser asked, or `None` when it did not live to write them down."""
    try:
        return sorted(browser.hosts())
    except DevtoolsError:
        return None


def state_of_popup(browser, server, wanted):
    """Return the state of the popup that meets what `server` answers now as if it had just been installed."""
    browser.reset()
    server.clear_log()
    said, broken = len(browser.messages), len(browser.errors)
    popup = demo.opened(browser, server)
    missing = demo.choose(popup, wanted)
    shown, stored = popup.shown(), browser.storage()
    popup.close()
    heard = browser.messages[said:], browser.errors[broken:]
    return demo.state_of(shown, stored, server.requests(), *heard, [*server.source.warnings, *missing])


def line_of(state):
    """Return what is told of one case: its total, its notices, and what could not be used of it."""
    if "failed" in state:
        return f"FAILED {state['failed']}"
    shown = state["shown"]
    words = [f"total {demo.format_amount(shown['total'])}", ", ".join(shown["notices"]) or "no notice"]
    return "; ".join(words + [f"({warning})" for warning in state["warnings"]])


def first_line(error):
    """Return the first line of an error's message, or its kind when it has none."""
    return (str(error).splitlines() or [""])[0].strip() or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
