"""Whose the figures are, and which notices a state calls for, the most pressing first; their words are in messages.py."""

from codex_credits.model import breakdown, coverage, dates
from codex_credits.model.contract import BREAKDOWN_TITLES, CODE_PRIORITY, PLANS, REPORT_TITLES, SCALE_JUMP, TOTALS_FROM
from codex_credits.present import formatting, messages
from codex_credits.present.i18n import listed, t

# What is being read, in the middle of a sentence.
# i18n: values
READ_NAMES = {
    "session": "sign-in", "accounts": "workspace name", "limits": "limit and balance", "product": "product",
    "model": "model", "speed": "speed", "effort": "effort", "surface": "surface", "activity": "activity",
    "monthly": "monthly usage", "settings": "limit-increase settings", "workspace": "workspace",
}  # fmt: skip


def plan_label(plan):
    """Return a plan nobody has a name for in words, "Free workspace"; MicroPython changes the case of ASCII letters only."""
    text = plan.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def workspace_label(workspace):
    """Return the workspace and its plan in words, "Acme (Enterprise)"; a plan nobody knows in its own words."""
    name, plan = workspace.get("name"), workspace.get("plan")
    if not plan:
        return name or ""
    plan = PLANS.get(plan) or plan_label(plan)
    return t("{name} ({plan})").format(name=name, plan=plan) if name else f"({plan})"


def report_notices(formatter, report, scope, table, session, now):
    """Return every `Notice` beside shown figures, in the order in which `most_pressing` takes them."""
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
    if scope.fresh and dates.minutes(now) - dates.minutes(scope.fresh) > coverage.STALE_MINUTES:
        found.append(messages.notice("STALE", time=formatter.instant(scope.fresh, "utc")))
    if is_withheld(report, table):
        found.append(messages.notice("WITHHELD"))
    if report.truncated_before:
        found.append(messages.notice("TRUNCATED", day=formatter.day(report.truncated_before, "long")))
    return found


def most_pressing(formatter, found, seconds, *, checking=False):
    """
    Return (the notice to show, in a list of one or none; those that are only noted in the details).

    Its button waits `seconds` before it may start a reading.

    What the action of the shown one also solves is not told. While the popup is `checking`, whatever a reading may
    solve is left out: it is about the reading before.
    """
    if checking:
        found = [one for one in found if one.action not in messages.LEADS_TO_LOADING]
    if not found:
        return [], []
    ranks = [rank(one) for one in found]
    first = found[ranks.index(min(ranks))]
    solved = (first.action,) + (messages.LOADS if first.action in messages.LEADS_TO_LOADING else ())
    shown = messages.with_wait(formatter, first, seconds)
    return [shown], [one for one in found if one is not first and (not one.action or one.action not in solved)]


def rank(found):
    """Return how pressing a notice is, from 0 on: what stops you, figures that may be wrong, why the last reading failed."""
    if found.tone == "stopped":
        return 0
    if found.code in ("SCALE", "STORAGE"):
        return 1
    if found.code in ("PARTIAL", "STALE"):
        return 3
    return 2 if found.tone == "warning" or found.code in ("NO_TAB", "TAB_ASLEEP") else 4


def wait_seconds(session, now, table):
    """
    Return the seconds until the worker reads again, 0 when it may now.

    Unread days of the shown `table` (or None) may be read at once after a reading that brought all its days.
    """
    cooldown = session.get("cooldown") or {}
    if (table and table.unread and cooldown.get("code") == "ok") or not coverage.is_throttled(cooldown, now):
        return 0
    return dates.seconds_until(cooldown["next_allowed_at"], now)


def read_text(formatter, report, view, now):
    """Return when the figures were read; of the limit, the days and the parts that `view` shows by themselves, where one is newer."""
    days, shown = coverage.days_read_at(report), coverage.shown_behind(report, view)
    if days and coverage.are_apart(report):
        ages = [formatting.format_age(formatter, at, now) for at in (report.limits["fetched_at"], shown or days)]
        return t("Limit updated {limit_age}, days {days_age}").format(limit_age=ages[0], days_age=ages[1])
    age = formatting.format_age(formatter, report.fetched_at, now)
    if not shown:
        return t("Updated {age}").format(age=age)
    title = REPORT_TITLES["workspace"] if view.scope == "workspace" else BREAKDOWN_TITLES[view.breakdown]
    shown_age = formatting.format_age(formatter, shown, now)
    return t("Updated {age} ({report}: {report_age})").format(age=age, report=t(title), report_age=shown_age)


def acknowledgement(formatter, screen, session, now):
    """Return what answers a press so soon after a reading that nothing was read: "Up to date, refreshed 20 s ago"."""
    gone = max(dates.seconds_until(now, screen.read[0]), 0)
    age = t("{duration} ago").format(duration=formatting.format_seconds(formatter, gone))
    complete = (session.get("cooldown") or {}).get("code") == "ok" and not screen.notices
    return (t("Up to date, refreshed {age}") if complete else t("Refreshed {age}")).format(age=age)


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
        return [refresh_notice(formatter, {"code": told[0] if told else codes[0], "retry_at": retry}, now)]
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


def refresh_notice(formatter, trouble, now):
    """
    Return the `Notice` of how the last refresh ended, with the time until the next may start.

    A code whose sentence needs more than that ends no refresh of this version, and reads as INTERNAL.
    """
    wait = t("in a moment")
    if trouble.get("retry_at"):
        minutes = dates.wait(trouble["retry_at"], now)
        soon = now < trouble["retry_at"] and dates.minutes(trouble["retry_at"]) == dates.minutes(now)
        duration = formatting.format_duration(formatter, minutes)
        wait = t("in {duration}").format(duration=duration) if minutes or soon else t("now")
    try:
        return messages.notice(trouble.get("code"), time=wait)
    except ValueError:
        return messages.notice("INTERNAL")


def with_answer(code, session):
    """
    Return the session with the worker's answer to a refresh as its notice, where nothing else tells of it.

    That it is too early to read again is no trouble: see `acknowledgement`.
    """
    if code in ("ok", "THROTTLED") or session.get("notice") or session.get("refresh"):
        return session
    told = dict(session)
    told["notice"] = {"code": code, "retry_at": (session.get("cooldown") or {}).get("next_allowed_at")}
    return told


def empty_notice(formatter, session, state):
    """Return the `Notice` that stands where figures would, when there are none."""
    if session.get("refresh") or state.get("checking"):
        return messages.notice("READING")
    found = messages.notice(state.get("problem") or "FIRST_RUN")
    if session.get("notice"):
        found = refresh_notice(formatter, session["notice"], state["now"])
    return messages.with_wait(formatter, found, wait_seconds(session, state["now"], None))


def progress_text(running, *, first=False, checking=False):
    """Return what the running refresh is at, or nothing; `first` begins a sentence."""
    if not running:
        return (t("Checking …") if first else t("checking …")) if checking else ""
    name, of = READ_NAMES.get(running.get("report")), running.get("of")
    if not name or not of:
        return t("Reading …") if first else t("reading …")
    text = t("Reading {report}, {step} of {of} …") if first else t("reading {report}, {step} of {of} …")
    return text.format(report=t(name), step=running["step"], of=of)
