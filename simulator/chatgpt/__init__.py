"""A ChatGPT that runs on this machine, for the demo, the tests and the benchmarks."""

from .recording import ReplayError
from .scenarios import SCENARIOS, UnknownScenario
from .server import HOST, FakeChatGPT

__all__ = ["HOST", "SCENARIOS", "FakeChatGPT", "ReplayError", "UnknownScenario"]
