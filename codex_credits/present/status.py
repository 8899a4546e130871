"""Whose the figures are, and which notices a state calls for, the most pressing first; their words are in messages.py."""

from codex_credits.model import breakdown, dates
from codex_credits.model.contract import CODE_PRIORITY, PLANS, REPORT_TITLES, SCALE_JUMP, TOTALS_FROM
from codex_credits.present import formatting, messages


def plan_label(plan):
    """Return a plan nobody has a name for as formatter, "Free workspace"; MicroPython changes the case of ASCII letters only."""
    text = plan.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def workspace_label(workspace):
    """Return the workspace and its plan in words, "Acme (Enterprise)"; a plan nobody knows in its own words."""
    name, plan = workspace.get("name"), workspace.get("plan")
    return " ".join([word for word in (name, f"({PLANS.get(plan) or plan_label(plan)})" if plan else None) if word])


def report_notices(formatter, report, scope, table, session, now):
    """Return the `Notice`s beside shown figures, the most pressing first."""
    found = []
    trouble = session.get("notice")
    if trouble:
        found.append(refresh_notice(formatter, trouble, now))
    if any(is_personal(row) for row in report.report_status):
        found.append(messages.notice("PERSONAL"))
    missing = unread_reports(formatter, report, session, now)
    found += missing + scale_notices(formatter, report)
    if "workspace" not in session:
        found.append(messages.notice("EARLIER_SESSION"))
    if table.unread and not (missing and table.total is None):
        found.append(unread_days(formatter, table))
    found += about_range(scope, table)
    if scope.fresh and dates.minutes(now) - dates.minutes(scope.fresh) > 36 * 60:
        found.append(messages.notice("STALE", time=formatter.instant(scope.fresh, "utc")))
    if is_withheld(report, table):
        found.append(messages.notice("WITHHELD"))
    if report.truncated_before:
        found.append(messages.notice("TRUNCATED", day=formatter.day(report.truncated_before, "long")))
    return found


def is_withheld(report, table):
    """Tell whether a name was not kept because it looks like somebody's address or token: here the worker's own word."""
    windows = (report.limits or {}).get("windows", ())
    keys = [one.key for one in table.series + table.folded if one.kind == breakdown.SERIES]
    return "withheld" in keys or "name withheld" in [window["name"] for window in windows]


def about_range(scope, table):
    """Return the `Notice` of what the range holds, if any; where no day is known, the range itself says why."""
    if not scope.metered:
        told = messages.notice("NOT_METERED", unit=formatting.unit_name(scope.unit))
        return [told if scope.name == "workspace" else messages.Notice(told.code, told.tone, told.text, "", "")]
    if table.total is None:
        return []
    if not table.unread and not any(day.total for day in table.days):
        return [messages.notice("NO_USAGE")]
    return [] if table.breakdown in scope.names else [messages.notice("BREAKDOWN_UNREAD")]


def unread_days(formatter, table):
    """Return the `Notice` that counts the days of the range that ChatGPT has not been asked for."""
    count = formatter.number(table.unread, "whole")
    return messages.notice(
        "NOT_READ", count=count, days=formatting.format_count(formatter, len(table.days), "day", "days")
    )


def unread_reports(formatter, report, session, now):
    """
    Return the `Notice` that names the reports the last refresh could not read, if any, grouped by why.

    When nothing of any daily report was read, the code that tells most speaks for all of them.
    """
    failed = [
        row
        for row in report.report_status
        if row.code not in ("ok", "SCALE")
        and (row.code != "NOT_ASKED" or row.report in TOTALS_FROM)
        and not is_expected_failure(row)
        and not (row.report == "monthly" and is_limit_known(report.limits))
        and not is_personal(row)
    ]
    if not failed:
        return []
    codes = [row.code for row in failed if row.report in TOTALS_FROM and row.code != "PARTIAL"]
    if len(codes) == len(TOTALS_FROM) and set(codes) != {"NOT_ASKED"}:
        told = [code for code in CODE_PRIORITY if code in codes]
        retry = (session.get("cooldown") or {}).get("next_allowed_at")
        return [refresh_notice(formatter, {"code": told[0] if told else codes[0], "retry_at": retry}, now)]
    reasons = []
    for row in failed:
        if row.code not in reasons:
            reasons.append(row.code)
    groups = []
    for code in reasons:
        names = ", ".join([REPORT_TITLES.get(row.report, row.report) for row in failed if row.code == code])
        groups.append(f"{names} ({messages.reason(code)})")
    return [messages.notice("PARTIAL", report="; ".join(groups))]


