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


def forecast_section(formatter, view, known, used_up, unit=units.CREDITS, limit=None):
    """Return the `Section` of the forecast, in `unit`, or why there is none; `limit` is None where none is known."""
    if view is None:
        days = formatting.format_count(formatter, known, "complete day", "complete days")
        text = f"Not yet: {days} known, {forecast.MIN_DAYS} needed."
        if known >= forecast.MIN_DAYS:
            text = "That period is over, or ends today. Refresh after its reset."
        summary = "not enough days yet" if known < forecast.MIN_DAYS else "no day left"
        return section("forecast-section", summary, [], text)
    facts = [need_fact(formatter, view, unit, limit)]
    end = formatter.day(view.ends_at, "short")
    summary, tone = f"about {formatting.format_estimate(formatter, view.period_end[1], unit)} by {end}", "plain"
    if view.run_out:
        text, note = ("already", "") if used_up else headline.run_out_text(formatter, view)
        expected = bool(view.run_out[1])
        facts.append(
            fact(
                "run_out",
                "Limit reached",
                f"about {text}" if expected and not used_up else text,
                note,
                values=named_range(view.run_out, ("early", "middle", "late")),
                state="warning" if expected and not view.soft else "",
            )
        )
        if expected:
            summary = "Limit reached already" if used_up else f"Limit reached about {text}"
            tone = "stopped" if used_up else "plain" if view.soft else "warning"
    if view.daily_allowance:
        facts.append(allowance_fact(formatter, view, unit, "" if used_up else "To last until the reset"))
    days = formatting.format_count(formatter, view.from_days, "complete day", "complete days")
    note = f"Estimated from {days} of your own use. The ranges hold 80% of simulations."
    return section("forecast-section", summary, facts, note, tone)


def need_fact(formatter, view, unit, limit):
    """Return the `Fact` of what the period needs in all, and how much more than the limit that is."""
    low, middle, high = view.period_end
    text = f"about {formatting.append_unit(formatting.format_estimate(formatter, middle, unit), unit)}"
    likely = formatting.format_estimates(formatter, low, high, unit)
    note = f"likely {likely}" if likely else ""
    if limit is not None and middle > limit:
        text = headline.need_text(formatter, middle, limit, unit)
    values = named_range(view.period_end) + [("from_days", view.from_days), ("working_days", view.working_days)]
    exact = exact_text(formatter, view.period_end, unit)
    name = f"By {formatter.day(view.ends_at, 'short')}"
    return fact("period_end", name, text, note, values=values, exact=exact)


def allowance_fact(formatter, view, unit, name):
    """Return the `Fact`, called `name`, of what each working day may take so that the limit lasts."""
    low, middle, high = view.daily_allowance
    left = formatting.format_count(formatter, view.working_days, "workday", "workdays")
    likely = formatting.format_estimates(formatter, low, high, unit)
    note = f"likely {likely}; {left} left" if likely else f"{left} left"
    text = f"about {formatting.format_estimate(formatter, middle, unit)} a workday"
    exact = exact_text(formatter, view.daily_allowance, unit)
    return fact("daily_allowance", name, text, note, values=named_range(view.daily_allowance), exact=exact)


def exact_text(formatter, values, unit):
    """Return (low, middle, high) with every cent: "3,067.25 (2,859.61 to 3,306.52)"."""
    middle, ends = formatting.format_amount(formatter, values[1], unit), headline.amount_range(formatter, values, unit)
    return middle if ends == middle else f"{middle} ({ends})"


def score_table(formatter, score, unit):
    """Return the `Table` of what was forecast during a past period, and how far off it was."""
    span = formatter.span(score.start, score.end)
    used = formatting.format_with_unit(formatter, score.actual, unit)
    rows = []
    for one in score.points:
        gone = formatter.number(one.quarter / 4, "whole percent")
        name = f"{formatter.day(one.day, 'short')} ({gone} gone)"
        if one.said is None:
            rows.append(
                TableRow(name, [TableCell("too few days known", None, None)] + [TableCell("", None, None)] * 2, "")
            )
            continue
        low, middle, high = one.said
        likely = formatting.format_estimates(formatter, low, high, unit) or formatting.format_estimate(
            formatter, low, unit
        )
        cells = [
            TableCell(f"about {formatting.format_estimate(formatter, middle, unit)}", middle, None),
            TableCell(likely, None, None),
            TableCell(error_text(formatter, one), one.error, None),
        ]
        rows.append(TableRow(name, cells, "inside" if one.inside else "outside"))
    note = "Worked out again from the days that were known then."
    head = ["On", "Forecast", "80% range", "Off by"]
    return Table(f"score {score.start}", f"{span}: {used} used", head, rows, note, 0)


def error_text(formatter, one):
    """Return how far off a forecast was, "+4 %", and whether what came lay in its range."""
    share = formatter.number(one.error, "whole percent")
    sign = "+" if one.error > 0 and share[:1] != "0" else ""
    return f"{sign}{share}, {'in range' if one.inside else 'outside'}"
