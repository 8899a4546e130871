"""
Every state of the world ends in a settled popup that names it: each scenario, and each odd answer laid over the samples.

Each popup is opened as on the first day. In a browser, tests/browser/test_axe.py opens each scenario.
"""

import pytest

from simulator.chatgpt import SCENARIOS
from tests.browser.requests import BASE, VARIANTS

# What is said in the scenarios where anything is; in the others there is nothing to say.
SAID = {
    "team": {"PARTIAL"},
    "personal": {"PERSONAL"},
    "guest": {"GUEST"},
    "signed-out": {"SIGNED_OUT"},
    "expired": {"SIGNED_OUT"},
    "no-access": {"NO_ACCESS"},
    "not-found": {"NOT_FOUND"},
    "rate-limited": {"RATE_LIMITED"},
    "server-error": {"SERVER"},
    "challenge": {"CHALLENGE"},
    "html": {"SHAPE"},
    "broken-json": {"SHAPE"},
    "partial": {"PARTIAL"},
    "workspace-switch": {"WORKSPACE_CHANGED"},
    "empty": {"NO_USAGE"},
    "idle-month": {"NO_USAGE"},
    "stale": {"STALE"},
}
# The same for answers that are laid over the samples.
SAID_OVER = {
    "error_400_no_active_workspace.json": {"PARTIAL"},
    "error_401_bad_token.json": {"SIGNED_OUT"},
    "error_401_token_invalidated.json": {"SIGNED_OUT"},
    "error_403_cloudflare_challenge.json": {"CHALLENGE"},
    "error_403_not_entitled.json": {"PARTIAL"},
    "error_422_validation.json": {"PARTIAL"},
    "error_429.json": {"RATE_LIMITED"},
    "error_500.json": {"SERVER"},
    "session_personal.json": {"PERSONAL"},
    "wham_usage_consumer_plus.json": {"PERSONAL"},
    "session_signed_out.json": {"SIGNED_OUT"},
    "session_signed_out_empty.json": {"SIGNED_OUT"},
}


def first_look(world):
    """Return what the popup shows when it is opened for the first time."""
    shown = world.open_popup().shown()
    world.holds_no_secret()
    return shown


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_state_is_named_and_nothing_else_is(world, name):
    world.arrange(known=False, fresh=True)
    world.server.set_scenario(name)
    shown = first_look(world)
    said = {} if world.server.today.endswith("-01") and name == "idle-month" else SAID  # today alone, not reported yet
    assert said.get(name, set()) <= set(shown["notices"])
    assert bool(shown["notices"]) == (name in said)
    known = [day["credits"] for day in shown["days"] if day["credits"] is not None]
    assert (shown["total"] is None) == (not known)


@pytest.mark.parametrize("file", sorted(path.name for path in VARIANTS.glob("[!0]*.json")))
def test_an_odd_answer_is_named_or_makes_no_difference(world, file):
    world.arrange(known=False, fresh=True)
    world.server.replay(BASE, VARIANTS / file)
    shown = first_look(world)
    assert set(shown["notices"]) == SAID_OVER.get(file, set())
    if "limits" in shown["report_status"]:
        start, end = shown["range"]["start"], shown["range"]["end"]
        totals = [
            world.server.expected("mine", breakdown, start, end)
            for breakdown in ("product", "model", "speed", "effort", "surface")
        ]
        expected = next(figures.total for figures in totals if figures.days)
        assert shown["total"] == pytest.approx(expected, abs=1e-6)
