"""
The activity section: turns, threads and tokens of a range, what a turn and a token cost, and the rhythm of the weeks.

A sum over days that are not all known says how many are.
"""

from codex_credits.chart import heat_map
from codex_credits.model import activity, breakdown, dates
from codex_credits.present import formatting
from codex_credits.present.facts import Table, TableCell, TableRow, fact, section
from codex_credits.present.i18n import listed, t, tn


def activity_section(formatter, scope, table):
    """Return the `Section` of the range of `table`; it says so where ChatGPT gives no turns. Raises ReportError."""
    days = activity.daily(scope, table)
    counted = activity.with_all(days, "turns")
    facts = token_facts(formatter, scope, days, table.unit)
    if not counted:
        summary = facts[0].text if facts else t("not known")
        return section("activity", summary, facts, t("No turns are known for these days."))
    part = known_part(formatter, counted, days)
    summary = tn(formatter, activity.total(counted, "turns"), "{count} turn", "{count} turns")
    facts = turn_facts(formatter, counted, table.unit) + facts
    return section("activity", summary, facts, t("From {part}.").format(part=part) if part else "")


def turn_facts(formatter, counted, unit):
    """Return the `Fact`s of the days `counted`, whose turns are known."""
    facts = [count_fact(formatter, "turns", t("Turns"), activity.total(counted, "turns"))]
    with_threads = activity.with_all(counted, "threads")
    if with_threads:
        facts.append(count_fact(formatter, "threads", t("Threads"), activity.total(with_threads, "threads")))
    price = activity.credits_per_turn(counted)
    if price is not None:
        facts.append(price_fact(formatter, "per_turn", t("{unit} per turn"), price, unit, ""))
    return facts


def token_facts(formatter, scope, days, unit):
    """Return the `Fact`s of the tokens: what went in and its cached share, what came out, what a million cost."""
    facts = []
    known, out = activity.with_all(days, "input", "cached"), activity.with_all(days, "output")
    if known:
        fresh, cached = activity.total(known, "input"), activity.total(known, "cached")
        exact = [("count", fresh + cached), ("uncached", fresh), ("cached", cached)]
        share = ""
        if fresh + cached:
            share = t("{share} cached").format(share=formatter.number(cached / (fresh + cached), "whole percent"))
        facts.append(token_fact(formatter, "input", t("Input"), exact, [share, known_part(formatter, known, days)]))
    if out:
        exact = [("count", activity.total(out, "output"))]
        facts.append(token_fact(formatter, "output", t("Output"), exact, [known_part(formatter, out, days)]))
    price = activity.credits_per_million_tokens(days) if scope.metered else None
    if price is not None:
        name = t("{unit} per million tokens")
        facts.append(price_fact(formatter, "per_million", name, price, unit, t("text tokens")))
    return facts


def count_fact(formatter, key, name, count):
    """Return the `Fact` of a whole number."""
    return fact(key, name, formatter.number(count, "whole"), values=[("count", count)])


def price_fact(formatter, key, name, price, unit, note):
    """Return the `Fact` of a price in `unit`, which stands in its `name`."""
    text = formatting.format_amount(formatter, price, unit)
    return fact(key, name.format(unit=formatting.capitalize_unit(unit)), text, note, values=[("credits", price)])


def token_fact(formatter, key, name, exact, notes):
    """Return the `Fact` of the tokens that are `exact`, with the `notes` that are not empty."""
    text = t("{count} tokens").format(count=formatter.number(exact[0][1], "compact"))
    return fact(key, name, text, listed(notes), values=exact)


def known_part(formatter, known, days):
    """Return which part of `days` a sum is made from, "2 of 3 days"; "" when all are `known`."""
    if len(known) == len(days):
        return ""
    whole = formatting.count_days(formatter, len(days))
    return t("{known} of {days}").format(known=formatter.number(len(known), "whole"), days=whole)


def heat_table(formatter, found, unit):
    """Return the `Table` of a `HeatMap`: a row for each weekday, a column for each week, its average last."""
    rows = []
    for weekday, row in enumerate(found.rows):
        cells = [heat_cell(formatter, one, unit) for one in row.cells]
        known = row.average is not None
        average = formatting.format_rounded(formatter, row.average, unit) if known else formatting.UNKNOWN
        name = formatter.day(dates.shift(found.weeks[0], weekday), "weekday name")
        rows.append(TableRow(name, cells + [TableCell(average, row.average, None)], ""))
    head = [t("Weekday")] + [formatter.day(week, "short") for week in found.weeks] + [t("Average")]
    span = formatter.span(found.weeks[0], dates.shift(found.weeks[-1], 6))
    caption = t("{unit} by weekday, {days}").format(unit=formatting.capitalize_unit(unit), days=span)
    note = t("Independent of the range shown. Incomplete days count in no average.")
    return Table("rhythm", caption, head, rows, note, len(head) - 1)


def heat_cell(formatter, one, unit):
    """Return the `TableCell` of a day of the heat map."""
    if one.credits is None:
        return TableCell("" if one.state == heat_map.FUTURE else t("not known"), None, None)
    text = formatting.format_amount(formatter, one.credits, unit)
    is_complete = one.state == breakdown.COMPLETE
    return TableCell(text if is_complete else listed([text, t("incomplete")]), one.credits, one.level)
