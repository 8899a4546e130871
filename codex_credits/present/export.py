"""
Take it away: the shown range and breakdown as CSV or JSON. The texts to paste are in present/clipboard_text.py.

CSV: one row per day and series, every fact a column, no lines before the header;
numbers with "." and the nine decimals ChatGPT gives, and no cell that a spreadsheet would run as a
formula, whether it separates cells at commas, semicolons or tabs. popup/bridge/bridge.js puts
a byte order mark before it: without one Excel reads UTF-8 as the letters of its own code page. JSON: the same rows with what is known about them. Nothing that names a
person or a workspace.
"""

import json

from codex_credits.model import activity, breakdown
from codex_credits.model.labels import clean

HEAD = (
    "day", "day_state", "scope", "breakdown", "series", "label", "credits", "day_total_credits",
    "range_start", "range_end", "zone", "unit", "data_through", "read_at", "sample", "series_kind",
    "turns", "threads", "tokens_input", "tokens_cached", "tokens_output", "day_read",
)  # fmt: skip
RISKY = "=+-@＝＋－＠\t\r\n"
MOST_WITH_DECIMALS = 9e6  # beyond it a double does not tell nine decimals
BREAKS = ";\t\r\n"  # where a spreadsheet that separates at something else than commas may begin a cell


def csv(screen, exact, *, sample=False):
    """Return the table of `screen` as CSV (RFC 4180, CRLF). `exact` writes a number with every digit."""
    lines = [",".join(HEAD)]
    for row in records(screen, sample):
        cells = [exact(nine_decimals(value)) if isinstance(value, (int, float)) else cell(value) for value in row]
        lines.append(",".join(cells))
    return "\r\n".join(lines) + "\r\n"


def nine_decimals(value):
    """Return `value` without what sums of doubles leave behind its ninth decimal; ChatGPT gives no finer figure."""
    value = float(value)
    return value if abs(value) > MOST_WITH_DECIMALS else round(value * 1e9) / 1e9


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
