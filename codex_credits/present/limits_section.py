"""The Limits section: each limit's share, what is left, when it resets and who can raise it, the nearest first."""

from codex_credits.chart import row_bars
from codex_credits.model import budget, contract, credit_access, limit_status, rate_windows
from codex_credits.present import durations, formatting, limit_text, stop_text, window_text
from codex_credits.present.facts import fact, section
from codex_credits.present.i18n import listed, t

CHANGED = "changed"  # the state of the fact that the limit has changed
WINDOW = "window"  # the state of a window's fact


def limits_section(formatter, report, now, view=None):
    """Return the `Section` of the limits; `view` is the forecast, None without one."""
    unit, limits = budget.daily_unit(report, now), report.limits
    run_out = view.run_out[1] if view and view.run_out and not view.soft else None
    ranked, windows = [], rate_windows.rate_windows(limits, now)
    for at, one in enumerate(limit_status.limit_chain(limits, now, unit)):
        rank = limit_status.nearness(one.state, share_of(one))
        ranked.append((rank, at, limit_fact(formatter, one, unit, run_out, windows)))
    for at, window in enumerate(windows):
        state = window_text.window_state(window)
        rank = limit_status.nearness(state, window.used_percent)
        ranked.append((rank, 100 + at, window_fact(formatter, limits, at, state, now)))
    facts = [found for _, _, found in sorted(ranked, key=lambda one: one[:2])]
    facts += limit_change_facts(formatter, limits, unit)
    stop = stop_text.stop(formatter, report, now)
    if not stop:
        tone = "warning" if is_near(facts, run_out) else "plain"
        return section("limits", nearest(formatter, limits, facts, run_out, now, unit), facts, tone=tone)
    summary = stop.what
    if stop.resets_at:
        summary = t("; ").join([summary, resets_on(formatter, stop.resets_at)])
    return section("limits", summary, facts, tone="stopped", lead=stop.text)


def resets_on(formatter, instant):
    """Return "resets Dec 1"."""
    return t("resets {day}").format(day=formatting.unbroken(formatter.day(instant[:10], "short")))


def share_of(one):
    """Return the share of a `LimitStatus` that still means something, else None."""
    return None if one.state in (limit_status.NOT_REPORTED, limit_status.NOT_APPLICABLE) else one.used_percent


def tone_of(state, used_percent):
    """Return the tone of a bar."""
    if state == limit_status.REACHED:
        return "stopped"
    return "warning" if used_percent is not None and used_percent >= contract.NEAR_PERCENT else "plain"


def limit_fact(formatter, one, unit, run_out, windows):
    """
    Return the `Fact` of a `LimitStatus`; `run_out` is the day your limit is expected to be reached, or None.

    The status that sums up `windows` is for programs only, its name is "": each of them has a fact of its own.
    """
    share, is_sum = share_of(one), bool(windows) and one.kind == limit_status.RATE_WINDOWS
    parts = [left_text(formatter, one, unit)]
    if one.kind == limit_status.PERSONAL_LIMIT and run_out and one.state == limit_status.NOT_REACHED:
        parts.append(t("at this pace until about {day}").format(day=formatter.day(run_out, "weekday")))
    if one.resets_at and one.state in (limit_status.NOT_REACHED, limit_status.REACHED, limit_status.HIDDEN):
        parts.append(resets_on(formatter, one.resets_at))
    if (
        one.state not in (limit_status.NOT_APPLICABLE, limit_status.NOT_REPORTED)
        and one.reason != credit_access.UNLIMITED
    ):
        parts.append(raised_by(one))
    values = [("who", limit_text.CHANGED_BY[one.changed_by]), ("used_percent", one.used_percent)]
    values += [("remaining", one.remaining), ("resets_at", one.resets_at)]
    name = limit_text.limit_name(one, unit)
    return fact(
        name,
        "" if is_sum and one.state == limit_status.NOT_REACHED else limit_text.limit_title(one, unit),
        value_text(formatter, one, share),
        listed(parts),
        values=values,
        state=one.state,
        bar=row_bars.share_bar(share, tone_of(one.state, share)),
    )


def raised_by(one):
    """Return who can raise a `LimitStatus`, in words."""
    if one.kind == limit_status.CREDIT_BALANCE and one.changed_by == limit_status.OWNER:
        return t("the workspace owner can add more")
    return t(limit_text.RAISED_BY[one.changed_by])


