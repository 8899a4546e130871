"""
Show many recorded answers in the real popup, one after the other, in one browser.

BASE is a folder of samples or a HAR file. Each case of CASES is laid over it: a
subfolder with a manifest, a HAR file, or, where CASES has a manifest of its own,
each body in it. OUT gets {name: STATE}, STATE being what `make demo` writes, or
{name: {"failed": "one line"}}. RANGE, SPLIT and SCOPE are chosen by clicks.
"""

import sys

import demo
from playwright.sync_api import Error as PlaywrightError

from tests.browser.fake_chatgpt import FakeChatGPT, ReplayError
from tests.browser.fake_chatgpt.recording import MANIFEST
from tests.browser.harness import Browser, DevtoolsError, DidNotStart, NotSettled

FAILURES = (NotSettled, DidNotStart, DevtoolsError, ReplayError, PlaywrightError, ValueError)


def main():
    """Play every case; the exit status says whether the cases could be found."""
    try:
        base, cases, out = (folder_of(name) for name in ("BASE", "CASES", "OUT"))
        wanted = demo.wanted()
        with FakeChatGPT(replay=base) as server:
            states = play(server, base, cases_of(cases), wanted)
    except (demo.Refused, ReplayError) as error:
        print(f"make replay: {error}", file=sys.stderr)
        return 1
    demo.write(out, states)
    failed = len([state for state in states.values() if "failed" in state])
    print(f"{len(states)} cases, {failed} failed")
    return 0


def folder_of(name):
    """Return the path in the environment's `name`."""
    value = demo.asked(name)
    if not value:
        raise demo.Refused(f"{name} is missing: make replay BASE=folder CASES=folder OUT=file.json")
    return demo.path_of(value)


def cases_of(folder):
    """Return {name: path} of the cases in `folder`, sorted."""
    if not folder.is_dir():
        raise demo.Refused(f"CASES={folder.name} is no folder")
    found = [one for one in folder.iterdir() if (one / MANIFEST).is_file() or one.suffix == ".har"]
    if (folder / MANIFEST).is_file():
        found += [one for one in folder.glob("*.json") if one.name != MANIFEST]
    if not found:
        raise demo.Refused(f"CASES={folder.name} has neither a subfolder with {MANIFEST} nor a HAR file")
    return {one.stem if one.is_file() else one.name: one for one in sorted(found)}


def play(server, base, cases, wanted):
    """Return {name: STATE or {"failed"}} of all `cases`; a browser in which one failed is not used again."""
    states, waiting = {}, list(cases)
    while waiting:
        with Browser(demo.DIST, server) as browser:
            played = []
            while waiting and not (played and "failed" in states[played[-1]]):
                name = waiting.pop(0)
                states[name] = state_of(server, browser, (base, cases[name]), wanted)
                played.append(name)
                print(line(name, states[name]), flush=True)
        for name in played:
            if "failed" not in states[name]:
                states[name]["network"]["hosts"] = sorted(browser.hosts())
    return states


def state_of(server, browser, recording, wanted):
    """Return the STATE of one case in an emptied browser."""
    messages, errors = len(browser.messages), len(browser.errors)
    try:
        browser.reset()
        server.replay(*recording)
        server.forget()
        shown, stored = demo.look(browser, server, wanted, None)
    except FAILURES as error:
        return {"failed": (str(error).splitlines() or [type(error).__name__])[0]}
    state = demo.state_of(shown, stored, server, [])
    return state | {"console": browser.messages[messages:], "errors": browser.errors[errors:]}


def line(name, state):
    """Return one line about a case: its total and its notices, or why it failed."""
    if "failed" in state:
        return f"{name}: failed: {state['failed']}"
    shown = state["shown"]
    return f"{name}: {shown['total']} {' '.join(shown['notices'])}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
