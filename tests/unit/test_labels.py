from codex_credits.model.labels import clean
from simulator import factories


def test_a_name_of_shapeless_letters_is_no_name_and_an_emoji_keeps_its_parts():
    for name in ("\u3164", "\uffa0 ", "\u115f", "\u2800\u2800", "\u200d", "\ufe0f", "\u034f", "\u180e", "\U000e0041"):
        assert clean(name) == "(no name)", repr(name)
    assert clean("a\u200db") == "a\u200db"


def test_two_series_of_one_name_have_their_keys_after_it():
    breakdown = factories.stored_breakdown(["2026-11-21"], [("a", [3]), ("b", [2]), ("c", [1])])
    for at, label in enumerate(("Sol", "Sol\u200b", "Luna")):
        breakdown["series"][at]["label"] = label
    shown = factories.built(factories.made_report(factories.stored_scope(["2026-11-21"], [6], [breakdown])))
    assert [row.label for row in shown.rows] == ["Sol (a)", "Sol (b)", "Luna"]


def test_two_series_whose_keys_look_alike_too_are_numbered():
    breakdown = factories.stored_breakdown(["2026-11-21"], [("Sol", [3]), ("Sol\u200b", [2])])
    for one in breakdown["series"]:
        one["label"] = one["key"]
    shown = factories.built(factories.made_report(factories.stored_scope(["2026-11-21"], [5], [breakdown])))
    assert [row.label for row in shown.rows] == ["Sol", "Sol #2"]


def test_a_client_nobody_knows_is_told_in_words():
    keys = (
        "CODEX_CHROME_EXTENSION_SIDE_PANEL",
        "CODEX_IDE_JETBRAINS_RIDER",
        "CODEX_IDE_VSCODE",
        "CODEX_",
        "future_surface",
    )
    breakdown = factories.stored_breakdown(
        ["2026-11-21"], [(key, [9 - at]) for at, key in enumerate(keys)], name="surface"
    )
    for one in breakdown["series"]:
        one["label"] = one["key"]
    shown = factories.built(
        factories.made_report(factories.stored_scope(["2026-11-21"], [35], [breakdown])), breakdown="surface"
    )
    assert [row.label for row in shown.rows] == [
        "Chrome extension side panel", "JetBrains rider", "VS Code", "CODEX_", "future_surface"
    ]  # fmt: skip
