"""When the next refresh may go: a minute after one that read, at once after one that only the person could mend."""

import pytest

NOBODY = ["session"]


def first_look(world, scenario):
    """Return the popup opened from the toolbar on the first day of a scenario."""
    world.arrange(known=False, fresh=True)
    world.server.set_scenario(scenario)
    return world.open_popup()


def pressed(popup):
    popup.refresh().settle()
    return popup.shown()["notices"]


def after(world, popup, scenario):
    """Return the popup, opened again from the toolbar after the person has signed in, or out, on a page of ChatGPT."""
    popup.close()
    world.server.set_scenario(scenario)
    return world.open_popup()


def test_a_second_press_within_the_minute_asks_nothing_and_is_no_notice(world):
    popup = first_look(world, "enterprise")
    world.server.clear_log()
    assert pressed(popup) == []
    assert popup.shown()["total"] is not None
    assert world.server.reports_asked() == []


def test_who_signed_in_need_not_wait(world):
    popup = first_look(world, "expired")
    assert popup.shown()["notices"] == ["SIGNED_OUT"]
    assert "product" in world.server.reports_asked()
    world.server.clear_log()
    popup = after(world, popup, "signed-out")
    assert popup.shown()["notices"] == ["SIGNED_OUT"]
    assert world.server.reports_asked() == NOBODY
    popup = after(world, popup, "enterprise")
    assert popup.shown()["notices"] == []
    assert popup.shown()["total"] is not None


@pytest.mark.parametrize(
    ("scenario", "code"), [("challenge", "CHALLENGE"), ("personal", "PERSONAL"), ("guest", "GUEST")]
)
def test_what_the_person_mends_is_read_at_once(world, scenario, code):
    popup = first_look(world, scenario)
    assert popup.shown()["notices"] == [code]
    assert after(world, popup, "enterprise").shown()["notices"] == []


def test_who_chose_the_workspace_after_limits_of_a_personal_plan_need_not_wait(world):
    world.arrange(known=False, fresh=True)
    world.server.inject_fault("limits", change=lambda body: body | {"plan_type": "plus"})
    popup = world.open_popup()
    assert popup.shown()["notices"] == ["PERSONAL"]
    world.server.clear_faults()
    assert pressed(popup) == []
    assert popup.shown()["report_status"]["limits"] == "ok"


def test_a_wait_that_chatgpt_asked_for_stands(world):
    popup = first_look(world, "rate-limited")
    world.server.set_scenario("enterprise")
    world.server.clear_log()
    assert pressed(popup) == ["RATE_LIMITED"]
    assert world.server.reports_asked() == []
