"""
The normal case, for tests to change one thing of: a report read on the morning of 23 November 2026.

Runs on both interpreters, so no pytest here.
"""

from codex_credits.model import breakdown, dates, forecast, report
from codex_credits.model.view import View, replace
from codex_credits.present import burn_up, screen, sections, verdict

TODAY = "2026-11-23"  # a Monday
NOW = "2026-11-23T09:00:00Z"
FRESH = "2026-11-23T02:00:00Z"  # the 22nd is complete
RESETS = "2026-12-01T00:00:00Z"


class Formatter:
    """Figures and days as an English reader writes them, without a browser."""

    def number(self, value, kind):
        if kind.endswith(" USD"):
            text = self.number(abs(value), kind[:-4])
            return ("-$" if value < 0 else "$") + text
        if kind in ("percent", "whole percent"):
            value *= 100
        places = int(kind[7:]) if kind.startswith("digits ") else {"two": 2, "six": 6, "percent": 1}.get(kind, 0)
        if kind == "scientific":
            return f"{value:.2e}"
        count = round(abs(value) * 10**places)
        whole, rest = count // 10**places, count % 10**places
        text = grouped(whole) + (f".{10**places + rest}".replace(".1", ".", 1) if places else "")
        return ("-" if value < 0 and count else "") + text + (" %" if kind.endswith("percent") else "")

    def plural(self, count):
        return "one" if count == 1 else "other"

    def day(self, day, kind):
        return f"{kind} {day}"

    def span(self, start, end):
        return f"{start} to {end}"

    def instant(self, instant, kind):
        return f"{instant[:10]} {instant[11:16]} {kind}"

    def clock_span(self, _day):
        return ""


def grouped(whole):
    text = str(whole)
    parts: list[str] = []
    while len(text) > 3:
        parts.insert(0, text[-3:])
        text = text[:-3]
    return ",".join([text] + parts)


FORMATTER = Formatter()


def exact(value):
    """Return a figure with every digit, as the browser writes it: no ".0"."""
    text = repr(float(value))
    return text[:-2] if text.endswith(".0") else text


def stored_breakdown(dates, columns, name="model", **changes):
    """Return a stored breakdown; `columns` is a list of (key, values)."""
    series = [{"key": key, "label": key.upper(), "values": values} for key, values in sorted(columns)]
    spans = [["2026-09-01", TODAY]]
    made = {"breakdown": name, "source": "credits", "fresh": FRESH, "spans": spans, "days": dates, "series": series}
    made.update(changes)
    return made


def stored_scope(dates, values, breakdowns=(), **changes):
    """Return a stored scope with these day totals."""
    made = {
        "unit": "credits", "metered": True, "spans": [["2026-09-01", TODAY]], "fresh": FRESH,
        "totals": {"source": "product", "days": dates, "values": values}, "breakdowns": list(breakdowns),
        "activity": None, "tokens": None,
    }  # fmt: skip
    made.update(changes)
    return made


def stored_limits(personal=None, **changes):
    """Return stored limits: 1,000 of 4,000 credits used."""
    mine = {
        "state": "set", "limit": 4000, "used": 1000, "remaining": 3000, "used_percent": 25, "resets_at": RESETS,
        "unit": "credit", "enforcement": None,
        "source": "usage",
    }  # fmt: skip
    mine.update(personal or {})
    made = {
        "personal": mine, "others": [], "reached": False, "reached_limit_type": None, "reached_type": None,
        "credits": {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None},
        "windows": [], "windows_reported": False, "ordinary_usage_allowed": None, "previous": None,
        "previous_reset": None,
        "other": None, "unread": [], "fetched_at": NOW,
    }  # fmt: skip
    made.update(changes)
    return made


def stored_report(scope=None, limits=None, **changes):
    """Return a stored report; without a `scope` two models on two days: 10 + 5 on the 21st, 20 on the 22nd."""
    made = {
        "schema": 3, "fetched_at": NOW, "report_status": [{"report": "model", "code": "ok", "at": NOW}],
        "limits": limits or stored_limits(), "scopes": {"mine": scope or two_days(), "workspace": None},
        "restatements": [], "truncated_before": None,
    }  # fmt: skip
    made.update(changes)
    return made


def two_days():
    """Return the stored scope of the normal report."""
    dates = ["2026-11-21", "2026-11-22"]
    return stored_scope(dates, [15, 20], [stored_breakdown(dates, [("sol", [10, 20]), ("luna", [5, None])])])


def made_report(scope=None, limits=None, **changes):
    """Return the `Report` of `stored_report`."""
    return report.parse_report(stored_report(scope, limits, **changes))


def made_scope(dates, columns, totals=None, **changes):
    """
    Return a `Scope` whose breakdown "model" has `columns`, a list of (key, values);
    totals are their sums unless given.
    """
    if totals is None:
        totals = [sum([values[at] or 0 for _, values in columns]) for at in range(len(dates))]
    return report.Scope("mine", stored_scope(dates, totals, [stored_breakdown(dates, columns)], **changes))


def made_table(columns, totals=None, last="2026-11-22", first=None):
    """Return the table of `columns` on as many days, all complete, ending on `last`."""
    length = len(columns[0][1])
    days = dates.between(first or dates.shift(last, 1 - length), last)
    scope = made_scope(days, columns, totals, spans=[[days[0], last]])
    return breakdown.build_table(scope, "model", days[0], last, TODAY)


def run(start, values):
    """Return {day: credits} of the days from `start` on."""
    return {dates.shift(start, at): value for at, value in enumerate(values)}


def view(preset="month", start="2026-11-01", end=TODAY, **changes):
    """Return the view of this month so far by model."""
    shown = View(
        preset=preset, start=start, end=end, scope="mine", breakdown="model", compare=False, hidden=(), other=False
    )
    return replace(shown, **changes)


def built(report=None, session=None, *, comparison=None, now=NOW, **changes):
    """Return the screen of `report` in the view with `changes`; `comparison` is the module of the comparison."""
    state = {"now": now, "session": {"workspace": {"name": "Example"}} if session is None else session, "problem": None}
    return screen.build(state, report, view(**changes), FORMATTER, (528, 204), comparison)


def burned(shown):
    """Return the burn-up of the screen `shown` as the popup draws it."""
    return burn_up.burn_up(FORMATTER, shown.burn_up, (264, 158), shown.today)


def code_of(call, *arguments):
    """Return the code of the ReportError that `call` raises, None when it raises none."""
    try:
        call(*arguments)
    except report.ReportError as error:
        return error.code
    return None


def details_of(made, shown, now=NOW):
    """Return the `Verdict` and the list of sections."""
    view, known = forecast.report_forecast(made, now)
    told = verdict.outlook(FORMATTER, made, burned(shown), view, known, now)[0]
    return told, list(sections.sections(FORMATTER, made, shown, now, view, known))
