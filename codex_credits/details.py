"""
The details that fold open: what can stop me, where it is heading, what changed, whether the parts add up.

Each section is a gist for its closed line and a list of facts. A fact carries
its exact values beside its words, so that the page can be read by programs.
"""

from collections import namedtuple

from codex_credits import changes, figures, forecast, limits, reconciliation, stops

Section = namedtuple("Section", "name gist facts note tone")
Fact = namedtuple("Fact", "key name text note values state")
Line = namedtuple("Line", "text section tone")
# tone: "plain", "warning" (you will be stopped) or "stopped"
# values: [(name, number, text or None)] exact; state: one word for styles and programs, or "", or TITLE
TITLE = "title"  # a fact that is only the heading of those after it


def sections(words, report, screen, now, ahead):
    """Yield every `Section` for the shown screen, each worked out when it is asked for; `ahead` is the `outlook`."""
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    yield where_it_heads(words, *ahead, is_used_up(report, now))
    yield what_can_stop(words, report, screen, now)
    yield what_changed(words, report, scope, screen)
    yield do_parts_add_up(words, scope, screen)


def what_can_stop(words, report, screen, now):
    """Return the chain of stops, then the rate-limit windows."""
    facts = [
        Fact(
            one.name,
            one.name,
            stops.STATE_WORDS[one.state],
            (one.text + f" Who can change it: {one.who}.").strip(),
            [("who", one.who)],
            one.state,
        )
        for one in stops.chain(words, report.limits)
    ]
    for window in stops.windows(words, report.limits, now):
        name, exact = (
            f"{window.name}, {window.length}",
            [("used_percent", window.used_percent), ("resets_at", window.resets_at)],
        )
        facts += [Fact(f"window {name}", name, window.text, "", exact, "window")]
    gist = stops.headline(words, report.limits, words.day(screen.card.resets_at[:10], "short"))
    return Section("stops", gist, facts, "", "stopped" if stops.is_stopped(report.limits) else "plain")


def outlook(report, now):
    """Return (`Forecast` or None, complete days there are) for `report` at `now`."""
    mine = report.mine
    read = report.limits["fetched_at"] if report.limits else report.fetched_at
    past = forecast.history(mine.totals, mine.fresh, report.fetched_at[:10], mine.covers)
    return forecast.forecast(past, limits.period(report, now), now, read), len(past)


def is_used_up(report, now):
    """Tell whether nothing is left of the limit."""
    left = limits.period(report, now).left
    return left is not None and left <= 0


def where_it_heads(words, view, known, used_up):
    """Return the forecast, or why there is none."""
    if view is None:
        text = f"Not yet: {figures.plural(words, known, 'complete day', 'complete days')} known, {forecast.FEWEST_DAYS} needed."
        if known >= forecast.FEWEST_DAYS:
            text = "That month is over. Refresh for the current one."
        gist = "not enough days yet" if known < forecast.FEWEST_DAYS else "month is over"
        return Section("heading", gist, [], text, "plain")
    middle = figures.credits(words, view.month_end[1])
    facts = [
        Fact(
            "month_end",
            "Month's end",
            f"{middle} credits",
            f"likely {between(words, view.month_end)}",
            triple(view.month_end) + [("from_days", view.from_days), ("working_days", view.working_days)],
            "",
        ),
    ]
    gist, tone = f"{middle} by month's end", "plain"
    if view.run_out:
        text, note = ("already", "") if used_up else run_out_words(words, view)
        facts.append(
            Fact(
                "run_out",
                "Limit reached",
                text,
                note,
                triple(view.run_out, ("early", "middle", "late")),
                "warning" if view.run_out[1] else "",
            )
        )
        if view.run_out[1]:
            gist, tone = f"Limit reached {text}", "stopped" if used_up else "warning"
    if view.safe:
        middle = figures.credits(words, view.safe[1])
        note = f"likely {between(words, view.safe)}; {figures.plural(words, view.working_days, 'working day', 'working days')} left"
        facts.append(Fact("safe", "Safe to spend", f"{middle} a working day", note, triple(view.safe), ""))
    days = figures.plural(words, view.from_days, "complete day", "complete days")
    note = f"From {days} of your own use; ranges hold 80 % of the ways it may go."
    return Section("heading", gist, facts, note, tone)


def between(words, values):
    """Return the ends of a range of credits, "10.00 to 20.00"; one figure where they read the same."""
    low, high = figures.credits(words, values[0]), figures.credits(words, values[-1])
    return low if low == high else f"{low} to {high}"


def triple(values, names=("low", "middle", "high")):
    """Return three values with their names."""
    return list(zip(names, values))


