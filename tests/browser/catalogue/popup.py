"""What a person does in the popup while things happen: cases 127 to 144."""

from simulator.world import instant

from .row import NONE, Row, inject_fault, shows_what_was_served

YOUNG = {"cooldown": {"next_allowed_at": instant(-1), "code": "ok"}}


def click_three_times(world, popup):
    """Press Refresh three times, as fast as a hand can, while the first reading has not ended."""
    world.wait_until_asked("session")
    popup.page.evaluate("() => { for (let time = 0; time < 3; time += 1) document.querySelector('#refresh').click() }")


def press_keys(world, popup):
    """Refresh by its letter, five times."""
    world.wait_until_asked("session")
    for _ in range(5):
        popup.page.keyboard.press("r")


def export_meanwhile(world, popup):
    """Save the figures while a refresh runs."""
    world.wait_until_asked("model")
    popup.page.locator("#refresh[aria-busy=true]").wait_for()
    with popup.page.expect_download() as waiting:
        popup.page.evaluate("() => document.querySelector('#menu [data-action=csv]').click()")
    name = waiting.value.suggested_filename
    assert name.endswith(".csv")
    assert world.owner["workspace"]["name"].split()[0].lower() not in name.lower()


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
    Row(143, "an export while it reads", set(), opens=True, does=slow(), act=export_meanwhile),
    Row(144, "site data cleared: signed out, and the saved report stays", {"SIGNED_OUT"}, "unchanged", 1,
        does=inject_fault("session", body={}), sees=offers("open-and-load")),
    Row((), "sample data while signed out", {"SIGNED_OUT"}, "unchanged", 1, does=inject_fault("session", body={}), sees=looks_at_sample),
    Row((), "opened again at once", set(), "unchanged", NONE, opens=True,
        arrange={"cooldown": {"next_allowed_at": instant(1800), "code": "ok"}}),
    Row((), "opened after the cooldown has passed", set(), opens=True, arrange=YOUNG, sees=shows_what_was_served),
]  # fmt: skip
