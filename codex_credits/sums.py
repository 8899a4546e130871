"""Sums that do not drift: what is shown as a total must be what its rows add up to."""


def exact_sum(values):
    """
    Return the sum of `values`, skipping None, with the rounding errors carried along.

    Kahan's compensated summation; `math.fsum` does not exist on MicroPython.
    """
    total = lost = 0.0
    for value in filter(None, values):
        rest = value - lost
        added = total + rest
        lost = (added - total) - rest
        total = added
    return total
