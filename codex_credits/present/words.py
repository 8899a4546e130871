"""What breakdowns and series are called in a sentence, and how the messages of it are chosen."""

from codex_credits.model import breakdown
from codex_credits.model.labels import clean
from codex_credits.present import i18n

# i18n: values
BY = {
    "model": "By model", "surface": "By surface", "product": "By product", "speed": "By speed", "effort": "By effort",
}  # fmt: skip
# i18n: values
BY_INSIDE = {
    "model": "by model", "surface": "by surface", "product": "by product", "speed": "by speed", "effort": "by effort",
}  # fmt: skip
# i18n: values
LARGEST = {
    "model": "Largest model", "surface": "Largest surface", "product": "Largest product", "speed": "Largest speed",
    "effort": "Largest effort",
}  # fmt: skip
# i18n: values
ABSENT = {
    "model": "{label} has no model", "surface": "{label} has no surface", "product": "{label} has no product",
    "speed": "{label} has no speed", "effort": "{label} has no effort",
}  # fmt: skip


# Series of our own making, beside those of model/labels.py.
# i18n: series
OWN_SERIES = ("Unattributed", "name withheld")


def series_label(label):
    """Return the `label` of a series fit to be shown: one of our own in the reader's language, one of ChatGPT's as it is."""
    return i18n.tc("series", clean(label))


def series_name(series, table):
    """Return the label of a series of `table`, or how many are folded."""
    if series.kind == breakdown.OTHER:
        return i18n.t("Other ({count})").format(count=len(table.folded))
    return series_label(series.label)
