"""
Build the screen: everything the popup shows before its sections open.

`build` is the only path from the stored report to the screen. It is pure: the
same state, view and time give the same `Screen`. `formatter` writes figures and
days in the reader's language (see formatting.py).
"""

from codex_credits.chart import columns
from codex_credits.chart.text_width import text_width
from codex_credits.model import breakdown, budget, burn_up, contract, coverage, dates, units
from codex_credits.model.contract import BREAKDOWN_TITLES, PRESET_TITLES
from codex_credits.model.view import replace
from codex_credits.present import budget_card as period_card
from codex_credits.present import durations, formatting, overview, report_notices, rows, status, words
from codex_credits.present.i18n import t

BREAKDOWNS = [(name, BREAKDOWN_TITLES[name]) for name in contract.BREAKDOWNS]


class Screen:
    """Everything the popup shows. What stays as it is here is not shown."""

    view = None  # the View as shown: with a breakdown that was read
    today = None
    through = None  # (instant, text in UTC, text on the reader's clock with its age): the source's own freshness
    read = None  # (instant, text): when we read what is shown
    read_text = ""
    workspace = ""  # whose figures these are
    card = None  # budget_card.BudgetCard
    burn_up = None  # model.burn_up.BurnUp; it is drawn after the first paint
    overview = None  # overview.Overview
    range_text = range_note = preset_name = ""
    steps = (False, False)  # whether there is a period before, after
    breakdowns = ()  # (name, label, on, was read)
    breakdown_name = ""
    scopes = ()  # (name, label, on); none when there is only one
    scope = None  # report.Scope
    table = None  # breakdown.BreakdownTable
    rows = ()  # Row
    total_text = ""  # without its unit
    total_named = ""  # with it
    whole_share = ""  # "100.0 %", when the rows have shares
    compared = None  # comparison.Comparison
    drawing = None  # columns.Drawing
    chart_note = ""  # what stands in a chart without figures
    unit = ""  # what the chart counts
    head = ""  # what the amounts of the table are, as its heading
    title = ""  # what all of it is about
    ticks = labels = ()  # (y, text), (x, text)
    notices = ()  # messages.Notice: the most pressing one, if any
    notes = ()  # the others, told in the details
    empty = None  # the Notice instead of figures

    def __init__(self, **parts):
        for name, value in parts.items():
            setattr(self, name, value)


def build(state, report, view, formatter, size, compare=None):
    """
    Return the `Screen` for a stored `report` (or None).

    `state` is the popup's state: {"now", "session"} (docs/data.md), and "checking" while it is not known yet how the
    refresh ends that opening the popup starts; `size` the width and height of the chart in pixels; `compare` the
    module `comparison`, once it is loaded.
    """
    now = state["now"]
    today = now[:10]
    session = state.get("session") or {}
    workspace = status.workspace_label(session.get("workspace") or {})
    if report is None:
        text, note, name = range_texts(formatter, view, None)
        return Screen(
            view=view, today=today, workspace=workspace, range_text=text, range_note=note, preset_name=name,
            empty=status.empty_notice(formatter, session, state),
        )  # fmt: skip
    scope = report.workspace if view.scope == "workspace" and report.workspace else report.mine
    view = replace(view, breakdown=readable_breakdown(view.breakdown, scope), scope=scope.name)
    table = breakdown.build_table(scope, view.breakdown, view.start, view.end, today)
    period = budget.period_days(report, now)
    compared = compare.compare(scope, view, table, today, formatter, period) if compare and view.compare else None
    line, last = compared and compared.line, last_place(view, period)
    drawing = columns.draw(table, size[0], size[1], view.hidden, line, formatter, last)
    text, note, name = range_texts(formatter, view, table, today)
    lines = rows.rows(formatter, table, view, compared)
    found = report_notices.report_notices(formatter, report, scope, table, session, now)
    wait = status.wait_seconds(session, now, table)
    notices, notes = status.most_pressing(formatter, found, wait, checking=state.get("checking", False))
    return Screen(
        view=view,
        today=today,
        workspace=workspace,
        range_text=text,
        range_note=note,
        preset_name=name,
        steps=[dates.step(view.preset, view.start, view.end, by, today, period) is not None for by in (-1, 1)],
        breakdowns=[(name, label, name == view.breakdown, name in scope.names) for name, label in BREAKDOWNS],
        breakdown_name=t(BREAKDOWN_TITLES[view.breakdown]),
        scopes=[("mine", view.scope == "mine"), ("workspace", view.scope == "workspace")] if report.workspace else [],
        scope=scope,
        table=table,
        rows=lines,
        total_text=formatting.format_amount(formatter, table.total, table.unit),
        total_named=formatting.format_with_unit(formatter, table.total, table.unit),
        head=formatting.capitalize_unit(table.unit),
        title=t("Codex credits") if table.unit == units.CREDITS else t("Codex use"),
        whole_share=formatting.format_share(formatter, 1000)
        if any(row.share for row in lines if row.share != formatting.UNKNOWN)
        else "",
        compared=compared,
        drawing=drawing,
        chart_note=chart_note(scope, table),
        unit=chart_unit(table, compared, drawing),
        ticks=drawing.ticks,
        labels=axis_days(formatter, drawing.labels, today),
        notices=notices,
        notes=notes,
        **time_parts(formatter, report, scope, view, now),
    )


