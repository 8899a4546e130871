"""
The rows of the fault catalogue that need no browser: the worker, the page's function and the popup's `App` as they are.

What is asserted is what tests/browser/test_catalogue.py asserts of the others; the `Screen` stands for the page.
"""

import re

import pytest

from codex_credits.present import messages
from tests.browser.catalogue import WITHOUT_BROWSER
from tests.browser.catalogue.row import comes_to_its_outcome, leaves_no_refresh_and_a_short_wait


@pytest.mark.parametrize("row", WITHOUT_BROWSER, ids=str)
def test_a_fault_ends_in_its_code_and_a_way_out(world, row):
    popup, shown = comes_to_its_outcome(world, row)
    assert world.peak() <= 4
    for notice in popup.notices():
        says_and_offers(notice)
    leaves_no_refresh_and_a_short_wait(world)
    if row.sees:
        row.sees(world, popup, shown)
    world.holds_no_secret()


def says_and_offers(notice):
    """Find the sentence of the notice's code, every placeholder filled, and its way out."""
    _tone, text, label, action = messages.TABLE[notice.code]
    assert re.fullmatch(r"[^{}]+".join(re.escape(part) for part in re.split(r"\{\w+\}", text)), notice.text), (
        notice.text
    )
    if notice.code != "NOT_METERED":  # my own figures are shown already
        waits = "" if notice.ready else r" in \d+ (s|min|h)"
        assert re.fullmatch(re.escape(label) + waits, notice.label)
        assert notice.action == action
