"""Every row of the fault catalogue: what happens, what is said, what is stored, how often ChatGPT was asked."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from codex_credits.present import messages
from tests.browser.catalogue import CASES, ELSEWHERE, REASONS, ROWS
from tests.browser.conftest import ROOT

LONGEST_WAIT = timedelta(hours=1)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_fault_ends_in_its_code_and_a_way_out(world, row):
    world.arrange(fresh=row.opens, **row.arrange)
    if row.does:
        row.does(world)
    popup = world.open_popup(row.act) if row.opens else world.click_refresh(row.act)
    shown = popup.shown()
    outcome = world.outcome(shown)
    assert (outcome.codes, outcome.stored) == (row.codes, row.stored)
    least, most = row.asked if isinstance(row.asked, tuple) else (row.asked, row.asked)
    assert least <= outcome.asked <= most
    assert world.server.peak <= 4
    for code in row.codes:
        says_and_offers(popup, code)
    assert popup.page.locator("#refresh:visible:enabled").count() == 1
    leaves_no_refresh_and_a_short_wait(world)
    if row.sees:
        row.sees(world, popup, shown)
    world.close(popup)


def leaves_no_refresh_and_a_short_wait(world):
    """Find that no refresh is stored as running, and that the next one is allowed within an hour."""
    session = world.browser.storage()["session"]
    assert "refresh" not in session
    cooldown = session.get("cooldown")
    if cooldown is not None:
        left = datetime.fromisoformat(cooldown["next_allowed_at"]) - datetime.now(UTC)
        assert left <= LONGEST_WAIT


def says_and_offers(popup, code):
    """Find the sentence of `code` on the screen, every placeholder filled, and its way out beside it."""
    _tone, text, label, action = messages.TABLE[code]
    notice = popup.page.locator(f".notice[data-code={code}]")
    said = notice.locator("p").first.inner_text()
    assert re.fullmatch(r"[^{}]+".join(re.escape(part) for part in re.split(r"\{\w+\}", text)), said), said
    if code == "NOT_METERED":
        action = ""  # my own figures are shown already
    if action:
        button = notice.locator(f"button[data-action={action}]:visible")
        waits = button.get_attribute("aria-disabled") == "true"
        assert re.fullmatch(re.escape(label) + (r" in \d+ (s|min)" if waits else ""), button.inner_text())


def test_every_case_has_a_row_or_a_test_elsewhere():
    with_row = {case for row in ROWS for case in row.cases}
    assert with_row | set(ELSEWHERE) == set(CASES)
    assert with_row & set(ELSEWHERE) == set()
    assert set(REASONS) <= set(ELSEWHERE)


@pytest.mark.parametrize(("file", "test"), sorted(set(ELSEWHERE.values())))
def test_a_test_named_for_a_case_is_there(file, test):
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(), re.MULTILINE)
