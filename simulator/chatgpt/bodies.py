"""
Days of cells into the bodies of the daily reports, in the shapes ChatGPT gives them.

Pure: a list of days in, a dict ready for JSON out. Dates have been chosen and
rights checked by the caller.
"""

from typing import Any

from . import generator

PRODUCT_LABELS = {"codex": "Codex", "work": "Work", "chatgpt": "ChatGPT", "atlas": "Atlas"}
MODEL_LABELS = {model.key: model.label for model in (*generator.MODELS, generator.REVIEWER, generator.VOICE)}
DIMENSIONS = {
    "product": "product",
    "model": "model",
    "speed": "speed",
    "reasoning_effort": "effort",
    "surface": "surface",
}
QUIET_SURFACES = ("web", "mobile", "work_mobile", "linear", "sdk", "github", "agent_identity", "unknown")
CLIENTS = {
    "cli": "CODEX_CLI",
    "vscode": "CODEX_IDE_VSCODE",
    "desktop_app": "CODEX_DESKTOP_APP",
    "web": "CODEX_WEB",
    "exec": "CODEX_EXEC",
    "github_code_review": "CODEX_GITHUB",
    "jetbrains": "CODEX_IDE_JETBRAINS",
    "slack": "CODEX_SLACK",
    "work_web": "CODEX_WORK_WEB",
    "work_desktop": "CODEX_WORK_DESKTOP",
    "work_mobile": "CODEX_WORK_MOBILE",
    "browser_agent": "CODEX_UNKNOWN_DEFAULT",
}


def sums(cells, key, amount="credits"):
    """Return {key of cell: sum of `amount`} over `cells`; cells without that key are left out."""
    found: dict[str, float] = {}
    for cell in cells:
        name = key(cell) if callable(key) else getattr(cell, key)
        if name is not None:
            found[name] = found.get(name, 0) + getattr(cell, amount)
    return found


def credit_usage(days, breakdown, fresh, unit="credits"):
    """Return the daily credits of one `breakdown`; idle days have no row, as in the real report."""
    field = DIMENSIONS[breakdown]
    rows = [(day.date, sums(day.cells, field)) for day in days if day.cells]
    totals = sums([cell for day in days for cell in day.cells], field)
    labels = {"product": PRODUCT_LABELS, "model": MODEL_LABELS}.get(breakdown, {})
    series = [
        {"key": key, "label": labels.get(key, key.capitalize()), "total": value}
        for key, value in sorted(totals.items(), key=lambda item: -item[1])
    ]
    return {
        "breakdown": breakdown,
        "data": [{"date": day, "values": values} for day, values in rows if values],
        "series": series,
        "unit": unit,
        "data_freshness_ts": fresh,
    }


def token_breakdown(days, fresh, breakdown_by=(), modes=(), units="credits"):
    """Return the token report: a row for every day, idle ones too, with voice left out as it has no surface."""
    rows = []
    for day in days:
        cells = [cell for cell in day.cells if cell.surface and in_modes(cell, modes)]
        row = {"date": day.date}
        if len(breakdown_by) < len(DIMENSIONS) - 1:
            row |= surface_maps(cells) | {"models": model_rows(cells)}
            if units != "credits":
                row["premium_usage_values"] = None  # what is counted there is credits by name
        row["groups"] = group_rows(cells, breakdown_by) if breakdown_by else None
        rows.append(row | {"attribution": None})
    return {
        "data": rows,
        "units": units,
        "data_freshness_ts": fresh,
        "group_by": "day",
        "breakdown_by": list(breakdown_by) or None,
    }


def in_modes(cell, modes):
    """Return whether `cell` belongs to one of `modes`; a surface named work_ is Work, any other Codex."""
    return not modes or ("work" if cell.surface.startswith("work_") else "codex") in modes


