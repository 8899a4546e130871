from codex_credits.present import window_text
from simulator import factories

WINDOW = {"name": "Codex", "used_percent": 40, "seconds": 18000, "resets_at": "2026-11-23T11:00:00Z", "opened": True}


def test_windows_are_named_by_their_length_within_five_per_cent():
    for seconds, name in (
        (18000, "5 hours"),
        (604800, "week"),
        (2592000, "month"),
        (2628000, "month"),
        (2678400, "month"),
    ):
        assert window_text.window_length(factories.FORMATTER, seconds) == name
        assert window_text.window_length(factories.FORMATTER, round(seconds * 0.951)) == name
        assert window_text.window_length(factories.FORMATTER, round(seconds * 1.049)) == name


def test_a_window_of_another_length_is_named_by_its_hours():
    assert window_text.window_length(factories.FORMATTER, round(18000 * 1.06)) == "5.3 hours"
    assert window_text.window_length(factories.FORMATTER, round(604800 * 1.06)) == "178.1 hours"
    assert window_text.window_length(factories.FORMATTER, 3600) == "1 hour"
    assert window_text.window_length(factories.FORMATTER, 10800) == "3 hours"


def test_a_window_tells_its_use_and_its_countdown():
    found = window_text.window_rows(factories.FORMATTER, factories.stored_limits(windows=[WINDOW]), factories.NOW)[0]
    assert (found.length, found.text) == ("5 hours", "40 % used, resets in 2 h")


def test_a_window_that_has_not_opened_says_so():
    assert (
        window_text.window_rows(
            factories.FORMATTER, factories.stored_limits(windows=[WINDOW | {"opened": False}]), factories.NOW
        )[0].text
        == "starts with your next task"
    )


def test_a_report_without_limits_has_no_windows():
    assert window_text.window_rows(factories.FORMATTER, None, factories.NOW) == []


def test_a_window_is_named_whatever_is_known_of_it():
    for seconds, name in (
        (None, "length not reported"), (900, "15 minutes"), (60, "1 minute"), (2419200, "28 days"), (172800, "2 days"),
    ):  # fmt: skip
        assert window_text.window_length(factories.FORMATTER, seconds) == name
    window = WINDOW | {"name": "", "used_percent": None}
    told = window_text.window_rows(factories.FORMATTER, factories.stored_limits(windows=[window]), factories.NOW)[0]
    assert (told.name, told.text) == ("Another limit", "usage not reported, resets in 2 h")


def test_of_two_windows_none_is_blamed_for_what_chatgpt_says_of_both():
    window = WINDOW | {"reached": True, "resets_at": None}
    for windows, text in (([window], "40 % used, reached"), ([window, window], "40 % used")):
        assert (
            window_text.window_rows(factories.FORMATTER, factories.stored_limits(windows=windows), factories.NOW)[
                0
            ].text
            == text
        )


def test_a_share_below_0_is_told_as_none_used():
    window = WINDOW | {"used_percent": -4, "resets_at": None}
    assert window_text.window_rows(factories.FORMATTER, factories.stored_limits(windows=[window]), factories.NOW)[0][2:] == (
        0, None, True, "0 % used"
    )  # fmt: skip
