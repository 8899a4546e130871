"""The largest reports the worker stores are shown: every range it asks for, and every series of a breakdown it takes."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from codex_credits.present import sample
from simulator.browser import PopupPage
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

LONGEST_RANGE, MOST_SERIES = 1100, 500
SETTLE_SECONDS = 60


world = world_fixture()


def large(days, series, mine, workspace=(), digits=2):
    """Return (a report of so many days up to today, each breakdown with so many series; its first day, its last day)."""
    dice, now = random.Random(days), datetime.now(UTC)
    dates = [(now.date() - timedelta(days=ago)).isoformat() for ago in range(days - 1, -1, -1)]
    fresh = now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def breakdown(name, source):
        columns = [
            {
                "key": f"{name}-{at:04}",
                "label": f"Series {at}",
                "values": [round(dice.random() * 10, digits) for _ in dates],
            }
            for at in range(series)
        ]
        return {
            "breakdown": name, "source": source, "fresh": fresh, "spans": [[dates[0], dates[-1]]], "days": dates, "series": columns
        }  # fmt: skip

    def scope(names, source, before):
        breakdowns = [breakdown(name, source) for name in names]
        totals = [sum(column) for column in zip(*(one["values"] for one in breakdowns[0]["series"]), strict=True)]
        told = {"source": "product" if source == "credits" else "workspace", "days": dates, "values": totals}
        return before | {"spans": [[dates[0], dates[-1]]], "fresh": fresh, "breakdowns": breakdowns, "totals": told}

    report = sample.stored(fresh)
    scopes = report["scopes"]
    scopes["mine"] = scope(mine, "credits", scopes["mine"])
    rest = {"unit": "credits", "metered": True, "activity": None, "tokens": None}
    scopes["workspace"] = scope(workspace, "counts", rest) if workspace else None
    return report, dates[0], dates[-1]


def shown(world, report, start, end):
    """Return the popup on a report of these days, once it is settled."""
    world.with_stored_report(report, range={"preset": "custom", "start": start, "end": end})
    return PopupPage(world.browser.open_tab("popup.html#tab"), lambda: None).settle(SETTLE_SECONDS)


def check_shown(popup, report, scope, breakdown, series):
    """Find the total, a drawn chart and every series of one breakdown, and no notice."""
    found = popup.shown()
    assert found["notices"] == []
    assert found["total"] == pytest.approx(sum(report["scopes"][scope]["totals"]["values"]))
    assert len(found["series"]) == series
    assert popup.page.locator("body").get_attribute("data-breakdown") == breakdown
    assert popup.page.evaluate("() => document.querySelector('#bars').getBBox().width") > 0


@pytest.mark.parametrize("series", nightly_except([60, 10], 10))
def test_the_longest_range_of_every_breakdown_of_both_scopes_is_shown(world, series):
    breakdowns = ("model", "surface", "product", "speed", "effort")
    report, start, end = large(LONGEST_RANGE, series, breakdowns, ("model", "surface"), digits=15)
    popup = shown(world, report, start, end)
    assert (date.fromisoformat(end) - date.fromisoformat(start)).days == LONGEST_RANGE - 1
    check_shown(popup, report, "mine", "model", series)
    popup.choose_scope("workspace")
    check_shown(popup, report, "workspace", "model", series)
    popup.page.close()


@pytest.mark.nightly
def test_as_many_series_as_an_answer_may_have_are_shown_over_the_longest_range(world):
    report, start, end = large(LONGEST_RANGE, MOST_SERIES, ("model",))
    popup = shown(world, report, start, end)
    check_shown(popup, report, "mine", "model", MOST_SERIES)
    popup.page.close()
