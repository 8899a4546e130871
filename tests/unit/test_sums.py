from codex_credits.sums import exact_sum


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
