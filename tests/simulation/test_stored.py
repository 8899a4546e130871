"""A stored report of which one cell is damaged; what is no report at all stands in the catalogue."""

from datetime import UTC, datetime

import pytest

from codex_credits.present import sample
from simulator.world import instant


def damaged(how):
    report = sample.stored(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    how(report)
    return report


@pytest.mark.parametrize(
    "how",
    [
        lambda report: report["scopes"]["mine"]["breakdowns"][1]["series"][0]["values"].pop(),
        lambda report: report["scopes"]["mine"]["breakdowns"][1]["series"][0]["values"].__setitem__(-1, "12"),
        lambda report: report["scopes"]["mine"]["totals"]["values"].__setitem__(0, 1e16),
        lambda report: report["scopes"]["mine"].pop("breakdowns"),
        lambda report: report.update(fetched_at="yesterday"),
        lambda report: report["limits"].update(personal=None),
    ],
    ids=["short column", "text for a number", "out of bounds", "no breakdowns", "no instant", "no personal limit"],
)
def test_one_bad_cell_makes_the_whole_report_unreadable(world, how):
    report = damaged(how)
    world.arrange(report=report, fresh=True, cooldown={"next_allowed_at": instant(1800), "code": "ok"})
    popup = world.open_popup()
    assert [notice.code for notice in popup.notices()] == ["UNREADABLE"]
    assert popup.shown()["total"] is None
    assert world.browser.storage()["local"]["report"] == report
