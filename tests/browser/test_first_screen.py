"""The first screen answers without scrolling: what is left, until when, today, each day, and the largest parts."""

import pytest

from codex_credits.present import sample
from simulator.browser import PopupPage
from tests.browser.layout import fits
from tests.browser.page_clock import set_clock
from tests.browser.shared_browser import NARROW, TALL, world_fixture
from tests.tiers import nightly_except
from tools.edges import period_edge_cases

ROWS = 3
# What must lie in the window, whole, and above what comes after it.
PARTS = (
    "#lead",
    "#forecast button",
    "#burn-up svg",
    "#allowance",
    "#compare",
    "#breakdowns",
    "#chart",
    "#series thead",
)
BOTTOMS = "(selectors) => selectors.map((one) => document.querySelector(one).getBoundingClientRect().bottom)"
# Texts that are wider or higher than the box they are in, or that reach out of the picture.
CLIPPED = """() => [...document.querySelectorAll("#period p:not(.unseen), #period button")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 2)
  .map((node) => node.id || node.textContent)"""
OUTSIDE = """() => {
  const outer = document.querySelector("#burn-up").getBoundingClientRect();
  return [...document.querySelectorAll("#burn-up text")].filter((node) => {
    const {left, right, top, bottom, width} = node.getBoundingClientRect();
    return width && (left < outer.left - 2 || right > outer.right + 2 || top < outer.top - 2 || bottom > outer.bottom + 2);
  }).map((node) => node.textContent);
}"""
STOPPED = ("over-limit", "depleted", "zero-limit")
# The edge cases of a period that differ most: its first and last day, what is said at a limit, days left out.
USUAL_EDGES = ["runs-out", "first-day", "last-day-reached", "billing-cycle", "days-unknown"]
STATES = ("enterprise", "no-limit", *STOPPED, "hidden", "unlimited", "usd", "shared-limits")
USUAL_STATES = ("enterprise", "over-limit", "no-limit", "hidden", "usd", "shared-limits")


world = world_fixture()


def opened(world, scenario, width=NARROW):
    """Return the popup's page in a tab of the popup's size, settled."""
    return world.settled_tab(scenario, width=width, height=TALL)


def empty_popup(world, width=NARROW):
    """Return a popup in a tab of the popup's size that has nothing to show."""
    page = world.browser.open_tab("manifest.json")
    page.set_viewport_size({"width": width, "height": TALL})
    page.goto(f"chrome-extension://{world.browser.extension}/popup.html")
    return PopupPage(page, lambda: None).settle()


@pytest.mark.parametrize("scenario", nightly_except(STATES, *USUAL_STATES))
def test_the_first_screen_holds_its_parts_in_order_and_cuts_nothing(world, scenario):
    page = opened(world, scenario).page
    holds_its_parts(page)


def holds_its_parts(page, parts=PARTS, rows=ROWS):
    """Find each part of the first screen in the window, whole, and above what comes after it."""
    bottoms = page.evaluate(BOTTOMS, [*parts, *[f"#series tbody tr:nth-child({row})" for row in range(1, rows + 1)]])
    assert bottoms[-1] <= TALL
    below = bottoms[parts.index("#compare") :]
    assert below == sorted(below)
    assert max(bottoms[: parts.index("#compare")]) <= below[0]
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", [NARROW, 320])
def test_a_dot_stands_only_between_what_is_on_one_line(world, width):
    """What a line begins with stands further left than the line, so that its dot is cut off."""
    page = opened(world, "shared-limits", width).page
    dotted = """() => [...document.querySelectorAll(".line")].flatMap((line) => [...line.children]
      .filter((one) => one.textContent.trim() && one.checkVisibility())
      .map((one, at, all) => [
        one.getBoundingClientRect().left >= line.getBoundingClientRect().left,
        at > 0 && all[at - 1].getBoundingClientRect().bottom > one.getBoundingClientRect().top,
      ]))"""
    seen = page.evaluate(dotted)
    assert [dot for dot, _ in seen] == [beside for _, beside in seen]
    assert sorted({dot for dot, _ in seen}) == [False, True]
    page.close()


def test_nothing_is_cut_in_a_window_of_320_pixels(world):
    page = opened(world, "enterprise", 320).page
    fits(page)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize(
    "scenario", nightly_except(["enterprise", "shared-limits", *STOPPED], "enterprise", "shared-limits", "over-limit")
)
def test_the_verdict_moves_nothing_when_it_comes(world, scenario):
    popup = opened(world, scenario)
    places = popup.page.evaluate(BOTTOMS, list(PARTS))
    popup.page.evaluate("""() => {
      document.getElementById("verdict").hidden = true;
      document.getElementById("request-now").hidden = true;
      for (const name of ["near-limit", "likely", "allowance"]) document.getElementById(name).replaceChildren();
    }""")
    bare = popup.page.evaluate(BOTTOMS, list(PARTS))
    moved = [name for name, one, other in zip(PARTS, places, bare, strict=True) if one != other]
    assert [name for name in moved if name not in ("#forecast button", "#allowance")] == []


def test_the_picture_says_what_the_figures_say(world):
    popup = opened(world, "enterprise")
    shown, page = popup.shown(), popup.page
    texts = page.locator("#burn-up text").all_text_contents()
    used, limit = [rounded(shown["limit"][name]) for name in ("used", "limit")]
    assert f"{used} today" in texts
    assert f"limit {limit}" in texts
    assert page.locator("#lead").get_attribute("title") == f"{shown['limit']['remaining']:,.2f} credits"
    assert page.locator("#burn-up-text").text_content().count(used) == 1


def rounded(credits):
    """Return an amount as the popup writes it."""
    return f"{credits:,.2f}" if credits < 100 and credits % 1 else f"{credits:,.0f}"


@pytest.mark.parametrize(
    "some",
    [
        USUAL_EDGES,
        pytest.param([name for name in period_edge_cases() if name not in USUAL_EDGES], marks=pytest.mark.nightly),
    ],
    ids=len,
)
def test_the_first_screen_holds_its_parts_on_every_day_of_a_period(world, some):
    page = empty_popup(world.reset()).page
    world.browser.store("session", **sample.session("usual"))
    for now, report in [period_edge_cases()[name] for name in some]:
        world.browser.store(report=report)
        set_clock(page, now)
        page.reload()
        PopupPage(page, lambda: None).settle()
        parts = [part for part in PARTS if page.locator(part).count()]
        holds_its_parts(page, parts, min(ROWS, page.locator("#series tbody tr").count()))
    page.close()
