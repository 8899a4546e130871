"""Every row of the fault catalogue: what happens, what is said, what is stored, how often ChatGPT was asked."""

import pytest

from codex_credits import notices
from tests.browser.catalogue import ROWS


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_fault_ends_in_its_code_and_a_way_out(world, row):
    world.begin(fresh=row.opens, **row.begin)
    if row.does:
        row.does(world)
    popup = world.look(row.act) if row.opens else world.press(row.act)
    shown = popup.shown()
    outcome = world.outcome(shown)
    assert (outcome.codes, outcome.stored) == (row.codes, row.stored)
    least, most = row.asked if isinstance(row.asked, tuple) else (row.asked, row.asked)
    assert least <= outcome.asked <= most
    assert world.server.peak <= 4
    for code in row.codes:
        says_and_offers(popup, code)
    assert popup.page.locator("#refresh:visible:enabled").count() == 1
    if row.sees:
        row.sees(world, popup, shown)
    world.close(popup)


def says_and_offers(popup, code):
    """Find the sentence of `code` on the screen, and its way out beside it."""
    _tone, text, label, action = notices.TABLE[code]
    notice = popup.page.locator(f".notice[data-code={code}]")
    said = notice.inner_text()
    assert all(part.strip(" .") in said for part in text.replace("}", "{").split("{")[::2])
    if action:
        assert notice.locator(f"button[data-action={action}]:visible").inner_text() == label
