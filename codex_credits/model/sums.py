"""Sums that do not drift: what is shown as a total must be what its rows add up to."""

EPSILON = 1e-9  # credits; ChatGPT measures nothing so small: it is what adding decimals in binary leaves
RESIDUE = 1e-12  # of the largest part; binary rounding of many parts stays far below, a real amount far above


def exact_sum(values) -> float:
    """
    Return the sum of `values`, skipping None, with the rounding errors carried along.

    Neumaier's compensated summation, as background/parse/numbers.js adds; `math.fsum`
    does not exist on MicroPython.
    """
    total = lost = 0.0
    for value in filter(None, values):
        added = total + value
        lost += (total - added) + value if abs(total) >= abs(value) else (value - added) + total
        total = added
    return total + lost


def total_of(values) -> float:
    """Return the sum of `values` as a total to show: 0 when it is only what rounding leaves of parts that cancel out."""
    total = exact_sum(values)
    if total and abs(total) < max(EPSILON, RESIDUE * max([abs(value) for value in filter(None, values)])):
        return 0
    return total
