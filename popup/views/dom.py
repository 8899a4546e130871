"""Find an element of the page."""

from pyscript import document


def by_id(name):
    """Return the element with the id `name`."""
    return document.getElementById(name)
