"""
Texts to paste: a summary of what is shown, and a request for more.

Each is about one period and one scope, and names both. A request is always about the budget period and the person's own
use, whatever range is shown.
"""

from codex_credits.model import breakdown, budget, limit_status, units
from codex_credits.model.labels import clean
from codex_credits.present import budget_card, formatting, headline, stop_text

SCOPES = {"mine": "My", "workspace": "Workspace"}
SAMPLE = "Sample data: invented figures."
TOPS = 3


def summary(formatter, report, screen, now, *, sample=False):
    """Return the shown range as a few lines to paste, with the limit where the range is that of its period."""
    lines = [SAMPLE] if sample else []
    whose = SCOPES[screen.table.scope]
    lines.append(f"{whose} {screen.title}, {screen.range_text} ({screen.range_note}, UTC days): {screen.total_named}")
    period = budget.budget_period(report, now)
    if screen.table.scope == "mine" and screen.table.start == period.start and screen.table.end <= period.end:
        lines.append(
            f"My limit, {formatter.span(period.start, period.end)}: {used_text(screen.card, formatter, period)}"
        )
    rows = [row for row in screen.rows[:5] if not row.folded]
    lines += [f"- {row.label}: {row.text}" + (f" ({row.share})" if row.share else "") for row in rows]
    if screen.through:
        lines.append(f"Data through {screen.through[1]}, refreshed {screen.read[1]}.")
    return "\n".join(lines)


def used_text(card, formatter, period):
    """Return what is used of the limit, what is left, what is pending, and when it resets."""
    text = f"{card.value[1]} {card.of}"
    inside = [card.percent[1]] if card.percent else []
    if period.gap is not None and period.gap >= 0.005 and period.explained:
        inside.append(f"{formatting.format_amount(formatter, period.gap, period.unit)} pending")
    if inside:
        text += f" ({', '.join(inside)})"
    if card.remaining:
        text += f", {card.remaining[1]}"
    return text + (f". {card.resets}." if card.resets else ".")


def is_request_offered(report, now):
    """Tell whether a request for more makes sense: there is a limit, or something has stopped the person."""
    if report is None:
        return False
    period = budget.budget_period(report, now)
    return not period.ended and (period.state in ("set", "hidden") or limit_status.is_stopped(report.limits, now))


def request(formatter, report, view, now, *, sample=False):
    """
    Return a request for more: period, used, limit, run-out day, the amount asked for with its reason, what uses most.

    `view` is the forecast, None without one.
    """
    period, unit = budget.budget_period(report, now), report.mine.unit
    card = budget_card.build_card(formatter, report, now)
    lines = [SAMPLE] if sample else []
    lines += [
        "Request for more Codex credits" if unit == units.CREDITS else "Request for more Codex use",
        "",
        f"Period: {formatter.span(period.start, period.end)}, my own use",
        f"Used: {used_text(card, formatter, period)}",
    ]
    stop = stop_text.stop(formatter, report, now)
    if stop:
        lines.append(f"{stop.what}. {stop.text}")
    lines += need_lines(formatter, report, view, now, stop)
    last = min(period.end, now[:10])
    for name in ("model", "surface"):
        if name in report.mine.names and period.start <= last:
            rows = top_rows(report, name, period.start, last, now[:10])
            if rows:
                listed = ", ".join(
                    [f"{label} {formatting.format_amount(formatter, value, unit)}" for label, value in rows]
                )
                lines.append(f"Most used by {name}, {formatter.span(period.start, last)}: {listed}.")
    if report.mine.fresh:
        lines.append(f"Figures as ChatGPT reports them, through {formatter.instant(report.mine.fresh, 'utc')}.")
    return "\n".join(lines)


def need_lines(formatter, report, view, now, stop):
    """Return the lines on what the period will need, when the limit is reached, and how much is asked for."""
    if view is None:
        return ["There are too few complete days for a forecast."]
    unit, period = report.mine.unit, budget.in_daily_unit(report, now)
    low, middle, high = view.period_end
    lines = []
    if view.run_out and not stop:
        day, note = headline.run_out_text(formatter, view)
        when = f"about {day}" if view.run_out[1] else day
        lines.append(f"Expected to run out: {when}" + (f" ({note})." if note else "."))
    exact = [formatting.format_amount(formatter, value, unit) for value in (low, high)]
    need = formatting.append_unit(formatting.format_estimate(formatter, middle, unit), unit)
    if period.limit is not None and period.state == "set" and middle > period.limit:
        need += f", {formatting.format_estimate(formatter, middle - period.limit, unit)} more than the limit"
    lines.append(
        f"Needed by {formatter.day(view.ends_at, 'short')}: about {need} "
        f"(80% range {exact[0]} to {exact[1]}, from {view.from_days} complete days)."
    )
    if period.limit is not None and period.state == "set" and high > period.limit:
        asked = formatting.append_unit(formatting.format_limit(formatter, formatting.round_up(high), unit), unit)
        lines.append(f"Asked for: a limit of {asked} (upper end of the forecast, {exact[1]}, rounded up).")
    return lines


def top_rows(report, name, start, end, today):
    """Return [(label, amount)] of the largest series of my own use from `start` to `end`."""
    table = breakdown.build_table(report.mine, name, start, end, today)
    rows = [one for one in table.series if one.kind == breakdown.SERIES and one.total > 0]
    return [(clean(one.label), one.total) for one in rows[:TOPS]]
