"""The burn-up picture in words: its labels, and the sentence that says the same to who does not see it."""

from collections import namedtuple

from codex_credits.chart import burn_up as shapes
from codex_credits.present import formatting
from codex_credits.present.i18n import listed, t

BurnUp = namedtuple("BurnUp", "picture drawing labels")
Labels = namedtuple("Labels", "limit now before pace days text title")
# days: (x, text, anchor) under the plot; text: the sentence; title: the same, and what the lines are
# i18n: sentences
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
        limit = t("limit {amount}").format(amount=formatting.format_rounded(formatter, picture.limit, picture.unit))
    if picture.now:
        used = formatting.format_rounded(formatter, picture.now[1], picture.unit)
        day = picture.read[:10]
        with_unit = formatting.append_unit(used, picture.unit)
        if day == today:
            now = t("{amount} today").format(amount=used)
            facts.append(t("{amount} used by today").format(amount=with_unit))
        else:
            when = formatter.day(day, "axis")
            now = t("{amount} {day}").format(amount=used, day=when)
            facts.append(t("{amount} used by {day}").format(amount=with_unit, day=when))
        if not picture.complete:
            facts.append(t("the days before it are not all known"))
    if drawing.before_label:
        total = formatting.format_rounded(formatter, picture.before[-1][1], picture.unit)
        period = formatting.period_name(formatter, *picture.before_days)
        before = t("{period} {amount}").format(period=period, amount=total)
        facts.append(t("the period before, {period} {amount}").format(period=period, amount=total))
    name = formatting.period_name(formatter, picture.start, picture.end)
    if limit:
        facts.append(limit)
    text = t("{period}: {facts}").format(period=name, facts=listed(facts) or t("nothing known yet"))
    text = formatting.end_sentence(text)
    days = [(x, formatter.day(day, "axis"), anchor) for x, day, anchor in drawing.labels]
    return Labels(limit, now, before, t("dotted: even pace"), days, text, f"{text} {t(LEGEND)}")
