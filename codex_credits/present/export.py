"""
Take it away: the shown range and breakdown as CSV, JSON, or text to paste.

CSV: one row per day and series, every fact a column, no lines before the header;
numbers with "." and every digit, and no cell that a spreadsheet would run as a
formula, whether it separates cells at commas, semicolons or tabs. popup/bridge/bridge.js puts
a byte order mark before it: without one Excel reads UTF-8 as the letters of its own code page. JSON: the same rows with what is known about them. Nothing that names a
person or a workspace.
"""

import json

from codex_credits.model import activity, breakdown, units
from codex_credits.model.labels import clean
from codex_credits.present import formatting

HEAD = (
    "day", "day_state", "scope", "breakdown", "series", "label", "credits", "day_total_credits",
    "range_start", "range_end", "zone", "unit", "data_through", "read_at", "sample", "series_kind",
    "turns", "threads", "tokens_input", "tokens_cached", "tokens_output", "day_read",
)  # fmt: skip
RISKY = "=+-@＝＋－＠\t\r\n"
BREAKS = ";\t\r\n"  # where a spreadsheet that separates at something else than commas may begin a cell


def csv(screen, exact, *, sample=False):
    """Return the table of `screen` as CSV (RFC 4180, CRLF). `exact` writes a number with every digit."""
    lines = [",".join(HEAD)]
    for row in records(screen, sample):
        cells = [exact(float(value)) if isinstance(value, (int, float)) else cell(value) for value in row]
        lines.append(",".join(cells))
    return "\r\n".join(lines) + "\r\n"


def records(screen, sample):
    """
    Yield one tuple per day and series, as `HEAD` names them.

    A day without parts has one row of the kind "total"; a day nobody has reported
    has one without credits. Each row of a day repeats the day's own figures.
    """
    table = screen.table
    series = exported(table)
    through = screen.through[0] if screen.through else None
    counts = activity.daily(screen.scope, table)
    for at, day in enumerate(table.days):
        read = "yes" if screen.scope.covers(day.date) else "no"
        of_day = tuple([getattr(counts[at], name) for name in activity.COUNTS]) + (read,)
        total = None if day.total is None else float(day.total)
        frame = (
            total, table.start, table.end, "UTC", table.unit, through, screen.read[0], "yes" if sample else "no",
        )  # fmt: skip
        parts = [one for one in series if one.values[at] is not None]
        for one in parts:
            yield (
                (
                    day.date,
                    day.state,
                    table.scope,
                    table.breakdown,
                    one.key,
                    clean(one.label),
                    float(one.values[at]),
                )
                + frame
                + (one.kind,)
                + of_day
            )
        if not parts:
            yield (
                (day.date, day.state, table.scope, table.breakdown, "~total", "Total", total)
                + frame
                + ("total",)
                + of_day
            )


def exported(table):
    """Return the series of `table`, those folded into "Other" instead of it."""
    return [one for one in table.series if one.kind != breakdown.OTHER] + list(table.folded)


def cell(value):
    """Return a text cell, quoted, with a ' before whatever a spreadsheet would compute."""
    if value is None:
        return ""
    text = "".join([" " if letter < " " and letter not in "\r\n\t" else letter for letter in value])
    for mark in BREAKS:
        parts = text.split(mark)
        text = mark.join(parts[:1] + ["'" + part if is_risky(part) else part for part in parts[1:]])
    if text.strip() and (text[0] in RISKY or is_risky(text)):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"'


def is_risky(text):
    """Tell whether a spreadsheet may compute `text`, quotes and blanks before it aside."""
    return text.strip(' "\t\r\n')[:1] in tuple(RISKY)


