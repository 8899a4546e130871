"""Whatever ChatGPT tells of the limits, nothing on the screen contradicts anything else on it."""

from codex_credits.model import budget, credit_access, forecast, limit_status, units
from codex_credits.present import budget_card, clipboard_text, comparison, limit_text, verdict
from simulator import factories

ROUNDS = 300
RESETS = (None, "2026-12-01T00:00:00Z", "2026-11-25T00:00:00Z", "2026-12-12T00:00:00Z", "2026-11-23T10:00:00Z")
NOWS = (factories.NOW, "2026-11-23T23:00:00Z", "2026-11-25T00:00:00Z", "2026-12-20T09:00:00Z")
KINDS = (None, "individual", "group_shared", "role_budget", "workspace_shared", "a_kind_of_tomorrow")
TYPES = (None, "rate_limit_reached", "workspace_member_credits_depleted", "workspace_owner_usage_limit_reached", "new")
FLAGS = (None, True, False)
UNITS = (None, "credit", "credits", "usd", "tokens")


class Draws:
    """A small fixed generator, the same on both interpreters."""

    def __init__(self, seed):
        self.seed = seed

    def of(self, values):
        for _ in range(3):
            self.seed = (self.seed * 75 + 74) % 65537
        return values[self.seed * len(values) // 65537]


def drawn_window(draws):
    return {
        "name": draws.of(("Codex", "Code review", "")),
        "used_percent": draws.of((None, 0, 40, 99.7, 100, -0.2)),
        "seconds": draws.of((None, 900, 18000, 2419200)),
        "resets_at": draws.of((None, "2026-11-23T08:00:00Z", "2026-11-24T00:00:00Z")),
        "opened": draws.of((True, False)),
        "reached": draws.of(FLAGS),
        "allowed": draws.of(FLAGS),
    }


def drawn_limits(draws):
    personal = {
        "state": draws.of(("set", "set", "not_set", "unlimited", "hidden", "unknown")),
        "limit": draws.of((None, 0, 1, 100, 4000)),
        "used": draws.of((None, 0, 30, 99.6, 100, 4100.5, -3)),
        "remaining": draws.of((None, 0, 25, 4000)),
        "used_percent": draws.of((None, 0, 13, 99.7, 100, 250, -0.4)),
        "resets_at": draws.of(RESETS),
        "enforcement": draws.of((None, "hard", "soft")),
        "unit": draws.of(UNITS),
    }
    if personal["state"] != "set":
        personal["limit"] = None
    credits = draws.of((None, 1, 1, 1)) and {
        "has_credits": draws.of(FLAGS),
        "unlimited": draws.of((None, False, False, True)),
        "overage_limit_reached": draws.of(FLAGS),
        "balance": draws.of((None, 0, 12.5, -3)),
    }
    other = {"kind": draws.of(KINDS[2:]), "limit": draws.of((None, 50)), "used": draws.of((None, 50, 7))}
    other.update({"remaining": None, "used_percent": None, "resets_at": draws.of(RESETS), "unit": draws.of(UNITS)})
    return factories.stored_limits(
        personal,
        credits=credits,
        others=draws.of(([], [other])),
        reached=draws.of((None, False, False, True)),
        reached_limit_type=draws.of(KINDS),
        reached_type=draws.of(TYPES),
        windows=[drawn_window(draws) for _ in range(draws.of((0, 1, 2)))],
        windows_reported=draws.of(FLAGS),
        ordinary_usage_allowed=draws.of(FLAGS),
        previous=draws.of((None, {"limit": 3000, "at": "2026-11-18T09:00:00Z", "resets_at": None})),
        previous_reset=draws.of((None, "2026-10-31T00:00:00Z", "2026-01-01T00:00:00Z")),
    )


def limit_cases():
    """Yield (stored limits, report, now) for each round."""
    draws = Draws(11)
    values = factories.run("2026-10-01", [5, 7, 6, 4, 9, 0, 0] * 7 + [5, 7, 6, 4])
    dates = sorted(values)
    credits = [values[day] for day in dates]
    for _ in range(ROUNDS):
        made = drawn_limits(draws)
        scope = factories.stored_scope(dates, credits, [factories.stored_breakdown(dates, [("sol", credits)])])
        scope["unit"] = draws.of(UNITS[2:])
        yield made, factories.made_report(scope, made), draws.of(NOWS)


def test_a_limit_that_is_told_as_not_set_is_not_reached():
    for made, report, now in limit_cases():
        shown = budget_card.build_card(factories.FORMATTER, report, now)
        chain = {one.name: one.state for one in limit_text.limit_rows(factories.FORMATTER, made, now)}
        assert not (shown.note == "No personal limit set" and chain["Personal limit"] == "reached"), made


def test_the_headline_stops_exactly_where_a_stop_does():
    for made, _, now in limit_cases():
        chain = limit_text.limit_rows(factories.FORMATTER, made, now)
        reached = [one.name for one in chain if one.state == "reached"]
        stopped = limit_status.is_stopped(made, now)
        if stopped:
            assert reached, made
        # Beside used-up windows credits go on, and beside an empty balance windows may.
        if [name for name in reached if name not in ("Rate-limit windows", "Credits")]:
            assert stopped, made
        if credit_access.access_of(made) == credit_access.DEPLETED:
            assert stopped, made
        if credit_access.access_of(made) == credit_access.UNLIMITED and stopped:
            assert [name for name in reached if name not in ("Credits", "Rate-limit windows", "Workspace overage")], (
                made
            )


def test_the_verdict_stops_exactly_where_a_stop_does():
    for made, report, now in limit_cases():
        told = verdict.verdict(factories.FORMATTER, report, None, 0, now)
        if told.kind != "new period":
            assert (told.kind == "stopped") == limit_status.is_stopped(made, now), made


def test_what_is_over_is_not_reached():
    for made, _, _ in limit_cases():
        now = "2027-02-01T00:00:00Z"
        chain = {one.name: one.state for one in limit_text.limit_rows(factories.FORMATTER, made, now)}
        assert chain["Personal limit"] != "reached", made


def test_share_gauge_and_what_is_left_agree():
    for made, report, now in limit_cases():
        shown = budget_card.build_card(factories.FORMATTER, report, now)
        if shown.percent and shown.gauge:
            drawn = (shown.gauge["daily_sum"] + shown.gauge["gap"]) / 10
            assert abs(drawn - max(0, min(100, shown.percent[0]))) <= 1.6, made
        if shown.percent:
            assert not shown.percent[1].startswith("-0"), made
        if shown.percent and shown.limit and shown.value[0] is not None:
            assert (budget.whole_percent(shown.percent[0]) >= 100) == (shown.value[0] >= shown.limit), made
            period = budget.budget_period(report, now)
            assert abs(period.used + period.remaining - period.limit) < 0.02, made


def test_no_forecast_goes_past_the_reset():
    seen = 0
    for made, report, now in list(limit_cases())[:30]:
        period = budget.budget_period(report, now)
        past = forecast.history(report.mine.totals, report.mine.fresh, factories.TODAY)
        view = forecast.forecast(past, period, now, made["fetched_at"])
        if view:
            seen += 1
            days = [day for day in view.run_out or () if day]
            assert all(day <= period.end for day in days), made
            assert view.ends_at == period.end
    assert seen


def texts_of(report, now):
    """Return all the words that the card, the line, the sections and the texts to paste hold."""
    shown = factories.built(report, now=now, comparison=comparison)
    line, sections = factories.details_of(report, shown, now)
    found = [shown.card.of, shown.card.note, shown.card.resets, shown.card.gap or "", line.text]
    found.append(clipboard_text.summary_text(factories.FORMATTER, report, shown, now))
    for one in sections:
        found += [one.summary, one.note, one.lead]
        for fact in one.facts:
            found += [fact.name, fact.text, fact.note]
    return found + [clipboard_text.increase_request_text(factories.FORMATTER, report, None, now)]


def test_every_text_is_whole():
    for made, report, now in list(limit_cases())[:30]:
        for text in texts_of(report, now):
            assert "{" not in text, made
            assert "None" not in text.replace("None is set.", ""), (text, made)
            assert ".." not in text, (text, made)


def test_no_amount_is_called_credits_where_nothing_is_in_credits():
    seen = 0
    for made, report, now in limit_cases():
        units = [report.mine.unit] + [one["unit"] for one in [made["personal"]] + made["others"]]
        if (
            not [unit for unit in units if unit in ("credit", "credits")]
            and report.mine.unit != "credits"
            and seen < 20
        ):
            seen += 1
            for text in texts_of(report, now):
                assert "credit" not in text.lower(), (text, made)
    assert seen


def test_nothing_is_worked_out_across_two_units():
    for made, report, now in limit_cases():
        period = budget.budget_period(report, now)
        if period.unit != report.mine.unit:
            assert (period.daily_sum, period.gap) == (None, None), made
            past = forecast.history(report.mine.totals, report.mine.fresh, factories.TODAY)
            if len(past) >= forecast.MIN_DAYS and not period.ended:
                own = budget.in_daily_unit(report, now)
                assert (own.limit, own.used, own.remaining) == (None, None, None), made
        if period.unit in units.CURRENCIES and period.used is not None:
            assert "$" in budget_card.build_card(factories.FORMATTER, report, now).value[1], made
