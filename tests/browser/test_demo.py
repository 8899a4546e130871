"""`make demo` for machines: it opens the real popup, chooses what was asked for, and tells what it saw."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser.asking import BASE, VARIANTS
from tests.browser.conftest import ROOT
from tests.browser.fake_chatgpt import FakeChatGPT

DEMO_SECONDS = 120
PNG = b"\x89PNG\r\n\x1a\n"


def demo(folder, **asked):
    """Run the demo as `make` does when it is called in `folder`; return (exit status, lines of complaint, state)."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"HEADLESS": "1", "CALLED_FROM": str(folder), "STATE": "state.json", "SHOT": "shot.png"} | asked
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "demo.py"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEMO_SECONDS,
        check=False,
    )
    state = folder / "state.json"
    return run.returncode, run.stderr.splitlines(), json.loads(state.read_text()) if state.exists() else None


@pytest.mark.usefixtures("dist")
def test_the_demo_tells_what_is_shown_stored_and_asked(tmp_path):
    status, complaints, state = demo(tmp_path, RANGE="90", SPLIT="surface", SCOPE="workspace")
    assert (status, complaints) == (0, [])
    shown = state["shown"]
    assert (shown["scope"], shown["split"], shown["range"]["preset"]) == ("workspace", "surface", "90")
    served = FakeChatGPT().served("workspace", "surface", shown["range"]["start"], shown["range"]["end"])
    assert shown["total"] == pytest.approx(served.total, abs=1e-6)
    assert len(shown["days"]) == 90
    assert set(state["stored"]["local"]) == {"report", "range"}
    assert state["network"]["hosts"] == ["chatgpt.com"]
    assert {"method": "GET", "path": "/api/auth/session", "status": 200} in state["network"]["requests"]
    assert state["errors"] == []
    assert (tmp_path / "shot.png").read_bytes().startswith(PNG)


@pytest.mark.usefixtures("dist")
def test_the_demo_replays_a_folder_with_a_body_laid_over(tmp_path):
    over = VARIANTS / "wham_usage_enterprise_over_limit.json"
    status, _, state = demo(tmp_path, REPLAY=str(BASE), WITH=str(over), RANGE="28", SPLIT="speed")
    assert status == 0
    limit = state["shown"]["limit"]
    assert (limit["state"], limit["unit"], limit["used_percent"]) == ("set", "credit", 168)
    assert limit["period"]["start"] <= limit["period"]["end"] < limit["resets_at"][:10]
    served = FakeChatGPT(replay=BASE).served(
        "mine", "product", *(state["shown"]["range"][end] for end in ("start", "end"))
    )
    assert state["shown"]["total"] == pytest.approx(served.total, abs=1e-6)


@pytest.mark.usefixtures("dist")
def test_what_the_popup_does_not_offer_is_said_and_the_rest_is_told(tmp_path):
    status, complaints, state = demo(tmp_path, SCENARIO="signed-out", RANGE="7")
    assert status == 0
    assert complaints == ["make demo: the popup does not offer 7 now"]
    assert state["shown"]["notices"] == ["SIGNED_OUT"]


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"REPLAY": "nowhere"}, "there is no folder or file"),
        ({"REPLAY": "."}, "00_manifest.json"),
        ({"SCENARIO": "nonsense"}, "there is no scenario"),
        ({"RANGE": "yesterday"}, "RANGE=yesterday is neither"),
        ({"SPLIT": "colour"}, "SPLIT=colour is none of"),
        ({"WITH": "nowhere"}, "WITH needs a REPLAY"),
    ],
)
def test_a_senseless_wish_ends_with_one_line(tmp_path, asked, says):
    status, complaints, state = demo(tmp_path, **asked)
    assert status != 0
    assert len(complaints) == 1
    assert says in complaints[0]
    assert state is None
