"""
The verdict in words: will the limit last, by when not, and what a day may take.

`view` is a `model.forecast.Forecast` or None, `known` how many complete days there are for one.
"""

from collections import namedtuple

from codex_credits.chart.fan import draw_fan
from codex_credits.chart.labels import Label, place
from codex_credits.model import budget, contract, coverage, dates, forecast, limit_reached, limit_status, rate_windows
from codex_credits.present import durations, formatting, headline, limit_text, stop_text, window_text
from codex_credits.present.i18n import listed, t

Verdict = namedtuple("Verdict", "kind tone text note section near")
# kind    for programs: "stopped", "runs out", "on track", "should last", "no limit", "too early", "new period", "over budget"
# tone    "stopped", "warning", "good" or "plain"; section: the one that tells more
# near    another limit than the personal one that is nearly used up, "Robotics (group limit) 97 %"; "" where none is
Allowance = namedtuple("Allowance", "amount text title")  # amount: credits a working day, None where there is none

MOST_NAMED = 5  # working days named one by one


def outlook(formatter, report, burned, view, known, now):
    """Return (`Verdict`, `Allowance`, `Fan` over the BurnUp `burned`, the `Label` of its run-out day, or None each)."""
    told = with_near_limit(formatter, report, verdict(formatter, report, view, known, now), now)
    told = with_age(formatter, told, coverage.days_behind(report), now)
    stopped = told.kind == "stopped"
    drawn = draw_fan(burned.drawing, burned.model, view) if view and not stopped else None
    label = None
    if drawn and drawn.crossing:
        x, y, anchor = drawn.crossing
        day = Label(formatter.day(view.run_out[1], "axis"), x, y - 80, anchor, "strong")
        label = place(day, list(burned.labels.taken))
    return told, allowance(formatter, view, report.mine.unit, now[:10], stopped), drawn, label


def make_verdict(kind, tone, text, note, section):
    """Return the `Verdict` of these, no other limit being told."""
    return Verdict(kind=kind, tone=tone, text=text, note=note, section=section, near="")


def with_age(formatter, found, days_read, now):
    """Return the Verdict `found`, which says how old the days are that it is worked out from, where the limit is newer."""
    if not days_read or found.kind in ("stopped", "new period"):
        return found
    age = t("from days {age}").format(age=durations.format_age(formatter, days_read, now))
    note = f"{found.note}{t('; ')}{age}" if found.note else age
    return Verdict(kind=found.kind, tone=found.tone, text=found.text, note=note, section=found.section, near=found.near)


def with_near_limit(formatter, report, found, now):
    """Return the Verdict `found` with the nearest other limit; where one is near, all is not well."""
    if found.kind in ("stopped", "new period"):
        return found
    near = near_limit(formatter, report.limits, now, budget.daily_unit(report, now))
    if not near:
        return found
    tone = "plain" if found.tone == "good" else found.tone
    parts = found.note.split(t("; "))  # there is room for one; the section has the rest
    note = parts[-1] if found.kind == "should last" else parts[0]  # never without the day from which it could run out
    return Verdict(kind=found.kind, tone=tone, text=found.text, note=note, section=found.section, near=near)


def near_limit(formatter, limits, now, unit):
    """Return the shared limit or rate-limit window of the stored `limits` that is nearest, with its share; "" where none is."""
    found = [
        (one.used_percent, limit_text.limit_title(one, unit), one.state)
        for one in limit_status.limit_chain(limits, now, unit)
        if one.kind != limit_status.PERSONAL_LIMIT and one.state == limit_status.NOT_REACHED
    ]
    rows = window_text.window_rows(formatter, limits, now)
    for window, row in zip(rate_windows.rate_windows(limits, now), rows):
        if window.state == rate_windows.RUNNING:
            found.append((window.used_percent, window_text.window_title(row), window_text.window_state(window)))
    found = [one for one in found if one[0] is not None and one[0] >= contract.NEAR_PERCENT]
    if not found:
        return ""
    share, name, state = max(found)
    return t("{name} {state}").format(name=name, state=limit_text.state_text(formatter, state, share))


