"""Which notices stand beside shown figures: what was not read, what has jumped, what the range holds."""

from codex_credits.model import breakdown, coverage, dates
from codex_credits.model.contract import CODE_PRIORITY, REPORT_TITLES, SCALE_JUMP, TOTALS_FROM
from codex_credits.present import formatting, messages, status
from codex_credits.present.i18n import listed, t


def report_notices(formatter, report, scope, table, session, now):
    """Return every `Notice` beside shown figures, in the order in which `most_pressing` takes them."""
    found = []
    trouble = session.get("notice")
    if trouble:
        found.append(status.refresh_notice(formatter, trouble, now))
    if any(is_personal(row) for row in report.report_status):
        found.append(messages.notice("PERSONAL"))
    missing = unread_reports(formatter, report, session, now)
    found += missing + scale_notices(formatter, report)
    if "workspace" not in session:
        found.append(messages.notice("EARLIER_SESSION"))
    if table.unread and not (missing and table.total is None):
        found.append(unread_days(formatter, table))
    found += about_range(scope, table)
    if scope.fresh and dates.minutes(now) - dates.minutes(scope.fresh) > coverage.STALE_MINUTES:
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
        return [told if scope.name == "workspace" else messages.without_action(told)]
    if table.total is None:
        return []
    if not table.unread and not any(day.total for day in table.days):
        return [messages.notice("NO_USAGE")]
    return [] if table.breakdown in scope.names else [messages.notice("BREAKDOWN_UNREAD")]


def unread_days(formatter, table):
    """Return the `Notice` that counts the days of the range that ChatGPT has not been asked for."""
    count = formatter.number(table.unread, "whole")
    return messages.notice("NOT_READ", count=count, days=formatting.count_days(formatter, len(table.days)))


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
        return [status.refresh_notice(formatter, {"code": told[0] if told else codes[0], "retry_at": retry}, now)]
    reasons = []
    for row in failed:
        if row.code not in reasons:
            reasons.append(row.code)
    groups = []
    for code in reasons:
        names = listed([t(REPORT_TITLES.get(row.report, row.report)) for row in failed if row.code == code])
        groups.append(t("{names} ({reason})").format(names=names, reason=messages.reason(code)))
    return [messages.notice("PARTIAL", report=t("; ").join(groups))]


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
    names = listed([t(REPORT_TITLES.get(name, name)) for name in names])
    if factor >= SCALE_JUMP:
        return messages.notice(
            "SCALE", messages.SCALE_JUMPS["larger"], report=names, factor=formatter.number(factor, "whole")
        )
    if 0 < factor <= 1 / SCALE_JUMP:
        return messages.notice(
            "SCALE", messages.SCALE_JUMPS["smaller"], report=names, factor=formatter.number(1 / factor, "whole")
        )
    return messages.notice("SCALE", report=names)


def is_personal(row):
    """Tell whether a report is a personal account's: that has a notice of its own."""
    return row.code == "PERSONAL"


def is_expected_failure(row):
    """Tell whether a report's failure is the normal case for a member, or loses no figure, and needs no notice."""
    if row.report == "settings":
        return True
    normal = ("NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "SIGNED_OUT")
    return row.report in ("workspace", "monthly", "accounts") and row.code in normal


def is_limit_known(limits):
    """Tell whether the limit and its use are known without the month's report."""
    mine = limits["personal"] if limits else {}
    return mine.get("source") == "usage" and mine["state"] == "set" and mine["used"] is not None
