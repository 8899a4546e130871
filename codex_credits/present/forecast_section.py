"""The Forecast section: what the period will need, when the limit is reached, what a day may take, how good that was."""

from codex_credits.model import forecast, units
from codex_credits.present import formatting, headline
from codex_credits.present.facts import (
    Table,
    TableCell,
    TableRow,
    fact,
    named_range,
    section,
)
from codex_credits.present.i18n import listed, t, tc, tn


def forecast_section(formatter, view, known, used_up, unit=units.CREDITS, limit=None):
    """Return the `Section` of the forecast, in `unit`, or why there is none; `limit` is None where none is known."""
    if view is None:
        days, needed = formatting.count_complete_days(formatter, known), formatter.number(forecast.MIN_DAYS, "whole")
        text = t("Not yet: {days} known, {needed} needed.").format(days=days, needed=needed)
        if known >= forecast.MIN_DAYS:
            text = t("That period is over, or ends today. Refresh after its reset.")
        summary = t("not enough days yet") if known < forecast.MIN_DAYS else t("no day left")
        return section("forecast-section", summary, [], text)
    facts = [need_fact(formatter, view, unit, limit)]
    end = formatter.day(view.ends_at, "short")
    middle, tone = formatting.format_estimate(formatter, view.period_end[1], unit), "plain"
    summary = t("about {amount} by {day}").format(amount=middle, day=end)
    if view.run_out:
        text, note = (t("already"), "") if used_up else headline.run_out_text(formatter, view)
        expected = bool(view.run_out[1])
        about = t("about {day}").format(day=text) if expected and not used_up else text
        facts.append(
            fact(
                "run_out",
                t("Limit reached"),
                about,
                note,
                values=named_range(view.run_out, ("early", "middle", "late")),
                state="warning" if expected and not view.soft else "",
            )
        )
        if expected:
            summary = t("Limit reached already") if used_up else t("Limit reached about {day}").format(day=text)
            tone = "stopped" if used_up else "plain" if view.soft else "warning"
    if view.daily_allowance:
        facts.append(allowance_fact(formatter, view, unit, "" if used_up else t("To last until the reset")))
    days = formatting.count_complete_days(formatter, view.from_days)
    note = t("Estimated from {days} of your own use. The ranges hold 80% of simulations.").format(days=days)
    return section("forecast-section", summary, facts, note, tone)


def need_fact(formatter, view, unit, limit):
    """Return the `Fact` of what the period needs in all, and how much more than the limit that is."""
    low, middle, high = view.period_end
    about = formatting.append_unit(formatting.format_estimate(formatter, middle, unit), unit)
    text = t("about {amount}").format(amount=about)
    likely = formatting.format_estimates(formatter, low, high, unit)
    note = t("likely {range}").format(range=likely) if likely else ""
    if limit is not None and middle > limit:
        text = headline.need_text(formatter, middle, limit, unit)
    values = named_range(view.period_end) + [("from_days", view.from_days), ("working_days", view.working_days)]
    exact = exact_text(formatter, view.period_end, unit)
    name = t("By {day}").format(day=formatter.day(view.ends_at, "short"))
    return fact("period_end", name, text, note, values=values, exact=exact)


def allowance_fact(formatter, view, unit, name):
    """Return the `Fact`, called `name`, of what each working day may take so that the limit lasts."""
    low, middle, high = view.daily_allowance
    left = tn(formatter, view.working_days, "{count} workday left", "{count} workdays left")
    likely = formatting.format_estimates(formatter, low, high, unit)
    note = t("; ").join([t("likely {range}").format(range=likely), left]) if likely else left
    text = t("about {amount} a workday").format(amount=formatting.format_estimate(formatter, middle, unit))
    exact = exact_text(formatter, view.daily_allowance, unit)
    return fact("daily_allowance", name, text, note, values=named_range(view.daily_allowance), exact=exact)


def exact_text(formatter, values, unit):
    """Return (low, middle, high) with every cent: "3,067.25 (2,859.61 to 3,306.52)"."""
    middle, ends = formatting.format_amount(formatter, values[1], unit), headline.amount_range(formatter, values, unit)
    return middle if ends == middle else t("{amount} ({range})").format(amount=middle, range=ends)


def score_table(formatter, score, unit):
    """Return the `Table` of what was forecast during a past period, and how far off it was."""
    span = formatter.span(score.start, score.end)
    used = formatting.format_with_unit(formatter, score.actual, unit)
    rows = []
    for one in score.points:
        gone = formatter.number(one.quarter / 4, "whole percent")
        name = t("{day} ({share} gone)").format(day=formatter.day(one.day, "short"), share=gone)
        if one.predicted is None:
            rows.append(
                TableRow(name, [TableCell(t("too few days known"), None, None)] + [TableCell("", None, None)] * 2, "")
            )
            continue
        low, middle, high = one.predicted
        likely = formatting.format_estimates(formatter, low, high, unit) or formatting.format_estimate(
            formatter, low, unit
        )
        cells = [
            TableCell(
                t("about {amount}").format(amount=formatting.format_estimate(formatter, middle, unit)), middle, None
            ),
            TableCell(likely, None, None),
            TableCell(error_text(formatter, one), one.error, None),
        ]
        rows.append(TableRow(name, cells, "inside" if one.in_range else "outside"))
    note = t("Worked out again from the days that were known then.")
    head = [tc("date", "On"), t("Forecast"), t("80% range"), t("Off by")]
    caption = t("{days}: {amount} used").format(days=span, amount=used)
    return Table(f"score {score.start}", caption, head, rows, note, 0)


def error_text(formatter, one):
    """Return how far off a forecast was, "+4 %", and whether what came lay in its range."""
    share = formatter.number(one.error, "whole percent")
    sign = "+" if one.error > 0 and share[:1] != "0" else ""
    return listed([f"{sign}{share}", t("in range") if one.in_range else t("outside")])
