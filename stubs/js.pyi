# The page's global object, as MicroPython offers it: any name may be there, so no use of one is checked.

from typing import Any

document: Any
window: Any

def __getattr__(name: str) -> Any: ...
