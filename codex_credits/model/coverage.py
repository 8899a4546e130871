"""Which days the shown range needs: as of today, for a refresh, and once more after one that left a hole."""

from codex_credits.model import dates
from codex_credits.present import screen

MOST_COMPARED = 366  # days; the period before a longer range is not read


def on_day(view, today, period=None):
    """Return `view` as of `today`: a preset moves with the days."""
    chosen = {"preset": view.preset, "start": view.start, "end": view.end}
    preset, start, end = screen.stored_range(chosen, today, period)
    return screen.changed(view, preset=preset, start=start, end=end)


def wanted(view, period=None):
    """
    Return the [start, end] spans to read for `view`: its days, and the period they are compared with.

    For a month, and for a budget `period`, that is the whole one before. A range of more than `MOST_COMPARED` days is compared with nothing.
    """
    spans = [[view.start, view.end]]
    if dates.length(view.start, view.end) <= MOST_COMPARED:
        first, last = dates.comparison(view.preset, view.start, view.end, period)
        if view.preset == "month":
            last = dates.month_end(first)
        if view.preset == dates.PERIOD and period:
            last = dates.shift(view.start, -1)
        if last >= dates.EARLIEST:
            spans.append([max(first, dates.EARLIEST), last])
    return spans


def must_wait(pace, now):
    """Tell whether the earliest next refresh that the worker noted is still ahead, on a clock that was not set back."""
    until = pace.get("not_before") or ""
    return until > now and dates.minutes(until) - dates.minutes(now) <= dates.LONGEST_WAIT


def is_hole(report, view, state):
    """
    Tell whether days of `view` are unread and may be asked for now, as the popup's `state` ("now", "session") tells.

    Before the worker's pace is over, it asks only for days nobody asked for yet, and only after a refresh that
    brought all its days.
    """
    pace = state["session"].get("pace") or {}
    allowed = pace.get("code") == "ok" or not must_wait(pace, state["now"])
    return allowed and not screen.is_read(report, view.start, view.end)
