"""
The Changes section: what made the difference to the compared period, the spikes, and the restated days.

A period that is still running is compared up to its last complete day: half a day beside a whole one would always be a
decrease.
"""

from codex_credits.chart import bars
from codex_credits.model import breakdown, budget, comparison, drivers
from codex_credits.model.view import replace
from codex_credits.present import formatting
from codex_credits.present.facts import day_fact, fact, section, with_title

TURN_ON = "Turn on Compare (X) to see what made the difference."


def changes_section(formatter, report, scope, screen, now):
    """Return what made the difference to the compared period, the spikes and the restated days."""
    unit = screen.table.unit
    facts, note, summaries = [], TURN_ON, []
    if screen.compared:
        table, compared, left_out = fair_pair(report, scope, screen, now)
        change = drivers.decompose(table, compared)
        note = f"{formatter.span(table.start, table.end)} compared with {formatter.span(compared.start, compared.end)}"
        note = formatting.end_sentence(note + left_out)
        if change is None:
            note += " Not every day of both is loaded."
        else:
            summaries.append(formatting.format_change(formatter, change.difference, unit))
            then = formatter.span(compared.start, compared.end)
            facts = change_facts(formatter, change, screen.breakdown_name, unit, then)
    spikes = [spike_fact(formatter, one, unit) for one in drivers.find_anomalies(scope, screen.table)]
    moved = [
        restated_fact(formatter, one["day"], one["was"], one["now"], unit)
        for one in (report.restatements if scope.name == "mine" else [])
    ]
    facts += with_title("Spikes", spikes) + with_title("Restated by ChatGPT since an earlier refresh", moved)
    if spikes and not summaries:
        days = " and ".join([formatter.day(one.key, "short") for one in spikes])
        summaries.append(f"{'spike' if len(spikes) == 1 else 'spikes'} on {days}")
    if moved:
        summaries.append(formatting.format_count(formatter, len(moved), "day restated", "days restated"))
    nothing = "not all days loaded" if screen.compared else "not compared"
    return section("changes", ", ".join(summaries) or nothing, facts, note)


def fair_pair(report, scope, screen, now):
    """Return (table, Comparison, what to say of it): the screen's, up to the last complete day while the range runs."""
    table, today = screen.table, screen.today
    last = drivers.up_to_last_complete(table)
    is_running = table.days[-1].state != breakdown.COMPLETE and table.end >= today
    if not is_running:
        return table, screen.compared, ""
    if last is None:
        return table, screen.compared, ", a part of a day beside a whole one"
    shorter = breakdown.build_table(scope, table.breakdown, table.start, last, today)
    view = replace(screen.view, start=table.start, end=last)
    return shorter, comparison.compare(scope, view, shorter, today, budget.period_days(report, now)), ""


def change_facts(formatter, change, by, unit, then):
    """Return the `Fact`s of a `Change`: the difference to the days `then`, what days and pace made of it, each series."""
    whole = formatting.format_change(formatter, change.difference, unit)
    facts = [
        fact("difference", f"Difference to {then}", whole, counts_text(formatter, change, unit),
             values=[("credits", change.difference)], state="sum")
    ]  # fmt: skip
    now, then = [formatter.number(days, "whole") for days in (change.active_days, change.active_days_then)]
    days = f"{now} instead of {then}"
    effects = [
        ("Active days", change.activity_effect, days),
        (f"{formatting.capitalize_unit(unit)} per active day", change.rate_effect, rates_text(formatter, change, unit)),
    ]
    series = [(label, part, "") for label, part in change.series]
    for title, kind, parts in (("By days and pace", "effects", effects), (f"By {by.lower()}", "series", series)):
        drawn = bars.diverging_bars([part for _, part, _ in parts])
        facts += with_title(
            title,
            [
                fact(
                    name, name, formatting.format_change(formatter, part, unit), text,
                    values=[("credits", part)], state=kind, bar=bar,
                )
                for (name, part, text), bar in zip(parts, drawn)
            ],
        )  # fmt: skip
    return facts


def counts_text(formatter, change, unit):
    """Return the counts that explain a difference: "14 active days instead of 21; 175 a day instead of 136"."""
    days = formatting.format_count(formatter, change.active_days, "active day", "active days")
    text = f"{days} instead of {formatter.number(change.active_days_then, 'whole')}"
    rates = rates_text(formatter, change, unit)
    return f"{text}; {rates}" if rates else text


def rates_text(formatter, change, unit):
    """Return the amount of an active day, now and then; "" where one side has no active day."""
    if not change.active_days or not change.active_days_then:
        return ""
    now, then = change.now / change.active_days, change.then / change.active_days_then
    return f"{formatting.format_rounded(formatter, now, unit)} a day instead of {formatting.format_rounded(formatter, then, unit)}"


def restated_fact(formatter, day, was, is_now, unit):
    """Return the `Fact` of a day that ChatGPT restated."""
    before, after = [formatting.format_amount(formatter, amount, unit) for amount in (was, is_now)]
    return day_fact(formatter, day, f"{before} became {after}", [("was", was), ("now", is_now)], "restatements")


def spike_fact(formatter, one, unit):
    """Return the `Fact` of an `Anomaly`."""
    text = formatting.format_amount(formatter, one.credits, unit)
    usual = formatting.format_amount(formatter, one.usual, unit)
    values = [("credits", one.credits), ("usual", one.usual)]
    return day_fact(formatter, one.day, f"{text}, usually {usual} on that weekday", values, "unusual")
