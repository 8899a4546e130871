"""The fake ChatGPT's reports agree with one another, and are given to whoever may have them."""

from datetime import UTC, datetime

import pytest

from simulator.chatgpt import SCENARIOS, FakeChatGPT, UnknownScenario, routes
from tests.browser.requests import BREAKDOWNS, ask, last_days

NOW = datetime(2027, 3, 31, 14, 5, tzinfo=UTC)


# The reports agree with one another.


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_every_breakdown_adds_up_to_the_same_days_but_for_voice(breakdown):
    server = FakeChatGPT(now=NOW)
    days = last_days(server, 396)
    voice = server.expected("mine", "model", *days).series["voice"]
    expected = server.expected("mine", "product", *days).total
    without_voice = breakdown in ("speed", "effort", "surface")
    assert server.expected("mine", breakdown, *days).total == pytest.approx(expected - voice * without_voice, abs=1e-6)


def test_the_series_totals_are_the_sums_of_the_rows():
    server = FakeChatGPT(now=NOW)
    start, end = last_days(server, 31)
    body = ask(server, routes.CREDITS, start_date=start, end_date=end, breakdown="model").body
    for series in body["series"]:
        assert series["total"] == pytest.approx(sum(row["values"].get(series["key"], 0) for row in body["data"]))


def test_the_whole_workspace_holds_my_own_credits_and_more():
    server = FakeChatGPT(now=NOW)
    days = last_days(server, 90)
    mine, everyone = (server.expected(scope, "model", *days) for scope in ("mine", "workspace"))
    assert all(everyone.days[day] >= credits for day, credits in mine.days.items() if credits > 0)
    assert 0 < sum(everyone.series.values()) < everyone.total


def test_the_token_report_says_the_same_however_it_is_broken_down():
    server = FakeChatGPT(now=NOW)
    start, end = last_days(server, 31)
    for dimensions in (["model"], ["surface"], ["model", "reasoning_effort", "speed", "surface"]):
        body = ask(server, routes.TOKENS, start_date=start, end_date=end, group_by="day", breakdown_by=dimensions).body
        grouped = sum(group["credits"] for row in body["data"] for group in row["groups"])
        assert grouped == pytest.approx(server.expected("mine", "surface", start, end).total)


def test_the_limit_counts_a_little_more_than_the_days_and_is_nearly_used_up():
    server = FakeChatGPT(now=NOW)
    limit = ask(server, routes.USAGE).body["spend_control"]["individual_limit"]
    daily_sum = server.expected("mine", "product", server.today[:8] + "01", server.today).total
    assert daily_sum < float(limit["used"]) < 1.2 * daily_sum
    assert 80 <= limit["used_percent"] <= 95
    assert float(limit["used"]) + float(limit["remaining"]) == pytest.approx(float(limit["limit"]))


def test_the_history_has_what_real_ones_have():
    server = FakeChatGPT(now=NOW)
    days = last_days(server, 396)
    product, model, surface = (
        server.expected("mine", breakdown, *days) for breakdown in ("product", "model", "surface")
    )
    assert "atlas" in product.series
    assert "browser_agent" in surface.series
    assert len(model.series) > 8
    assert server.today in product.days
    assert 200 < len(product.days) < 330
    recent = server.expected("mine", "model", *last_days(server, 28)).series
    assert "gpt-5.2" not in recent
    assert "gpt-5.6-sol" in recent


def test_idle_days_have_no_row_in_the_credit_report_and_one_in_the_token_report():
    server = FakeChatGPT(now=NOW)
    start, end = last_days(server, 90)
    credit_rows = ask(server, routes.CREDITS, start_date=start, end_date=end, breakdown="product").body["data"]
    token_rows = ask(server, routes.TOKENS, start_date=start, end_date=end, group_by="day").body["data"]
    assert len(credit_rows) < len(token_rows) == 90


def test_the_same_moment_gives_the_same_history():
    one, other = (FakeChatGPT(now=NOW).expected("mine", "model", "2027-01-01", "2027-03-31") for _ in range(2))
    assert one == other


# Dates and rights.


def test_both_ends_of_the_dates_are_included():
    server = FakeChatGPT(now=NOW)
    body = ask(server, routes.TOKENS, start_date="2027-03-01", end_date="2027-03-07", group_by="day").body
    assert [row["date"] for row in body["data"]] == [f"2027-03-0{day}" for day in range(1, 8)]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (routes.TOKENS, {"start_date": "2027-03-01", "end_date": "2027-03-07", "group_by": "hour"}),
        (routes.TOKENS, {"start_date": "2027-03-07", "end_date": "2027-03-01", "group_by": "day"}),
        (routes.CREDITS, {"start_date": "2027-02-30", "end_date": "2027-03-07", "breakdown": "model"}),
        (routes.CREDITS, {"start_date": "2027-03-01", "end_date": "2027-03-07", "breakdown": "shoe_size"}),
        (routes.COUNTS, {"end_date": "2027-03-07", "group_by": "day"}),
    ],
)
def test_a_parameter_out_of_bounds_is_refused(path, query):
    assert ask(FakeChatGPT(now=NOW), path, **query).status == 422


@pytest.mark.parametrize("path", [routes.USAGE, routes.ACCOUNTS, routes.CREDITS, routes.TOKENS, routes.COUNTS])
def test_cookies_alone_open_no_report(path):
    assert ask(FakeChatGPT(now=NOW), path, bearer=False, cookie=True).status == 401


def test_a_token_that_was_never_given_out_is_refused():
    asked = routes.Asked("GET", routes.USAGE, [], {"authorization": "Bearer somebody-else"})
    assert FakeChatGPT(now=NOW).source.answer(asked) == routes.BAD_TOKEN


def test_the_session_belongs_to_whoever_has_the_cookie():
    server = FakeChatGPT(now=NOW)
    assert "accessToken" not in ask(server, routes.SESSION, bearer=False).body
    assert ask(server, routes.SESSION, bearer=False, cookie=True).body["accessToken"] == server.source.token


def test_a_personal_account_gets_the_refusals_of_a_real_one():
    server = FakeChatGPT("personal", now=NOW)
    dates = {"start_date": "2027-03-01", "end_date": "2027-03-07"}
    monthly = f"/backend-api/accounts/{server.source.facts.who.account_id}/spend-controls/current-user/monthly-usage"
    assert ask(server, routes.CREDITS, breakdown="model", **dates).status == 403
    assert ask(server, routes.TOKENS, group_by="day", **dates).status == 400
    assert ask(server, monthly).status == 401
    assert ask(server, routes.USAGE).status == 200


def test_the_workspace_switches_between_two_session_reads():
    server = FakeChatGPT("workspace-switch", now=NOW)
    first, second = (ask(server, routes.SESSION, cookie=True).body for _ in range(2))
    assert first["account"]["id"] != second["account"]["id"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_answers_every_route(name):
    server = FakeChatGPT(name, now=NOW)
    dates = {"start_date": "2027-03-01", "end_date": "2027-03-31"}
    answers = [ask(server, path, cookie=True) for path in (routes.SESSION, routes.ACCOUNTS, routes.USAGE)]
    answers += [ask(server, routes.CREDITS, breakdown=breakdown, **dates) for breakdown in routes.BREAKDOWNS]
    answers += [ask(server, path, group_by="day", **dates) for path in (routes.TOKENS, routes.COUNTS)]
    assert all(answer.encoded() is not None for answer in answers)


def test_an_unknown_scenario_is_answered_with_the_known_ones():
    with pytest.raises(UnknownScenario, match="enterprise"):
        FakeChatGPT("enterprize")
