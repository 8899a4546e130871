"""The burn-up picture in words: its labels, and the sentence that says the same to who does not see it."""

from collections import namedtuple

from codex_credits.chart import burn_up as shapes
from codex_credits.present import formatting

BurnUp = namedtuple("BurnUp", "picture drawing labels")
Labels = namedtuple("Labels", "limit now before pace days text title")
# days: (x, text, anchor) under the plot; text: the sentence; title: the same, and what the lines are
LEGEND = "Dotted: the even pace. Band: 80% of simulations of the days ahead; dashed: the middle one."


def burn_up(formatter, picture, size, today):
    """Return the `BurnUp` of the model's BurnUp `picture` on the day `today`, in `size`, (width, height) in pixels."""
    drawing = shapes.draw(picture, size[0], size[1], formatter)
    return BurnUp(picture, drawing, labels(formatter, picture, drawing, today))


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
        before = f"{formatting.period_name(formatter, *picture.before_days)} {total}"
        facts.append(f"the period before, {before}")
    name = formatting.period_name(formatter, picture.start, picture.end)
    if limit:
        facts.append(limit)
    text = formatting.end_sentence(f"{name}: {', '.join(facts) if facts else 'nothing known yet'}")
    days = [(x, formatter.day(day, "axis"), anchor) for x, day, anchor in drawing.labels]
    return Labels(limit, now, before, "dotted: even pace", days, text, f"{text} {LEGEND}")
