"""
The details that fold open: what can stop me, where it is heading, what changed, whether the parts add up.

Each section is a gist for its closed line and a list of facts. A fact carries
its exact values beside its words, so that the page can be read by programs.
"""

from collections import namedtuple

from codex_credits.model import budget, drivers, forecast, limit_status, reconciliation, units
from codex_credits.present import formatting, headline, limit_text

Section = namedtuple("Section", "name gist facts note tone")
Fact = namedtuple("Fact", "key name text note values state")
Line = namedtuple("Line", "text section tone")
# tone: "plain", "warning" (you will be stopped) or "stopped"
# values: [(name, number, text or None)] exact; state: one word for styles and programs, or "", or TITLE
TITLE = "title"  # a fact that is only the heading of those after it


def sections(words, report, screen, now, ahead):
    """Yield every `Section` for the shown screen, each worked out when it is asked for; `ahead` is what `forecast.report_forecast` returns."""
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    yield where_it_heads(words, *ahead, budget.is_used_up(report, now), report.mine.unit)
    yield what_can_stop(words, report, now)
    yield what_changed(words, report, scope, screen)
    yield do_parts_add_up(words, scope, screen)


def what_can_stop(words, report, now):
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
        for one in limit_text.limit_rows(words, report.limits, now, unit)
    ]
    facts += limit_changed(words, report.limits, unit)
    for window in limit_text.window_rows(words, report.limits, now):
        name = f"{window.name}, {window.length}"
        exact = [("used_percent", window.used_percent), ("resets_at", window.resets_at)]
        facts.append(Fact(f"window {name}", name, window.text, "", exact, "window"))
    gist = limit_text.headline(words, report.limits, reset_day(words, report, now), now, unit)
    return Section("stops", gist, facts, "", "stopped" if limit_status.is_stopped(report.limits, now) else "plain")


def reset_day(words, report, now):
    """Return the day of the personal reset in words, "" when ChatGPT did not tell it."""
    period = budget.period(report, now)
    return words.day(period.resets_at[:10], "short") if period.told else ""


def limit_changed(words, stored, beside):
    """Return the `Fact` that the personal limit has changed, in a list; an empty one when that is not known."""
    before, cap = (stored or {}).get("previous"), stored and stored["personal"]["limit"]
    if not before or cap is None or before["limit"] == cap:
        return []
    unit = budget.unit_of(stored["personal"], beside)
    text = f"changed from {formatting.limit(words, before['limit'], unit)} to {formatting.limit(words, cap, unit)}"
    values = [("was", before["limit"]), ("now", cap), ("at", before["at"])]
    note = f"since {words.day(before['at'][:10], 'short')}"
    return [Fact("limit_changed", "Your limit", text, note, values, "changed")]


def where_it_heads(words, view, known, used_up, unit=units.CREDITS):
    """Return the forecast, in `unit`, or why there is none."""
    if view is None:
        text = f"Not yet: {formatting.plural(words, known, 'complete day', 'complete days')} known, {forecast.FEWEST_DAYS} needed."
        if known >= forecast.FEWEST_DAYS:
            text = "That period is over, or ends today. Refresh after its reset."
        gist = "not enough days yet" if known < forecast.FEWEST_DAYS else "no day left"
        return Section("heading", gist, [], text, "plain")
    middle = formatting.amount(words, view.month_end[1], unit)
    facts = [
        Fact(
            "month_end",
            headline.at_end(view, named=True),
            formatting.named(words, view.month_end[1], unit),
            f"likely {headline.between(words, view.month_end, unit)}",
            triple(view.month_end) + [("from_days", view.from_days), ("working_days", view.working_days)],
            "",
        ),
    ]
    gist, tone = f"{middle} by {headline.at_end(view)}", "plain"
    if view.run_out:
        text, note = ("already", "") if used_up else headline.run_out_words(words, view)
        facts.append(
            Fact(
                "run_out",
                "Limit reached",
                text,
                note,
                triple(view.run_out, ("early", "middle", "late")),
                "warning" if view.run_out[1] and not view.soft else "",
            )
        )
        if view.run_out[1]:
            gist, tone = f"Limit reached {text}", "stopped" if used_up else "plain" if view.soft else "warning"
    if view.safe:
        middle = formatting.amount(words, view.safe[1], unit)
        note = f"likely {headline.between(words, view.safe, unit)}; {formatting.plural(words, view.working_days, 'working day', 'working days')} left"
        facts.append(Fact("safe", "Safe to spend", f"{middle} a working day", note, triple(view.safe), ""))
    days = formatting.plural(words, view.from_days, "complete day", "complete days")
    note = f"From {days} of your own use; ranges hold 80 % of the ways it may go."
    return Section("heading", gist, facts, note, tone)


def triple(values, names=("low", "middle", "high")):
    """Return three values with their names."""
    return list(zip(names, values))


