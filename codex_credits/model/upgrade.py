"""
A report that an earlier version stored, under the present names.

The popup shows the stored report before the worker runs. What schema 1 had not yet (tokens, some fields of the limits)
stays absent, and `report` takes it as unknown. The worker writes the present schema at the next refresh: see
background/report/upgrade.js.
"""

REPORT = {"sections": "report_status", "restated": "restatements", "trimmed": "truncated_before"}
AMOUNTS = {"left": "remaining", "per_cent": "used_percent"}
SCOPE = {"splits": "breakdowns"}
BREAKDOWN = {"split": "breakdown"}


def upgrade_report(stored):
    """
    Return a report of schema 1 or 2 with the names of schema 3.

    Raises KeyError, TypeError or AttributeError where a part is of another shape.
    """
    made = rename(stored, REPORT)
    made["limits"] = stored["limits"] if stored["limits"] is None else upgrade_limits(stored["limits"])
    made["scopes"] = {name: scope and upgrade_scope(scope) for name, scope in stored["scopes"].items()}
    return made


def upgrade_limits(limits):
    """Return the limits with the present names."""
    made = dict(limits, personal=rename(limits["personal"], AMOUNTS))
    made["others"] = [rename(one, AMOUNTS) for one in limits["others"]]
    if limits.get("other"):
        made["other"] = rename(limits["other"], AMOUNTS)
    return made


def upgrade_scope(scope):
    """Return a scope with the present names."""
    return rename(dict(scope, splits=[rename(one, BREAKDOWN) for one in scope["splits"]]), SCOPE)


def rename(one, names):
    """Return a dict with the keys of `names` renamed."""
    return {names.get(name, name): value for name, value in one.items()}
