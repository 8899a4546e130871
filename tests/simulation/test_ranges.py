"""The days of a shown range: which they are, that they are read, and that those that are not read are counted."""

from datetime import date, timedelta

import pytest


@pytest.mark.parametrize(
    "stored", [None, 7, "month", [], {}, {"preset": "century"}, {"preset": "custom", "start": "2026-02-30", "end": "2026-03-01"},
               {"preset": "custom", "start": 5, "end": None}],
)  # fmt: skip
def test_a_stored_range_that_makes_no_sense_is_this_month_so_far(world, stored):
    world.arrange(fresh=True)
    world.browser.store(range=stored)
    today = date.fromisoformat(world.server.today)
    shown = world.open_popup().shown()["range"]
    assert shown == {"preset": "month", "start": str(today.replace(day=1)), "end": str(today)}


def expected_total(world, shown):
    return world.server.expected("mine", "product", shown["range"]["start"], shown["range"]["end"]).total


def test_a_remembered_90_days_are_read_after_a_browser_restart(world):
    world.arrange(known=False, fresh=True)
    end = date.fromisoformat(world.server.today) - timedelta(days=75)
    world.browser.store(range={"preset": "90", "start": str(end - timedelta(days=89)), "end": str(end)})
    shown = world.open_popup().shown()
    assert (shown["range"]["preset"], shown["unread_days"]) == ("90", 0)
    assert "NOT_READ" not in shown["notices"]
    assert shown["total"] == pytest.approx(expected_total(world, shown))


def test_a_range_with_unread_days_says_how_many(world):
    first = date.fromisoformat(world.server.today) - timedelta(days=9)
    cut = str(first)
    world.arrange(fresh=True)
    report = world.browser.storage()["local"]["report"]
    mine = report["scopes"]["mine"]
    mine["spans"] = [[cut, world.server.today]]
    kept = [at for at, day in enumerate(mine["totals"]["days"]) if day >= cut]
    mine["totals"] |= {name: [mine["totals"][name][at] for at in kept] for name in ("days", "values")}
    world.browser.store(report=report, range={"preset": "28", "start": cut, "end": cut})
    world.server.inject_fault("session", status=500, body={})
    popup = world.open_popup()
    shown = popup.shown()
    assert shown["unread_days"] == 18
    assert "10 of 28 days" in popup.screen.range_note
    assert shown["notices"] == ["SERVER"]  # trying again loads those days too


def test_a_longer_range_takes_no_day_away_when_another_report_gives_the_totals(world):
    world.arrange(known=False, fresh=True)
    world.server.inject_fault("product", status=500, body={})
    popup = world.open_popup()
    month = popup.shown()
    assert month["report_status"]["product"] == "SERVER"
    world.server.clear_faults()
    longer = popup.choose_range("90").shown()
    assert longer["report_status"]["product"] == "ok"
    assert longer["total"] == pytest.approx(expected_total(world, longer), abs=1e-6)
    assert popup.choose_range("month").shown()["total"] == month["total"]
