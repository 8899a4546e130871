"""The sections that fold open, in their order, and the one line under the period card."""

from collections import namedtuple

from codex_credits.model import budget, limit_status
from codex_credits.present import formatting, headline, limit_text
from codex_credits.present.changes_section import changes_section
from codex_credits.present.forecast_section import forecast_section
from codex_credits.present.limits_section import limits_section
from codex_credits.present.reconciliation_section import reconciliation_section

Line = namedtuple("Line", "text section tone")


def sections(formatter, report, screen, now, ahead):
    """Yield every `Section` for the shown screen, each worked out when it is asked for; `ahead` is what `forecast.report_forecast` returns."""
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    period = budget.in_daily_unit(report, now)
    limit = period.limit if period.state == "set" else None
    yield forecast_section(formatter, *ahead, budget.is_used_up(report, now), report.mine.unit, limit)
    yield limits_section(formatter, report, now, ahead[0])
    yield changes_section(formatter, report, scope, screen, now)
    yield reconciliation_section(formatter, scope, screen)


def reset_day(formatter, report, now):
    """Return the day of the personal reset in words, "" when ChatGPT did not tell it."""
    period = budget.budget_period(report, now)
    return formatter.day(period.resets_at[:10], "short") if period.told else ""


def forecast_line(formatter, report, view, now):
    """Return the `Line` under the period card: what has stopped, else where it is heading, without text when neither is known."""
    if limit_status.is_stopped(report.limits, now) and not budget.is_used_up(report, now):
        why = limit_text.headline(
            formatter, report.limits, reset_day(formatter, report, now), now, budget.daily_unit(report, now)
        )
        return Line(formatting.end_sentence(f"Stopped: {why}"), "limits", "stopped")
    if view is None:
        return Line("", "forecast-section", "plain")
    unit = report.mine.unit
    amount = f"{headline.amount_range(formatter, view.month_end, unit)} by {headline.end_name(view)}"
    if budget.is_used_up(report, now) and budget.budget_period(report, now).unit == unit:
        return Line(f"On this pace: {amount}, over the limit.", "forecast-section", "plain")
    reached = view.run_out and view.run_out[1]
    text = (
        f"On this pace the limit is reached {headline.run_out_range(formatter, view)}"
        if reached
        else f"On this pace: {amount}"
    )
    text = formatting.end_sentence(text)
    if view.daily_allowance:
        text += f" Safe: {formatting.format_amount(formatter, view.daily_allowance[1], unit)} a working day."
    return Line(text, "forecast-section", "warning" if reached and not view.soft else "plain")
