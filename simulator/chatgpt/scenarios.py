"""
Every state of the world the fake ChatGPT can be put in, by name: one table.

A scenario says what is different from the ordinary case, an Enterprise member
who may also see the whole workspace. `make demo SCENARIO=name` shows it, tests
parametrise over it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from codex_credits.model import contract

from . import account, pages
from .routes import FORBIDDEN, NOT_FOUND, Answer

EVERY_REPORT = tuple(name for name in contract.REPORTS if name != "session")
DAILY_REPORTS = contract.DAILY_REPORTS
NO_CAP = Answer(404, {"detail": "Current user monthly cap is not available."})
SLOW_SECONDS = 1.5


@dataclass(frozen=True)
class Scenario:
    """What differs from the ordinary member: who they are, what is true, what is answered."""

    name: str
    about: str
    sign_in: str = "member"  # or "guest", "nobody"
    structure: str = "workspace"  # or "personal"
    plan: str = "business"
    session_plan: str = "enterprise"
    role: str = "account-admin"
    limit: str = "near"  # "none", "zero", "over", "unlimited"
    unit: str = "credits"
    metered: bool = True
    increase: dict | None = None  # how a member may ask for more, as the account's settings tell it
    switches: bool = False  # the active workspace is another one from the second session read on
    seconds: float = 0  # how long each report takes
    facts: object = None  # called with the Facts, to change what is true
    usage: object = None  # called with the `wham/usage` body and the Facts, to change it
    answers: dict = field(default_factory=dict)  # report -> Answer in place of the ordinary one, rights already checked
    edge: Answer | None = None  # answers every data request before any right is checked


def same_answer(*reports, answer):
    """Return the `answers` that give the same `answer` for each of `reports`."""
    return dict.fromkeys(reports, answer)


def depleted(body, _facts):
    """Leave the workspace without credits."""
    body["credits"] |= {"has_credits": False, "balance": "0"}
    body["rate_limit_reached_type"] = {"type": "workspace_member_credits_depleted", "details": None}


def overage(body, facts):
    """Let the workspace reach its overage limit too."""
    depleted(body, facts)
    body["credits"]["overage_limit_reached"] = True


def unlimited(body, facts):
    """Make credits unlimited, with windows that have not been opened."""
    body["credits"]["unlimited"] = True
    body["rate_limit"] = account.rate_limit(
        account.window(0, account.FIVE_HOURS, facts.now), account.window(0, account.WEEK, facts.now)
    )


def windows(body, facts):
    """Add rate-limit windows: partly used, and one of a single model still unopened."""
    body["rate_limit"] = account.rate_limit(
        account.window(37, account.FIVE_HOURS, facts.now, left=7_421),
        account.window(82, account.WEEK, facts.now, left=201_122),
    )
    body["additional_rate_limits"] = [
        {
            "limit_name": "GPT-6 Astra Preview",
            "metered_feature": "codex_astra",
            "rate_limit": account.rate_limit(account.window(0, account.FIVE_HOURS, facts.now), None),
            "normal_model_slug": None,
        }
    ]


def team(body, facts):
    """Make it a seat of ChatGPT Business: windows, and no credits of its own."""
    windows(body, facts)
    body["credits"] |= {"has_credits": False, "balance": "0"}


def personal(body, facts):
    """Make it the answer a personal account gets."""
    windows(body, facts)
    body["account_id"] = ""
    body["credits"]["balance"] = "42.5000000000"


def shared_limits(body, facts):
    """Add the limits a member shares with a role, a group and the whole workspace."""

    def limit(amount, used):
        return account.limit_body(amount, used, facts.now)

    body["spend_control"] |= {
        "reached_limit_type": None,
        "workspace_default_limit": limit(facts.limit, facts.used),
        "role_budget_limit": limit(facts.limit * 2, facts.used),
        "workspace_shared_limit": limit(250_000, 171_234.5),
        "group_shared_limit": {"group_id": "group-1", "group_name": "Robotics", "details": limit(30_000, 29_100.25)},
    }


def no_rows(facts):
    """Leave nothing used, ever."""
    facts.keep_days(lambda _day: False)
    facts.everyone = facts.mine


def idle_month(facts):
    """Leave nothing used since the month began."""
    facts.keep_days(lambda day: day[:7] < facts.today[:7])


def negative_day(facts):
    """Let yesterday hold nothing but a large correction."""
    yesterday = facts.mine[-2]
    cells = facts.mine[-1].cells[:1] or yesterday.cells[:1]
    refund = cells[0]._replace(credits=-61.875, uncached=0, cached=0, output=0, threads=0, turns=0)
    facts.mine[-2] = type(yesterday)(yesterday.date, [refund])
    facts.set_use()


def stale(facts):
    """Let the reports be three days behind, while the limit keeps counting."""
    facts.set_freshness(timedelta(days=-3, hours=9))
    last = facts.fresh[:10]
    facts.mine = [day for day in facts.mine if day.date <= last]
    facts.everyone = [day for day in facts.everyone if day.date <= last]


INVALIDATED = Answer(
    401,
    {
        "error": {
            "message": "Your authentication token has been invalidated.",
            "type": None,
            "code": "token_invalidated",
        }
    },
    {"x-openai-ide-error-code": "token_invalidated"},
)

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("enterprise", "an Enterprise member near the limit, whose role also sees the workspace"),
        Scenario("member", "the same without the workspace", role="standard-user", answers={"workspace": FORBIDDEN}),
        Scenario("no-limit", "no limit set by the administrator", limit="none"),
        Scenario("zero-limit", "a limit of zero credits", limit="zero"),
        Scenario("over-limit", "a task ended over the limit", limit="over"),
        Scenario("hidden", "the limit is hidden from members", limit="none", answers={"monthly": FORBIDDEN}),
        Scenario("unlimited", "unlimited credits", limit="none", usage=unlimited),
        Scenario("depleted", "the workspace has no credits left", usage=depleted),
        Scenario("overage", "the workspace reached its overage limit", usage=overage),
        Scenario("windows", "rate-limit windows beside the credits", usage=windows),
        Scenario("shared-limits", "limits shared with a role, a group, the workspace", usage=shared_limits),
        Scenario(
            "ask-link",
            "over the limit, and the company has its own form for more",
            limit="over",
            increase={"kind": "custom", "request_url": "https://intranet.example.com/credits", "instructions": "Ask."},
        ),
        Scenario("ask-disabled", "over the limit, and requests are off", limit="over", increase={"kind": "disabled"}),
        Scenario(
            "team",
            "a ChatGPT Business seat",
            plan="team",
            session_plan="team",
            limit="none",
            usage=team,
            answers=same_answer("product", "model", "speed", "effort", "workspace", answer=FORBIDDEN)
            | {"monthly": NO_CAP},
        ),
        Scenario(
            "personal",
            "a personal account is the active one",
            structure="personal",
            plan="plus",
            session_plan="plus",
            limit="none",
            usage=personal,
        ),
        Scenario("guest", "a visitor with a guest token", sign_in="guest", limit="none"),
        Scenario("signed-out", "nobody is signed in", sign_in="nobody"),
        Scenario(
            "expired", "a session that was ended elsewhere", answers=same_answer(*EVERY_REPORT, answer=INVALIDATED)
        ),
        Scenario("no-access", "a role that may see no report", answers=same_answer(*DAILY_REPORTS, answer=FORBIDDEN)),
        Scenario(
            "rate-limited",
            "too many requests",
            answers=same_answer(
                *EVERY_REPORT, answer=Answer(429, {"detail": "Too many requests"}, {"retry-after": "120"})
            ),
        ),
        Scenario(
            "server-error",
            "ChatGPT has trouble",
            answers=same_answer(*EVERY_REPORT, answer=Answer(500, {"detail": "Internal Server Error"})),
        ),
        Scenario("challenge", "a bot check stands in front", edge=pages.CHALLENGE),
        Scenario("html", "pages where reports should be", answers=same_answer(*EVERY_REPORT, answer=pages.shell())),
        Scenario(
            "broken-json",
            "answers cut off in the middle",
            answers=same_answer(*EVERY_REPORT, answer=Answer(200, '{"data": [{"date": "2026-0')),
        ),
        Scenario(
            "not-found", "no daily report is deployed here", answers=same_answer(*DAILY_REPORTS, answer=NOT_FOUND)
        ),
        Scenario("slow", "every report takes its time", seconds=SLOW_SECONDS),
        Scenario("partial", "one report fails", answers={"model": Answer(500, {"detail": "Internal Server Error"})}),
        Scenario("workspace-switch", "the active workspace changes in the middle", switches=True),
        Scenario("empty", "no row in any report", facts=no_rows),
        Scenario("idle-month", "nothing used since the month began", facts=idle_month),
        Scenario("negative-day", "a day below zero", facts=negative_day),
        Scenario("stale", "reports three days behind", facts=stale),
        Scenario("not-metered", "workspace credits of 0 beside tokens", metered=False),
        Scenario("usd", "reports in dollars", unit="usd"),
    )
}


class UnknownScenario(Exception):
    """Nobody wrote a scenario of that name; the message lists those there are."""


def named(name):
    """Return the scenario called `name`."""
    if name not in SCENARIOS:
        message = f"there is no scenario {name!r}; there are: {', '.join(SCENARIOS)}"
        raise UnknownScenario(message)
    return SCENARIOS[name]