def verdict(formatter, report, view, known, now):
    """Return the `Verdict` on the personal limit of `report` at `now`, whose forecast is `view`; `near` is not told."""
    period = budget.budget_period(report, now)
    if period.ended:
        return make_verdict("new period", "plain", t("Not loaded yet"), "", "reports")
    stop = stop_verdict(formatter, report, period, now)
    if stop:
        return stop
    unit = report.mine.unit
    if view is None and not report.mine.spans:
        return make_verdict("too early", "plain", t("Days not loaded yet"), "", "forecast-section")
    if view is None:
        if known >= forecast.MIN_DAYS:
            return make_verdict("too early", "plain", t("No forecast"), "", "forecast-section")
        days = formatting.count_complete_days(formatter, forecast.MIN_DAYS)
        note = t("{known} of {days} known").format(known=formatter.number(known, "whole"), days=days)
        return make_verdict("too early", "plain", t("Too early to forecast"), note, "forecast-section")
    end = formatter.day(view.ends_at, "axis")
    low, middle, high = view.period_end
    range_text = formatting.format_estimates(formatter, low, high, unit)
    middle = formatting.format_estimate(formatter, middle, unit)
    likely = t("likely {range}").format(range=range_text or middle)
    if view.run_out is None:
        text = t("About {amount} by {day}").format(amount=middle, day=end)
        return make_verdict("no limit", "plain", text, likely, "forecast-section")
    early, day, _ = view.run_out
    if early is None:
        text = t("On track: about {amount} by {day}").format(amount=middle, day=end)
        return make_verdict("on track", "good", text, likely, "forecast-section")
    if day is None:
        until = formatter.day(dates.shift(view.ends_at, 1), "axis")
        usual = t("about {amount} by {day}, likely {range}").format(amount=middle, day=end, range=range_text or middle)
        note = t("; ").join([usual, t("could run out from {early}").format(early=formatter.day(early, "axis"))])
        text = t("Should last until {day}").format(day=until)
        return make_verdict("should last", "plain", text, note, "forecast-section")
    is_today, when = day == now[:10], formatter.day(day, "weekday")
    note = run_out_note(formatter, view, unit)
    if view.soft:
        text = t("Over budget today") if is_today else t("Over budget about {day}").format(day=when)
        return make_verdict("over budget", "plain", text, note, "forecast-section")
    text = t("Runs out today") if is_today else t("Runs out about {day}").format(day=when)
    return make_verdict("runs out", "warning", text, note, "forecast-section")


def stop_verdict(formatter, report, period, now):
    """Return the `Verdict` where nothing more may be used, else None."""
    limits = report.limits
    if limit_reached.is_personal_reached(limits, now):
        event = stop_text.way_out_of(limit_status.PERSONAL_LIMIT, "")
        if period.limit == 0:
            note = t("until {event}").format(event=event)
            return make_verdict("stopped", "stopped", t("Stopped: your limit is 0"), note, "limits")
        text = t("Stopped until {day}").format(day=formatter.day(period.resets_at[:10], "axis"))
        return make_verdict("stopped", "stopped", text, t("or until {event}").format(event=event), "limits")
    stop = stop_text.stop(formatter, report, now)
    if not stop:
        return None
    if stop.until and stop.way_out:
        note = t("{reason}, until {day}, or until {event}").format(reason=stop.what, day=stop.until, event=stop.way_out)
    elif stop.until:
        note = t("{reason}, until {day}").format(reason=stop.what, day=stop.until)
    else:
        note = t("{reason}, until {event}").format(reason=stop.what, event=stop.way_out or t("it resets by itself"))
    return make_verdict("stopped", "stopped", t("Stopped"), note, "limits")


def run_out_note(formatter, view, unit):
    """Return how sure the run-out day is, and how much more is needed than the limit."""
    early, _, late = view.run_out
    parts = []
    if late is None:
        parts.append(t("likely {day} or later").format(day=formatter.day(early, "axis")))
    elif early != late:
        parts.append(t("likely {range}").format(range=formatter.span(early, late)))
    needed = view.period_end[1]
    if view.excess:
        parts.append(headline.need_text(formatter, needed, needed - view.excess, unit))
    return t("; ").join(parts)


def allowance(formatter, view, unit, today, is_stopped):
    """Return the `Allowance`: what a working day may take so that the limit lasts, and which days those are."""
    if view is None or view.left is None or budget.is_used_up(view.left) or is_stopped:
        return Allowance(None, "", "")
    until = formatter.day(dates.shift(view.ends_at, 1), "axis")
    left = formatting.format_rounded(formatter, view.left, unit)
    if not view.workdays:
        text = t("{amount} left until {day}, and no workday before it").format(amount=left, day=until)
        return Allowance(None, text, "")
    amount = view.daily_allowance[1]
    if formatting.round_estimate(amount) == 0:  # the other days are likely to use it all
        return Allowance(None, t("{amount} left until {day}").format(amount=left, day=until), "")
    title = t("{amount} a working day").format(amount=formatting.format_with_unit(formatter, amount, unit))
    if len(view.workdays) == 1:
        day = view.workdays[0]
        text = t("{amount} left for today") if day == today else t("{amount} left for {weekday}")
        text = text.format(amount=left, weekday=formatter.day(day, "long weekday name"))
        return Allowance(amount, text, title)
    text = t("To last until {day}: about {amount} a workday ({days})").format(
        day=until,
        amount=formatting.format_estimate(formatter, amount, unit),
        days=day_names(formatter, view.workdays, today),
    )
    return Allowance(amount, text, title)


def day_names(formatter, days, today):
    """Return the names of `days`, "today, Thu, Fri, Mon"; of many their weekdays and how many they are."""
    if len(days) <= MOST_NAMED:
        return listed([t("today") if day == today else formatter.day(day, "weekday name") for day in days])
    week = sorted({dates.weekday(day): day for day in reversed(days)}.items())
    names = [formatter.day(day, "weekday name") for _, day in week]
    is_run = len(week) > 2 and week[-1][0] - week[0][0] + 1 == len(week)
    span = t("{first}–{last}").format(first=names[0], last=names[-1]) if is_run else listed(names)
    return listed([span, formatting.count_days(formatter, len(days))])
