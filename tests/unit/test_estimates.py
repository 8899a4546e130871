from codex_credits.present import formatting
from simulator import factories


def test_an_estimate_has_two_or_three_significant_digits():
    told = [
        (3067.25, "3,070"),
        (122.6, "123"),
        (45.47, "45"),
        (4.547, "4.5"),
        (0.456, "0.46"),
        (0, "0"),
        (99.7, "100"),
        (-3067.25, "-3,070"),
    ]
    for value, text in told:
        assert formatting.format_estimate(factories.FORMATTER, value, "credits") == text
    assert formatting.format_estimate(factories.FORMATTER, 3067.25, "usd") == "$3,070"
    assert formatting.format_estimate(factories.FORMATTER, 0.00456, "credits") == "0.004600"


def test_a_range_whose_ends_read_alike_is_none():
    assert formatting.format_estimates(factories.FORMATTER, 2859.61, 3306.52, "credits") == "2,860 to 3,310"
    assert formatting.format_estimates(factories.FORMATTER, 45.1, 45.3, "credits") == ""


def test_an_amount_is_rounded_up_to_two_digits_and_never_down():
    for value, rounded in (
        (3306.52, 3400),
        (3300, 3300),
        (3300.01, 3400),
        (9950, 10000),
        (12, 12),
        (0.41, 0.41),
        (7.01, 7.1),
    ):
        assert formatting.round_up(value) == rounded


def test_a_mean_from_100_on_has_no_decimals():
    assert formatting.format_rounded(factories.FORMATTER, 174.6, "credits") == "175"
    assert formatting.format_rounded(factories.FORMATTER, 24.5, "credits") == "24.50"
