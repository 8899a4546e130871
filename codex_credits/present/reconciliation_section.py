"""The Data check section: the range's total by every breakdown, and what is known of each difference."""

from codex_credits.model import reconciliation, units
from codex_credits.present import formatting, words
from codex_credits.present.facts import fact, section
from codex_credits.present.i18n import t, tn

# Why a breakdown differs from the total, by the reason of model/reconciliation.py.
# i18n: values
RECONCILIATION_REASONS = {
    "tokens": "this breakdown is of the token report, the total of the credit report",
    "counts": "the parts of the workspace report do not add up to its total",
    "older": "this breakdown was loaded before the total",
    "late": "this breakdown and the total end at different times",
    "days": "some days of this breakdown are not loaded",
    "unknown": "ChatGPT's reports differ here",
}
# i18n: values
NO_TOTAL = {
    "unread": "No day of this breakdown is loaded.",
    "empty": "ChatGPT gives no such parts for these days.",
}


def reconciliation_section(formatter, scope, screen, older=()):
    """Return the range's total by every breakdown, with each difference named; `older` as in `breakdown_totals`."""
    facts, unit, total = [], screen.table.unit, screen.table.total
    differing, without = [], ""
    for one in reconciliation.breakdown_totals(scope, screen.table, older):
        state, note = "equal", ""
        if one.credits is None:
            state, note = "unread", t(NO_TOTAL[one.reason])
        elif one.difference:
            state, reason = "differs", t(RECONCILIATION_REASONS[one.reason])
            label = None if one.reason == "older" else reconciliation.absent_series(scope, screen.table, one)
            if label:
                reason = t(words.ABSENT[one.name]).format(label=words.series_label(label))
                without = without or reason
            differing.append(one)
            change = formatting.format_change(formatter, one.difference, unit)
            note = t("{change}: {reason}").format(change=change, reason=reason)
        facts.append(
            fact(
                one.name, t(words.BY[one.name]), formatting.format_amount(formatter, one.credits, unit), note,
                values=[("credits", one.credits), ("difference", one.difference)], state=state,
            )
        )  # fmt: skip
    note = t("Each breakdown is another view of the same use; they are never added up.")
    if unit == units.CREDITS:
        note = t("Each breakdown is another view of the same credits; they are never added up.")
    summary = t("Agree") if all(one.values[0][1] is not None for one in facts) else t("Not all loaded")
    if differing:
        summary = difference_summary(formatter, differing, total, unit, without)
    return section("reconciliation", summary if facts else "", facts, note)


def difference_summary(formatter, differing, total, unit, reason):
    """Return how many breakdowns differ, where it matters, else within what they agree."""
    matters = [one for one in differing if reconciliation.is_material(one.difference, total, unit)]
    if matters and all(one.reason == "older" for one in matters):
        return t("Not loaded together")
    if matters:
        return tn(formatter, len(matters), "{count} breakdown differs", "{count} breakdowns differ")
    most = max([abs(one.difference) for one in differing])
    if total is None or abs(total) < most:
        return t("Agree")
    thousandths = -(-most * 1000 // abs(total))
    text = t("Agree within {share} ({reason})") if reason else t("Agree within {share}")
    return text.format(share=formatter.number(thousandths / 1000, "percent"), reason=reason)
