"""What the workspace's credits are: the one decision behind their status, the headline and the stop."""

# What `access_of` returns.
UNREPORTED, UNLIMITED, DEPLETED, OVERDRAWN, BALANCE, EMPTY, CAPPED, AVAILABLE, NO_CREDITS = (
    "untold", "unlimited", "depleted", "overdrawn", "balance", "empty", "capped", "available", "no pool",
)  # fmt: skip
# EMPTY: a balance of 0. CAPPED: the same while ChatGPT says that there are credits; it does not say what holds them
# back.
USABLE = (UNLIMITED, AVAILABLE, BALANCE)
WITH_AMOUNT = (BALANCE, EMPTY, CAPPED, OVERDRAWN)  # ChatGPT says how much there is


def access_of(limits):
    """Return what the workspace's credits are: the one decision behind their status, the headline and the stop."""
    credits, kind = limits["credits"], limits["reached_type"] or ""
    if credits and credits["unlimited"]:
        return UNLIMITED
    if "credits_depleted" in kind:
        return DEPLETED
    if not credits:
        return UNREPORTED
    balance, without = credits["balance"], credits["has_credits"] is False
    if without and not limits["windows"]:
        return DEPLETED
    if balance is not None and balance < 0:
        return OVERDRAWN
    if without and not balance:
        return NO_CREDITS
    if balance == 0:
        return CAPPED if credits["has_credits"] else EMPTY
    if balance is not None:
        return BALANCE
    return AVAILABLE if credits["has_credits"] else UNREPORTED
