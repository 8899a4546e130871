"""What is found stored, and what cannot be stored: cases 69 to 80."""

import copy

from simulator.world import DAILY_REPORTS, instant

from .row import FIRST, NO_LIMITS, NONE, REFRESH, Row, all_of, daily, shows_what_was_served
from .sign_in import set_scenario

THROTTLED = {"cooldown": {"next_allowed_at": instant(1800), "code": "RATE_LIMITED"}}
FILLER = "a".ljust(1_000_000, "a")
FILL = f"""(async () => {{
  const text = {FILLER!r};
  for (let at = 0; at < 10; at += 1) await chrome.storage.local.set({{["filler" + at]: text}}).catch(() => null);
  for (let size = 500_000; size > 5; size = Math.floor(size / 2))
    await chrome.storage.local.set({{["filler of " + size]: text.slice(0, size)}}).catch(() => null);
}})()"""
EMPTY = """(async () => {
  const names = Object.keys(await chrome.storage.local.get()).filter((name) => name.startsWith("filler"));
  await chrome.storage.local.remove(names);
})()"""
CLEAR_DATA = (
    "document.querySelector('#confirm').open || document.querySelector('#menu [data-action=ask-clear-data]').click()"
)


def fill(world):
    """Leave no room in the storage beside a report of one breakdown."""
    report = copy.deepcopy(world.stored_report)
    report["scopes"]["workspace"] = None
    report["scopes"]["mine"]["breakdowns"] = report["scopes"]["mine"]["breakdowns"][:1]
    world.browser.store(report=report)
    world.before = world.browser.storage()["local"]
    world.browser.in_worker(FILL)


def fill_up(world):
    """Leave no room in the storage."""
    world.browser.in_worker(FILL)


def make_room(world, _popup, _shown):
    """Take away what filled the storage."""
    world.browser.in_worker(EMPTY)


def keeps_its_days(world, popup, shown):
    """Find the days and their age as they were, beside limits that took no room; take away what filled the storage."""
    make_room(world, popup, shown)
    report, before = world.browser.storage()["local"]["report"], world.before["report"]
    ages = [{row["report"]: row["at"] for row in one["report_status"]} for one in (report, before)]
    assert (report["scopes"], report["fetched_at"]) == (before["scopes"], before["fetched_at"])
    assert {ages[0][name] for name in DAILY_REPORTS} == {ages[1]["product"], None}  # None: nothing of it is stored
    assert ages[0]["limits"] == report["limits"]["fetched_at"] > ages[1]["limits"]


def found(report):
    """Return what stores something else than a report of ours, with the next refresh a while away."""

    def do(world):
        world.browser.store(report=report if not callable(report) else report(copy.deepcopy(world.stored_report)))
        world.remember(**THROTTLED)
        world.before = world.browser.storage()["local"]

    return do


def read_over(report):
    """Return what stores the same and lets it be read anew."""

    def do(world):
        found(report)(world)
        world.let_a_minute_pass()

    return do


def schema(number):
    """Return what gives the known report another schema."""
    return lambda report: report | {"schema": number}


def shorter_column(report):
    """Return the known report with one value lost."""
    report["scopes"]["mine"]["totals"]["values"].pop()
    return report


def clear_data(world, popup):
    """Delete the stored data while a refresh runs, as the menu does."""
    world.wait_until_asked("model")
    popup.page.evaluate(f"() => {{ {CLEAR_DATA} }}")
    popup.page.locator("#confirm [data-action=clear-data]").click()
    world.wait_for(lambda: not world.browser.storage()["local"], "deleting")
    world.server.clear_faults()


def is_empty(world, _popup, _shown):
    """Find nothing in any storage area, not even after the last answer came."""
    stored = world.browser.storage()
    assert stored["local"] == stored["session"] == {}


def forgotten(world):
    """Forget what only lives as long as the browser: whose the stored report is."""
    world.browser.clear("session")


def other_popup(world, popup):
    """Let a second popup stand beside the first, which must show the same when the refresh is over."""
    tab = world.browser.open_tab("popup.html")
    world.wait_until_at_rest()
    totals = [page.locator("#range-total data").first for page in (popup.page, tab)]
    world.wait_for(lambda: totals[0].get_attribute("value") == totals[1].get_attribute("value"), "the same total")
    tab.close()


def without_id(world):
    """Let ChatGPT tell of nobody's id, as when an earlier reading stored what another person may have had."""
    world.server.inject_fault("session", change=lambda body: body | {"user": {"email": "somebody@example.com"}})
    world.browser.store(report=world.stored_report | {"truncated_before": "2025-11-01"})


def nobody_is_known(world, popup, shown):
    """Find that nothing of the earlier report was kept, and that memory tells no identity."""
    shows_what_was_served(world, popup, shown)
    stored = world.browser.storage()
    assert stored["local"]["report"]["truncated_before"] is None
    assert stored["session"]["workspace"]["identity"] is None


def remembers(**memory):
    """Return what leaves something else in the session memory than the extension keeps there."""
    return lambda world: world.remember(**memory)


def date_report_ahead(seconds):
    """Return what dates the stored report so many `seconds` ahead, as a clock does that was set back since."""

    def do(world):
        report, moment = copy.deepcopy(world.stored_report), instant(seconds)
        report["fetched_at"] = moment
        for section in report["report_status"]:
            section["at"] = section["at"] and moment
        world.browser.store(report=report)
        world.before = world.browser.storage()["local"]

    return do