def run_out_words(words, view):
    """Return the run-out day, and its range, in words."""
    early, middle, late = view.run_out
    if early is None:
        return "not before the reset", "in at least nine of ten ways it may go"
    if middle is None:
        return "probably not before the reset", f"at the earliest {words.day(early, 'short')}"
    if late is None:
        return words.day(middle, "short"), f"likely {words.day(early, 'short')} or later, or not before the reset"
    if early == late:
        return words.day(middle, "short"), ""
    return words.day(middle, "short"), f"likely {words.span(early, late)}"


def one_line(words, report, view, now):
    """Return the `Line` under the period card: what has stopped, else where it is heading, without text when neither is known."""
    if stops.is_stopped(report.limits) and not is_used_up(report, now):
        resets = words.day(limits.period(report, now).resets_at[:10], "short")
        return Line(figures.sentence(f"Stopped: {stops.headline(words, report.limits, resets)}"), "stops", "stopped")
    if view is None:
        return Line("", "heading", "plain")
    at_end = f"{between(words, view.month_end)} by month's end"
    if is_used_up(report, now):
        return Line(f"On this pace: {at_end}, over the limit.", "heading", "plain")
    reached = view.run_out and view.run_out[1]
    text = f"On this pace the limit is reached {reached_between(words, view)}" if reached else f"On this pace: {at_end}"
    text = figures.sentence(text)
    if view.safe:
        text += f" Safe: {figures.credits(words, view.safe[1])} a working day."
    return Line(text, "heading", "warning" if reached else "plain")


def reached_between(words, view):
    """Return the range of days on which the limit is reached, in words."""
    early, _, late = view.run_out
    if late is None:
        return f"{words.day(early, 'short')} or later"
    return words.day(early, "short") if early == late else words.span(early, late)


def what_changed(words, report, scope, screen):
    """Return what made the difference to the compared period, the unusual days and the restated ones."""
    facts, note, gists = [], "Turn on Compare (X) to see what made the difference.", []
    if screen.compared:
        change = changes.decomposed(screen.table, screen.compared)
        note = figures.sentence(f"Compared with {screen.compared.label}")
        if change is None:
            note += " Not every day of it has been read."
        else:
            gists.append(figures.change(words, change.difference))
            facts.append(Fact("difference", "Difference", gists[0], "", [("credits", change.difference)], "sum"))
            by = f"By {screen.split_name.lower()}"
            for title, kind, parts in (("By rhythm", "rhythm", change.rhythm), (by, "series", change.series)):
                facts += titled(
                    title,
                    [
                        Fact(name, name, figures.change(words, part), "", [("credits", part)], kind)
                        for name, part in parts
                    ],
                )
    odd = [
        day_fact(words, one.day, f"{figures.credits(words, one.credits)}, usually {figures.credits(words, one.usual)}",
                 [("credits", one.credits), ("usual", one.usual)], "unusual")
        for one in changes.unusual(scope, screen.table)
    ]  # fmt: skip
    moved = [
        day_fact(words, one["day"], f"{figures.credits(words, one['was'])} became {figures.credits(words, one['now'])}",
                 [("was", one["was"]), ("now", one["now"])], "restated")
        for one in (report.restated if scope.name == "mine" else [])
    ]  # fmt: skip
    facts += titled("Unusual for the weekday", odd) + titled("Restated by ChatGPT since the last read", moved)
    if odd and not gists:
        gists.append(figures.plural(words, len(odd), "unusual day", "unusual days"))
    if moved:
        gists.append(figures.plural(words, len(moved), "day restated", "days restated"))
    return Section(
        "changes",
        ", ".join(gists) or ("not all days read" if screen.compared else "not compared"),
        facts,
        note,
        "plain",
    )


def titled(title, facts):
    """Return `facts` with a title before them, nothing when there are none."""
    return [Fact(title, title, "", "", [], TITLE)] + facts if facts else []


def day_fact(words, day, text, values, state):
    """Return the `Fact` of one day."""
    return Fact(day, words.day(day, "weekday"), text, "", values, state)


def do_parts_add_up(words, scope, screen):
    """Return the range's total by every split, with each difference named."""
    facts, apart = [], 0
    for one in reconciliation.views(scope, screen.table):
        note = ""
        if one.difference:
            apart += 1
            note = f"{figures.change(words, one.difference)}: {one.reason}"
        facts.append(
            Fact(one.name, f"By {one.name}", figures.credits(words, one.credits), note,
                 [("credits", one.credits), ("difference", one.difference)], "differs" if one.difference else "equal")
        )  # fmt: skip
    gist = "all agree" if not apart else figures.plural(words, apart, "split differs", "splits differ")
    return Section(
        "reconciliation",
        gist if facts else "",
        facts,
        "Each split is another view of the same credits; they are never added up.",
        "plain",
    )
