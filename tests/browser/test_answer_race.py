"""Between the moment a new report is stored and the moment the popup that asked for it is answered."""

import copy

import pytest

from tests.browser.held_storage import HOLD_NEXT, everything_read_and_nothing_written

PRESS = "() => document.getElementById('refresh').click()"
SHOWN = """() => [
  [...document.querySelectorAll("#series tbody tr:not([data-folded]) .credits data")]
    .map((one) => [one.closest("tr").dataset.key, Number(one.value)]),
  Number(document.querySelector("#range-total data").value),
]"""
HEARD_MS = 100  # several times what passes until a change of storage is heard


def doubled(report):
    """Return `report` with every figure of mine twice as large."""
    twice = copy.deepcopy(report)
    mine = twice["scopes"]["mine"]
    columns = [mine["totals"]["values"]] + [
        series["values"] for breakdown in mine["breakdowns"] for series in breakdown["series"]
    ]
    for values in columns:
        values[:] = [value and value * 2 for value in values]
    return twice


def test_until_it_is_answered_the_parts_of_another_range_are_of_the_report_its_total_is_of(world):
    with everything_read_and_nothing_written(world, PRESS, report=doubled(world.stored_report)) as ear:
        ear.evaluate(HOLD_NEXT)
        world.wait_for(lambda: ear.evaluate("() => globalThis.mine"), "writing the report")
        ear.wait_for_timeout(HEARD_MS)  # passing is not a matter of time; a mixture would need it to show
        ear.keyboard.press("w")
        ear.wait_for_selector('body[data-preset="7"]')
        shown, total = ear.evaluate(SHOWN)
        assert sum(credits for _, credits in shown) == pytest.approx(total)
        assert "~unattributed" not in dict(shown)
