"""
What a section is made of: facts, tables, and the words they share.

A fact carries its exact values beside its words, so that the page can be read by
programs. What takes longer to work out than a fact is a table of the section's `more`: it is
built when the section is opened.
"""

from collections import namedtuple

TITLE = "title"  # the state of a fact that is only the heading of those after it

Section = namedtuple("Section", "name summary facts note tone lead")
# tone: "plain", "warning" (you will be stopped) or "stopped"
# note: a sentence after the facts; lead: one before them, ""  where nothing presses
Fact = namedtuple("Fact", "key name text note values state bar exact")
# values: [(name, number, text or None)] for programs; state: one word for styles and programs, or "", or TITLE
# bar: a chart.row_bars.Bar or None; exact: the figures behind an estimate in words, "" where the text is exact
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
