"""What a person is told of each body: read by the worker, put into words by the popup's own code."""

import pytest

from codex_credits.model import breakdown, limit_status, report
from codex_credits.model.view import View
from codex_credits.present import budget_card, limit_text, report_notices, window_text
from simulator.factories import FORMATTER
from simulator.worker.worker import NOW, base, milliseconds
from tests.contract.meanings import FAMILIES, PLAIN
from tests.contract.usage import NO_CAP

NAMES = {
    "base": "Rate-limit windows", "credits": "Credits", "personal": "Personal limit", "overage": "Workspace overage",
}  # fmt: skip
QUIET = {"workspace": "NO_ACCESS"}  # in the samples a member may not see the workspace


def read_and_phrase(worker, body, month):
    """Return what the popup tells of a body, in the names of `PLAIN`."""
    stored = worker.report(base(limits=body, monthly=NO_CAP if month is None else month))
    made, limits = report.parse_report(stored), stored["limits"]
    shown = budget_card.build_card(FORMATTER, made, NOW)
    chain = {one.name: one.state for one in limit_text.limit_rows(FORMATTER, limits, NOW)}
    view = View("custom", "2026-09-01", "2026-09-19", "mine", "model", False, (), False)
    table = breakdown.build_table(made.mine, "model", view.start, view.end, NOW[:10])
    notices = report_notices.report_notices(FORMATTER, made, made.mine, table, {"workspace": {"name": "Example"}}, NOW)
    has_limit = shown.state in ("set", "zero")
    return {
        "state": shown.state,
        "limit": shown.limit,
        "used": shown.value[0] if has_limit else limits["personal"]["used"],
        "remaining": shown.remaining and shown.remaining[0],
        "percent": shown.percent and shown.percent[1],
        "note": shown.note,
        "resets_at": shown.resets_at or None,
        "windows": [
            (f"{one.name}, {one.length}", one.text.split(", resets")[0])
            for one in window_text.window_rows(FORMATTER, limits, NOW)
        ],
        **{name: chain.pop(full) for name, full in NAMES.items()},
        "others": chain,
        "headline": limit_text.headline(FORMATTER, limits, "", NOW),
        "stopped": limit_status.is_stopped(limits, NOW),
        "report_status": {
            one["report"]: one["code"]
            for one in stored["report_status"]
            if one["code"] != "ok" and one["report"] != "settings" and QUIET.get(one["report"]) != one["code"]
        },
        "notices": [one.code for one in notices],
        "badge": worker.call("badge.usedPercent", limits, milliseconds(NOW)),
    }


@pytest.mark.parametrize(
    ("body", "month", "differs"),
    [
        pytest.param(body, month, differs, id=f"{family}: {name}")
        for family, cases in FAMILIES.items()
        for name, body, month, differs in cases
    ],
)
def test_what_is_told_of_a_body_is_what_it_means(worker, body, month, differs):
    assert read_and_phrase(worker, body, month) == PLAIN | differs


def test_every_case_has_a_name_of_its_own_and_no_word_that_is_not_held():
    for cases in FAMILIES.values():
        names = [name for name, *_ in cases]
        assert len(set(names)) == len(names)
        assert all(set(differs) <= set(PLAIN) for *_, differs in cases)
