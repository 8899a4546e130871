"""What the person has chosen to see: a range of days, a scope, a breakdown, and what of it is hidden."""

from collections import namedtuple

from codex_credits.model import dates

# `hidden` has the marks of hidden series (breakdown.mark); `other` tells whether "Other" is unfolded.
View = namedtuple("View", "preset start end scope breakdown compare hidden other")


def replace(view: View, **changes) -> View:
    """Return `view` with some of its fields changed."""
    return View(
        preset=changes.get("preset", view.preset),
        start=changes.get("start", view.start),
        end=changes.get("end", view.end),
        scope=changes.get("scope", view.scope),
        breakdown=changes.get("breakdown", view.breakdown),
        compare=changes.get("compare", view.compare),
        hidden=changes.get("hidden", view.hidden),
        other=changes.get("other", view.other),
    )


def parse_range(stored: object, today: str, period: tuple[str, str] | None = None) -> tuple[str, str, str]:
    """
    Return (preset, start, end) of the stored range as of `today`; the month to date when the stored one is not valid.

    The budget period falls back to the month too where it is unknown: `period` is its (first, last) day, or None.
    """
    if isinstance(stored, dict):
        preset, start, end = stored.get("preset", ""), stored.get("start", ""), stored.get("end", "")
        if preset in dates.PRESETS:
            return (preset,) + dates.preset_range(preset, today)
        if preset == dates.PERIOD and period:
            return (preset,) + dates.preset_range(preset, today, period)
        if preset == "custom" and not dates.range_problem(start, min(end, today) if dates.is_day(end) else end, today):
            return preset, start, min(end, today)
    return ("month",) + dates.preset_range("month", today)


def opening_view(stored: object, today: str, period: tuple[str, str] | None = None) -> View:
    """Return the view that a popup opens with: the stored range of the person's own credits by model."""
    preset, start, end = parse_range(stored, today, period)
    return View(
        preset=preset, start=start, end=end, scope="mine", breakdown="model", compare=False, hidden=(), other=False
    )


def on_day(view: View, today: str, period: tuple[str, str] | None = None) -> View:
    """Return `view` as of `today`: a preset moves with the days, a custom range does not."""
    chosen = {"preset": view.preset, "start": view.start, "end": view.end}
    preset, start, end = parse_range(chosen, today, period)
    return replace(view, preset=preset, start=start, end=end)
