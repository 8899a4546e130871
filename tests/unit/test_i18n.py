from codex_credits.present import formatting, i18n
from simulator.factories import FORMATTER

GERMAN = {
    "{amount} left": "{amount} übrig", "{count} day": "{count} Tag\x1e{count} Tage", ", ": " / ", "change\x04new": "neu",
}  # fmt: skip


def spoken(words, call, plurals="one other"):
    """Return what `call` returns where the messages `words` are spoken."""
    i18n.set_language(plurals, lambda text: words.get(text, ""))
    try:
        return call()
    finally:
        i18n.set_language("", None)


def test_without_a_catalogue_a_message_is_english():
    assert i18n.t("{amount} left").format(amount="12.30") == "12.30 left"
    assert i18n.tc("change", "new") == "new"
    assert [formatting.count_days(FORMATTER, count) for count in (0, 1, 22)] == ["0 days", "1 day", "22 days"]
    assert i18n.listed(["a", "", None, "b"]) == "a, b"


def test_a_message_is_found_in_the_catalogue_and_one_that_is_not_there_is_english():
    assert spoken(GERMAN, lambda: i18n.t("{amount} left")) == "{amount} übrig"
    assert spoken(GERMAN, lambda: i18n.t("Total")) == "Total"
    assert spoken(GERMAN, lambda: i18n.listed(["a", "b"])) == "a / b"


def test_a_context_tells_two_messages_apart():
    assert spoken(GERMAN, lambda: (i18n.tc("change", "new"), i18n.tc("other", "new"))) == ("neu", "new")


def test_the_browser_chooses_the_plural_form():
    told = spoken(GERMAN, lambda: [formatting.count_days(FORMATTER, count) for count in (0, 1, 22)])
    assert told == ["0 Tage", "1 Tag", "22 Tage"]


def test_a_category_without_a_form_of_its_own_takes_the_last():
    japanese = {"{count} day": "{count}日"}
    assert spoken(japanese, lambda: formatting.count_days(FORMATTER, 1), "other") == "1日"
