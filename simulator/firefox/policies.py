"""A Firefox under policies that it alone has; it reads them when it starts, beside its program."""

from pathlib import Path

from simulator.browser import policies

from .firefox import find


class Policies(policies.Policies):
    """The policies of one Firefox, of which there has to be one; `program` is what starts it."""

    file = "policies.json"

    def where(self):
        """Return the browser, and the command that puts a folder where it looks."""
        browser = Path(str(find())).resolve()
        return browser, f"mount --bind {{policies}} {browser.parent / 'distribution'}"

    def set(self, **policies):
        """Set these policies and no others."""
        super().set(policies=policies)


def can_be_set():
    """Tell whether this Firefox can be given policies of its own here."""
    return (
        policies.can_be_set() and find() is not None and (Path(str(find())).resolve().parent / "distribution").is_dir()
    )
