"""Two random sessions in one browser; `make soak` plays as many as one likes."""

import pytest

from simulator.stateful.random_session import ACTIONS
from simulator.stateful.runner import SessionRunner

SEEDS = range(1, 3)


@pytest.fixture(scope="module")
def runner(dist):
    """Return the runner of all of them."""
    with SessionRunner(dist) as runner:
        yield runner
    assert runner.browser.hosts() <= {"chatgpt.com"}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_mixed_or_stuck_whatever_happens(runner, seed):
    assert len(runner.run(seed).done) == ACTIONS
