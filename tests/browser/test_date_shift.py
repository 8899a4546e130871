"""A recording's days and instants, moved to today: by whole days, and a reset on a 1st to a 1st."""

from datetime import UTC, date, datetime

import pytest

from simulator.chatgpt.date_shift import Move

LAST = date(2026, 9, 19)
TODAY = date(2026, 11, 25)
NOON = 1_789_819_200  # 2026-09-19 12:00 UTC


def unix(*when):
    """Return a UTC instant in unix seconds."""
    return int(datetime(*when, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("date", "2026-09-19", "2026-11-25"),
        ("date", "2026-10-01", "2026-12-07"),  # a row, however it falls
        ("data_freshness_ts", "2026-09-19T09:00:00Z", "2026-11-25T09:00:00Z"),
        ("resets_at", "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("resets_at", "2026-10-01", "2026-12-01"),
        ("resets_at", "2026-10-01T00:00:01.5+00:00", "2026-12-01T00:00:01.5+00:00"),
        ("resets_at", "2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z"),  # over then, over now
        ("resets_at", "2027-01-01T00:00:00Z", "2027-03-01T00:00:00Z"),
        ("resets_at", "2026-10-01T05:00:00Z", "2026-12-07T05:00:00Z"),  # a window, not a month
        ("resets_at", "2026-10-15T00:00:00Z", "2026-12-21T00:00:00Z"),
        ("reset_at", unix(2026, 10, 1), unix(2026, 12, 1)),
        ("reset_at", unix(2026, 10, 1, 0, 0, 1), unix(2026, 12, 1, 0, 0, 1)),
        ("reset_at", unix(2026, 9, 24), unix(2026, 11, 30)),
        ("created_at", unix(2026, 10, 1), unix(2026, 12, 7)),
        ("used", NOON, NOON),
        ("note", "9999-12-31", "9999-12-31"),
        ("reset_at", "no day", "no day"),
    ],
)
def test_what_has_a_day_is_moved(name, before, after):
    assert Move(LAST, TODAY).value({name: [before]}) == {name: [after]}


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2026, 9, 19)])
def test_the_next_reset_of_a_recording_is_the_first_1st_after_today(today):
    moved = date.fromisoformat(Move(LAST, today).value("2026-10-01", "reset_at"))
    assert moved.day == 1
    assert 0 < (moved - today).days <= 31
