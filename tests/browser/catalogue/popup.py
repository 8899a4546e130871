"""What a person does in the popup while things happen: cases 127 to 144."""

import re

from playwright.sync_api import expect

from simulator.world import instant

from .row import NONE, Row, inject_fault, shows_what_was_served

YOUNG = {"cooldown": {"next_allowed_at": instant(-1), "code": "ok"}}
WRONG_DAYS = (
    ("2026-02-30", "2026-03-01"),
    ("", ""),
    ("2026-03-02", "2026-03-01"),
    ("2026-01-01", "2199-01-01"),
    ("1/2/2026", "x"),
)


def click_three_times(world, popup):
    """Press Refresh three times, as fast as a hand can, while the first reading has not ended."""
    world.wait_until_asked("session")
    popup.page.evaluate("() => { for (let time = 0; time < 3; time += 1) document.querySelector('#refresh').click() }")


def press_keys(world, popup):
    """Refresh by its letter, five times."""
    world.wait_until_asked("session")
    for _ in range(5):
        popup.page.keyboard.press("r")


def refuses_wrong_days(world, popup, _shown):
    """Type dates that cannot be; each is refused in a sentence, and ChatGPT is not asked."""
    asked = len(world.server.reports_asked())
    popup.page.locator("#range-open").click()
    expect(popup.page.locator("#range-start")).not_to_have_value("")  # the panel was told that it is open
    for start, end in WRONG_DAYS:
        popup.page.locator("#range-start").fill(start)
        popup.page.locator("#range-end").fill(end)
        popup.page.locator("#range-apply").click()
        expect(popup.page.locator("#range-problem")).to_have_text(re.compile(r"\w"))
    assert len(world.server.reports_asked()) == asked
    assert "range" not in world.browser.storage()["local"]


def export_meanwhile(world, popup):
    """Save the figures while a refresh runs."""
    world.wait_until_asked("model")
    popup.page.locator("#refresh[aria-busy=true]").wait_for()
    with popup.page.expect_download() as waiting:
        popup.page.evaluate("() => document.querySelector('#menu [data-action=csv]').click()")
    name = waiting.value.suggested_filename
    assert name.endswith(".csv")
    assert world.owner["workspace"]["name"].split()[0].lower() not in name.lower()


def is_busy_in_a_word(world, popup):
    """Find that Refresh says it is busy, and cannot be pressed."""
    world.wait_until_asked("model")
    button = popup.page.locator("#refresh")
    assert button.get_attribute("aria-busy") == button.get_attribute("aria-disabled") == "true"
    assert popup.page.locator("#progress").inner_text()


def offers(action):
    """Return a check: a button for `action` is there and can be pressed."""

    def check(_world, popup, _shown):
        assert popup.page.locator(f"[data-action={action}]:visible:enabled").count()

    return check


def looks_at_sample(world, popup, _shown):
    """Look around in the sample data while signed out; nothing of it is stored, and the notice is there afterwards."""
    before = world.browser.storage()["local"]
    popup.page.evaluate("() => document.querySelector('#menu [data-action=sample]').click()")
    popup.page.locator("#sample-bar").wait_for()
    assert world.browser.storage()["local"] == before
    popup.page.locator("[data-action=leave-sample]:visible").first.click()
    popup.page.locator(".notice[data-code=SIGNED_OUT]").wait_for()


def slow():
    """Return what lets the models take a second."""
    return inject_fault("model", delay=1.0)


ROWS = [
    Row(127, "three clicks on Refresh", set(), opens=True, does=slow(), act=click_three_times, sees=shows_what_was_served),
    Row((127, 130), "the letter of Refresh five times", set(), opens=True, does=slow(), act=press_keys, sees=shows_what_was_served),
    Row((127, 130), "Refresh says that it is busy", set(), does=slow(), act=is_busy_in_a_word),
    Row(138, "dates that cannot be", set(), sees=refuses_wrong_days),
    Row(143, "an export while it reads", set(), opens=True, does=slow(), act=export_meanwhile),
    Row(144, "site data cleared: signed out, and the saved report stays", {"SIGNED_OUT"}, "unchanged", 1,
        does=inject_fault("session", body={}), sees=offers("open-and-load")),
    Row((), "sample data while signed out", {"SIGNED_OUT"}, "unchanged", 1, does=inject_fault("session", body={}), sees=looks_at_sample),
    Row((), "opened again at once", set(), "unchanged", NONE, opens=True,
        arrange={"cooldown": {"next_allowed_at": instant(1800), "code": "ok"}}),
    Row((), "opened after the cooldown has passed", set(), opens=True, arrange=YOUNG, sees=shows_what_was_served),
]  # fmt: skip
