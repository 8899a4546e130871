"""Twenty-five random lives in one browser; `make soak` lives as many as one likes."""

import pytest

from simulator.stateful.random_session import ACTIONS
from simulator.stateful.sessions import Lives

SEEDS = range(1, 26)


@pytest.fixture(scope="module")
def lives(dist):
    """Return the browser in which all of them are lived."""
    with Lives(dist) as lives:
        yield lives
    assert lives.browser.hosts() <= {"chatgpt.com"}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_mixed_or_stuck_whatever_happens(lives, seed):
    assert len(lives.live(seed).done) == ACTIONS
