"""Units of amounts: credits, a currency by its ISO code in small letters, or another word of ChatGPT's."""

CREDITS = "credits"
UNCLEAR = ""  # the unit of amounts for which ChatGPT states none, beside others that are not credits
CURRENCIES = (
    "usd", "eur", "gbp", "jpy", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "pln", "czk", "brl", "mxn", "inr",
    "krw",
    "sgd", "hkd", "ils", "zar",
)  # fmt: skip


def unit_of(label: str | None) -> str:
    """Return ChatGPT's unit `label` in small letters: both spellings of credits, and an absent one, are "credits"."""
    unit = (label or "").strip().lower()
    return CREDITS if unit in ("", "credit", CREDITS) else unit
