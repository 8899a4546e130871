"""A real Firefox with the extension in it, driven by its own remote protocol."""

from .firefox import Firefox, find, version

__all__ = ["Firefox", "find", "version"]
