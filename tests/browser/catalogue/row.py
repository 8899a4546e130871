"""One row of the table, and the usual faults."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simulator.world import DAILY_REPORTS, EVERY_REPORT

REFRESH = 11  # session, limits, seven daily reports of the last days, the month, session again
FIRST = REFRESH + 1  # the same with the workspace's name
IN_PIECES = FIRST + 7  # the same with two requests for each daily report
NO_LIMITS = REFRESH - 1  # where the limits are not read, the month is not asked
NOBODY = 1  # the session alone
NONE = 0
LONGEST_WAIT = timedelta(hours=1)


@dataclass
class Row:
    """
    What happens (`does` before the popup opens, `act` while it reads) and what must come of it.

    `asked` is a number of requests, or a range where requests in flight make it one. `sees` is called with (world,
    popup, shown) for whatever else must hold.
    """

    cases: tuple
    name: str
    codes: set
    stored: str = "replaced"
    asked: object = REFRESH
    does: object = None
    act: object = None
    sees: object = None
    arrange: dict = field(default_factory=dict)
    opens: bool = False  # the popup from the toolbar; otherwise Refresh is pressed in one that stands open in a tab

    def __post_init__(self):
        """Let one case be written without its brackets."""
        self.cases = self.cases if isinstance(self.cases, tuple) else (self.cases,)

    def __str__(self):
        """Return the row's name in the list of tests."""
        return f"{'-'.join(map(str, self.cases)) or 'more'}: {self.name}"


def comes_to_its_outcome(world, row):
    """Play `row` in a world with a browser or without; return the popup and what it shows, which is as the row says."""
    world.arrange(fresh=row.opens, **row.arrange)
    if row.does:
        row.does(world)
    popup = world.open_popup(row.act) if row.opens else world.click_refresh(row.act)
    shown = popup.shown()
    outcome = world.outcome(shown)
    assert (outcome.codes, outcome.stored) == (row.codes, row.stored)
    least, most = row.asked if isinstance(row.asked, tuple) else (row.asked, row.asked)
    assert least <= outcome.asked <= most
    return popup, shown


def leaves_no_refresh_and_a_short_wait(world):
    """Find that no refresh is stored as running, and that the next one is allowed within an hour."""
    session = world.browser.storage()["session"]
    assert "refresh" not in session
    cooldown = session.get("cooldown")
    if cooldown is not None:
        assert datetime.fromisoformat(cooldown["next_allowed_at"]) - world.now() <= LONGEST_WAIT


def inject_fault(*reports, **how):
    """Return what injects a fault into the answers for `reports`."""
    return lambda world: world.inject_fault(*reports, **how)


def every(**how):
    """Return what injects a fault into every report, but neither the session nor the page."""
    return inject_fault(*EVERY_REPORT, **how)


def daily(**how):
    """Return what injects a fault into every daily report."""
    return inject_fault(*DAILY_REPORTS, **how)


def all_of(*parts):
    """Return what does several things, one after the other."""

    def do(world):
        for part in parts:
            part(world)

    return do


def rows_changed(change):
    """Return a change of a daily body: each of its rows, by `change`."""
    return lambda body: body | {"data": [change(dict(row)) for row in body["data"]]}


def as_text(change):
    """Return a change of a body's JSON text."""
    return lambda body: change(json.dumps(body))


def has_report_code(report, code):
    """Return a check: the list of what was read says `code` for `report`."""

    def check(_world, _popup, shown):
        assert shown["report_status"][report] == code

    return check


def shows_what_was_served(world, _popup, shown):
    """Find the total that ChatGPT served by product."""
    days = shown["range"]["start"], shown["range"]["end"]
    assert abs(shown["total"] - world.server.expected("mine", "product", *days).total) < 1e-6


def keeps_the_breakdown(name):
    """Return a check: the stored breakdown is the one known before."""

    def check(world, _popup, _shown):
        now = world.browser.storage()["local"]["report"]
        breakdowns = [
            next(breakdown for breakdown in report["scopes"]["mine"]["breakdowns"] if breakdown["breakdown"] == name)
            for report in (world.stored_report, now)
        ]
        assert breakdowns[0]["series"] == breakdowns[1]["series"]

    return check
