"""
The sections that fold open: limits, forecast, changes, reconciliation.

A section has a summary for its closed line and a list of facts. A fact carries
its exact values beside its formatter, so that the page can be read by programs.
"""

from collections import namedtuple

from codex_credits.model import budget, drivers, forecast, limit_status, reconciliation, units
from codex_credits.present import formatting, headline, limit_text

Section = namedtuple("Section", "name summary facts note tone")
Fact = namedtuple("Fact", "key name text note values state")
Line = namedtuple("Line", "text section tone")
# tone: "plain", "warning" (you will be stopped) or "stopped"
# values: [(name, number, text or None)] exact; state: one word for styles and programs, or "", or TITLE
# Why a breakdown differs from the total, by the reason of model/reconciliation.py.
RECONCILIATION_REASONS = {
    "tokens": "this breakdown is of the token report, the total of the credit report",
    "counts": "the parts of the workspace report do not add up to its total",
    "late": "this breakdown and the total end at different times",
    "unread": "no day of this breakdown was read",
    "empty": "ChatGPT gives no such parts for these days",
    "days": "some days of this breakdown were not read",
    "unknown": "ChatGPT's reports differ here",
}
TITLE = "title"  # a fact that is only the heading of those after it


def sections(formatter, report, screen, now, ahead):
    """Yield every `Section` for the shown screen, each worked out when it is asked for; `ahead` is what `forecast.report_forecast` returns."""
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    view, known = ahead
    yield forecast_section(formatter, view, known, budget.is_used_up(report, now), report.mine.unit)
    yield limits_section(formatter, report, now)
    yield changes_section(formatter, report, scope, screen)
    yield reconciliation_section(formatter, scope, screen)


def limits_section(formatter, report, now):
    """Return the chain of stops, then the rate-limit windows."""
    unit = budget.daily_unit(report, now)
    facts = [
        Fact(
            one.name,
            one.name,
            limit_text.STATES[one.state],
            (one.text + f" Who can change it: {one.who}.").strip(),
            [("who", one.who), ("used_percent", one.used_percent)],
            one.state,
        )
        for one in limit_text.limit_rows(formatter, report.limits, now, unit)
    ]
    facts += limit_change_facts(formatter, report.limits, unit)
    for window in limit_text.window_rows(formatter, report.limits, now):
        name = f"{window.name}, {window.length}"
        exact = [("used_percent", window.used_percent), ("resets_at", window.resets_at)]
        facts.append(Fact(f"window {name}", name, window.text, "", exact, "window"))
    summary = limit_text.headline(formatter, report.limits, reset_day(formatter, report, now), now, unit)
    return Section("stops", summary, facts, "", "stopped" if limit_status.is_stopped(report.limits, now) else "plain")


def reset_day(formatter, report, now):
    """Return the day of the personal reset in words, "" when ChatGPT did not tell it."""
    period = budget.budget_period(report, now)
    return formatter.day(period.resets_at[:10], "short") if period.told else ""


def limit_change_facts(formatter, stored, beside):
    """Return the `Fact` that the personal limit has changed, in a list; an empty one when that is not known."""
    before, cap = (stored or {}).get("previous"), stored and stored["personal"]["limit"]
    if not before or cap is None or before["limit"] == cap:
        return []
    unit = budget.unit_of(stored["personal"], beside)
    text = f"changed from {formatting.format_limit(formatter, before['limit'], unit)} to {formatting.format_limit(formatter, cap, unit)}"
    values = [("was", before["limit"]), ("now", cap), ("at", before["at"])]
    note = f"since {formatter.day(before['at'][:10], 'short')}"
    return [Fact("limit_changed", "Your limit", text, note, values, "changed")]


def forecast_section(formatter, view, known, used_up, unit=units.CREDITS):
    """Return the forecast, in `unit`, or why there is none."""
    if view is None:
        text = f"Not yet: {formatting.format_count(formatter, known, 'complete day', 'complete days')} known, {forecast.MIN_DAYS} needed."
        if known >= forecast.MIN_DAYS:
            text = "That period is over, or ends today. Refresh after its reset."
        summary = "not enough days yet" if known < forecast.MIN_DAYS else "no day left"
        return Section("heading", summary, [], text, "plain")
    middle = formatting.format_amount(formatter, view.month_end[1], unit)
    facts = [
        Fact(
            "month_end",
            headline.end_name(view, named=True),
            formatting.format_with_unit(formatter, view.month_end[1], unit),
            f"likely {headline.amount_range(formatter, view.month_end, unit)}",
            named_range(view.month_end) + [("from_days", view.from_days), ("working_days", view.working_days)],
            "",
        ),
    ]
    summary, tone = f"{middle} by {headline.end_name(view)}", "plain"
    if view.run_out:
        text, note = ("already", "") if used_up else headline.run_out_text(formatter, view)
        facts.append(
            Fact(
                "run_out",
                "Limit reached",
                text,
                note,
                named_range(view.run_out, ("early", "middle", "late")),
                "warning" if view.run_out[1] and not view.soft else "",
            )
        )
        if view.run_out[1]:
            summary, tone = f"Limit reached {text}", "stopped" if used_up else "plain" if view.soft else "warning"
    if view.daily_allowance:
        middle = formatting.format_amount(formatter, view.daily_allowance[1], unit)
        note = f"likely {headline.amount_range(formatter, view.daily_allowance, unit)}; {formatting.format_count(formatter, view.working_days, 'working day', 'working days')} left"
        facts.append(
            Fact(
                "daily_allowance",
                "Safe to spend",
                f"{middle} a working day",
                note,
                named_range(view.daily_allowance),
                "",
            )
        )
    days = formatting.format_count(formatter, view.from_days, "complete day", "complete days")
    note = f"From {days} of your own use; ranges hold 80 % of the ways it may go."
    return Section("heading", summary, facts, note, tone)


