"""
Bytecode stays out of the root of the repository: Chrome refuses an unpacked extension that has a name starting
with "_" there, and the root is one.
"""

import sys
from pathlib import Path

sys.pycache_prefix = str(Path(__file__).parents[1] / ".venv" / "pycache")
