"""
Write what each language needs of contract/: background/contract.js and codex_credits/model/contract.py from
vocabulary.json, background/report/shape.js from report.schema.json.

    python -m tools.contract            writes all
    python -m tools.contract --check    ends with 1 where one of them is not what it would write
"""

import json
import sys
from pathlib import Path

from tools import shape

ROOT = Path(__file__).resolve().parent.parent
NOTE = "Generated from contract/vocabulary.json by `make contract`."
SHAPE_NOTE = "Generated from contract/report.schema.json by `make contract`."


def constants():
    """Return {NAME: value}: what the worker and the popup know of the vocabulary."""
    vocabulary = json.loads((ROOT / "contract" / "vocabulary.json").read_text(encoding="utf-8"))
    reports = vocabulary["reports"]
    return {
        "BREAKDOWNS": [one["name"] for one in vocabulary["breakdowns"]],
        "SCOPES": vocabulary["scopes"],
        "REPORTS": [one["name"] for one in reports],
        "DAILY_REPORTS": [one["name"] for one in reports if one.get("daily")],
        "TOTALS_FROM": vocabulary["totals_from"],
        "CODE_PRIORITY": vocabulary["code_priority"],
        **{name.upper(): value for name, value in (vocabulary["thresholds"] | vocabulary["bounds"]).items()},
    }


def for_the_popup():
    """Return {NAME: value}: the titles, keys and names that only the popup shows."""
    vocabulary = json.loads((ROOT / "contract" / "vocabulary.json").read_text(encoding="utf-8"))
    return {
        "PRESETS": [one["name"] for one in vocabulary["presets"]],
        "BREAKDOWN_TITLES": {one["name"]: one["title"] for one in vocabulary["breakdowns"]},
        "REPORT_TITLES": {one["name"]: one["title"] for one in vocabulary["reports"]},
        "PRESET_TITLES": {one["name"]: one["title"] for one in vocabulary["presets"]},
        "KEYS": {
            one["key"]: [kind, one["name"]]
            for kind, entries in (("breakdown", "breakdowns"), ("preset", "presets"))
            for one in vocabulary[entries]
            if one["name"] != "custom"
        },
        "PLANS": vocabulary["plans"],
    }


def for_the_worker():
    """Return {NAME: value}: the routes, and the plans of people without a workspace."""
    vocabulary = json.loads((ROOT / "contract" / "vocabulary.json").read_text(encoding="utf-8"))
    return {
        "ROUTES": {one["name"]: one["route"] for one in vocabulary["reports"]},
        "PERSONAL_PLANS": vocabulary["personal_plans"],
    }


def javascript():
    """Return the text of background/contract.js."""
    lines = [
        f"export const {name} = {broken(json.dumps(value), ';')}"
        for name, value in (constants() | for_the_worker()).items()
    ]
    return "\n".join([f"// {NOTE}", "", *lines, ""])


def python():
    """Return the text of codex_credits/model/contract.py."""
    known = constants() | for_the_popup()
    lines = [f"{name} = {broken(python_text(value), '')}" for name, value in known.items()]
    return "\n".join([f'"""{NOTE}"""', "", "# fmt: off", *lines, ""])


def python_text(value):
    """Return `value` as a Python literal in double quotes; lists become tuples."""
    return json.dumps(value).replace("[", "(").replace("]", ")")


def broken(text, end, width=110):
    """Return `text`, broken after commas where a line would be wider than `width`."""
    lines, line = [], ""
    for part in text.split(", "):
        if line and len(line) + len(part) > width:
            lines.append(line.rstrip())
            line = "  "
        line += part + ", "
    return "\n".join([*lines, line.removesuffix(", ")]) + end


def main(check):
    """Write or check every file."""
    schema = json.loads((ROOT / "contract" / "report.schema.json").read_text(encoding="utf-8"))
    wanted = {
        "background/contract.js": javascript(),
        "background/report/shape.js": shape.javascript(schema, SHAPE_NOTE),
        "codex_credits/model/contract.py": python(),
    }
    for name, text in wanted.items():
        path = ROOT / name
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} does not say what contract/ says: run `make contract`.")


if __name__ == "__main__":
    main(check="--check" in sys.argv)
