"""The sections as they open: tables built when they are wanted, bars as long as their figures, nothing cut in a narrow window."""

import pytest
from playwright.sync_api import expect

from tests.browser.layout import fits
from tests.browser.shared_browser import world_fixture
from tests.tiers import nightly_except

TABLES = ("forecast-section", "activity", "days")
LENGTHS = """() => [...document.querySelectorAll("#limits .fact")].filter((fact) => fact.dataset.tone).map((fact) => {
  const [track, fill] = ["track", "fill"].map((name) => fact.querySelector(`.${name}`).getBoundingClientRect().width);
  return [fill / track, JSON.parse(fact.dataset.exact).used_percent / 100];
})"""
COLORS = """(names) => names.map((name) => {
  const {backgroundColor, fill} = getComputedStyle(document.querySelector(name));
  return name.startsWith("#activity") ? backgroundColor : fill;
})"""


world = world_fixture()


def opened(page, name):
    """Open the section `name`, and return it with its table, if it is one that has one."""
    section = page.locator(f"#{name}")
    section.locator("summary").click()
    if name in TABLES:
        section.locator("table").first.wait_for()
    return section


def test_tables_are_built_when_their_section_is_opened_and_not_before(world):
    page = world.settled_tab().page
    assert page.locator("#details table").count() == 0
    opened(page, "days")
    assert page.locator("#details table").count() == 1


def test_each_day_stands_in_a_real_table_with_the_figure_of_the_chart(world):
    popup = world.settled_tab()
    table = opened(popup.page, "days").locator("table")
    assert table.locator("thead th[scope=col]").all_inner_texts() == ["Date", "Credits", "Largest model"]
    assert table.locator("tbody th[scope=row]").count() == len(popup.shown()["days"])
    told = table.locator("tbody td:nth-child(2)").evaluate_all(
        "(cells) => cells.map((cell) => cell.dataset.value ?? null)"
    )
    assert [None if one is None else float(one) for one in reversed(told)] == [
        day["credits"] for day in popup.shown()["days"]
    ]


def test_an_open_table_follows_the_range_and_the_breakdown(world):
    popup = world.settled_tab()
    section = opened(popup.page, "days")
    popup.choose_breakdown("surface")
    expect(section.locator("thead")).to_contain_text("Largest surface")
    popup.choose_range("90")
    expect(section.locator("tbody tr")).to_have_count(90)


def test_the_weeks_are_read_out_as_a_table_and_seen_as_colors(world):
    page = world.settled_tab().page
    table = opened(page, "activity").locator("table")
    assert table.locator("tbody tr").count() == 7
    assert table.locator("tbody tr").first.locator("td").count() == 9
    texts = table.locator("tbody td[data-level]").all_text_contents()
    assert all(texts)
    busy, idle = page.evaluate(COLORS, ["#activity [data-level='5']", "#activity [data-level='0']"])
    assert busy != idle


def test_the_forecast_is_scored_for_the_last_month(world):
    page = world.settled_tab().page
    table = opened(page, "forecast-section").locator("table").first
    assert table.locator("tbody tr").count() == 3
    assert "% gone" in table.locator("tbody th").first.inner_text()
    expect(table.locator("tbody tr").last).to_contain_text("about ")


def test_a_bar_is_as_long_as_its_share_and_the_longest_comes_first(world):
    page = world.settled_tab("shared-limits").page
    opened(page, "limits")
    drawn = page.evaluate(LENGTHS)
    assert len(drawn) == 5
    assert [length for length, _ in drawn] == sorted([length for length, _ in drawn], reverse=True)
    assert all(abs(length - share) < 0.01 for length, share in drawn)
    expect(page.locator("#limits .fact").first).to_contain_text("Robotics (group limit)")
    expect(page.locator("#limits .section-summary")).to_have_text("Robotics (group limit) 97%")


def test_bars_are_seen_in_forced_colors(world):
    page = world.settled_tab("windows").page
    opened(page, "limits")
    page.emulate_media(forced_colors="active")
    fill, track = page.evaluate(COLORS, ["#limits [data-tone] .fill", "#limits [data-tone] .track"])
    assert fill != track


@pytest.mark.parametrize(
    ("scenario", "offered"),
    nightly_except(
        [("over-limit", True), ("depleted", True), ("unlimited", False), ("no-limit", False)],
        ("depleted", True),
        ("no-limit", False),
    ),
)
def test_a_request_is_offered_where_something_limits_and_nowhere_else(world, scenario, offered):
    page = world.settled_tab(scenario).page
    expect(page.locator("#request-now")).to_be_visible(visible=offered)
    opened(page, "limits")
    expect(page.locator("#ask-copy")).to_be_visible(visible=offered)
    page.locator("#menu-open").click()
    expect(page.locator("#menu [data-action=copy-request]")).to_be_visible(visible=offered)


def test_a_limit_that_is_nearer_than_the_own_one_stands_beside_the_verdict(world):
    page = world.settled_tab("shared-limits").page
    expect(page.locator("#near-limit")).to_have_text("Robotics (group limit) 97%")
    expect(page.locator("#forecast")).not_to_have_attribute("data-tone", "good")
    assert page.locator("#request-now").is_hidden()


def test_the_company_s_own_form_is_named_by_its_host(world):
    page = world.settled_tab("ask-link").page
    opened(page, "limits")
    expect(page.locator("#ask-open")).to_have_text("Ask at intranet.example.com")
    expect(page.locator("#ask-open")).to_have_attribute("title", "https://intranet.example.com/credits")


def test_the_company_s_own_form_is_opened_on_a_press_only(world):
    form = {"kind": "custom", "request_url": "https://chatgpt.com/form-of-the-company"}
    world.reset("ask-link").server.inject_fault(
        "settings", change=lambda body: body | {"usage_limit_increase_request": form}
    )

    def is_open():
        return any(form["request_url"] in target["url"] for target in world.browser.targets("page"))

    popup = world.popup()
    opened(popup.page, "limits")
    expect(popup.page.locator("#ask-open")).to_be_visible()
    assert not is_open()
    popup.press_and_leave("#ask-open")
    assert world.browser.wait_for(is_open)


def test_requests_that_are_switched_off_are_said_to_be(world):
    page = world.settled_tab("ask-disabled").page
    opened(page, "limits")
    expect(page.locator("#ask-note")).to_contain_text("switched off")
    expect(page.locator("#ask-open")).to_be_hidden()


def test_what_has_stopped_leads_the_limits(world):
    page = world.settled_tab("depleted").page
    opened(page, "limits")
    expect(page.locator("#limits .lead")).to_have_text("Stopped until the workspace owner adds credits.")
    expect(page.locator("#limits .fact").first).to_have_attribute("data-fact", "Credits")


@pytest.mark.parametrize("scenario", ["shared-limits", "depleted"])
def test_every_open_section_fits_320_pixels(world, scenario):
    popup = world.settled_tab(scenario, width=320, height=640)
    popup.choose_comparison(wanted=True)
    for name in ("limits", "forecast-section", "changes", "activity", "days", "reconciliation", "reports"):
        opened(popup.page, name)
    fits(popup.page)