def scale_notices(formatter, report):
    """Return the `Notice`s of the reports whose figures have jumped to another scale, with how far where that is known."""
    jumped = [row.report for row in report.report_status if row.code == "SCALE"]
    daily = [name for name in jumped if name != "limits"]
    pairs = [(one["was"], one["now"]) for one in report.restatements] if report.mine.source in daily else []
    found = [scale_notice(formatter, daily, pairs)] if daily else []
    if "limits" in jumped:
        before = (report.limits or {}).get("previous")
        pairs = [(before["limit"], report.limits["personal"]["limit"])] if before else []
        found.append(scale_notice(formatter, ["limits"], pairs))
    return found


def scale_notice(formatter, names, pairs):
    """Return the `Notice` that the reports `names` have jumped; `pairs` holds what some of their figures were and are."""
    factors = sorted([now / was for was, now in pairs if was and now])
    factor = factors[len(factors) // 2] if factors else 0
    change = "on quite another scale than"
    if factor >= SCALE_JUMP:
        change = f"about {formatter.number(factor, 'whole')} times"
    elif 0 < factor <= 1 / SCALE_JUMP:
        change = f"about 1/{formatter.number(1 / factor, 'whole')} of"
    names = ", ".join([REPORT_TITLES.get(name, name) for name in names])
    return messages.notice("SCALE", report=names, change=change)


def is_personal(row):
    """Tell whether a report is a personal account's: that has a notice of its own."""
    return row.code == "PERSONAL"


def is_expected_failure(row):
    """Tell whether a report's failure is the normal case for a member and needs no notice."""
    normal = ("NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "SIGNED_OUT")
    return row.report in ("workspace", "monthly", "accounts") and row.code in normal


def is_limit_known(limits):
    """Tell whether the limit and its use are known without the month's report."""
    mine = limits["personal"] if limits else {}
    return mine.get("source") == "usage" and mine["state"] == "set" and mine["used"] is not None


def refresh_notice(formatter, trouble, now):
    """
    Return the `Notice` of how the last refresh ended, with the time until the next may start.

    A code whose sentence needs more than that ends no refresh of this version, and reads as INTERNAL.
    """
    wait = "in a moment"
    if trouble.get("retry_at"):
        minutes = dates.wait(trouble["retry_at"], now)
        soon = now < trouble["retry_at"] and dates.minutes(trouble["retry_at"]) == dates.minutes(now)
        wait = f"in {formatting.format_duration(formatter, minutes)}" if minutes or soon else "now"
    try:
        return messages.notice(trouble.get("code"), time=wait)
    except ValueError:
        return messages.notice("INTERNAL")


def with_answer(code, session):
    """Return the session with the worker's answer to a refresh as its notice, where nothing else tells of it."""
    if code == "ok" or session.get("notice") or session.get("refresh"):
        return session
    told = dict(session)
    told["notice"] = {"code": code, "retry_at": (session.get("cooldown") or {}).get("next_allowed_at")}
    return told


def empty_notice(formatter, session, state):
    """Return the `Notice` that stands where figures would, when there are none."""
    if session.get("refresh"):
        return messages.notice("READING")
    if session.get("notice"):
        return refresh_notice(formatter, session["notice"], state["now"])
    return messages.notice(state.get("problem") or "FIRST_RUN")


def announce_choice(shown, changes):
    """Return what a screen reader says after a choice; `changes` names the fields of the view that were chosen."""
    if shown.empty:
        return ""
    total = "not known" if shown.table.total is None else f"{shown.total_text} credits"
    if "start" in changes:
        return f"{shown.range_text}, {shown.range_note}: {total}"
    if "breakdown" in changes:
        return f"By {shown.breakdown_name.lower()}: {total}"
    if "scope" in changes:
        return ("Workspace: " if shown.view.scope == "workspace" else "My credits: ") + total
    if "compare" in changes:
        if not shown.compared:
            return "No comparison"
        change = "not known" if shown.compared.change is None else shown.compared.total_text
        return f"Compared with {shown.compared.label}: {change}"
    if "other" in changes:
        return "Other unfolded" if shown.view.other else "Other folded"
    names = [row.label for row in shown.rows if row.on and not row.folded]
    return f"Shown: {', '.join(names)}" if shown.view.hidden else "All shown"


def progress_text(running, *, first=False):
    """Return what the running refresh is at, or nothing; `first` begins a sentence."""
    if not running:
        return ""
    reading, name = "Reading" if first else "reading", REPORT_TITLES.get(running.get("report"))
    if not name or not running.get("of"):
        return f"{reading} …"
    return f"{reading} {name.lower()}, {running['step']} of {running['of']} …"


def announce_refresh(shown, reading):
    """Return what a screen reader says when a reading begins, and how it ended."""
    if reading:
        return messages.notice("READING").text
    found = [shown.empty] if shown.empty else shown.notices
    return found[0].text if found else "Your figures are up to date."