DAMAGED = {
    "refresh": {"refresh": 5},
    "cooldown": {"cooldown": "x"},
    "workspace": {"workspace": []},
    "all": {
        "refresh": [], "cooldown": {"next_allowed_at": 5}, "workspace": 7, "notice": {"code": []}, "log": {"a": 1}, "revalidation": {"since": 3},
    },
    "texts": dict.fromkeys(("refresh", "cooldown", "workspace", "notice", "log", "diagnostics", "revalidation"), "x"),
}  # fmt: skip
UNKNOWN = {"identity": None, "name": "Example", "plan": "enterprise"}
ODD = {"null": None, "a text": "report", "a list": [1, 2], "a number": 7, "an empty object": {}, "true": True}

ROWS = [
    Row(69, "nothing is stored", set(), "replaced", FIRST, arrange={"known": False}, sees=shows_what_was_served),
    *[Row(70, f"{name} is stored", {"UNREADABLE"}, "unchanged", NONE, opens=True, does=found(report)) for name, report in ODD.items() if report is not None],
    *[Row(70, f"{name} is stored and read over", set(), "replaced", FIRST, read_over(report)) for name, report in ODD.items()],
    *[Row(71, f"schema {number}", {"UNREADABLE"}, "unchanged", NONE, opens=True, does=found(schema(number))) for number in (0, -1, "1", None, True)],
    Row((71, 78), "a schema from the future", {"NEWER_SCHEMA"}, "unchanged", NONE, opens=True, does=found(schema(4))),
    Row((71, 78), "a schema from the future, read over", set(), "replaced", FIRST, read_over(schema(4))),
    Row(72, "one value lost", {"UNREADABLE"}, "unchanged", NONE, opens=True, does=found(shorter_column)),
    Row(72, "one value lost, read over", set(), "replaced", FIRST, read_over(shorter_column)),
    Row((72,), "a number that is a text", {"UNREADABLE"}, "unchanged", NONE, opens=True,
        does=found(lambda report: report | {"fetched_at": 7})),
    Row(74, "no room to store", {"STORAGE"}, "replaced", REFRESH, fill, sees=keeps_its_days),
    Row(74, "no room to store on the first day", {"STORAGE"}, "kept nothing", FIRST, fill_up, arrange={"known": False}, sees=make_room),
    Row(76, "a second popup shows what the first one read", set(), act=other_popup),
    Row(79, "deleting while it reads", {"FIRST_RUN"}, "gone", (4, 13), lambda world: world.server.inject_fault("model", paused=True), clear_data,
        sees=is_empty),
    Row((), "a range that is none", set(), does=lambda world: world.browser.store(range={"preset": "century", "start": 7}),
        sees=shows_what_was_served),
    Row((), "a range of a list", set(), does=lambda world: world.browser.store(range=[1]), sees=shows_what_was_served),
    Row((), "a memory from the future", set(), does=lambda world: world.remember(
        cooldown={"next_allowed_at": "2199-01-01T00:00:00Z", "code": "ok"}), sees=shows_what_was_served),
    Row((), "a cooldown that is none", set(), does=lambda world: world.remember(cooldown={"next_allowed_at": "soon", "code": "ok"})),
    Row((), "a refresh that died with an earlier worker", set(), opens=True, does=lambda world: world.remember(
        refresh={"id": "dead", "started_at": instant(-900), "step": 3, "of": 10, "report": "model"})),
    Row((), "figures of an earlier browser session, not read again", {"RATE_LIMITED"}, "unchanged", NONE, opens=True,
        does=lambda world: (forgotten(world), world.remember(
            notice={"code": "RATE_LIMITED", "at": instant(-5), "retry_at": instant(600)},
            cooldown={"next_allowed_at": instant(600), "code": "RATE_LIMITED"}))),
    Row((), "figures of an earlier browser session, while no day can be read", {"SERVER"}, "unchanged", (FIRST, FIRST + 4),
        all_of(forgotten, daily(status=500, body={}))),
    Row((), "figures of an earlier browser session, where no day may be read", {"NO_ACCESS"}, "replaced", (NO_LIMITS, FIRST),
        all_of(forgotten, daily(status=403, body={}))),
    Row((), "figures of another person", set(), "replaced", (REFRESH + FIRST - 2, REFRESH + FIRST + 2), set_scenario("enterprise"), sees=shows_what_was_served),
    Row((), "somebody without an id, twice", set(), "replaced", FIRST, without_id, arrange={"workspace": UNKNOWN}, sees=nobody_is_known),
    *[Row((), f"memory of another kind: {name}", set(), "replaced", (NO_LIMITS, FIRST), does=remembers(**memory), opens=True, sees=shows_what_was_served)
      for name, memory in DAMAGED.items()],
    Row((), "figures dated twenty minutes ahead", set(), asked=(REFRESH, FIRST), does=date_report_ahead(1200), opens=True, sees=shows_what_was_served),
    Row((), "figures dated days ahead", set(), asked=(REFRESH, FIRST), does=date_report_ahead(3 * 86_400), opens=True, sees=shows_what_was_served),
    Row((), "figures dated years ahead", set(), asked=(REFRESH, FIRST), does=date_report_ahead(3 * 366 * 86_400), opens=True, sees=shows_what_was_served),
    Row((), "a cooldown 400 days ahead", set(), opens=True, sees=shows_what_was_served,
        does=lambda world: world.remember(cooldown={"next_allowed_at": instant(400 * 86_400), "code": "RATE_LIMITED"})),
]  # fmt: skip
