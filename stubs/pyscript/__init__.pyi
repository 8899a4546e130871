# PyScript's own module, as popup/boot/pyscript.py replaces it.

from typing import Any

document: Any
window: Any
