"""The burn-up picture in words: its labels, and the sentence that says the same to who does not see it."""

from collections import namedtuple

from codex_credits.chart import burn_up as shapes
from codex_credits.model import burn_up as figures
from codex_credits.model import units
from codex_credits.present import formatting

BurnUp = namedtuple("BurnUp", "picture drawing labels")
Labels = namedtuple("Labels", "limit now before pace days text title")
# days: (x, text, anchor) under the plot; text: the sentence; title: the same, and what the lines are
LEGEND = "Dotted: the even pace. Band: 80% of simulations of the days ahead; dashed: the middle one."


def burn_up(formatter, report, period, now, size):
    """Return the `BurnUp` of `report` and its BudgetPeriod at `now`, drawn in `size`, (width, height) in pixels."""
    picture = figures.burn_up(report, now, period)
    drawing = shapes.draw(picture, size[0], size[1], formatter)
    return BurnUp(picture, drawing, labels(formatter, picture, drawing, now[:10]))


def labels(formatter, picture, drawing, today):
    """Return the `Labels` of the BurnUp `picture` and its `drawing`, on the day `today`."""
    limit = now = before = ""
    facts = []
    if drawing.limit is not None:
        limit = f"limit {formatting.format_rounded(formatter, picture.limit, picture.unit)}"
    if picture.now:
        used = formatting.format_rounded(formatter, picture.now[1], picture.unit)
        day = picture.read[:10]
        when = "today" if day == today else formatter.day(day, "axis")
        now = f"{used} {when}"
        facts.append(f"{formatting.append_unit(used, picture.unit)} used by {when}")
        if not picture.complete:
            facts.append("the days before it are not all known")
    if drawing.before_label:
        total = formatting.format_rounded(formatter, picture.before[-1][1], picture.unit)
        before = f"{period_name(formatter, *picture.before_days)} {total}"
        facts.append(f"the period before, {before}")
    name = period_name(formatter, picture.start, picture.end)
    if limit:
        facts.append(limit)
    text = formatting.end_sentence(f"{name}: {', '.join(facts) if facts else 'nothing known yet'}")
    days = [(x, formatter.day(day, "axis"), anchor) for x, day, anchor in drawing.labels]
    return Labels(limit, now, before, "dotted: even pace", days, text, f"{text} {LEGEND}")


def period_name(formatter, start, end):
    """Return what a period is called: its month, or its days."""
    if is_month(start, end):
        return formatter.day(start, "month")
    return formatter.span(start, end)


def is_month(start, end):
    """Tell whether a period is a calendar month, as far as its name goes: it begins with one and ends with it."""
    return start[8:] == "01" and start[:7] == end[:7]


def unit_word(unit):
    """Return the word after a headline's figure: "credits", "" for a currency, which stands in the figure."""
    return "" if unit in units.CURRENCIES or not unit else unit
