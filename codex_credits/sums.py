"""Sums that do not drift: what is shown as a total must be what its rows add up to."""


def exact_sum(values):
    """
    Return the sum of `values`, skipping None, with the rounding errors carried along.

    Neumaier's compensated summation; `math.fsum` does not exist on MicroPython.
    """
    total = carried = 0.0
    for value in values:
        if value is None:
            continue
        added = total + value
        if abs(total) >= abs(value):
            carried += (total - added) + value
        else:
            carried += (value - added) + total
        total = added
    return total + carried
