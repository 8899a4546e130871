"""A range that is found stored, when the popup opens."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    "stored", [None, 7, "month", [], {}, {"preset": "century"}, {"preset": "custom", "start": "2026-02-30", "end": "2026-03-01"},
               {"preset": "custom", "start": 5, "end": None}],
)  # fmt: skip
def test_a_stored_range_that_makes_no_sense_is_this_month_so_far(world, stored):
    world.begin(fresh=True)
    world.browser.store(range=stored)
    today = date.fromisoformat(world.server.today)
    shown = world.look().shown()["range"]
    assert shown == {"preset": "month", "start": str(today.replace(day=1)), "end": str(today)}
