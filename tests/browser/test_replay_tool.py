"""`make replay`: many recordings, one browser, one file of states."""

import json

import pytest

from tests.browser.requests import BASE, VARIANTS
from tests.browser.test_demo import refused, run
from tests.browser.test_replay import har_entries, overlay, variant
from tools import replay as tool

OVER = "wham_usage_enterprise_over_limit.json"


def replay(folder, cases, **asked):
    """Run the tool over the `cases`; return (exit status, lines printed, lines of complaint, states)."""
    done = run("replay", folder, **{"BASE": str(BASE), "CASES": str(cases), "OUT": "out.json"} | asked)
    out = folder / "out.json"
    states = json.loads(out.read_text()) if out.exists() else None
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines(), states


@pytest.mark.nightly
@pytest.mark.usefixtures("dist")
def test_each_case_is_shown_as_if_it_were_the_first(tmp_path):
    cases = tmp_path / "cases"
    cases.mkdir()
    overlay(cases / "a-over", **variant(OVER))
    (cases / "b-bad").mkdir()
    entries = har_entries()
    entries[1]["response"]["content"].pop("text")
    (cases / "c.har").write_text(json.dumps({"log": {"entries": entries}}))
    overlay(cases / "d-out", **variant("session_signed_out.json"))
    (cases / "note.txt").write_text("no case")
    status, lines, complaints, states = replay(tmp_path, cases, RANGE="28", BREAKDOWN="speed")
    assert (status, complaints) == (1, [])
    assert list(states) == ["a-over", "b-bad", "c.har", "d-out"]
    assert set(states["b-bad"]) == {"failed"}
    assert "00_manifest.json" in states["b-bad"]["failed"]
    over, har, out = states["a-over"], states["c.har"], states["d-out"]
    assert (over["shown"]["limit"]["used_percent"], har["shown"]["limit"]["used_percent"]) == (168, 54)
    for state in (over, har):
        assert (state["shown"]["range"]["preset"], state["shown"]["breakdown"]) == ("28", "speed")
        assert state["network"]["hosts"] == ["chatgpt.com"]
        assert state["errors"] == []
    assert "has no text" in har["warnings"][0]
    assert (out["shown"]["notices"], out["shown"]["total"]) == (["SIGNED_OUT"], None)
    assert set(out["stored"]["local"]) <= {"range"}
    assert len(out["network"]["requests"]) < len(har["network"]["requests"])
    assert [line.split(": ")[0] for line in lines[:-1]] == list(states)
    assert lines[0].endswith(f"total {over['shown']['total']:,.2f}; no notice")
    assert lines[3].startswith("d-out: total unknown; SIGNED_OUT; (the popup does not offer 28 now)")
    assert lines[-1].endswith("1 failed")


def test_a_folder_whose_manifest_lists_bodies_is_a_folder_of_cases(tmp_path):
    overlay(tmp_path / "bodies", **variant(OVER))
    assert tool.cases_in(tmp_path / "bodies") == {OVER: tmp_path / "bodies" / OVER}


@pytest.mark.nightly
@pytest.mark.usefixtures("dist")
def test_a_body_of_such_a_folder_is_shown(tmp_path):
    cases = tmp_path / "bodies"
    overlay(cases, **variant(OVER))
    status, _, complaints, states = replay(tmp_path, cases)
    assert (status, complaints, list(states)) == (0, [], [OVER])
    assert states[OVER]["shown"]["limit"]["used_percent"] == 168


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"BASE": ""}, "BASE is missing"),
        ({"BASE": "nowhere"}, "there is no folder or file"),
        ({"CASES": ""}, "CASES is missing"),
        ({"CASES": "nowhere"}, "there is no folder"),
        ({"CASES": "."}, "holds no case"),
        ({"OUT": ""}, "OUT is missing"),
        ({"OUT": "nowhere/out.json"}, "is in a folder that is not there"),
        ({"RANGE": "yesterday"}, "RANGE=yesterday is neither"),
    ],
)
def test_a_senseless_wish_ends_with_one_line(tmp_path, monkeypatch, capsys, asked, says):
    usual = {"BASE": str(BASE), "CASES": str(VARIANTS), "OUT": "out.json"}
    assert refused(tool, tmp_path, monkeypatch, **usual | asked) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []
    assert len(told.err.splitlines()) == 1
    assert says in told.err