def time_parts(formatter, report, scope, view, now):
    """Return the parts of a `Screen`, by name, that tell the present moment: the ages, and what is left until when."""
    read = coverage.shown_behind(report, view) or report.fetched_at
    own = budget.budget_period(report, now)
    card = period_card.build_card(formatter, report, now, own)
    burned = burn_up.burn_up(report, now, own)
    return {
        "through": scope.fresh and freshness(formatter, scope.fresh, now),
        "read": (read, durations.format_age(formatter, read, now)),
        "read_text": status.read_text(formatter, report, view, now),
        "card": card,
        "burn_up": burned,
        "overview": overview.overview(formatter, report, own, card, burned, now),
    }


def last_place(view, period):
    """Return the last day the chart has room for: that of the month, or of the budget `period`, which is still going on."""
    if view.preset == "month":
        return dates.month_end(view.end)
    return period[1] if view.preset == dates.PERIOD and period else None


def chart_unit(table, compared, drawing):
    """Return what the chart counts, "credits a day, UTC", and what its dashed line is where the `drawing` has room."""
    is_daily, unit = len(drawing.hits) == len(table.days), formatting.unit_name(table.unit)
    text = (t("{unit} a day, UTC") if is_daily else t("{unit} a week, UTC")).format(unit=unit)
    if not compared:
        return text
    longer = t("{unit} a day, UTC; dashed: {days}") if is_daily else t("{unit} a week, UTC; dashed: {days}")
    longer = longer.format(unit=unit, days=compared.label)
    return longer if text_width(longer) <= drawing.width - drawing.left else text


def chart_note(scope, table):
    """Return what stands in a chart without any figure, "" where there is one."""
    if table.total is not None:
        return ""
    if not coverage.is_scope_covered(scope, table.start, table.end):
        return t("Not loaded yet.")
    return t("No use yet this month.") if table.start == dates.month_start(table.end) else t("No use yet.")


def freshness(formatter, fresh, now):
    """Return the instant `fresh`, its text in UTC, and its text on the reader's clock: "3:06 AM (1 h ago)"."""
    here = t("{instant} ({age})").format(
        instant=formatter.instant(fresh, "recent"), age=durations.format_age(formatter, fresh, now)
    )
    return fresh, formatter.instant(fresh, "utc"), here


def axis_days(formatter, labels, today):
    """
    Return (x, text) of each of `labels`, (x, day): the year is told where it is not the one told, or meant, before.

    The last of several has no room for a year, nor has one beside another that tells it.
    """
    told, found, tells = today[:4], [], False
    for at, (x, day) in enumerate(labels):
        is_new = day[:4] != told and (at == 0 or at + 1 < len(labels))
        told = day[:4] if is_new else told
        tells = is_new and not tells
        found.append((x, formatter.day(day, "dated" if tells else "axis")))
    return found


def readable_breakdown(name, scope):
    """Return `name` when `scope` was read that way, else the first breakdown that was."""
    known = [other for other, _ in BREAKDOWNS if other in scope.names]
    return name if name in known or not known else known[0]


def range_texts(formatter, view, table, today=None):
    """Return the range's span, its length and completeness, and its preset's name."""
    if not table:
        return formatting.format_range(formatter, view.start, view.end, None) + (t(PRESET_TITLES[view.preset]),)
    missing = len([day for day in table.days[:-1] if day.state == breakdown.MISSING])
    late = max(missing - table.unread, 0)
    last = table.days[-1]
    untold = late and not table.unread and last.total is None  # today is one more of the days that are awaited
    state = breakdown.MISSING if untold else last.state
    text, note = formatting.format_range(formatter, view.start, view.end, state, table.unread, late, today)
    return text, note, t(PRESET_TITLES[view.preset])


def day_head(formatter, table, column):
    """Return (day, total) of one column of the chart, for the column of the table that tells its parts."""
    if column.date == column.end:
        weekday, space, day = formatter.day(column.date, "weekday").partition(" ")
        name = weekday + space + formatting.unbroken(day)  # the heading may break, but not in "25 de nov."
    else:
        name = formatter.span(column.date, column.end)
    return name, formatting.format_amount(formatter, column.total, table.unit)


def callout(formatter, table, column, hidden=()):
    """Return (title, total, [(mark, label, text)]) of one column of the chart, in words."""
    if column.date == column.end:
        here = formatter.clock_span(column.date)
        title = formatter.day(column.date, "weekday")
        title = t("{day} (UTC; {span} here)").format(day=title, span=here) if here else title
    else:
        title = formatter.span(column.date, column.end)
    parts = []
    for at, series in enumerate(table.series):
        if breakdown.mark(series) not in hidden and column.parts[at]:
            parts.append(
                (
                    breakdown.mark(series),
                    words.series_name(series, table),
                    formatting.format_amount(formatter, column.parts[at], table.unit),
                )
            )
    if column.total is None:
        return title, t("no figure yet") if table.unread else t("not reported yet"), []
    amount = formatting.format_amount(formatter, column.total, table.unit)
    return title, t("{amount} so far").format(amount=amount) if column.state == "so far" else amount, parts
