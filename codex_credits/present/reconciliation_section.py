"""The Data check section: the range's total by every breakdown, and what is known of each difference."""

from codex_credits.model import reconciliation, units
from codex_credits.model.labels import clean
from codex_credits.present import formatting
from codex_credits.present.facts import fact, section

# Why a breakdown differs from the total, by the reason of model/reconciliation.py.
RECONCILIATION_REASONS = {
    "tokens": "this breakdown is of the token report, the total of the credit report",
    "counts": "the parts of the workspace report do not add up to its total",
    "older": "this breakdown was loaded before the total",
    "late": "this breakdown and the total end at different times",
    "unread": "no day of this breakdown is loaded",
    "empty": "ChatGPT gives no such parts for these days",
    "days": "some days of this breakdown are not loaded",
    "unknown": "ChatGPT's reports differ here",
}


def reconciliation_section(formatter, scope, screen, older=()):
    """Return the range's total by every breakdown, with each difference named; `older` as in `breakdown_totals`."""
    facts, unit, total = [], screen.table.unit, screen.table.total
    differing, without = [], ""
    for one in reconciliation.breakdown_totals(scope, screen.table, older):
        state, note, reason = "equal", "", RECONCILIATION_REASONS.get(one.reason, "")
        if one.credits is None:
            state, note = "unread", formatting.end_sentence(reason[:1].upper() + reason[1:])
        elif one.difference:
            state = "differs"
            label = None if one.reason == "older" else reconciliation.absent_series(scope, screen.table, one)
            if label:
                reason = f"{clean(label)} has no {one.name}"
                without = without or reason
            differing.append(one)
            note = f"{formatting.format_change(formatter, one.difference, unit)}: {reason}"
        facts.append(
            fact(
                one.name, f"By {one.name}", formatting.format_amount(formatter, one.credits, unit), note,
                values=[("credits", one.credits), ("difference", one.difference)], state=state,
            )
        )  # fmt: skip
    noun = "credits" if unit == units.CREDITS else "use"
    note = f"Each breakdown is another view of the same {noun}; they are never added up."
    summary = "Agree" if all(one.values[0][1] is not None for one in facts) else "Not all loaded"
    if differing:
        summary = difference_summary(formatter, differing, total, unit, without)
    return section("reconciliation", summary if facts else "", facts, note)


def difference_summary(formatter, differing, total, unit, reason):
    """Return how many breakdowns differ, where it matters, else within what they agree."""
    matters = [one for one in differing if reconciliation.is_material(one.difference, total, unit)]
    if matters and all(one.reason == "older" for one in matters):
        return "Not loaded together"
    if matters:
        return formatting.format_count(formatter, len(matters), "breakdown differs", "breakdowns differ")
    most = max([abs(one.difference) for one in differing])
    if total is None or abs(total) < most:
        return "Agree"
    thousandths = -(-most * 1000 // abs(total))
    within = f"Agree within {formatter.number(thousandths / 1000, 'percent')}"
    return f"{within} ({reason})" if reason else within
