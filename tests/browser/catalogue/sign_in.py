"""Who is signed in, what they may see, and what the network does: cases 23 to 45."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from simulator.chatgpt import pages, scenarios

from .row import FIRST, NO_LIMITS, NOBODY, NONE, REFRESH, Row, every, inject_fault

AUTH = {"location": "https://auth.openai.com/log-in"}
WAIT = {"status": 429, "body": {"detail": "Too many requests"}}
IN_FIFTY_MINUTES = format_datetime(
    datetime.now(UTC) + timedelta(minutes=50), usegmt=True
)  # counted from the start of all tests
# What the header says, and the least and most seconds ChatGPT is left alone.
WAITS = {
    "7": (50, 60), "120": (100, 120), "-1": (50, 60), "1e9": (50, 60), "999999999": (3500, 3600), "soon": (50, 60),
    "": (50, 60), IN_FIFTY_MINUTES: (1200, 3000),
}  # fmt: skip


def waits(least, most):
    """Return a check: the next refresh may start between `least` and `most` seconds from now, and not before."""

    def check(world, popup, _shown):
        cooldown = world.browser.storage()["session"]["cooldown"]["next_allowed_at"]
        left = (datetime.fromisoformat(cooldown) - world.now()).total_seconds()
        assert least - 30 <= left <= most + 1
        asked = len(world.server.reports_asked())
        world.close(popup)
        again = world.open_popup()
        again.refresh().settle()
        assert "RATE_LIMITED" in again.shown()["notices"]
        assert len(world.server.reports_asked()) == asked
        world.close(again)

    return check


def session(body):
    """Return what makes `body` the answer about who is signed in."""
    return inject_fault("session", body=body)


def ends_meanwhile(world):
    """Let the session end after it was read once."""
    world.server.inject_fault("session", body={})
    world.server.inject_fault("session", times=1)


def set_scenario(name):
    """Return what signs somebody else in, in another state of the world."""

    def do(world):
        world.server.set_scenario(name)
        world.page.reload()
        world.server.clear_log()

    return do


def session_without(name):
    """Return what takes one member out of the answer about who is signed in."""
    return inject_fault("session", change=lambda body: {key: value for key, value in body.items() if key != name})


def account_is(text):
    """Return what gives the account an odd id, and opens the way to the one address that has it inside."""

    def do(world):
        world.server.inject_fault("session", change=lambda body: body | {"account": body["account"] | {"id": text}})
        world.server.inject_fault("limits", change=lambda body: body | {"account_id": None, "spend_control": {}})

    return do


def asks_no_other_route(world, _popup, _shown):
    """Find that every path asked for is one of those known, and that the odd id was put into it as a text."""
    paths = [entry["path"] for entry in world.server.log if not entry["by_page"]]
    assert any("/accounts/..%2F..%2Fevil%3Fx%3D1%23/spend-controls/" in path for path in paths)
    assert all(
        path.startswith(("/api/auth/session", "/backend-api/wham/", "/backend-api/accounts/..%2F")) for path in paths
    )


REFUSED = scenarios.INVALIDATED
INVALID = {"status": REFUSED.status, "body": REFUSED.body, "headers": REFUSED.headers}
BOT_CHECK = {"status": pages.CHALLENGE.status, "body": pages.CHALLENGE.body, "headers": pages.CHALLENGE.headers}

ROWS = [
    Row(23, "every report refuses the session", {"SIGNED_OUT"}, "unchanged", (10, 12), every(**INVALID)),
    Row(23, "the bearer is refused once", set(), asked=(REFRESH + 1, REFRESH + 5), does=inject_fault("product", **INVALID, times=1)),
    Row(24, "a role that may see nothing", {"NO_ACCESS"}, "unchanged", (NO_LIMITS, REFRESH), every(status=403, body={"detail": "Forbidden"})),
    Row((31,), "rights taken away since the last read", {"NO_ACCESS"}, "unchanged", (NO_LIMITS, REFRESH), every(status=403, body={})),
    Row(25, "a bot check", {"CHALLENGE"}, "unchanged", NOBODY, inject_fault("*", **BOT_CHECK)),
    Row(25, "a bot check as 503", {"CHALLENGE"}, "unchanged", NOBODY, inject_fault("*", **BOT_CHECK | {"status": 503})),
    Row(25, "a bot check before every report", {"CHALLENGE"}, "unchanged", (6, 8), every(**BOT_CHECK)),
    Row(26, "the session moved to the sign-in page", {"SIGNED_OUT"}, "unchanged", NOBODY, inject_fault("*", status=302, body="", headers=AUTH)),
    Row(26, "every report moved to the sign-in page", {"SIGNED_OUT"}, "unchanged", (6, 8), every(status=307, body="", headers=AUTH)),
    Row(27, "an empty session", {"SIGNED_OUT"}, "unchanged", NOBODY, session({})),
    Row(27, "a session of a warning alone", {"SIGNED_OUT"}, "unchanged", NOBODY, session({"WARNING_BANNER": "!"})),
    Row(27, "a session without a token", {"SIGNED_OUT"}, "unchanged", NOBODY, session_without("accessToken")),
    Row(27, "a session with an empty token", {"SIGNED_OUT"}, "unchanged", NOBODY, inject_fault("session", change=lambda body: body | {"accessToken": ""})),
    Row(28, "the session ends meanwhile", {"SIGNED_OUT"}, "replaced", (NO_LIMITS, REFRESH), ends_meanwhile),
    Row(29, "another workspace becomes the active one meanwhile", {"WORKSPACE_CHANGED"}, "unchanged", (11, 20), set_scenario("workspace-switch")),
    Row(30, "a personal account", {"PERSONAL"}, "unchanged", NOBODY, set_scenario("personal")),
    Row(33, "a guest", {"GUEST"}, "unchanged", NOBODY, set_scenario("guest")),
    Row(33, "a session without a person", {"GUEST"}, "unchanged", NOBODY, session_without("user")),
    Row(35, "the network ends inside every report", {"OFFLINE"}, "unchanged", (13, 19), every(reset=True)),
    Row(35, "the page has no network", {"OFFLINE"}, "unchanged", NONE, lambda world: world.go_offline()),
    *[Row(39, f"too many requests, wait {'until a date' if wait == IN_FIFTY_MINUTES else repr(wait)}", {"RATE_LIMITED"}, "unchanged", NOBODY,
          inject_fault("*", **WAIT, headers={"retry-after": wait}), sees=waits(*seconds)) for wait, seconds in WAITS.items()],
    Row(39, "too many requests, and no word how long", {"RATE_LIMITED"}, "unchanged", NOBODY, inject_fault("*", **WAIT), sees=waits(50, 60)),
    Row(39, "too many requests for every report", {"RATE_LIMITED"}, "unchanged", (6, 8), every(**WAIT, headers={"retry-after": "300"}),
        sees=waits(250, 300)),
    Row(40, "the session in trouble", {"SERVER"}, "unchanged", (1, 2), inject_fault("*", status=502, body="")),
    Row((40, 41), "unavailable, and when to come back", {"RATE_LIMITED"}, "unchanged", NOBODY,
        inject_fault("*", status=503, body={}, headers={"retry-after": "200"}), sees=waits(150, 200)),
    Row((), "a session in another form", {"SHAPE"}, "unchanged", NOBODY, session("[1, 2]")),
    Row((), "a session whose token is a number", {"SIGNED_OUT"}, "unchanged", NOBODY, inject_fault("session", change=lambda body: body | {"accessToken": 7})),
    Row((), "a session without an account", {"PERSONAL"}, "unchanged", NOBODY, session_without("account")),
    Row((), "a session that is not allowed", {"SIGNED_OUT"}, "unchanged", NOBODY, inject_fault("session", status=403, body={})),
    Row((), "a session route that is gone", {"NOT_FOUND"}, "unchanged", NOBODY, inject_fault("session", status=404, body={})),
    Row((), "an account whose id is a path", set(), asked=(REFRESH + FIRST - 3, REFRESH + FIRST), does=account_is("../../evil?x=1#"), sees=asks_no_other_route),
    Row((), "an account list that fails", set(), asked=FIRST, arrange={"known": False}, does=inject_fault("accounts", status=404, body={})),
    Row((), "no active workspace, in every report", {"NO_WORKSPACE"}, "unchanged", NO_LIMITS, every(
        status=400, body={"detail": "No active workspace found for the current account."})),
]  # fmt: skip
