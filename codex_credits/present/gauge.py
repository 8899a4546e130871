"""How far the gauge of the budget is filled."""

from codex_credits.model import contract


def gauge(card):
    """
    Return the gauge's parts in thousandths of its width: {daily_sum, gap, pace, over}.

    None without a limit above 0, or without a share of it. Over 100 % the gauge is full and `over` is True.
    """
    has_figures = card.state == "set" and card.used is not None and (card.limit or 0) > 0
    has_share = card.used_percent is not None and (
        card.state == "hidden" or (card.state == "set" and (card.limit or 0) > 0)
    )
    if not has_figures and not has_share:
        return None
    pace = None if card.ended else round(card.elapsed_share * 1000)
    if not has_figures:
        return {
            "daily_sum": thousandths(card.used_percent, contract.FULL_PERCENT),
            "gap": 0,
            "pace": pace,
            "over": card.used_percent > contract.FULL_PERCENT,
        }
    used = thousandths(card.used, card.limit)
    gap = min(used, thousandths(card.gap, card.limit)) if card.gap and card.gap > 0 else 0
    return {"daily_sum": used - gap, "gap": gap, "pace": pace, "over": card.used > card.limit}


def thousandths(part, whole):
    """Return `part` of `whole` in thousandths, 0..1000, however tiny the whole is."""
    return round(max(0, min(1000, part * 1000 / whole)))
