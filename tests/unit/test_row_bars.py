from codex_credits.chart import row_bars


def test_a_share_is_as_long_as_its_per_cent_and_never_longer_than_the_bar():
    assert [row_bars.share_bar(percent, "plain").length for percent in (0, 0.01, 50, 97, 100, 130, -2)] == [
        0, row_bars.THINNEST, 500, 970, 1000, 1000, 0,
    ]  # fmt: skip
    assert row_bars.share_bar(None, "plain") is None


def test_differences_lie_on_both_sides_of_one_zero_and_on_one_scale():
    found = row_bars.diverging_bars([-300, 100, 0])
    assert [tuple(one) for one in found] == [(0, 750, 750, "less"), (750, 250, 750, "more"), (750, 0, 750, "same")]


def test_what_is_not_0_is_seen_and_stays_inside():
    for values in ([-1000, 0.001], [1000, -0.001]):
        for one in row_bars.diverging_bars(values):
            assert one.length >= row_bars.THINNEST
            assert 0 <= one.start <= one.start + one.length <= row_bars.WHOLE


def test_without_any_difference_no_bar_is_drawn():
    assert [one.length for one in row_bars.diverging_bars([0, 0])] == [0, 0]
    assert row_bars.diverging_bars([]) == []
