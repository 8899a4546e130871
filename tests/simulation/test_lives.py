"""
Some lives of every test run, and the four known ways in which a life goes wrong.

Seeds that break at commit 2331e14 (`make simulate N=1 SEED=...`) are listed in README.md beside this file.
"""

import os

import pytest

from simulator.fast.ledger import REPORTS
from simulator.fast.lives import Lives
from simulator.fast.mishaps import CLOCKS, MISHAPS, STORAGE_FAULTS

DAY = 1440  # minutes
LIVES = int(os.environ.get("LIVES") or 12)


@pytest.fixture(scope="module")
def lives():
    made = Lives()
    yield made
    made.close()


def test_random_lives_show_what_chatgpt_served(lives):
    for seed in range(1, LIVES + 1):
        lives.live(seed)


def test_a_preset_remembered_for_months_is_read_whole_after_a_restart(lives):
    lives.play(1, [("use_popup",), ("preset", "90"), ("wait", 75 * DAY), ("restart",)])


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_range_chosen_during_a_reading_is_read(lives, seed):
    lives.play(seed, [("use_popup",), ("wait", 10), ("use_popup",), ("range_while_reading", 150, 10)])


def test_a_total_without_days_that_were_not_read_says_so(lives):
    broken = ("fault", {"status": 500}, REPORTS)
    lives.play(1, [("use_popup",), broken, ("wait", 10), ("use_popup",), ("custom_range", 200, 30)])


def test_days_read_while_the_ledger_stood_still_are_read_again(lives):
    opened_twice = [("wait", 10 * DAY), ("use_popup",)] * 2
    frozen = [("use_popup",), ("preset", "90"), ("freeze", REPORTS), *opened_twice]
    lives.play(1, [*frozen, ("thaw",), ("wait", DAY), ("use_popup",)])


def test_a_life_without_faults_and_with_a_remembered_month_is_whole(lives):
    lives.play(3, [("use_popup",), *[("wait", DAY), ("use_popup",)] * 15])


@pytest.mark.parametrize("start", [("tab_closes",), ("sign_out",), ("fault", {"status": 500}, ("limits",))])
@pytest.mark.parametrize("milliseconds", [210, 276])
def test_what_is_deleted_while_a_reading_ends_stays_deleted(lives, start, milliseconds):
    lives.play(milliseconds, [("use_popup",), ("slow",), start, ("mishap", "is_deleted", milliseconds)])


def test_what_is_deleted_in_one_popup_is_not_read_again_by_another(lives):
    lives.play(228, [("use_popup",), ("second",), ("wait_open", 10), ("mishap", "is_deleted", 200)])


@pytest.mark.parametrize("name", MISHAPS)
def test_every_mishap_in_the_middle_of_a_reading(lives, name):
    lives.play(1, [("use_popup",), ("mishap", name), ("mend",), ("wait", DAY), ("use_popup",)])


@pytest.mark.parametrize("fault", STORAGE_FAULTS, ids=lambda one: "-".join(map(str, one.values())))
def test_every_fault_of_the_storage(lives, fault):
    lives.play(
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
def test_a_clock_that_is_set_and_set_right_again(lives, by):
    use = [("wait", 6), ("use_popup",), ("wait", DAY), ("use_popup",)]
    lives.play(1, [("use_popup",), ("clock", by), *use, ("clock",), *use])


def test_a_restored_tab_asks_nothing(lives):
    lives.play(1, [("restored_tab",), ("use_popup",), ("wait", 3 * DAY), ("restored_tab",), ("midnight",)])


def test_the_whole_workspace_is_shown_as_served(lives):
    life = [
        ("role",),
        ("use_popup",),
        ("scope",),
        ("preset", "90"),
        ("compare",),
        ("wait", DAY),
        ("use_popup",),
        ("scope",),
    ]
    assert any(lives.play(seed, life).seen.table.scope == "workspace" for seed in (1, 2, 3, 4))


def test_the_same_seed_lives_the_same_life(lives):
    script = [("use_popup",), ("wait", DAY), ("use_popup",), ("range",), ("refresh",)]
    first, again = (lives.play(5, script) for _ in range(2))
    assert first.now() == again.now()
    assert first.seen.total_text == again.seen.total_text


def test_what_is_deleted_while_the_worker_starts_stays_deleted(lives):
    lives.live(7003)
