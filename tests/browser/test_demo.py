"""`make demo` for machines: it opens the real popup, chooses what was asked for, and tells what it saw."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.chatgpt import FakeChatGPT
from tests.browser.conftest import ROOT
from tests.browser.requests import BASE, VARIANTS
from tools import demo

DEMO_SECONDS = 120
PNG = b"\x89PNG\r\n\x1a\n"


def run(tool, folder, **asked):
    """Run a tool without a display, as `make` does when it is called in `folder`."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", f"tools.{tool}"],
        env=environment | {"HEADLESS": "1", "CALLED_FROM": str(folder)} | asked,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEMO_SECONDS,
        check=False,
    )


def refused(tool, folder, monkeypatch, **asked):
    """Run a tool that comes to no browser in this process, as if called in `folder`; return its exit status."""
    for name, value in ({"HEADLESS": "1", "CALLED_FROM": str(folder)} | asked).items():
        monkeypatch.setenv(name, value)
    return tool.main()


@pytest.fixture(scope="module")
def demo_run(dist, tmp_path_factory):
    """Return (what the demo printed, its state) of one run."""
    assert dist
    folder = tmp_path_factory.mktemp("demo")
    done = run("demo", folder, JSON="state.json", RANGE="90", BREAKDOWN="surface", COMPARE="1")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout, json.loads((folder / "state.json").read_text())


def test_the_demo_tells_what_is_shown_stored_and_asked(demo_run):
    printed, state = demo_run
    shown = state["shown"]
    assert (shown["breakdown"], shown["range"]["preset"]) == ("surface", "90")
    served = FakeChatGPT().expected("mine", "product", shown["range"]["start"], shown["range"]["end"])
    assert shown["total"] == pytest.approx(served.total, abs=1e-6)
    assert len(shown["days"]) == 90
    assert set(state["stored"]["local"]) == {"report", "range"}
    assert state["network"]["hosts"] == ["chatgpt.com"]
    assert {"method": "GET", "path": "/api/auth/session", "status": 200} in state["network"]["requests"]
    assert state["errors"] == []
    says_in_four_lines(printed, shown)


def says_in_four_lines(text, shown):
    """Find total, what is left of the limit, notices and the picture."""
    lines = [line.split(maxsplit=1) for line in text.splitlines()]
    assert [name for name, _ in lines] == ["Total", "Left", "Notices", "Picture"]
    total, left, notices, picture = [text for _, text in lines]
    assert total.startswith(f"{shown['total']:,.2f} ({shown['range']['start']} to ")
    assert left.startswith(f"{shown['limit']['remaining']:,.2f} of {shown['limit']['limit']:,.2f}, resets ")
    assert notices == "none"
    assert Path(picture).read_bytes().startswith(PNG)


@pytest.mark.usefixtures("dist")
def test_the_demo_replays_a_folder_with_a_body_laid_over(tmp_path):
    over = VARIANTS / "wham_usage_enterprise_over_limit.json"
    done = run(
        "demo",
        tmp_path,
        REPLAY=str(BASE),
        OVERLAY=str(over),
        RANGE="28",
        BREAKDOWN="speed",
        JSON="-",
        SCREENSHOT="shot.png",
    )
    state = json.loads(done.stdout)
    assert done.returncode == 0
    assert state["shown"]["limit"]["used_percent"] == 168
    assert (tmp_path / "shot.png").read_bytes().startswith(PNG)
    served = FakeChatGPT(replay=BASE).expected(
        "mine", "product", *(state["shown"]["range"][end] for end in ("start", "end"))
    )
    assert state["shown"]["total"] == pytest.approx(served.total, abs=1e-6)


@pytest.mark.usefixtures("dist")
def test_what_the_popup_does_not_offer_is_said_and_what_is_unknown_is_no_0(tmp_path):
    done = run("demo", tmp_path, SCENARIO="signed-out", RANGE="7")
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["make demo: the popup does not offer 7 now"]
    assert done.stdout.splitlines()[0].startswith("Total    unknown (")
    assert done.stdout.splitlines()[1:3] == ["Left     unknown", "Notices  SIGNED_OUT"]


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"REPLAY": "nowhere"}, "there is no folder or file"),
        ({"REPLAY": "."}, "00_manifest.json"),
        ({"SCENARIO": "nonsense"}, "there is no scenario"),
        ({"RANGE": "yesterday"}, "RANGE=yesterday is neither"),
        ({"BREAKDOWN": "colour"}, "BREAKDOWN=colour is none of"),
        ({"OVERLAY": "nowhere"}, "OVERLAY needs a REPLAY"),
    ],
)
def test_a_senseless_wish_ends_with_one_line(tmp_path, monkeypatch, capsys, asked, says):
    status = refused(demo, tmp_path, monkeypatch, **{"STATE": "state.json"} | asked)
    complaints = capsys.readouterr().err.splitlines()
    assert status != 0
    assert len(complaints) == 1
    assert says in complaints[0]
    assert list(tmp_path.iterdir()) == []


def test_every_name_of_a_state_is_documented(demo_run):
    _, state = demo_run
    document = (ROOT / "docs" / "state.md").read_text()
    shown = state["shown"]
    assert re.findall(r"^  \"(\w+)\": ", document.split("## shown")[0], re.MULTILINE) == list(state)
    assert set(re.findall(r"^\| `(\w+)` \|", document, re.MULTILINE)) == set(shown)
    assert re.findall(r"^  \"(\w+)\": ", document.split("## shown")[1], re.MULTILINE) == list(shown["limit"])
    assert set(shown["limit"]["period"]) == {"start", "end"}
    assert (shown["limit"]["state"], shown["limit"]["unit"]) == ("set", "credit")
    assert list(shown["limit_chain"][0]) == ["name", "state", "used_percent", "who"]
    assert list(shown["windows"][0] if shown["windows"] else {}) in ([], ["name", "used_percent", "resets_at"])
    day = {"date": shown["range"]["start"], "turns": None, "threads": None}
    assert [set(one) for one in shown["activity"]] == [{*day, "tokens"}] * len(shown["days"])
    assert [one["date"] for one in shown["activity"]] == [one["date"] for one in shown["days"]]
    known = [one["tokens"] for one in shown["activity"] if one["tokens"]]
    assert {tuple(one) for one in known} == {("input", "cached", "output")}
    sums = shown["activity_total"]
    assert list(sums) == ["turns", "threads", "per_turn", "input", "cached", "output", "per_million"]
    assert sums["output"] == sum(one["output"] or 0 for one in known)


@pytest.mark.nightly
@pytest.mark.usefixtures("dist")
def test_what_is_shown_is_printed_as_json_when_it_is_asked_for(tmp_path):
    done = run("demo", tmp_path, JSON="1", SCOPE="workspace")
    shown = json.loads(done.stdout)
    assert done.stderr == ""
    served = FakeChatGPT().expected("workspace", "surface", shown["range"]["start"], shown["range"]["end"])
    assert (shown["scope"], shown["total"]) == ("workspace", pytest.approx(served.total, abs=1e-6))
