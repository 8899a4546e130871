from codex_credits.model import dates
from codex_credits.present import keys


def test_the_sign_that_is_typed_counts_wherever_it_lies():
    assert keys.meant("r", "KeyR", "") == "r"
    assert keys.meant("R", "KeyR", "shift") == "r"
    assert keys.meant("q", "KeyA", "") == "q"  # a French keyboard
    assert keys.meant("2", "Digit2", "shift") == "2"
    assert keys.meant("?", "Minus", "shift") == "?"


def test_brackets_on_a_third_level_are_brackets():
    assert keys.meant("[", "Digit8", "alt") == "["
    assert keys.meant("]", "Digit6", "alt") == "]"
    assert keys.meant("r", "KeyR", "alt") == ""


def test_a_key_held_with_another_is_the_browsers():
    for key, code in (("r", "KeyR"), ("2", "Digit2"), ("[", "BracketLeft")):
        assert keys.meant(key, code, "other") == ""


def test_the_place_of_a_key_counts_where_the_layout_has_no_such_sign():
    assert keys.meant("к", "KeyR", "") == "r"
    assert keys.meant("х", "BracketLeft", "") == "["
    assert keys.meant("é", "Digit2", "") == "2"
    assert keys.meant("@", "Digit2", "shift") == ""
    assert keys.meant("ü", "BracketLeft", "") == ""


def test_a_key_without_a_sign_means_nothing():
    for key in ("Dead", "ArrowLeft", "F5", "", "Unidentified"):
        assert keys.meant(key, "", "") == ""


def test_a_pasted_day_loses_what_came_with_it():
    for text in ("2026-11-15 ", "\t2026-11-15\n", '"2026-11-15"', "\u201c2026-11-15\u201d", "\u00a02026-11-15;"):
        assert dates.typed(text) == "2026-11-15"
    assert dates.typed("é 2026") == "é 2026"
    assert dates.typed(' "" ') == ""
