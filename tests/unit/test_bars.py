from codex_credits.chart import bars


def test_a_share_is_as_long_as_its_per_cent_and_never_longer_than_the_bar():
    assert [bars.share_bar(percent, "plain").length for percent in (0, 0.01, 50, 97, 100, 130, -2)] == [
        0, bars.THINNEST, 500, 970, 1000, 1000, 0,
    ]  # fmt: skip
    assert bars.share_bar(None, "plain") is None


def test_differences_lie_on_both_sides_of_one_zero_and_on_one_scale():
    found = bars.diverging_bars([-300, 100, 0])
    assert [tuple(one) for one in found] == [(0, 750, 750, "less"), (750, 250, 750, "more"), (750, 0, 750, "same")]


def test_what_is_not_0_is_seen_and_stays_inside():
    for values in ([-1000, 0.001], [1000, -0.001]):
        for one in bars.diverging_bars(values):
            assert one.length >= bars.THINNEST
            assert 0 <= one.start <= one.start + one.length <= bars.WHOLE


def test_without_any_difference_no_bar_is_drawn():
    assert [one.length for one in bars.diverging_bars([0, 0])] == [0, 0]
    assert bars.diverging_bars([]) == []
