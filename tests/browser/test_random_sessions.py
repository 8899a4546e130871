"""A random session in a browser; `make soak` plays as many as one likes."""

import pytest

from simulator.stateful.random_session import ACTIONS
from simulator.stateful.runner import SessionRunner

SEED = 1


@pytest.fixture(scope="module")
def runner(dist):
    """Return what plays it."""
    with SessionRunner(dist) as runner:
        yield runner
    assert runner.browser.hosts() <= {"chatgpt.com"}


@pytest.mark.nightly
def test_nothing_is_lost_mixed_or_stuck_whatever_happens(runner):
    assert len(runner.run(SEED).done) == ACTIONS
