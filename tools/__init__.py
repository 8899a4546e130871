"""Commands of the Makefile: each is `python -m tools.NAME`."""
