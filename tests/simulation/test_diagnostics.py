"""What the worker keeps of answers that were not understood, and that nothing of a person is in it."""

import json
import re

import pytest

from simulator.stateful import canaries


def renamed(body, **names):
    """Return `body` with the members of every object called otherwise."""
    if isinstance(body, list):
        return [renamed(one, **names) for one in body]
    if isinstance(body, dict):
        return {names.get(name, name): renamed(value, **names) for name, value in body.items()}
    return body


def kept(world):
    return world.browser.storage()["session"]["diagnostics"]


def shapes(world):
    return {answer["report"]: answer["shape"] for answer in kept(world)["answers"]}


def read_with(world, report, **fault):
    world.arrange(known=False, fresh=True)
    world.inject_fault(report, **fault)
    return world.open_popup()


def test_a_day_under_another_name_leaves_the_shape_of_its_report_and_no_other(world):
    popup = read_with(world, "product", change=lambda body: renamed(body, date="day"))
    assert popup.shown()["report_status"]["product"] == "SHAPE"
    assert dict(kept(world)["reports"])["product"] == "SHAPE"
    assert set(shapes(world)) == {"product"}
    assert json.loads(shapes(world)["product"])["data"] == [{"day": "string", "values": {"<key>": "number"}}]


def test_a_unit_that_names_no_amount_leaves_the_shape(world):
    read_with(world, "speed", change=lambda body: body | {"unit": "percent"})
    assert dict(kept(world)["reports"])["speed"] == "UNIT"
    assert set(shapes(world)) == {"speed"}


def test_a_route_that_moved_is_told_by_its_status(world):
    read_with(world, "model", status=404, body={"detail": "Not Found"})
    assert dict(kept(world)["reports"])["model"] == "NOT_FOUND"
    assert {row["status"] for row in world.browser.storage()["session"]["log"] if row["report"] == "model"} == {404}


def test_a_limit_under_another_name_that_no_other_report_tells_leaves_the_shape(world):
    world.arrange(known=False, fresh=True)
    world.inject_fault("monthly", status=404, body={"detail": "Not Found"})
    world.inject_fault("limits", change=lambda body: renamed(body, individual_limit="member_limit"))
    world.open_popup()
    assert dict(kept(world)["reports"])["limits"] == "ok"
    assert "member_limit" in shapes(world)["limits"]


@pytest.mark.parametrize(
    ("report", "names"),
    [
        ("activity", {"turns": "questions"}),
        ("surface", {"text_output_tokens_by_surface": "output_by_place", "text_output_tokens": "output_words"}),
    ],
)
def test_a_count_under_another_name_leaves_the_shape_though_all_else_was_read(world, report, names):
    popup = read_with(world, report, change=lambda body: renamed(body, **names))
    assert popup.shown()["report_status"][report] == "ok"
    assert set(names.values()) & set(re.findall(r'"([a-z_]+)":', shapes(world)[report]))


def test_a_session_under_another_name_leaves_its_shape(world):
    read_with(world, "session", change=lambda body: renamed(body, accessToken="token"))
    assert kept(world)["reports"] == [["session", "SIGNED_OUT"]]
    assert '"token":"string"' in shapes(world)["session"]


def test_when_nothing_is_understood_every_report_is_told(world):
    read_with(world, "*", change=lambda body: body if "user" in body else {"rows": [body]})
    assert dict(kept(world)["reports"])["product"] == "SHAPE"
    assert "product" in shapes(world)


def test_a_good_refresh_forgets_the_shapes(world):
    read_with(world, "product", change=lambda body: renamed(body, date="day"))
    world.server.clear_faults()
    world.let_a_minute_pass()
    world.popup.refresh().settle()
    assert kept(world)["answers"] == []
    assert "product" in dict(kept(world)["reports"])


@pytest.mark.parametrize("place", ["values", "names", "both"])
def test_no_secret_of_an_answer_is_kept(world, place):
    """Each report is not understood, and holds every secret there is as values, as names of members, or both."""
    secrets = list(world.server.secrets().values()) + [who.workspace for who in world.server.everybody]

    def spoiled(body):
        if not isinstance(body, dict) or "accessToken" in body:
            return body
        names = secrets if place != "values" else [f"value_{number}" for number in range(len(secrets))]
        values = secrets if place != "names" else [1] * len(secrets)
        return {"rows": [renamed(body, date="day")], "members": dict(zip(names, values, strict=True))}

    read_with(world, "*", change=spoiled)
    assert len(shapes(world)) > 3
    wanted = world.server.secrets() | {f"workspace_{n}": who.workspace for n, who in enumerate(world.server.everybody)}
    assert canaries.in_text(json.dumps(kept(world)), wanted) == {}


def test_deleting_leaves_none(world):
    popup = read_with(world, "product", change=lambda body: renamed(body, date="day"))
    assert shapes(world)
    popup.window.browser.start_task(popup.window.app.refresher.clear_data())
    popup.settle()
    assert "diagnostics" not in world.browser.storage()["session"]
