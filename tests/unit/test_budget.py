from codex_credits.model import budget, report
from codex_credits.present import gauge as gauges
from simulator import factories


def period(personal=None, now=factories.NOW, scope=None, **changes):
    return budget.budget_period(factories.made_report(scope, factories.stored_limits(personal, **changes)), now)


def test_a_reset_on_the_first_ends_a_calendar_month():
    for resets in ("2026-12-01T00:00:00Z", "2026-12-01T00:00:01Z"):
        found = period({"resets_at": resets})
        assert (found.start, found.end) == ("2026-11-01", "2026-11-30")


def test_without_a_reset_the_month_is_the_one_of_the_read():
    found = period({"resets_at": None})
    assert (found.start, found.end, found.resets_at) == ("2026-11-01", "2026-11-30", "2026-12-01T00:00:00Z")


def test_a_month_read_before_its_reset_is_over_after_it():
    assert not period(now="2026-11-30T23:59:00Z").ended
    assert period(now="2026-12-01T00:00:00Z").ended


def test_the_gap_is_what_the_limit_counts_less_the_daily_rows():
    assert period({"used": 40}).gap == 5
    assert period({"used": 30}).gap == -5


def test_the_gap_is_unknown_when_not_every_day_of_the_month_was_read():
    scope = factories.stored_scope(["2026-11-22"], [20], spans=[["2026-11-02", "2026-11-23"]])
    found = period(scope=scope)
    assert found.daily_sum is None
    assert found.gap is None


def test_the_gap_is_unknown_when_use_is():
    assert period({"used": None}).gap is None


def test_rows_of_other_months_are_not_in_the_daily_sum_of_this_one():
    scope = factories.stored_scope(["2026-10-31", "2026-11-01"], [100, 3])
    assert period(scope=scope).daily_sum == 3


def test_what_is_left_is_negative_over_the_limit():
    found = period({"used": 4100, "remaining": 0, "used_percent": 102})
    assert found.remaining == -100


def test_per_cent_is_chatgpts_and_else_worked_out():
    assert period().used_percent == 25
    assert period({"used_percent": None, "used": 500}).used_percent == 12.5
    assert period({"used_percent": None, "limit": 0, "used": 0}).used_percent is None


def test_pace_is_the_share_of_the_month_gone():
    assert period(now="2026-11-01T00:00:00Z").elapsed_share == 0
    assert period(now="2026-11-16T00:00:00Z").elapsed_share == 0.5
    assert period(now="2026-12-05T00:00:00Z").elapsed_share == 1


def test_a_report_without_limits_has_a_month_and_no_figures():
    stored = factories.stored_report()
    stored["limits"] = None
    found = budget.budget_period(report.parse_report(stored), factories.NOW)
    assert (found.state, found.limit, found.used, found.daily_sum) == ("unknown", None, None, 35)


def test_the_gauge_shows_the_daily_sum_the_gap_and_the_pace():
    assert gauges.gauge(period({"limit": 100, "used": 40}, "2026-11-16T00:00:00Z")) == {
        "daily_sum": 350, "gap": 50, "pace": 500, "over": False,
    }  # fmt: skip


def test_the_gauge_is_full_over_the_limit_and_says_so():
    gauge = gauges.gauge(period({"limit": 100, "used": 135}))
    assert gauge["daily_sum"] + gauge["gap"] == 1000
    assert gauge["over"]


def test_a_negative_gap_takes_nothing_off_the_gauge():
    gauge = gauges.gauge(period({"limit": 100, "used": 30}))
    assert (gauge["daily_sum"], gauge["gap"]) == (300, 0)


def test_there_is_no_gauge_without_a_limit_above_zero():
    share = {"used": None, "remaining": None, "used_percent": None}
    for personal in (
        {"limit": 0},
        {"limit": None},
        {"state": "hidden", "limit": None, "used_percent": None},
        {"state": "unlimited"},
        share,
    ):
        assert gauges.gauge(period(personal)) is None, personal


