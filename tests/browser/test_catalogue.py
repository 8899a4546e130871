"""
The rows of the fault catalogue that need a browser: what happens, is said and stored, how often ChatGPT was asked.

The others are in tests/simulation/test_catalogue.py.
"""

import re

import pytest

from codex_credits.present import messages
from simulator.world import instant
from tests.browser.catalogue import (
    CASES,
    ELSEWHERE,
    IN_BROWSER,
    IN_EVERY_RUN,
    NAMES,
    NIGHTLY,
    NO_PAGE,
    REASONS,
    ROWS,
)
from tests.browser.catalogue.row import comes_to_its_outcome, leaves_no_refresh_and_a_short_wait
from tests.browser.conftest import ROOT

PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize(
    "row",
    [row if row in IN_EVERY_RUN else pytest.param(row, marks=pytest.mark.nightly) for row in IN_BROWSER],
    ids=str,
)
def test_a_fault_ends_in_its_code_and_a_way_out(world, row):
    popup, shown = comes_to_its_outcome(world, row)
    assert world.server.peak <= 4
    for code in row.codes:
        says_and_offers(popup, code)
    assert popup.page.locator("#refresh:visible:enabled").count() == 1
    leaves_no_refresh_and_a_short_wait(world)
    if row.sees:
        row.sees(world, popup, shown)
    world.close(popup)


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
        assert re.fullmatch(re.escape(label) + (r" in \d+ (s|min|h)" if waits else ""), button.inner_text())


def test_every_code_is_said_in_the_page_with_its_way_out(world):
    """Each code of a row, but those whose sentence needs more than a time."""
    codes = {code for row in ROWS for code in row.codes}
    told_alone = {code for code in codes if set(PLACEHOLDER.findall(messages.TABLE[code][1])) <= {"{time}"}}
    assert len(told_alone) > 20
    world.arrange()
    popup = world.click_refresh()
    for code in sorted(told_alone):
        world.remember(notice={"code": code, "at": instant(0), "retry_at": instant(-900)})
        popup.page.locator(f".notice[data-code={code}]").wait_for()
        says_and_offers(popup, code)
    world.close(popup)


def test_every_row_that_is_named_for_a_layer_is_there():
    assert {str(row) for row in ROWS} >= NAMES | NO_PAGE | NIGHTLY


def test_every_case_has_a_row_or_a_test_elsewhere():
    with_row = {case for row in ROWS for case in row.cases}
    assert with_row | set(ELSEWHERE) == set(CASES)
    assert with_row & set(ELSEWHERE) == set()
    assert set(REASONS) <= set(ELSEWHERE)


@pytest.mark.parametrize(("file", "test"), sorted(set(ELSEWHERE.values())))
def test_a_test_named_for_a_case_is_there(file, test):
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(), re.MULTILINE)
