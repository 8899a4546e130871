"""
What a source serves, added up: the figures a test holds the popup against.

They are read from the very bodies that go out, by asking for them, so they are
right for a recording as much as for generated facts.
"""

from collections import namedtuple

from . import routes

Figures = namedtuple("Figures", "total days series")  # days: {day: credits}; series: {key: credits}

BREAKDOWN_OF = {name: breakdown for breakdown, name in routes.BREAKDOWNS.items()}


def figures(source, scope, breakdown, start, end):
    """
    Return the `Figures` of one scope and breakdown from `start` to `end`, both included.

    `total` and `days` are of that breakdown alone: voice has no surface, so by
    surface the total is smaller than by product. In the workspace scope they
    are the rows' own totals, which the series need not reach.
    """
    if scope == "workspace":
        return of_workspace(source, breakdown, start, end)
    days: dict[str, float] = {}
    series: dict[str, float] = {}
    for row in rows(source, breakdown, start, end):
        if breakdown == "surface":
            maps = row.get("premium_usage_values") or {}
            values = maps.get("credit_usage_credits") or row.get("product_surface_usage_values") or {}
        else:
            values = row["values"]
        for key, value in values.items():
            days[row["date"]] = days.get(row["date"], 0) + float(value)
            series[key] = series.get(key, 0) + float(value)
    return Figures(sum(days.values()), days, series)


def of_workspace(source, breakdown, start, end):
    """Return the figures of the whole workspace; its breakdown by surface is by client."""
    days: dict[str, float] = {}
    series: dict[str, float] = {}
    for row in rows(source, "workspace", start, end):
        days[row["date"]] = days.get(row["date"], 0) + row["totals"]["credits"]
        name, parts = ("model", row["models"]) if breakdown == "model" else ("client_id", row["clients"])
        for part in parts or []:
            series[part[name]] = series.get(part[name], 0) + part["credits"]
    return Figures(sum(days.values()), days, series)


def rows(source, report, start, end):
    """Return the rows `source` gives for one report; an answer that is no report gives none."""
    query = [("start_date", start), ("end_date", end)]
    if report in BREAKDOWN_OF:
        path, query = routes.CREDITS, [*query, ("breakdown", BREAKDOWN_OF[report])]
    else:
        path, query = routes.TOKENS if report == "surface" else routes.COUNTS, [*query, ("group_by", "day")]
    asked = routes.Asked("GET", path, query, {"authorization": f"Bearer {source.token}"})
    answer = source.answer(asked)
    readable = answer.status == routes.OK and isinstance(answer.body, dict)
    return answer.body.get("data", []) if readable else []