def test_the_gauge_of_a_month_that_is_over_has_no_pace():
    assert gauges.gauge(period(now="2026-12-05T00:00:00Z"))["pace"] is None


def test_a_limit_that_is_hardly_one_is_passed_and_has_no_percentage():
    card = period({"limit": 1e-300, "used_percent": None, "remaining": None})
    gauge = gauges.gauge(card)
    assert card.used_percent is None
    assert (gauge["over"], gauge["daily_sum"] + gauge["gap"]) == (True, 1000)


def test_the_period_begins_a_month_before_the_reset():
    for resets, start, end in (
        ("2026-09-24", "2026-08-24", "2026-09-23"), ("2026-10-31", "2026-09-30", "2026-10-30"),
        ("2027-03-31", "2027-02-28", "2027-03-30"), ("2026-12-15", "2026-11-15", "2026-12-14"),
    ):  # fmt: skip
        for clock in ("T00:00:00Z", "T17:30:00Z"):
            found = period({"resets_at": resets + clock})
            assert (found.start, found.end) == (start, end)


def test_a_known_reset_before_is_where_the_period_begins():
    for previous, start in (("2026-10-31", "2026-10-31"), ("2026-09-30", "2026-10-30"), (None, "2026-10-30")):
        known = previous and previous + "T00:00:00Z"
        assert period({"resets_at": "2026-11-30T00:00:00Z"}, previous_reset=known).start == start


def test_the_daily_sum_is_over_the_period_and_not_the_calendar_month():
    scope = factories.stored_scope(["2026-10-14", "2026-10-15", "2026-11-20"], [100, 3, 4])
    assert period({"resets_at": "2026-11-15T00:00:00Z"}, "2026-11-14T00:00:00Z", scope).start == "2026-10-15"
    assert period({"resets_at": "2026-11-25T00:00:00Z"}, scope=scope).daily_sum == 4
    assert period({"resets_at": "2026-12-12T00:00:00Z"}, scope=scope).daily_sum == 4


def test_a_gap_that_late_days_cannot_explain_is_told_apart():
    assert period({"used": 100}).explained
    assert not period({"used": 110}).explained


def test_a_told_share_that_contradicts_the_figures_gives_way():
    assert period({"used": 4000, "used_percent": 0}).used_percent == 100
    assert period({"used": 3990, "used_percent": 100}).used_percent == 99.75
    assert budget.whole_percent(99.75) == 99
    assert budget.whole_percent(-0.2) == 0
    assert budget.whole_percent(100) == 100


def test_a_share_without_use_fills_the_gauge():
    assert gauges.gauge(period({"used": None, "remaining": None}))["daily_sum"] == 250
    assert gauges.gauge(period({"used": None, "remaining": 3000, "used_percent": None}))["daily_sum"] == 250


def test_the_budget_period_is_offered_where_it_is_told_and_does_not_begin_with_a_month():
    def offered(resets_at, **changes):
        made = factories.made_report(limits=factories.stored_limits({"resets_at": resets_at}, **changes))
        return budget.period_days(made, factories.NOW)

    assert offered("2026-11-25T06:00:00Z") == ("2026-10-25", "2026-11-24")
    assert offered("2026-11-25T06:00:00Z", previous_reset="2026-10-22T06:00:00Z") == ("2026-10-22", "2026-11-24")
    assert offered("2026-11-20T00:00:00Z") == ("2026-10-20", "2026-11-19")  # over
    for resets_at in (None, "2026-12-01T00:00:00Z", "2027-03-15T00:00:00Z"):
        assert offered(resets_at) is None, resets_at
    assert budget.period_days(None, factories.NOW) is None


def test_what_chatgpt_says_is_left_counts_within_a_hundredth_of_the_difference():
    assert budget.remaining_of(100, 40, 60.005) == 60.005
    assert budget.remaining_of(100, 40, 60.5) == 60


def test_less_than_one_that_is_left_gives_a_share_as_well():
    assert budget.share_used(100, None, 0.5, None) == 99.5
    assert budget.share_used(100, None, 0, None) is None
