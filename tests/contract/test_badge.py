import itertools
from datetime import UTC, datetime

from codex_credits.model import budget
from simulator import factories

NOW = datetime.fromisoformat(factories.NOW).astimezone(UTC).timestamp() * 1000


def share(worker, personal, now=NOW):
    return worker.call("badge.usedPercent", factories.stored_limits(personal), now)


def test_the_badge_rounds_as_the_card_does(worker):
    for limit, used, told in itertools.product((None, 0, 100, 4000), (None, 0, 99.6, 100, 3999), (None, 13, 99.7, 100)):
        personal = {
            "limit": limit,
            "used": used,
            "remaining": None,
            "used_percent": told,
            "state": "set" if limit is not None else "hidden",
        }
        period = budget.budget_period(factories.made_report(None, factories.stored_limits(personal)), factories.NOW)
        expected = None if period.used_percent is None else budget.whole_percent(period.used_percent)
        assert share(worker, personal) == expected, personal


def test_a_period_that_is_over_has_no_badge(worker):
    day = 86400_000
    assert share(worker, {}) == 25
    assert share(worker, {}, NOW + 8 * day) is None
    assert share(worker, {"resets_at": None}) == 25
    assert share(worker, {"resets_at": None}, NOW + 8 * day) is None


def test_only_a_limit_has_a_badge(worker):
    for state in ("not_set", "unlimited", "unknown"):
        assert share(worker, {"state": state, "limit": None}) is None
    assert share(worker, {"used": -40, "remaining": None, "used_percent": None}) is None


def test_the_badge_has_the_accent_until_use_is_ahead_of_a_period_and_nearly_all(worker):
    """The period of 30 days ends in a week and a bit: three quarters of it are gone."""

    def color(percent, **limits):
        return worker.call("badge.badgeColor", factories.stored_limits({}, **limits), percent, NOW)

    accent, warning, full = color(0), color(81), color(100)
    assert len({accent, warning, full}) == 3
    assert [color(percent) for percent in (75, 79, 80, 99, 130)] == [accent, accent, warning, warning, full]
    late = "2026-10-27T00:00:00Z"  # the reset before; then 79 % of the period are gone
    assert color(81, previous_reset=late) == warning
    last_day = worker.call("badge.badgeColor", factories.stored_limits({}), 96, NOW + 6.9 * 86400_000)
    assert last_day == accent, "behind the days of the period"


def test_what_is_left_is_told_where_it_is_known(worker):
    def left(**personal):
        return worker.call("badge.getRemaining", {"limit": 4000, "used": 1000, "remaining": None} | personal)

    assert left() == 3000
    assert left(remaining=2990) == 2990
    assert left(used=4100) == 0
    assert left(used=None) is None
    assert left(limit=None) is None