def value_text(formatter, one, share):
    """Return the state of a `LimitStatus` in a word or two."""
    if one.kind == limit_status.CREDIT_BALANCE and one.state == limit_status.NOT_REACHED:
        return t("Unlimited") if one.reason == credit_access.UNLIMITED else t("Available")
    if one.reason == "not_set":
        return t("No limit")
    return limit_text.state_text(formatter, one.state, share)


def left_text(formatter, one, unit):
    """Return what is left of a `LimitStatus`, else the reason of its state, without a full stop."""
    if (
        one.state in (limit_status.NOT_REACHED, limit_status.REACHED)
        and one.remaining is not None
        and one.limit is not None
    ):
        whole = formatting.format_limit_with_unit(formatter, one.limit, one.unit)
        text = t("{amount} over {limit}") if one.remaining < 0 else t("{amount} of {limit} left")
        text = text.format(amount=formatting.format_amount(formatter, abs(one.remaining), one.unit), limit=whole)
        return listed([text, t("a budget, not enforced")]) if one.reason.endswith("_soft") else text
    if one.reason in (credit_access.UNLIMITED, "not_set"):
        return ""
    if one.reason == credit_access.AVAILABLE:
        return t("ChatGPT gives no balance")
    return limit_text.reason_text(formatter, one, unit)


def window_fact(formatter, limits, at, state, now):
    """Return the `Fact` of the rate-limit window number `at`."""
    row, window = window_text.window_rows(formatter, limits, now)[at], rate_windows.rate_windows(limits, now)[at]
    name = f"{row.name}, {row.length}"
    share = None if state == limit_status.NOT_REPORTED else window.used_percent
    unopened = window.state == rate_windows.UNOPENED
    parts = [row.text] if unopened or window.state == rate_windows.PAST else []
    if not parts and window.used_percent is None:
        parts.append(t("usage not reported"))
    if not parts and window.resets_at:
        parts += [durations.format_resets_in(formatter, window.resets_at, now), t("by itself")]
    return fact(
        f"window {name}",
        window_text.window_title(row),
        t("Not started") if unopened else limit_text.state_text(formatter, state, share),
        listed(parts),
        values=[("used_percent", row.used_percent), ("resets_at", row.resets_at)],
        state=WINDOW,
        bar=row_bars.share_bar(share, tone_of(state, share)),
    )


def nearest(formatter, limits, facts, run_out, now, unit):
    """Return the gist where nothing has stopped: the nearest limit, "Your limit, about Nov 26" or "OK (68 %)"."""
    if facts and facts[0].state == limit_status.REACHED and not facts[0].bar:
        return limit_text.headline(formatter, limits, "", now, unit)
    near = [one for one in facts if one.bar and one.bar.tone != "plain"]
    mine = [one for one in facts if one.key == limit_text.NAMES[limit_status.PERSONAL_LIMIT]]
    if run_out and mine and mine[0].state == limit_status.NOT_REACHED and (not near or near[0] is mine[0]):
        return t("Your limit, about {day}").format(day=formatter.day(run_out, "short"))
    if near:
        return t("{name} {state}").format(name=near[0].name, state=near[0].text)
    shares = [one for one in facts if one.bar]
    if shares and shares[0] in mine:
        return shares[0].text
    if shares:
        return t("{name} {state}").format(name=shares[0].name, state=shares[0].text)
    return limit_text.headline(formatter, limits, "", now, unit)


def is_near(facts, run_out):
    """Tell whether a limit is near, or will be reached."""
    return bool(run_out) or any(one.bar and one.bar.tone != "plain" for one in facts)


def limit_change_facts(formatter, stored, beside):
    """Return the `Fact` that the personal limit has changed, in a list; an empty one when that is not known."""
    before, cap = (stored or {}).get("previous"), stored and stored["personal"]["limit"]
    if not before or cap is None or before["limit"] == cap:
        return []
    unit = budget.unit_of(stored["personal"], beside)
    was, is_now = [formatting.format_limit(formatter, amount, unit) for amount in (before["limit"], cap)]
    values = [("was", before["limit"]), ("now", cap), ("at", before["at"])]
    note = t("since {day}").format(day=formatter.day(before["at"][:10], "short"))
    text = t("changed from {was} to {now}").format(was=was, now=is_now)
    return [fact("limit_changed", t("Your limit"), text, note, values=values, state=CHANGED)]
