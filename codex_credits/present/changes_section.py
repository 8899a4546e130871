"""
The Changes section: what made the difference to the compared period, the spikes, and the restated days.

A period that is still running is compared up to its last complete day: half a day beside a whole one would always be a
decrease.
"""

from codex_credits.chart import row_bars
from codex_credits.model import breakdown, budget, comparison, drivers
from codex_credits.model.view import replace
from codex_credits.present import formatting, words
from codex_credits.present.facts import day_fact, fact, section, with_title
from codex_credits.present.i18n import listed, t, tn

# i18n: sentences
TURN_ON = "Turn on Compare (X) to see what made the difference."


def changes_section(formatter, report, scope, screen, now):
    """Return what made the difference to the compared period, the spikes and the restated days."""
    unit = screen.table.unit
    facts, note, summaries = [], t(TURN_ON), []
    if screen.compared:
        table, compared, is_partial = fair_pair(report, scope, screen, now)
        change = drivers.decompose(table, compared)
        then = formatter.span(compared.start, compared.end)
        text = t("{days} compared with {then}")
        if is_partial:
            text = t("{days} compared with {then}, a part of a day beside a whole one")
        note = formatting.end_sentence(text.format(days=formatter.span(table.start, table.end), then=then))
        if change is None:
            note += " " + t("Not every day of both is loaded.")
        else:
            summaries.append(formatting.format_change(formatter, change.difference, unit))
            facts = change_facts(formatter, change, table.breakdown, unit, then)
    spikes = [spike_fact(formatter, one, unit) for one in drivers.find_anomalies(scope, screen.table)]
    moved = [
        restated_fact(formatter, one["day"], one["was"], one["now"], unit)
        for one in (report.restatements if scope.name == "mine" else [])
    ]
    facts += with_title(t("Spikes"), spikes) + with_title(t("Restated by ChatGPT since an earlier refresh"), moved)
    if spikes and not summaries:
        days = t(" and ").join([formatter.day(one.key, "short") for one in spikes])
        summaries.append(tn(formatter, len(spikes), "spike on {days}", "spikes on {days}").format(days=days))
    if moved:
        summaries.append(tn(formatter, len(moved), "{count} day restated", "{count} days restated"))
    nothing = t("not all days loaded") if screen.compared else t("not compared")
    return section("changes", listed(summaries) or nothing, facts, note)


def fair_pair(report, scope, screen, now):
    """
    Return (table, Comparison, whether its last day is a part of one).

    The table is the screen's, up to the last complete day while the range runs.
    """
    table, today = screen.table, screen.today
    last = drivers.up_to_last_complete(table)
    is_running = table.days[-1].state != breakdown.COMPLETE and table.end >= today
    if not is_running:
        return table, screen.compared, False
    if last is None:
        return table, screen.compared, True
    shorter = breakdown.build_table(scope, table.breakdown, table.start, last, today)
    view = replace(screen.view, start=table.start, end=last)
    return shorter, comparison.compare(scope, view, shorter, today, budget.period_days(report, now)), False


def change_facts(formatter, change, by, unit, then):
    """Return the `Fact`s of a `Change`: the difference to the days `then`, what days and pace made of it, each series."""
    whole = formatting.format_change(formatter, change.difference, unit)
    facts = [
        fact("difference", t("Difference to {days}").format(days=then), whole, counts_text(formatter, change, unit),
             values=[("credits", change.difference)], state="sum")
    ]  # fmt: skip
    now, then = [formatter.number(days, "whole") for days in (change.active_days, change.active_days_then)]
    rate = t("{unit} per active day").format(unit=formatting.capitalize_unit(unit))
    effects = [
        (t("Active days"), change.activity_effect, t("{now} instead of {then}").format(now=now, then=then)),
        (rate, change.rate_effect, rates_text(formatter, change, unit)),
    ]
    series = [(words.series_label(label), part, "") for label, part in change.series]
    for title, kind, parts in ((t("By days and pace"), "effects", effects), (t(words.BY[by]), "series", series)):
        drawn = row_bars.diverging_bars([part for _, part, _ in parts])
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
    then = formatter.number(change.active_days_then, "whole")
    text = tn(
        formatter, change.active_days, "{count} active day instead of {then}", "{count} active days instead of {then}"
    ).format(then=then)
    rates = rates_text(formatter, change, unit)
    return t("; ").join([text, rates]) if rates else text


def rates_text(formatter, change, unit):
    """Return the amount of an active day, now and then; "" where one side has no active day."""
    if not change.active_days or not change.active_days_then:
        return ""
    now, then = change.now / change.active_days, change.then / change.active_days_then
    now, then = [formatting.format_rounded(formatter, rate, unit) for rate in (now, then)]
    return t("{now} a day instead of {then}").format(now=now, then=then)


def restated_fact(formatter, day, was, is_now, unit):
    """Return the `Fact` of a day that ChatGPT restated."""
    before, after = [formatting.format_amount(formatter, amount, unit) for amount in (was, is_now)]
    text = t("{before} became {after}").format(before=before, after=after)
    return day_fact(formatter, day, text, [("was", was), ("now", is_now)], "restatements")


def spike_fact(formatter, one, unit):
    """Return the `Fact` of an `Anomaly`."""
    amount, usual = [formatting.format_amount(formatter, value, unit) for value in (one.credits, one.usual)]
    text = t("{amount}, usually {usual} on that weekday").format(amount=amount, usual=usual)
    values = [("credits", one.credits), ("usual", one.usual)]
    return day_fact(formatter, one.day, text, values, "unusual")