def one_line(words, report, view, now):
    """Return the `Line` under the period card: what has stopped, else where it is heading, without text when neither is known."""
    if limit_status.is_stopped(report.limits, now) and not budget.is_used_up(report, now):
        why = limit_text.headline(
            words, report.limits, reset_day(words, report, now), now, budget.daily_unit(report, now)
        )
        return Line(formatting.sentence(f"Stopped: {why}"), "stops", "stopped")
    if view is None:
        return Line("", "heading", "plain")
    unit = report.mine.unit
    amount = f"{headline.between(words, view.month_end, unit)} by {headline.at_end(view)}"
    if budget.is_used_up(report, now) and budget.period(report, now).unit == unit:
        return Line(f"On this pace: {amount}, over the limit.", "heading", "plain")
    reached = view.run_out and view.run_out[1]
    text = (
        f"On this pace the limit is reached {headline.reached_between(words, view)}"
        if reached
        else f"On this pace: {amount}"
    )
    text = formatting.sentence(text)
    if view.safe:
        text += f" Safe: {formatting.amount(words, view.safe[1], unit)} a working day."
    return Line(text, "heading", "warning" if reached and not view.soft else "plain")


def what_changed(words, report, scope, screen):
    """Return what made the difference to the compared period, the unusual days and the restated ones."""
    unit = screen.table.unit
    facts, note, gists = [], "Turn on Compare (X) to see what made the difference.", []
    if screen.compared:
        change = drivers.decomposed(screen.table, screen.compared)
        note = formatting.sentence(f"Compared with {screen.compared.label}")
        if change is None:
            note += " Not every day of it has been read."
        else:
            gists.append(formatting.change(words, change.difference, unit))
            facts.append(Fact("difference", "Difference", gists[0], "", [("credits", change.difference)], "sum"))
            effects = [
                ("Active days", change.activity_effect),
                (f"{formatting.capital(unit)} per active day", change.rate_effect),
            ]
            by = f"By {screen.split_name.lower()}"
            for title, kind, parts in (("By rhythm", "rhythm", effects), (by, "series", change.series)):
                facts += titled(
                    title,
                    [
                        Fact(name, name, formatting.change(words, part, unit), "", [("credits", part)], kind)
                        for name, part in parts
                    ],
                )
    odd = [
        day_fact(words, one.day,
                 f"{formatting.amount(words, one.credits, unit)}, usually {formatting.amount(words, one.usual, unit)}",
                 [("credits", one.credits), ("usual", one.usual)], "unusual")
        for one in drivers.unusual(scope, screen.table)
    ]  # fmt: skip
    moved = [
        day_fact(words, one["day"],
                 f"{formatting.amount(words, one['was'], unit)} became {formatting.amount(words, one['now'], unit)}",
                 [("was", one["was"]), ("now", one["now"])], "restated")
        for one in (report.restated if scope.name == "mine" else [])
    ]  # fmt: skip
    facts += titled("Unusual for the weekday", odd) + titled("Restated by ChatGPT since an earlier read", moved)
    if odd and not gists:
        gists.append(formatting.plural(words, len(odd), "unusual day", "unusual days"))
    if moved:
        gists.append(formatting.plural(words, len(moved), "day restated", "days restated"))
    return Section(
        "changes",
        ", ".join(gists) or ("not all days read" if screen.compared else "not compared"),
        facts,
        note,
        "plain",
    )


def titled(title, facts):
    """Return `facts` with a title before them, nothing when there are none."""
    return [Fact(title, title, "", "", [], TITLE)] + facts if facts else []


def day_fact(words, day, text, values, state):
    """Return the `Fact` of one day."""
    return Fact(day, words.day(day, "weekday"), text, "", values, state)


def do_parts_add_up(words, scope, screen):
    """Return the range's total by every split, with each difference named."""
    facts, apart, unit = [], 0, screen.table.unit
    for one in reconciliation.views(scope, screen.table):
        state, note = "equal", ""
        if one.credits is None:
            state, note = "unread", formatting.sentence(one.reason[:1].upper() + one.reason[1:])
        elif one.difference:
            apart += 1
            state, note = "differs", f"{formatting.change(words, one.difference, unit)}: {one.reason}"
        facts.append(
            Fact(one.name, f"By {one.name}", formatting.amount(words, one.credits, unit), note,
                 [("credits", one.credits), ("difference", one.difference)], state)
        )  # fmt: skip
    gist = "all agree" if all(fact.values[0][1] is not None for fact in facts) else "not all are read"
    if apart:
        gist = formatting.plural(words, apart, "split differs", "splits differ")
    return Section(
        "reconciliation",
        gist if facts else "",
        facts,
        f"Each split is another view of the same {'credits' if unit == units.CREDITS else 'use'}; they are never added up.",
        "plain",
    )