def named_range(values, names=("low", "middle", "high")):
    """Return three values with their names."""
    return list(zip(names, values))


def forecast_line(formatter, report, view, now):
    """Return the `Line` under the period card: what has stopped, else where it is heading, without text when neither is known."""
    if limit_status.is_stopped(report.limits, now) and not budget.is_used_up(report, now):
        why = limit_text.headline(
            formatter, report.limits, reset_day(formatter, report, now), now, budget.daily_unit(report, now)
        )
        return Line(formatting.end_sentence(f"Stopped: {why}"), "stops", "stopped")
    if view is None:
        return Line("", "heading", "plain")
    unit = report.mine.unit
    amount = f"{headline.amount_range(formatter, view.month_end, unit)} by {headline.end_name(view)}"
    if budget.is_used_up(report, now) and budget.budget_period(report, now).unit == unit:
        return Line(f"On this pace: {amount}, over the limit.", "heading", "plain")
    reached = view.run_out and view.run_out[1]
    text = (
        f"On this pace the limit is reached {headline.run_out_range(formatter, view)}"
        if reached
        else f"On this pace: {amount}"
    )
    text = formatting.end_sentence(text)
    if view.daily_allowance:
        text += f" Safe: {formatting.format_amount(formatter, view.daily_allowance[1], unit)} a working day."
    return Line(text, "heading", "warning" if reached and not view.soft else "plain")


def changes_section(formatter, report, scope, screen):
    """Return what made the difference to the compared period, the unusual days and the restated ones."""
    unit = screen.table.unit
    facts, note, summaries = [], "Turn on Compare (X) to see what made the difference.", []
    if screen.compared:
        change = drivers.decompose(screen.table, screen.compared)
        note = formatting.end_sentence(f"Compared with {screen.compared.label}")
        if change is None:
            note += " Not every day of it has been read."
        else:
            summaries.append(formatting.format_change(formatter, change.difference, unit))
            facts.append(Fact("difference", "Difference", summaries[0], "", [("credits", change.difference)], "sum"))
            effects = [
                ("Active days", change.activity_effect),
                (f"{formatting.capitalize_unit(unit)} per active day", change.rate_effect),
            ]
            by = f"By {screen.breakdown_name.lower()}"
            for title, kind, parts in (("By rhythm", "effects", effects), (by, "series", change.series)):
                facts += with_title(
                    title,
                    [
                        Fact(name, name, formatting.format_change(formatter, part, unit), "", [("credits", part)], kind)
                        for name, part in parts
                    ],
                )
    odd = [
        day_fact(formatter, one.day,
                 f"{formatting.format_amount(formatter, one.credits, unit)}, usually {formatting.format_amount(formatter, one.usual, unit)}",
                 [("credits", one.credits), ("usual", one.usual)], "unusual")
        for one in drivers.find_anomalies(scope, screen.table)
    ]  # fmt: skip
    moved = [
        day_fact(formatter, one["day"],
                 f"{formatting.format_amount(formatter, one['was'], unit)} became {formatting.format_amount(formatter, one['now'], unit)}",
                 [("was", one["was"]), ("now", one["now"])], "restatements")
        for one in (report.restatements if scope.name == "mine" else [])
    ]  # fmt: skip
    facts += with_title("Unusual for the weekday", odd) + with_title("Restated by ChatGPT since an earlier read", moved)
    if odd and not summaries:
        summaries.append(formatting.format_count(formatter, len(odd), "unusual day", "unusual days"))
    if moved:
        summaries.append(formatting.format_count(formatter, len(moved), "day restated", "days restated"))
    return Section(
        "changes",
        ", ".join(summaries) or ("not all days read" if screen.compared else "not compared"),
        facts,
        note,
        "plain",
    )


def with_title(title, facts):
    """Return `facts` with a title before them, nothing when there are none."""
    return [Fact(title, title, "", "", [], TITLE)] + facts if facts else []


def day_fact(formatter, day, text, values, state):
    """Return the `Fact` of one day."""
    return Fact(day, formatter.day(day, "weekday"), text, "", values, state)


def reconciliation_section(formatter, scope, screen):
    """Return the range's total by every breakdown, with each difference named."""
    facts, apart, unit = [], 0, screen.table.unit
    for one in reconciliation.breakdown_totals(scope, screen.table):
        state, note, reason = "equal", "", RECONCILIATION_REASONS.get(one.reason, "")
        if one.credits is None:
            state, note = "unread", formatting.end_sentence(reason[:1].upper() + reason[1:])
        elif one.difference:
            apart += 1
            state, note = "differs", f"{formatting.format_change(formatter, one.difference, unit)}: {reason}"
        facts.append(
            Fact(one.name, f"By {one.name}", formatting.format_amount(formatter, one.credits, unit), note,
                 [("credits", one.credits), ("difference", one.difference)], state)
        )  # fmt: skip
    summary = "all agree" if all(fact.values[0][1] is not None for fact in facts) else "not all are read"
    if apart:
        summary = formatting.format_count(formatter, apart, "breakdown differs", "breakdowns differ")
    return Section(
        "reconciliation",
        summary if facts else "",
        facts,
        f"Each breakdown is another view of the same {'credits' if unit == units.CREDITS else 'use'}; they are never added up.",
        "plain",
    )