def document(screen, exact, *, sample=False):
    """Return the table of `screen` as JSON text; its schema is contract/export.schema.json."""
    table = screen.table
    days, counts = [], activity.daily(screen.scope, table)
    for at, day in enumerate(table.days):
        parts = [
            {"series": one.key, "kind": one.kind, "credits": one.values[at]}
            for one in exported(table)
            if one.values[at] is not None
        ]
        days.append(
            "{" + f'"day":{json.dumps(day.date)},"state":{json.dumps(day.state)},"credits":{number(exact, day.total)},"parts":['
            + ",".join([f'{{"series":{json.dumps(part["series"])},"kind":"{part["kind"]}","credits":{number(exact, part["credits"])}}}' for part in parts])
            + f'],{counted(exact, counts[at])},"read":{"true" if screen.scope.covers(day.date) else "false"}}}'
        )  # fmt: skip
    series = [
        f'{{"series":{json.dumps(one.key)},"kind":"{one.kind}","label":{json.dumps(clean(one.label))},'
        f'"credits":{number(exact, one.total)}}}'
        for one in exported(table)
    ]
    fields = [
        ("format", json.dumps("codex-enterprise-credits/1")), ("sample", "true" if sample else "false"),
        ("scope", json.dumps(table.scope)), ("breakdown", json.dumps(table.breakdown)),
        ("range_start", json.dumps(table.start)), ("range_end", json.dumps(table.end)), ("zone", '"UTC"'), ("unit", json.dumps(table.unit)),
        ("data_through", json.dumps(screen.through[0] if screen.through else None)), ("read_at", json.dumps(screen.read[0])),
        ("total_credits", number(exact, table.total)), ("days_unread", str(table.unread)),
        ("series", "[\n" + ",\n".join(series) + "\n]"), ("days", "[\n" + ",\n".join(days) + "\n]"),
    ]  # fmt: skip
    return "{\n" + ",\n".join([f'"{name}": {value}' for name, value in fields]) + "\n}\n"


def counted(exact, day):
    """Return the members of a day's turns, threads and tokens, null where unknown."""
    told = {name: number(exact, getattr(day, name)) for name in activity.COUNTS}
    tokens = ",".join([f'"{name}":{told[name]}' for name in activity.COUNTS[2:]])
    known = any(told[name] != "null" for name in activity.COUNTS[2:])
    tokens = "{" + tokens + "}" if known else "null"
    return f'"turns":{told["turns"]},"threads":{told["threads"]},"tokens":{tokens}'


def number(exact, value):
    """Return a number as JSON, null when unknown."""
    return "null" if value is None else exact(float(value))


def file_name(screen, ending, *, sample=False):
    """Return a file name with the range and the breakdown, and nothing about the workspace."""
    table = screen.table
    mark = "-sample" if sample else ""
    return f"codex-credits{mark}-{table.scope}-{table.breakdown}-{table.start}-to-{table.end}.{ending}"


def summary(screen, *, sample=False):
    """Return the period and the range as a few lines to paste."""
    card = screen.card
    lines = ["Sample data: invented figures."] if sample else []
    lines += [
        f"{screen.title}, {screen.range_text} ({screen.range_note}, UTC days): {screen.total_named}",
        f"This period: {card.value[1]} {card.of}" + (f", {card.remaining[1]}" if card.remaining else "") + ending(card),
    ]
    for row in screen.rows[:5]:
        if not row.folded:
            lines.append(f"- {row.label}: {row.text}" + (f" ({row.share})" if row.share else ""))
    if screen.through:
        lines.append(f"Data through {screen.through[1]}, read {screen.read[1]}.")
    return "\n".join(lines)


def ending(card):
    """Return the full stop after the period's figures, and when it resets, where that is known."""
    return f". {card.resets}." if card.resets else "."


def request(formatter, screen, forecast, tops, unit=units.CREDITS, *, sample=False):
    """
    Return a request for more credits: period, used, limit, projected need with its range, top models and surfaces.

    `tops` is a list of (breakdown name, [(label, amount)]); `unit` is that of the forecast and of the tops.
    """
    card = screen.card
    lines = ["Sample data: invented figures."] if sample else []
    lines += [
        "Request for more Codex credits" if unit == units.CREDITS else "Request for more Codex use",
        "",
        f"Used this period: {card.value[1]} {card.of}"
        + (f" ({card.percent[1]})" if card.percent else "")
        + ending(card),
    ]
    if forecast:
        low, middle, high = [formatting.format_amount(formatter, value, unit) for value in forecast.month_end]
        lines.append(
            f"Projected by {'the end of the month' if forecast.calendar else 'the reset'}: {formatting.append_unit(middle, unit)}, "
            f"likely between {low} and {high} "
            f"(80 % range, from {forecast.from_days} complete days)."
        )
    else:
        lines.append("There are too few complete days for a projection.")
    for name, rows in tops:
        if rows:
            listed = ", ".join([f"{label} {formatting.format_amount(formatter, value, unit)}" for label, value in rows])
            lines.append(f"Most used by {name}: {listed}.")
    if screen.through:
        lines.append(f"Figures as ChatGPT reports them, through {screen.through[1]}.")
    return "\n".join(lines)
