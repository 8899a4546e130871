"""
Texts to paste: a summary of what is shown, and a request for more.

Each is about one period and one scope, and names both. A request is always about the budget period and the person's own
use, whatever range is shown.
"""

from codex_credits.model import breakdown, budget, limit_status, units
from codex_credits.present import budget_card, formatting, headline, stop_text, words
from codex_credits.present.i18n import listed, t

# i18n: values
SUMMARY = {
    "mine": "My {title}, {days} ({note}, UTC days): {total}",
    "workspace": "Workspace {title}, {days} ({note}, UTC days): {total}",
}
# i18n: values
MOST_USED = {"model": "Most used by model, {days}: {list}.", "surface": "Most used by surface, {days}: {list}."}
# i18n: values
SAMPLE = "Sample data: invented figures."
TOPS = 3


def summary_text(formatter, report, screen, now, *, sample=False):
    """Return the shown range as a few lines to paste, with the limit where the range is that of its period."""
    lines = [t(SAMPLE)] if sample else []
    lines.append(
        t(SUMMARY[screen.table.scope]).format(
            title=screen.title, days=screen.range_text, note=screen.range_note, total=screen.total_named
        )
    )
    period = budget.budget_period(report, now)
    if screen.table.scope == "mine" and screen.table.start == period.start and screen.table.end <= period.end:
        days, used = formatter.span(period.start, period.end), used_text(screen.card, formatter, period)
        lines.append(t("My limit, {days}: {used}").format(days=days, used=used))
    rows = [row for row in screen.rows[:5] if not row.folded]
    for row in rows:
        text = t("- {label}: {amount} ({share})") if row.share else t("- {label}: {amount}")
        lines.append(text.format(label=row.label, amount=row.text, share=row.share))
    if screen.through:
        text = t("Data through {instant}, refreshed {age}.")
        lines.append(text.format(instant=screen.through[1], age=screen.read[1]))
    return "\n".join(lines)


def used_text(card, formatter, period):
    """Return what is used of the limit, what is left, what is pending, and when it resets."""
    text = t("{used} {of}").format(used=card.value[1], of=card.of)
    inside = [card.percent[1]] if card.percent else []
    if period.gap is not None and period.gap >= 0.005 and period.explained:
        inside.append(t("{amount} pending").format(amount=formatting.format_amount(formatter, period.gap, period.unit)))
    if inside:
        text = t("{used} ({share})").format(used=text, share=listed(inside))
    if card.remaining:
        text = listed([text, card.remaining[1]])
    return " ".join([formatting.end_sentence(one) for one in (text, card.resets) if one])


def is_request_offered(report, now):
    """Tell whether a request for more makes sense: there is a limit, or something has stopped the person."""
    if report is None:
        return False
    period = budget.budget_period(report, now)
    return not period.ended and (period.state in ("set", "hidden") or limit_status.is_stopped(report.limits, now))


def increase_request_text(formatter, report, view, now, *, sample=False):
    """
    Return a request for more: period, used, limit, run-out day, the amount asked for with its reason, what uses most.

    `view` is the forecast, None without one.
    """
    period, unit = budget.budget_period(report, now), report.mine.unit
    card = budget_card.build_card(formatter, report, now)
    lines = [t(SAMPLE)] if sample else []
    lines += [
        t("Request for more Codex credits") if unit == units.CREDITS else t("Request for more Codex use"),
        "",
        t("Period: {days}, my own use").format(days=formatter.span(period.start, period.end)),
        t("Used: {used}").format(used=used_text(card, formatter, period)),
    ]
    stop = stop_text.stop(formatter, report, now)
    if stop:
        lines.append(f"{formatting.end_sentence(stop.what)} {stop.text}")
    lines += need_lines(formatter, report, view, now, stop)
    last = min(period.end, now[:10])
    for name in ("model", "surface"):
        if name in report.mine.names and period.start <= last:
            rows = top_rows(report, name, period.start, last, now[:10])
            if rows:
                parts = [
                    t("{label} {amount}").format(label=label, amount=formatting.format_amount(formatter, value, unit))
                    for label, value in rows
                ]
                days = formatter.span(period.start, last)
                lines.append(t(MOST_USED[name]).format(days=days, list=listed(parts)))
    if report.mine.fresh:
        text = t("Figures as ChatGPT reports them, through {instant}.")
        lines.append(text.format(instant=formatter.instant(report.mine.fresh, "utc")))
    return "\n".join(lines)


def need_lines(formatter, report, view, now, stop):
    """Return the lines on what the period will need, when the limit is reached, and how much is asked for."""
    if view is None:
        return [t("There are too few complete days for a forecast.")]
    unit, period = report.mine.unit, budget.in_daily_unit(report, now)
    low, middle, high = view.period_end
    lines = []
    if view.run_out and not stop:
        day, note = headline.run_out_text(formatter, view)
        when = t("about {day}").format(day=day) if view.run_out[1] else day
        text = t("Expected to run out: {day} ({note}).") if note else t("Expected to run out: {day}.")
        lines.append(text.format(day=when, note=note))
    exact = [formatting.format_amount(formatter, value, unit) for value in (low, high)]
    text, more = t("Needed by {day}: about {amount} (80% range {low} to {high}, from {days})."), ""
    has_limit = period.limit is not None and period.state == "set"
    if has_limit and middle > period.limit:
        more = formatting.format_estimate(formatter, middle - period.limit, unit)
        text = t(
            "Needed by {day}: about {amount}, {more} more than the limit (80% range {low} to {high}, from {days})."
        )
    lines.append(
        text.format(
            day=formatter.day(view.ends_at, "short"),
            amount=formatting.append_unit(formatting.format_estimate(formatter, middle, unit), unit),
            more=more,
            low=exact[0],
            high=exact[1],
            days=formatting.count_complete_days(formatter, view.from_days),
        )
    )
    if has_limit and high > period.limit:
        asked = formatting.format_limit_with_unit(formatter, formatting.round_up(high), unit)
        text = t("Asked for: a limit of {limit} (upper end of the forecast, {high}, rounded up).")
        lines.append(text.format(limit=asked, high=exact[1]))
    return lines


def top_rows(report, name, start, end, today):
    """Return [(label, amount)] of the largest series of my own use from `start` to `end`."""
    table = breakdown.build_table(report.mine, name, start, end, today)
    rows = [one for one in table.series if one.kind == breakdown.SERIES and one.total > 0]
    return [(words.series_label(one.label), one.total) for one in rows[:TOPS]]
