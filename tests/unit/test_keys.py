from codex_credits.present import keys


def test_the_sign_that_is_typed_counts_wherever_it_lies():
    assert keys.shortcut("r", "KeyR", "") == "r"
    assert keys.shortcut("R", "KeyR", "shift") == "r"
    assert keys.shortcut("q", "KeyA", "") == "q"  # a French keyboard
    assert keys.shortcut("2", "Digit2", "shift") == "2"
    assert keys.shortcut("?", "Minus", "shift") == "?"


def test_brackets_on_a_third_level_are_brackets():
    assert keys.shortcut("[", "Digit8", "alt") == "["
    assert keys.shortcut("]", "Digit6", "alt") == "]"
    assert keys.shortcut("r", "KeyR", "alt") == ""


def test_a_key_held_with_another_is_the_browsers():
    for key, code in (("r", "KeyR"), ("2", "Digit2"), ("[", "BracketLeft")):
        assert keys.shortcut(key, code, "other") == ""


def test_the_place_of_a_key_counts_where_the_layout_has_no_such_sign():
    assert keys.shortcut("к", "KeyR", "") == "r"
    assert keys.shortcut("х", "BracketLeft", "") == "["
    assert keys.shortcut("é", "Digit2", "") == "2"
    assert keys.shortcut("@", "Digit2", "shift") == ""
    assert keys.shortcut("ü", "BracketLeft", "") == ""


def test_a_key_without_a_sign_means_nothing():
    for key in ("Dead", "ArrowLeft", "F5", "", "Unidentified"):
        assert keys.shortcut(key, "", "") == ""
