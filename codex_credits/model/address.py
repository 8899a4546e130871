"""
The view in the address of a tab: "tab&range=last-month&breakdown=surface&scope=mine&compare=1&day=2026-11-17".

Anybody may have typed it, so each part counts by itself, and only where it makes sense. There are no figures in it.
"""

from codex_credits.model import contract, dates


def format_address(view, day=None):
    """Return the address part of `view`, and of the picked `day` ("2026-11-17", or None)."""
    span = f"{view.start}..{view.end}" if view.preset == "custom" else view.preset
    parts = ["tab", f"range={span}", f"breakdown={view.breakdown}", f"scope={view.scope}"]
    if view.compare:
        parts.append("compare=1")
    if day:
        parts.append(f"day={day}")
    return "&".join(parts)


def parse_address(text, today, period=None):
    """Return ({field of the view: value}, picked day or None) of an address part; `period` is the budget period or None."""
    changes, picked = {}, None
    for part in text.split("&"):
        name, _, value = part.partition("=")
        if name == "range":
            changes.update(parse_span(value, today, period))
        elif name == "breakdown" and value in contract.BREAKDOWNS:
            changes["breakdown"] = value
        elif name == "scope" and value in contract.SCOPES:
            changes["scope"] = value
        elif name == "compare" and value == "1":
            changes["compare"] = True
        elif name == "day" and dates.is_day(value):
            picked = value
    return changes, picked


def parse_span(value, today, period):
    """Return {"preset", "start", "end"} of a preset's name or of "start..end"; nothing for anything else."""
    preset = value if value in dates.PRESETS or (value == dates.PERIOD and period) else "custom"
    start, _, end = value.partition("..")
    if preset != "custom":
        start, end = dates.preset_range(preset, today, period)
    elif dates.range_problem(start, end, today):
        return {}
    return {"preset": preset, "start": start, "end": end}
