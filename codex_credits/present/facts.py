"""
What a section is made of: facts, tables, and the words they share.

A fact carries its exact values beside its words, so that the page can be read by
programs. What takes longer to work out than a fact is a table of the section's `more`: it is
built when the section is opened.
"""

from collections import namedtuple

from codex_credits.present import formatting

TITLE = "title"  # the state of a fact that is only the heading of those after it

Section = namedtuple("Section", "name summary facts note tone lead")
# tone: "plain", "warning" (you will be stopped) or "stopped"
# note: a sentence after the facts; lead: one before them, ""  where nothing presses
Fact = namedtuple("Fact", "key name text note values state bar exact")
# values: [(name, number, text or None)] for programs; state: one word for styles and programs, or "", or TITLE
# bar: a chart.bars.Bar or None; exact: the figures behind an estimate in words, "" where the text is exact
Table = namedtuple("Table", "key caption head rows note unseen")
# head: the column headings; rows: TableRow; note: a sentence below it, or ""
# unseen: how many of the headings, from the first on, are for screen readers only
TableRow = namedtuple("TableRow", "name cells mark")  # mark: one word for styles, or ""
TableCell = namedtuple("TableCell", "text value level")
# value: the exact number behind the text or None; level: of a heat map's cell, None where it has none


def section(name, summary, facts, note="", tone="plain", lead=""):
    """Return a `Section`."""
    return Section(name, summary, facts, note, tone, lead)


def fact(key, name, text, note="", **more):
    """Return a `Fact`; `more` are its values, state, bar and exact figures, where it has them."""
    return Fact(
        key,
        name,
        text,
        note,
        more.get("values", []),
        more.get("state", ""),
        more.get("bar"),
        more.get("exact", ""),
    )


def with_title(title, facts):
    """Return `facts` with a title before them, nothing when there are none."""
    return [fact(title, title, "", state=TITLE)] + facts if facts else []


def day_fact(formatter, day, text, values, state):
    """Return the `Fact` of one day."""
    return fact(day, formatter.day(day, "weekday"), text, values=values, state=state)


def named_range(values, names=("low", "middle", "high")):
    """Return three values with their names."""
    return list(zip(names, values))


def estimate(value):
    """Return `value` rounded as an estimate: three significant digits, two below 100."""
    return scaled(value, 3 if abs(value) >= 100 else 2, lambda count: (count + 0.5) // 1)


def round_up(value, digits=2):
    """Return the least number of so many significant digits that is not less than `value`."""
    return scaled(value, digits, lambda count: -(-count // 1))


def scaled(value, digits, whole):
    """Return `value` with `whole` applied to its first `digits` digits."""
    size, unit = abs(value), 1.0
    if size < 1e-6:
        return 0
    while unit * 10 <= size:
        unit *= 10
    while unit > size:
        unit /= 10
    unit = unit / 10 ** (digits - 1)
    found = whole(round(value / unit * 1e6) / 1e6) * unit
    return round(found * 1e9) / 1e9


def format_estimate(formatter, value, unit):
    """Return an estimate as it is told, without "about": "3,070", "45", "4.5"."""
    rounded = estimate(value)
    size = abs(rounded)
    if 0 < size < 0.1:
        return formatting.format_amount(formatter, rounded, unit)
    kind = "whole" if size >= 10 or size == 0 else "digits 1" if size >= 1 else "digits 2"
    return formatting.format_number(formatter, rounded, kind, unit)


def format_estimates(formatter, low, high, unit):
    """Return the ends of an estimated range, "2,860 to 3,310"; "" where both are told alike."""
    one, other = format_estimate(formatter, low, unit), format_estimate(formatter, high, unit)
    return "" if one == other else f"{one} to {other}"


def format_rounded(formatter, value, unit):
    """Return a mean: whole from 100 on, else like any amount."""
    if abs(value) >= 100:
        return formatting.format_number(formatter, value, "whole", unit)
    return formatting.format_amount(formatter, value, unit)
