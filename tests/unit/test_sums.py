from codex_credits.model.sums import exact_sum, total_of


def test_ten_tenths_are_one():
    assert exact_sum([0.1] * 10) == 1


def test_unknown_cells_are_skipped():
    assert exact_sum([1, None, 2.5, None]) == 3.5


def test_nothing_is_zero():
    assert exact_sum([]) == 0


def test_small_amounts_survive_beside_large_ones():
    assert exact_sum([1e9] + [1e-7] * 10000) == 1000000000.001


def test_a_long_column_does_not_drift():
    assert exact_sum([0.01] * 100000) == 1000


def test_a_small_amount_survives_between_large_ones_that_cancel_out():
    assert exact_sum([1e11, 1e-5, -1e11]) == 1e-5


def test_a_total_is_zero_when_only_rounding_is_left():
    assert total_of([0.1, 0.2, -0.3]) == 0
    assert total_of([12.55, 0.07, -12.62, None]) == 0
    assert total_of([1e6, 0.1, 0.2, -0.3, -1e6]) == 0
    assert total_of([1e6, 0.0005, -1e6]) == exact_sum([1e6, 0.0005, -1e6]) != 0
    assert total_of([None, 1e-8]) == 1e-8
    assert total_of([]) == 0
