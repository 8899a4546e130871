"""The burn-up chart in words: its labels, and the sentence that says the same to who does not see it."""

from collections import namedtuple

from codex_credits.chart import burn_up as shapes
from codex_credits.chart import labels as layout
from codex_credits.chart.labels import Label
from codex_credits.present import formatting
from codex_credits.present.i18n import listed, t

BurnUp = namedtuple("BurnUp", "model drawing labels")
Labels = namedtuple("Labels", "placed taken text title")
# placed: of each a chart.labels.Label; taken: their boxes; text: the sentence; title: the same, and what the lines are
# i18n: sentences
LEGEND = "Dotted: the even pace. Band: 80% of simulations of the days ahead; dashed: the middle one."


def burn_up(formatter, model, size, today):
    """Return the `BurnUp` of the model's BurnUp `model` on the day `today`, in `size`, (width, height) in pixels."""
    drawing = shapes.draw(model, size[0], size[1], formatter)
    return BurnUp(model, drawing, labels(formatter, model, drawing, today))


def labels(formatter, model, drawing, today):
    """Return the `Labels` of the BurnUp `model` and its `drawing` on `today`; what is said first is placed first."""
    name = formatting.period_name(formatter, model.start, model.end)
    right, bottom = drawing.right, drawing.bottom
    days = [Label(formatter.day(day, "axis"), x, drawing.height - 40, anchor, "") for x, day, anchor in drawing.labels]
    ticks = [Label(text, drawing.left - 60, y + 40, "end", "") for y, text in drawing.ticks]
    wanted, facts = [], []
    if model.now:
        used = formatting.format_rounded(formatter, model.now[1], model.unit)
        day, with_unit = model.read[:10], formatting.append_unit(used, model.unit)
        if day == today:
            now, fact = t("{amount} today"), t("{amount} used by today")
        else:
            now, fact = t("{amount} {day}"), t("{amount} used by {day}")
        when = formatter.day(day, "axis")
        x, _, anchor = drawing.now
        wanted.append(
            Label(
                now.format(amount=used, day=when), x + (60 if anchor == "start" else -60), bottom - 60, anchor, "strong"
            )
        )
        facts.append(fact.format(amount=with_unit, day=when))
        if model.days_read:
            instant = formatter.instant(model.days_read, "recent")
            facts.append(t("its days as of {instant}").format(instant=instant))
        if not model.complete:
            facts.append(t("the days before it are not all known"))
    limit = ""
    if drawing.limit is not None:
        limit = t("limit {amount}").format(amount=formatting.format_rounded(formatter, model.limit, model.unit))
        wanted.append(Label(limit, drawing.left + 40, drawing.limit - 50, "start", "strong"))
    if drawing.before:
        total = formatting.format_rounded(formatter, model.before[-1][1], model.unit)
        period = formatting.period_name(formatter, *model.before_days)
        before = t("{period} {amount}").format(period=period, amount=total)
        wanted.append(Label(before, right, bottom - 60, "end", ""))
        facts.append(t("the period before, {period} {amount}").format(period=period, amount=total))
    if model.days_read:
        instant = formatter.instant(model.days_read, "recent")
        wanted.append(Label(t("days as of {instant}").format(instant=instant), right, drawing.top + 60, "end", ""))
    if drawing.pace_label:
        x, y = drawing.pace_label
        wanted.append(Label(t("dotted: even pace"), x, y, "end", ""))
    if limit:
        facts.append(limit)
    text = t("{period}: {facts}").format(period=name, facts=listed(facts) or t("nothing known yet"))
    text = formatting.end_sentence(text)
    taken: list[tuple[int, int, int, int]] = []
    in_line = days[:1] + days[-1:] + days[1:-1] + ticks
    placed = [layout.place(label, taken, 1) for label in in_line] + [layout.place(label, taken) for label in wanted]
    return Labels([label for label in placed if label], taken, text, f"{text} {t(LEGEND)}")
