"""One server and one simulated browser for all the tests that bring their own answers."""

import pytest

from simulator.fast.world import SimulatedWorld


@pytest.fixture(scope="session")
def lasting_world():
    world = SimulatedWorld()
    yield world
    world.end()


@pytest.fixture
def world(lasting_world):
    yield lasting_world
    lasting_world.recover()
