"""
The generated ChatGPT: a scenario's facts, answered route by route as the real one would.

A source for the server: it has `answer`, `token` and `cookie`, as a recording
has.
"""

from . import account, bodies, pages, routes
from .facts import PEOPLE, SECOND_SEED, Facts
from .routes import Answer

SIGNED_OUT = {"WARNING_BANNER": account.WARNING}
NEEDS_WORKSPACE = Answer(401, {"detail": "A workspace account is required."})


class Workspace:
    """One scenario at one moment; `planted` are unknown members put into every body."""

    warnings = ()  # a recording may have some

    def __init__(self, scenario, now, planted=None):
        self.scenario = scenario
        self.planted = planted or {}
        self.facts = Facts(now)
        self.second = Facts(now, "Southwind Aviation", SECOND_SEED) if scenario.switches else None
        if scenario.facts:
            scenario.facts(self.facts)
        self.session_reads = 0

    @property
    def people(self):
        """Return every identity this source gives out."""
        return [facts.who for facts in (self.facts, self.second) if facts]

    @property
    def token(self):
        """Return the bearer of the workspace the figures of `expected` are about."""
        return self.facts.who.token

    @property
    def cookie(self):
        """Return the value of the session cookie."""
        return self.facts.who.cookie

    def seconds(self, asked):
        """Return how long the answer takes."""
        return self.scenario.seconds if asked.path.startswith("/backend-api/") else 0

    def answer(self, asked):
        """Return the answer to one request."""
        if routes.is_page(asked):
            return pages.page(asked.path)
        if asked.path.startswith("/wham/"):
            return pages.shell(404)
        if self.scenario.edge:
            return self.scenario.edge
        if asked.path == routes.SESSION:
            return self._with_planted(Answer(200, self._session(asked)))
        refused = routes.refusal(asked, [who.token for who in self.people])
        if refused:
            return refused
        instead = self.scenario.answers.get(routes.report_name(asked))
        return instead or self._with_planted(self._report(asked, self._facts_of(asked)))

    def _session(self, asked):
        if self.scenario.sign_in == "guest":
            return account.guest_session(self.facts.who)
        if self.scenario.sign_in == "nobody" or self.cookie not in asked.headers.get("cookie", ""):
            return SIGNED_OUT
        self.session_reads += 1
        facts = self.second if self.second and self.session_reads > 1 else self.facts
        return account.session(facts.who, facts.now, plan=self.scenario.session_plan, structure=self.scenario.structure)

    def _facts_of(self, asked):
        """Return the facts of the workspace the token is bound to; the account header does not change it."""
        second = self.second and asked.headers["authorization"].endswith(self.second.who.token)
        return self.second if second else self.facts

    def _report(self, asked, facts):
        name, scenario = routes.report_name(asked), self.scenario
        if name == "accounts":
            return Answer(200, self._accounts(asked, facts))
        if name == "limits":
            return Answer(200, self._usage(facts))
        if name == "monthly":
            return self._monthly(asked, facts)
        if name == "settings":
            return self._settings(asked, facts)
        if routes.BALANCE.fullmatch(asked.path):
            return routes.FORBIDDEN
        if asked.path not in (routes.CREDITS, routes.TOKENS, routes.COUNTS):
            return routes.NOT_FOUND
        if scenario.structure == "personal" or scenario.sign_in == "guest":
            return routes.FORBIDDEN if asked.path == routes.CREDITS else routes.NO_WORKSPACE
        days = routes.asked_days(asked, facts.everyone if name == "workspace" else facts.mine)
        if isinstance(days, Answer):
            return days
        return self._daily(asked, facts, days)

    def _daily(self, asked, facts, days):
        query = dict(asked.query)
        if asked.path == routes.CREDITS:
            if query.get("breakdown") not in routes.BREAKDOWNS:
                return routes.invalid("breakdown", "Input should be a known breakdown", query.get("breakdown"))
            return Answer(200, bodies.credit_usage(days, query["breakdown"], facts.fresh, self.scenario.unit))
        if asked.path == routes.TOKENS:
            wanted = [value for key, value in asked.query if key == "breakdown_by"]
            unknown = [value for value in wanted if value not in bodies.DIMENSIONS or value == "product"]
            if unknown:
                return routes.invalid("breakdown_by", "Input should be a known dimension", unknown[0])
            modes = [value for key, value in asked.query if key == "modes"]
            return Answer(200, bodies.token_breakdown(days, facts.fresh_tokens, wanted, modes, self.scenario.unit))
        unit = "credit" if self.scenario.unit == "credits" else self.scenario.unit
        if query.get("workspace_user") == "true":
            return Answer(200, bodies.usage_counts(days, 1, unit=unit))
        return Answer(200, bodies.usage_counts(days, PEOPLE, metered=self.scenario.metered, unit=unit))

    def _accounts(self, asked, facts):
        listed = account.account_list(facts.who, plan=self.scenario.plan, role=self.scenario.role)
        if asked.path == routes.ACCOUNTS:
            return listed
        entries = {
            entry["id"]: {"account": entry | {"account_id": entry["id"]}, "features": []}
            for entry in listed["accounts"]
        }
        entries["default"] = entries[listed["default_account_id"]]
        return {"accounts": entries, "account_ordering": listed["account_ordering"]}

    def _usage(self, facts):
        amount, used = facts.limit, facts.used
        if self.scenario.limit == "over":
            amount = round(facts.used / 1.04, 2)
        if self.scenario.limit == "zero":
            amount = 0
        limit = None if self.scenario.limit == "none" else account.limit_body(amount, used, facts.now)
        body = account.usage(facts.who, plan=self.scenario.plan, limit=limit)
        if amount <= used and limit:
            body["spend_control"] |= {"reached": True, "reached_limit_type": "individual"}
            body["rate_limit_reached_type"] = {"type": "workspace_member_usage_limit_reached", "details": None}
        if self.scenario.usage:
            self.scenario.usage(body, facts)
        return body

    def _monthly(self, asked, facts):
        if self.scenario.structure == "personal":
            return NEEDS_WORKSPACE
        match = routes.MONTHLY.fullmatch(asked.path)
        if match is None or match[1] != facts.who.account_id:
            return routes.NOT_FOUND
        amounts = {"none": None, "zero": 0, "over": round(facts.used / 1.04, 2)}
        return Answer(200, account.monthly_usage(facts.used, amounts.get(self.scenario.limit, facts.limit)))

    def _settings(self, asked, facts):
        match = routes.SETTINGS.fullmatch(asked.path)
        if match is None or match[1] != facts.who.account_id:
            return routes.NOT_FOUND
        return Answer(200, {"id": facts.who.account_id, "usage_limit_increase_request": self.scenario.increase})

    def _with_planted(self, answer):
        if answer.status != routes.OK or not isinstance(answer.body, dict):
            return answer
        return answer._replace(body=answer.body | self.planted)
