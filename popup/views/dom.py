"""Find an element of the page."""

from pyscript import document


def at(name):
    """Return the element with the id `name`."""
    return document.getElementById(name)
