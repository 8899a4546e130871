"""
The details that fold open: what can stop me, where it is heading, what changed, whether the parts add up.

Each section is a gist for its closed line and a list of facts. A fact carries
its exact values beside its words, so that the page can be read by programs.
"""

from collections import namedtuple

from codex_credits import changes, figures, forecast, limits, reconciliation, stops

Section = namedtuple("Section", "name gist facts note")
Fact = namedtuple("Fact", "key name text note values state")
# values: [(name, number, text or None)] exact; state: one word for styles and programs, or ""


def sections(words, report, screen, now):
    """Return the line under the period card, and every `Section` for the shown screen."""
    view, known = outlook(report, now)
    scope = report.workspace if screen.table.scope == "workspace" and report.workspace else report.mine
    return forecast_line(words, report, view, now), [
        what_can_stop(words, report, screen, now),
        where_it_heads(words, view, known),
        what_changed(words, report, scope, screen),
        do_parts_add_up(words, scope, screen),
    ]


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
    return Section(
        "stops", stops.headline(words, report.limits, words.instant(screen.card.resets_at, "utc")), facts, ""
    )


def outlook(report, now):
    """Return (`Forecast` or None, complete days there are) for `report` at `now`."""
    mine = report.mine
    read = report.limits["fetched_at"] if report.limits else report.fetched_at
    past = forecast.history(mine.totals, mine.fresh, report.fetched_at[:10], mine.covers)
    return forecast.forecast(past, limits.period(report, now), now, read), len(past)


def where_it_heads(words, view, known):
    """Return the forecast, or why there is none."""
    if view is None:
        text = f"Not yet: {figures.plural(words, known, 'complete day', 'complete days')} known, {forecast.FEWEST_DAYS} needed."
        if known >= forecast.FEWEST_DAYS:
            text = "That month is over. Refresh for the current one."
        return Section("heading", "not enough days yet" if known < forecast.FEWEST_DAYS else "month is over", [], text)
    low, middle, high = [figures.credits(words, value) for value in view.month_end]
    facts = [
        Fact(
            "month_end",
            "Month's end",
            f"{middle} credits",
            f"likely {low} to {high}",
            triple(view.month_end) + [("from_days", view.from_days), ("working_days", view.working_days)],
            "",
        ),
    ]
    gist = f"{middle} by month's end"
    if view.run_out:
        text, note = run_out_words(words, view)
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
        gist = f"Limit reached {text}" if view.run_out[1] else gist
    if view.safe:
        low, middle, high = [figures.credits(words, value) for value in view.safe]
        note = f"likely {low} to {high}; {figures.plural(words, view.working_days, 'working day', 'working days')} left"
        facts.append(Fact("safe", "Safe to spend", f"{middle} a working day", note, triple(view.safe), ""))
    days = figures.plural(words, view.from_days, "complete day", "complete days")
    return Section("heading", gist, facts, f"From {days} of your own use; ranges hold 80 % of the ways it may go.")


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


def forecast_line(words, report, view, now):
    """Return the one line under the period card, or nothing when there is no forecast."""
    if view is None:
        return ""
    low, _, high = view.month_end
    period = limits.period(report, now)
    if period.left is not None and period.left <= 0:
        return f"On this pace: {words.number(low, 'compact')} to {words.number(high, 'compact')} by month's end, over the limit."
    if view.run_out and view.run_out[1]:
        text = f"On this pace the limit is reached {run_out_words(words, view)[0]}."
    else:
        text = f"On this pace: {words.number(low, 'compact')} to {words.number(high, 'compact')} by month's end."
    if view.safe:
        text += f" Safe: {figures.credits(words, view.safe[1])} a working day."
    return text


def what_changed(words, report, scope, screen):
    """Return what made the difference to the compared period, the unusual days and the restated ones."""
    facts, note = [], "Turn on Compare (X) to see what made the difference."
    gist = ""
    if screen.compared:
        change = changes.decomposed(screen.table, screen.compared)
        note = f"Compared with {screen.compared.label}."
        if change is None:
            note += " Not every day of it has been read."
        else:
            gist = figures.change(words, change.difference)
            facts.append(Fact("difference", "Difference", gist, "", [("credits", change.difference)], "sum"))
            for kind, parts in (("rhythm", change.rhythm), ("series", change.series)):
                facts += [
                    Fact(name, name, figures.change(words, amount), "", [("credits", amount)], kind)
                    for name, amount in parts
                ]
    for one in changes.unusual(scope, screen.table):
        text = f"{figures.credits(words, one.credits)}, usually {figures.credits(words, one.usual)}"
        facts.append(
            Fact(
                one.day,
                words.day(one.day, "weekday"),
                text,
                "",
                [("credits", one.credits), ("usual", one.usual)],
                "unusual",
            )
        )
    for one in report.restated if scope.name == "mine" else []:
        text = f"{figures.credits(words, one['was'])} became {figures.credits(words, one['now'])}"
        values = [("was", one["was"]), ("now", one["now"])]
        facts.append(Fact(one["day"], words.day(one["day"], "weekday"), text, "", values, "restated"))
    return Section("changes", gist, facts, note)


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
    )


def request_log(words, log):
    """Return the last refresh's requests: what was asked, how it was answered, how much came, how long it took."""
    facts = []
    for at, row in enumerate(log or []):
        text = f"{row['status'] or 'no answer'}, {size(words, row['bytes'])}, {words.number(row['ms'], 'whole')} ms"
        facts.append(Fact(f"request {at}", row["route"], text, "", [], "request"))
    total = size(words, sum(row["bytes"] or 0 for row in log or []))
    gist = f"{figures.plural(words, len(facts), 'request', 'requests')}, {total}" if facts else ""
    note = "The requests of the last refresh, all to chatgpt.com; kept in memory only." if facts else ""
    return Section("reports", gist, facts, note)


def size(words, count):
    """Return a number of bytes in words."""
    unit, name = (1000000, "MB") if (count or 0) >= 1000000 else (1000, "kB")
    return f"{words.number((count or 0) / unit, 'compact')} {name}"
