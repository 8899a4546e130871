"""
A ChatGPT that answers from a recording, as if it had been made today.

A recorded body answers its route and its breakdown whatever the dates asked: its
rows are filtered to those dates, and every day and instant in it is moved, so
that the recording's last day is today in UTC. A second recording laid over the
first replaces bodies for the same route.
"""

from datetime import date, timedelta

from . import pages, recording, routes
from .date_shift import Move
from .recording import Pattern, ReplayError
from .routes import Answer

DAILY_ROUTES = (routes.CREDITS, routes.TOKENS, routes.COUNTS)


class Replay:
    """A source for the server, made of one recording and perhaps a second one laid over it."""

    def __init__(self, source, overlay=None, *, now):
        base = recording.read(source)
        require_routes(base, source)
        self.people, self.warnings = [], list(base.warnings)
        today = now.date()
        move = Move(last_day(base), today)
        self.answers = [moved(answer, move) for answer in merge_answers(base.answers)]
        if overlay:
            over = recording.read(overlay, base)
            self.warnings += over.warnings
            if over.captured:
                move = Move(date.fromisoformat(over.captured), today)
            self.answers += [moved(answer, move) for answer in over.answers]
        self.cookie = "recorded-session"

    @property
    def token(self):
        """Return the bearer that the recorded session gives out."""
        found = self._find(Pattern(routes.SESSION, "", ""))
        token = found.body.get("accessToken") if found and isinstance(found.body, dict) else None
        return token if isinstance(token, str) else None

    def seconds(self, _asked):
        """Return how long the answer takes: a recording keeps no waiting."""
        return 0

    def answer(self, asked):
        """Return the recorded answer to one request, or what a real server says to a route it does not have."""
        if routes.is_page(asked):
            return pages.page(asked.path)
        wanted = recording.pattern_of(asked.path, asked.query)
        if asked.path.startswith("/backend-api/"):
            refused = routes.refusal(asked, [self.token])
            if refused:
                return self._whole("no bearer") or refused
        found = self._find(wanted)
        if found is None:
            return self._missing(asked)
        return within(Answer(found.status, found.body, found.headers), asked)

    def _find(self, wanted):
        wanted = wanted._replace(breakdown=wanted.breakdown or "", scope=wanted.scope or "")
        return next((answer for answer in reversed(self.answers) if answer.pattern.matches(wanted)), None)

    def _whole(self, name):
        found = next((answer for answer in reversed(self.answers) if answer.pattern.path == name), None)
        return found and Answer(found.status, found.body, found.headers)

    def _missing(self, asked):
        if routes.report_name(asked) == "workspace":
            return routes.FORBIDDEN
        if asked.path.startswith("/wham/"):
            return pages.shell(404)
        return self._whole("unknown") or routes.NOT_FOUND


def require_routes(recorded, source):
    """Refuse a recording without a session or without any daily report."""
    paths = {answer.pattern.path for answer in recorded.answers}
    missing = [] if routes.SESSION in paths else [routes.SESSION]
    if not paths & {routes.CREDITS, routes.TOKENS}:
        missing.append(routes.CREDITS)
    if missing:
        message = f"{source} has no answer for {' nor for '.join(missing)}"
        known = [warning for warning in recorded.warnings if any(path in warning for path in missing)]
        raise ReplayError("; ".join([message, *known[:1]]))


def last_day(recorded):
    """
    Return the last day a recording is about.

    A manifest and a HAR both say when they were made. Rows decide where that
    is missing, or where it disagrees with them by more than two days: a
    recording may have been put together long after its bodies were read.
    """
    rows = [row["date"][:10] for answer in recorded.answers for row in rows_of(answer.body)]
    newest = max((day for day in rows if routes.is_day(day)), default=recorded.captured)
    if newest is None:
        message = "the recording has no day in any row, so it cannot be moved to today"
        raise ReplayError(message)
    newest = date.fromisoformat(newest)
    captured = date.fromisoformat(recorded.captured) if recorded.captured else newest
    return captured if abs(captured - newest) <= timedelta(days=2) else newest


def rows_of(body):
    """Return the dated rows of a daily report's body."""
    rows = body.get("data") if isinstance(body, dict) else None
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("date"), str)]


def merge_answers(answers):
    """Return `answers` with the pieces of one report, asked for span by span, put together; newer days win."""
    by_pattern: dict[Pattern, recording.Recorded] = {}
    for answer in answers:
        before = by_pattern.pop(answer.pattern, None)
        by_pattern[answer.pattern] = concat_rows(before, answer) if before else answer
    return list(by_pattern.values())


def concat_rows(before, after):
    """Return `after` with the rows of `before` for days it does not have, where both are reports with rows."""
    if not (before.status == after.status == routes.OK and rows_of(before.body) and rows_of(after.body)):
        return after
    days = {row["date"][:10] for row in rows_of(after.body)}
    kept = [row for row in rows_of(before.body) if row["date"][:10] not in days]
    return after._replace(body=after.body | {"data": kept + after.body["data"]})


def moved(answer, move):
    """Return `answer` with every day and instant of its body moved; a body nested too deep stays as it was."""
    try:
        return answer._replace(body=move.value(answer.body))
    except RecursionError:
        return answer


def within(answer, asked):
    """Return `answer` with its rows cut to the dates asked, and its series totals with them."""
    query = dict(asked.query)
    start, end = query.get("start_date", ""), query.get("end_date", "9999")
    if asked.path not in DAILY_ROUTES or answer.status != routes.OK or not rows_of(answer.body):
        return answer
    rows = [
        row
        for row in answer.body["data"]
        if not isinstance(row, dict) or not isinstance(row.get("date"), str) or start <= row["date"][:10] <= end
    ]
    body = answer.body | {"data": rows}
    if len(rows) < len(answer.body["data"]) and isinstance(body.get("series"), list):
        body["series"] = [retotalled(series, rows) for series in body["series"]]
    return answer._replace(body=body)


def retotalled(series, rows):
    """Return one entry of `series` with the total of the `rows` left; text amounts leave it as it was."""
    try:
        total = sum(row["values"].get(series["key"], 0) for row in rows)
    except (TypeError, KeyError, AttributeError):
        return series
    return series | {"total": total}
