from codex_credits.model import report, upgrade
from simulator import factories

BACK = {
    "report_status": "sections", "restatements": "restated", "truncated_before": "trimmed", "remaining": "left",
    "used_percent": "per_cent", "breakdowns": "splits", "breakdown": "split",
}  # fmt: skip


def older(value):
    """Return a stored value as schema 2 named it; only the windows had `used_percent` already."""
    if isinstance(value, list):
        return [older(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {BACK.get(name, name): part if name == "windows" else older(part) for name, part in value.items()}


def stored_2(limits=None, **changes):
    stored = factories.stored_report(**changes)
    if limits is not None:
        stored["limits"] = limits
    return dict(older(stored), schema=2)


def test_a_report_of_schema_2_has_every_value_under_its_present_name():
    restatements = [{"day": "2026-11-02", "was": 3, "now": 4.5}]
    other = {
        "source": "monthly", "state": "set", "limit": 5500, "unit": None, "used_percent": 80, "resets_at": None,
    }  # fmt: skip
    window = {
        "name": "Codex", "used_percent": 12, "seconds": 18000, "resets_at": None, "opened": True, "reached": None, "allowed": None,
    }  # fmt: skip
    shared = {
        "kind": "group_shared", "unit": None, "limit": 100, "used": 60, "remaining": 40, "used_percent": 60, "resets_at": None,
    }  # fmt: skip
    limits = factories.stored_limits(others=[shared], windows=[window], other=other)
    present = factories.stored_report(limits=limits, restatements=restatements, truncated_before="2026-01-02")
    assert dict(upgrade.upgrade_report(dict(older(present), schema=2)), schema=report.SCHEMA) == present
    read = report.parse_report(dict(older(present), schema=2))
    assert (read.limits, read.restatements, read.truncated_before) == (limits, restatements, "2026-01-02")
    assert read.mine.breakdown("model").columns == report.parse_report(present).mine.breakdown("model").columns


def test_limits_of_schema_1_lack_the_later_fields():
    earlier = factories.stored_limits()
    for name in ("windows_reported", "ordinary_usage_allowed", "previous", "previous_reset", "unread"):
        del earlier[name]
    assert report.parse_report(dict(stored_2(older(earlier)), schema=1)).limits == earlier


def test_an_older_report_of_another_shape_is_unreadable():
    for changes in (
        {"limits": []}, {"limits": {}}, {"scopes": None}, {"scopes": {"mine": 1, "workspace": None}}, {"sections": None},
        {"scopes": {"mine": {}, "workspace": None}}, {"restated": None},
    ):  # fmt: skip
        assert factories.code_of(lambda: report.parse_report(dict(stored_2(), **changes))) == "UNREADABLE", changes  # noqa: B023
    without = stored_2()
    del without["limits"]
    assert factories.code_of(lambda: report.parse_report(without)) == "UNREADABLE"


def test_the_present_names_in_an_older_schema_are_unreadable():
    assert factories.code_of(lambda: report.parse_report(factories.stored_report(schema=2))) == "UNREADABLE"
