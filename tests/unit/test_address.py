from codex_credits.model import address
from simulator import factories

PERIOD = ("2026-11-10", "2026-12-09")
BASE = {"preset": "month", "start": "2026-11-01", "end": factories.TODAY}


def parsed(text, period=None):
    return address.parse_address(text, factories.TODAY, period)


def test_a_view_reads_back_from_its_address():
    for changes in (
        {},
        {"preset": "last-month", "start": "2026-10-01", "end": "2026-10-31", "breakdown": "surface"},
        {"preset": "custom", "start": "2026-11-02", "end": "2026-11-09", "scope": "workspace", "compare": True},
        {"preset": "period", "start": "2026-11-10", "end": factories.TODAY},
    ):
        view = factories.view(**BASE | changes)
        for day in (None, "2026-11-03"):
            found, picked = parsed(address.format_address(view, day), PERIOD)
            for name, value in found.items():
                assert getattr(view, name) == value
            assert found["preset"] == view.preset
            assert found.get("compare", False) == view.compare
            assert picked == day


def test_a_preset_in_an_address_moves_with_the_days():
    assert parsed("tab&range=7")[0] == {"preset": "7", "start": "2026-11-17", "end": factories.TODAY}


def test_a_part_that_makes_no_sense_is_ignored_and_the_others_count():
    nonsense = (
        "range=year", "range=2026-11-09..2026-11-02", "range=2026-11-01..2027-01-01", "range=2026-02-30..2026-03-01",
        "range=1999-01-01..2026-01-01", "range=..", "range=period", "breakdown=user", "breakdown=", "scope=all", "compare=2",
        "compare", "day=2026-02-30", "day=today", "day=", "=", "", "&&", "tab", "range", "hidden=series:sol", "constructor=1",
    )  # fmt: skip
    for part in nonsense:
        assert parsed(part) == ({}, None), part
        assert parsed(f"tab&{part}&breakdown=speed&day=2026-11-03") == ({"breakdown": "speed"}, "2026-11-03"), part
