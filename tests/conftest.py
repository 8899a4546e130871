"""
What holds for every test.

Bytecode stays out of the root of the repository: Chrome refuses an unpacked extension that has a name starting
with "_" there, and the root is one. How long an example takes is the machine's affair, never a test's.
"""

import sys
from pathlib import Path

from hypothesis import settings

sys.pycache_prefix = str(Path(__file__).parents[1] / ".venv" / "pycache")
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
