"""The sections that fold open, in their order."""

from codex_credits.model import budget, coverage, limit_reached
from codex_credits.present.changes_section import changes_section
from codex_credits.present.forecast_section import forecast_section
from codex_credits.present.limits_section import limits_section
from codex_credits.present.reconciliation_section import reconciliation_section


def sections(formatter, report, screen, now, view, known):
    """Yield every `Section` for the shown screen, each worked out when it is asked for; `view, known` is what `forecast.report_forecast` returns."""
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    period = budget.in_daily_unit(report, now)
    limit = period.limit if period.state == "set" else None
    yield forecast_section(
        formatter, view, known, limit_reached.is_personal_reached(report.limits, now), report.mine.unit, limit
    )
    yield limits_section(formatter, report, now, view)
    yield changes_section(formatter, report, scope, screen, now)
    yield reconciliation_section(
        formatter, scope, screen, coverage.reports_behind(report) if scope is report.mine else ()
    )


def reset_day(formatter, report, now):
    """Return the day of the personal reset in words, "" when ChatGPT did not tell it."""
    period = budget.budget_period(report, now)
    return formatter.day(period.resets_at[:10], "short") if period.is_reset_reported else ""
