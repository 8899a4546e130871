"""Which part of a long list of cases is in every test run; `make nightly` runs the rest."""

import pytest


def nightly_except(every, *always):
    """Return the parameters `every`; those that are not in `always` only `make nightly` tries."""
    unknown = set(always) - set(every)
    assert not unknown, f"not in the list: {unknown}"
    return [
        one if one in always else pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=pytest.mark.nightly)
        for one in every
    ]
