"""
One request in, one answer out: which route it is, whether it may be answered, and with what.

No sockets here. The server hands in an `Asked`, and sends the `Answer`; tests
ask the same way to learn what would be served.
"""

import json
import re
from collections import namedtuple
from datetime import date, timedelta

Asked = namedtuple("Asked", "method path query headers")  # query: list of pairs; header names in lower case


class Answer(namedtuple("Answer", "status body headers")):
    """A status, a body (text or bytes go out as they are, anything else as JSON) and headers."""

    def __new__(cls, status=200, body=None, headers=None):
        """Leave `headers` out for JSON."""
        return super().__new__(cls, status, body, headers or {})

    def encoded(self):
        """Return the bytes to send."""
        if isinstance(self.body, bytes):
            return self.body
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()


OK = 200
CREDITS = "/backend-api/wham/usage/daily-workspace-user-credit-usage"
TOKENS = "/backend-api/wham/usage/daily-workspace-user-token-usage-breakdown"
COUNTS = "/backend-api/wham/analytics/daily-workspace-usage-counts"
USAGE = "/backend-api/wham/usage"
ACCOUNTS = "/backend-api/wham/accounts/check"
ACCOUNTS_MAP = "/backend-api/accounts/check/v4-2023-04-27"
SESSION = "/api/auth/session"
MONTHLY = re.compile(r"/backend-api/accounts/([^/]+)/spend-controls/current-user/monthly-usage")
SETTINGS = re.compile(r"/backend-api/accounts/([^/]+)/settings")
BALANCE = re.compile(r"/backend-api/accounts/([^/]+)/remaining_balance")
BREAKDOWNS = {"product": "product", "model": "model", "speed": "speed", "reasoning_effort": "effort"}

UNAUTHORIZED = Answer(401, {"detail": "Unauthorized"})
BAD_TOKEN = Answer(
    401,
    {"detail": "Could not parse your authentication token. Please try signing in again."},
    {"x-openai-ide-error-code": "invalid_token"},
)
NO_WORKSPACE = Answer(400, {"detail": "No active workspace found for the current account."})
FORBIDDEN = Answer(403, {"detail": "Forbidden"})
NOT_FOUND = Answer(404, {"detail": "Not Found"})


def report_name(asked):
    """Return the name of the report a request asks for, as the extension calls it, or `None` for anything else."""
    query = dict(asked.query)
    if asked.path == CREDITS:
        return BREAKDOWNS.get(query.get("breakdown", ""))
    if asked.path == COUNTS:
        return "activity" if query.get("workspace_user") == "true" else "workspace"
    if MONTHLY.fullmatch(asked.path):
        return "monthly"
    if SETTINGS.fullmatch(asked.path):
        return "settings"
    names = {SESSION: "session", ACCOUNTS: "accounts", ACCOUNTS_MAP: "accounts", USAGE: "limits", TOKENS: "surface"}
    return names.get(asked.path)


def is_page(asked):
    """Return whether a request is for a page of the app rather than for data."""
    return not asked.path.startswith(("/api/", "/backend-api/", "/wham/"))


def refusal(asked, tokens):
    """Return the 401 for a data request without one of the `tokens`, or `None`; cookies do not count."""
    sent = asked.headers.get("authorization", "")
    if not sent.lower().startswith("bearer "):
        return UNAUTHORIZED
    return None if sent[7:] in tokens else BAD_TOKEN


def asked_days(asked, days):
    """Return the `days` between the dates asked for, both ends included, or the 422 of a real server."""
    query = dict(asked.query)
    for name in ("start_date", "end_date"):
        if not is_day(query.get(name, "")):
            return invalid(name, "Input should be a valid date", query.get(name))
    if query["end_date"] < query["start_date"]:
        return invalid("end_date", "Input should not be before start_date", query["end_date"])
    days = [day for day in days if query["start_date"] <= day.date <= query["end_date"]]
    if "breakdown" in query:
        return days
    if query.get("group_by") == "week":
        return weeks(days)
    if query.get("group_by") != "day":
        return invalid("group_by", "Input should be 'day' or 'week'", query.get("group_by"))
    return days


def is_day(text):
    """Return whether `text` is a day, exactly as ISO writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def weeks(days):
    """Return `days` gathered into their weeks, each dated by its Monday."""
    gathered: dict[str, list] = {}
    for day in days:
        exact = date.fromisoformat(day.date)
        gathered.setdefault((exact - timedelta(days=exact.weekday())).isoformat(), []).extend(day.cells)
    return [type(days[0])(monday, cells) for monday, cells in gathered.items()]


def invalid(name, message, value):
    """Return the answer to a query parameter out of its bounds."""
    return Answer(422, {"detail": [{"type": "value_error", "loc": ["query", name], "msg": message, "input": value}]})
