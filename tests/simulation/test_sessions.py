"""
Some sessions of every test run, and the four known ways in which a session goes wrong.

Seeds that break at commit 2331e14 (`make simulate N=1 SEED=...`) are listed in README.md beside this file.
"""

import os

import pytest

from simulator.fast.disruptions import CLOCKS, DISRUPTIONS, STORAGE_FAULTS
from simulator.fast.ledger import REPORTS
from simulator.fast.runner import SessionRunner

DAY = 1440  # minutes
SESSIONS = int(os.environ.get("SESSIONS") or 12)


@pytest.fixture(scope="module")
def runner():
    made = SessionRunner()
    yield made
    made.close()


def test_random_sessions_show_what_chatgpt_served(runner):
    for seed in range(1, SESSIONS + 1):
        runner.run(seed)


def test_a_preset_remembered_for_months_is_read_whole_after_a_restart(runner):
    runner.play(1, [("use_popup",), ("preset", "90"), ("wait", 75 * DAY), ("restart",)])


# Read with a clock that was ahead; days dropped by a second read that only added days.
@pytest.mark.parametrize("seed", [810422, 2003982])
def test_sessions_that_once_showed_too_little_are_whole(runner, seed):
    runner.run(seed)


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_range_chosen_during_a_reading_is_read(runner, seed):
    runner.play(seed, [("use_popup",), ("wait", 10), ("use_popup",), ("range_while_reading", 150, 10)])


def test_a_total_without_days_that_were_not_read_says_so(runner):
    broken = ("fault", {"status": 500}, REPORTS)
    runner.play(1, [("use_popup",), broken, ("wait", 10), ("use_popup",), ("custom_range", 200, 30)])


def test_days_read_while_the_ledger_stood_still_are_read_again(runner):
    opened_twice = [("wait", 10 * DAY), ("use_popup",)] * 2
    frozen = [("use_popup",), ("preset", "90"), ("freeze", REPORTS), *opened_twice]
    runner.play(1, [*frozen, ("thaw",), ("wait", DAY), ("use_popup",)])


def test_a_session_without_faults_and_with_a_remembered_month_is_whole(runner):
    runner.play(3, [("use_popup",), *[("wait", DAY), ("use_popup",)] * 15])


@pytest.mark.parametrize("start", [("tab_closes",), ("sign_out",), ("fault", {"status": 500}, ("limits",))])
@pytest.mark.parametrize("milliseconds", [210, 276])
def test_what_is_deleted_while_a_reading_ends_stays_deleted(runner, start, milliseconds):
    runner.play(milliseconds, [("use_popup",), ("slow",), start, ("disruption", "is_deleted", milliseconds)])


def test_what_is_deleted_in_one_popup_is_not_read_again_by_another(runner):
    runner.play(228, [("use_popup",), ("second",), ("wait_open", 10), ("disruption", "is_deleted", 200)])


@pytest.mark.parametrize("name", DISRUPTIONS)
def test_every_mishap_in_the_middle_of_a_reading(runner, name):
    runner.play(1, [("use_popup",), ("disruption", name), ("mend",), ("wait", DAY), ("use_popup",)])


@pytest.mark.parametrize("fault", STORAGE_FAULTS, ids=lambda one: "-".join(map(str, one.values())))
def test_every_fault_of_the_storage(runner, fault):
    runner.play(
        1,
        [
            ("use_popup",),
            ("storage_fault", fault),
            ("wait", 10),
            ("use_popup",),
            ("mend",),
            ("wait", DAY),
            ("use_popup",),
        ],
    )


@pytest.mark.parametrize("by", CLOCKS)
def test_a_clock_that_is_set_and_set_right_again(runner, by):
    use = [("wait", 6), ("use_popup",), ("wait", DAY), ("use_popup",)]
    runner.play(1, [("use_popup",), ("clock", by), *use, ("clock",), *use])


def test_a_restored_tab_asks_nothing(runner):
    runner.play(1, [("restored_tab",), ("use_popup",), ("wait", 3 * DAY), ("restored_tab",), ("midnight",)])


def test_without_a_tab_one_press_reads_in_one_that_is_gone_the_next_time(runner):
    without = [("use_popup",), ("tab_closes",), ("wait", DAY), ("use_popup",)]
    assert [one.code for one in runner.play(1, without).seen.notices] == ["NO_TAB"]
    assert runner.play(1, [*without, ("load",)]).seen.notices == []
    again = runner.play(1, [*without, ("load",), ("wait", DAY), ("use_popup",)])
    assert [one.code for one in again.seen.notices] == ["NO_TAB"]


def test_the_whole_workspace_is_shown_as_served(runner):
    script = [
        ("role",),
        ("use_popup",),
        ("scope",),
        ("preset", "90"),
        ("compare",),
        ("wait", DAY),
        ("use_popup",),
        ("scope",),
    ]
    assert any(runner.play(seed, script).seen.table.scope == "workspace" for seed in (1, 2, 3, 4))


def test_the_same_seed_gives_the_same_session(runner):
    script = [("use_popup",), ("wait", DAY), ("use_popup",), ("range",), ("refresh",)]
    first, again = (runner.play(5, script) for _ in range(2))
    assert first.now() == again.now()
    assert first.seen.total_text == again.seen.total_text


def test_what_is_deleted_while_the_worker_starts_stays_deleted(runner):
    runner.run(7003)