def surface_maps(cells):
    """Return the per-surface maps of one row, known surfaces at zero included."""

    def by_surface(amount):
        return dict.fromkeys(QUIET_SURFACES, 0) | sums(cells, "surface", amount)

    spent, uncached, cached, output = (by_surface(name) for name in ("credits", "uncached", "cached", "output"))
    return {
        "product_surface_usage_values": spent,
        "premium_usage_values": {
            "total_usage_credits": spent,
            "credit_usage_credits": spent,
            "uncached_text_input_tokens_by_surface": uncached,
            "cached_text_input_tokens_by_surface": cached,
            "text_output_tokens_by_surface": output,
            "text_total_tokens_by_surface": {key: uncached[key] + cached[key] + output[key] for key in spent},
        },
    }


def amounts(cells):
    """Return the credit and token members that every kind of row carries."""
    spent = sum(cell.credits for cell in cells)
    tokens = [sum(getattr(cell, name) for cell in cells) for name in ("uncached", "cached", "output")]
    return {
        "credits": spent,
        "on_demand_credits": spent,
        "uncached_text_input_tokens": tokens[0],
        "cached_text_input_tokens": tokens[1],
        "text_output_tokens": tokens[2],
        "text_total_tokens": sum(tokens),
    }


def grouped(cells, key):
    """Return [(key, its cells)] in a fixed order."""
    groups: dict[Any, list] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return sorted(groups.items())


def model_rows(cells):
    """Return one row for each model and speed."""
    return [
        {"model": model, "speed": speed, **amounts(group)}
        for (model, speed), group in grouped(cells, lambda cell: (cell.model, cell.speed))
    ]


def group_rows(cells, breakdown_by):
    """Return one row for each combination of the dimensions asked for."""

    def values(cell):
        return tuple(getattr(cell, DIMENSIONS[name]) for name in breakdown_by)

    return [
        {"dimensions": dict(zip(breakdown_by, key, strict=True)), "is_other": False, **amounts(group)}
        for key, group in grouped(cells, values)
    ]


def usage_counts(days, people, *, metered=True, unit="credit"):
    """
    Return the usage counts of one member, or of a whole workspace of `people`.

    A model has two kinds of row, turns without tokens and tokens with a speed,
    as the real report has. Voice counts in the totals of the workspace and is
    no client's, so there the parts do not reach the totals.
    """
    rows = []
    for day in days:
        cells = [cell for cell in day.cells if cell.surface]
        counted = day.cells if people > 1 else cells
        clients = [
            {"client_id": client, **counts(group, people), **amounts(group)}
            for client, group in grouped(cells, lambda cell: CLIENTS[cell.surface])
        ]
        turns = [
            {"model": model, "credits": 0, **counts(group, people)}
            for model, group in grouped(cells, lambda cell: cell.model)
        ]
        row = {
            "date": day.date,
            "totals": counts(counted, people) | amounts(counted),
            "clients": clients,
            "models": turns + model_rows(cells),
            "groups": None,
        }
        rows.append(row if metered else unmetered(row))
    active = sorted({CLIENTS[cell.surface] for day in days for cell in day.cells if cell.surface})
    summary = {
        "total_users": people,
        "clients": [{"client_id": name, "users": people} for name in active],
        "models": None,
    }
    return {
        "data": rows,
        "balance_unit": unit,
        "active_users_summary": summary,
        "group_by": "day",
        "breakdown_by": None,
    }


def counts(cells, people):
    """Return how many users, threads and turns `cells` stand for."""
    turns = sum(cell.turns for cell in cells)
    return {"users": min(people, turns), "threads": sum(cell.threads for cell in cells), "turns": turns}


def unmetered(row):
    """Return `row` as a plan without metered credits gives it: tokens, and credits of 0."""
    zero = {"credits": 0, "on_demand_credits": 0}
    return row | {
        "totals": row["totals"] | zero,
        "clients": [client | zero for client in row["clients"]],
        "models": [model | {key: 0 for key in zero if key in model} for model in row["models"]],
    }
