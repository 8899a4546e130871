"""Which days a view needs, which of them the report covers, and whether the popup may ask for the rest now."""

from codex_credits.model import contract, dates

MOST_COMPARED = 366  # days; a longer range is compared with nothing
STALE_MINUTES = 36 * 60  # the daily report is then older than it ever is when all is well
ONE_READ = contract.ONE_READ_SECONDS  # limits and days read within it count as read together


def required_intervals(view, period: tuple[str, str] | None = None) -> list[list[str]]:
    """
    Return the [start, end] intervals that `view` needs: its own days, and the period they are compared with.

    For a month, and for a budget `period`, the compared period is the whole one before. A range of more than
    `MOST_COMPARED` days is compared with nothing.
    """
    intervals = [[view.start, view.end]]
    if dates.length(view.start, view.end) <= MOST_COMPARED:
        first, last = dates.comparison(view.preset, view.start, view.end, period)
        if view.preset == "month":
            last = dates.month_end(first)
        if view.preset == dates.PERIOD and period:
            last = dates.shift(view.start, -1)
        if last >= dates.EARLIEST:
            intervals.append([max(first, dates.EARLIEST), last])
    return intervals


def days_read_at(report) -> str | None:
    """Return when my day totals were read, the oldest of those that may still change; None where no day was."""
    if not report.mine.spans:
        return None
    found = [row.at for row in report.report_status if row.report == report.mine.source and row.at]
    return found[0] if found else report.fetched_at


def have_different_read_times(report) -> bool:
    """Tell whether the limits and the days were read at two times, so that nothing may be worked out from both."""
    days = days_read_at(report)
    if not days or not report.limits:
        return False
    return abs(dates.seconds(report.limits["fetched_at"]) - dates.seconds(days)) >= ONE_READ


def days_behind(report) -> str | None:
    """Return when my days were read, where the limits are newer; None where they are not."""
    days = days_read_at(report)
    return days if days and have_different_read_times(report) and days < report.limits["fetched_at"] else None


def shown_report(view) -> str:
    """Return the daily report whose parts `view` shows."""
    return "workspace" if view.scope == "workspace" else view.breakdown


def shown_behind(report, view) -> str | None:
    """Return when the parts that `view` shows were read, where that was before the last refresh; None where it was not."""
    found = [row.at for row in report.report_status if row.report == shown_report(view) and row.at]
    return found[0] if found and dates.seconds(report.fetched_at) - dates.seconds(found[0]) >= ONE_READ else None


def reports_behind(report) -> list[str]:
    """Return the names of my breakdowns that were read before the totals were."""
    total = days_read_at(report)
    return [
        row.report
        for row in report.report_status
        if total and row.at and dates.seconds(total) - dates.seconds(row.at) >= ONE_READ
    ]


def is_covered(report, start: str, end: str) -> bool:
    """Tell whether ChatGPT has answered for all days from `start` to `end`."""
    return report is not None and is_scope_covered(report.mine, start, end)


def is_scope_covered(scope, start, end):
    """Tell whether ChatGPT has answered for all days of a `report.Scope` from `start` to `end`."""
    return any(first <= start and end <= last for first, last in scope.spans)


def is_throttled(cooldown: dict, now: str) -> bool:
    """Tell whether the worker's earliest next refresh is still ahead; one that is too far ahead comes from a wrong clock."""
    until = cooldown.get("next_allowed_at") or ""
    return until > now and dates.minutes(until) - dates.minutes(now) <= dates.LONGEST_WAIT


def is_gap_requestable(report, view, state: dict) -> bool:
    """
    Tell whether days of `view` are not covered and may be asked for now, by the popup's `state` ("now", "session").

    While the worker is throttled, it asks only for days that nobody asked for yet, and only after a refresh that
    brought all its days.
    """
    return may_ask(state) and not is_covered(report, view.start, view.end)


def is_report_requestable(report, view, state: dict) -> bool:
    """Tell whether a refresh left out the report that `view` shows, so that it may be asked for now."""
    if not report or not may_ask(state) or "workspace" not in state["session"]:
        return False
    shown = shown_report(view)
    is_read = any(row.report == shown and row.code == "ok" for row in report.report_status)
    return is_read and shown in reports_behind(report)


def may_ask(state: dict) -> bool:
    """Tell whether the worker asks now for what the last refresh did not."""
    cooldown = state["session"].get("cooldown") or {}
    return cooldown.get("code") == "ok" or not is_throttled(cooldown, state["now"])
