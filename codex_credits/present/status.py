"""Whose the figures are and how old, what is being read, and which of several notices is shown; their words are in messages.py."""

from codex_credits.model import coverage, dates
from codex_credits.model.contract import BREAKDOWN_TITLES, PLANS, REPORT_TITLES
from codex_credits.present import durations, messages
from codex_credits.present.i18n import t

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
    if days and coverage.have_different_read_times(report):
        ages = [durations.format_age(formatter, at, now) for at in (report.limits["fetched_at"], shown or days)]
        return t("Limit updated {limit_age}, days {days_age}").format(limit_age=ages[0], days_age=ages[1])
    age = durations.format_age(formatter, report.fetched_at, now)
    if not shown:
        return t("Updated {age}").format(age=age)
    title = REPORT_TITLES["workspace"] if view.scope == "workspace" else BREAKDOWN_TITLES[view.breakdown]
    shown_age = durations.format_age(formatter, shown, now)
    return t("Updated {age} ({report}: {report_age})").format(age=age, report=t(title), report_age=shown_age)


def acknowledgement(formatter, screen, session, now):
    """Return what answers a press so soon after a reading that nothing was read: "Up to date, refreshed 20 s ago"."""
    gone = max(dates.seconds_until(now, screen.read[0]), 0)
    age = t("{duration} ago").format(duration=durations.format_seconds(formatter, gone))
    complete = (session.get("cooldown") or {}).get("code") == "ok" and not screen.notices
    return (t("Up to date, refreshed {age}") if complete else t("Refreshed {age}")).format(age=age)


def refresh_notice(formatter, trouble, now):
    """
    Return the `Notice` of how the last refresh ended, with the time until the next may start.

    A code whose sentence needs more than that ends no refresh of this version, and reads as INTERNAL.
    """
    wait = t("in a moment")
    if trouble.get("retry_at"):
        minutes = dates.wait(trouble["retry_at"], now)
        soon = now < trouble["retry_at"] and dates.minutes(trouble["retry_at"]) == dates.minutes(now)
        duration = durations.format_duration(formatter, minutes)
        wait = t("in {duration}").format(duration=duration) if minutes or soon else t("now")
    try:
        return messages.notice(trouble.get("code"), time=wait)
    except ValueError:
        return messages.notice("INTERNAL")


def with_answer(code, session):
    """
    Return the session with the code of an answer as its notice: the worker's to a refresh, where nothing else tells of it, or NOT_DELETED.

    That it is too early to read again is no trouble: see `acknowledgement`.
    """
    if code in ("ok", "THROTTLED") or session.get("refresh") or (session.get("notice") and code != "NOT_DELETED"):
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
