"""The credits model: no browser, no clock; runs alike on CPython and MicroPython."""
