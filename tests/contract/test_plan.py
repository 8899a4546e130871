"""Which days are needed, which requests answer for them, and which tab is asked."""

import pytest

TODAY = "2026-11-23"


def needed(worker, value, today=TODAY):
    return worker.call("needed.neededDays", value, today)


def custom(start, end):
    return {"preset": "custom", "start": start, "end": end}


@pytest.mark.parametrize(
    "value",
    [
        None, [], "month", 7, {},
        {"preset": "month", "start": "2026-11-01"},
        custom("2026-11-31", "2026-11-23"),
        custom("2026-11-23", "2026-11-01"),
        custom("2026-11-24", "2026-11-30"),
        custom("2019-12-31", "2026-11-01"),
        custom("2026-11-01", None),
        {"preset": "year", "start": "2026-11-01", "end": "2026-11-02"},
        {"preset": "month", "start": "2026-11-01", "end": "2026-11-23", "more": 1},
    ],
)  # fmt: skip
def test_a_range_that_is_not_one_of_ours_is_this_month_so_far(worker, value):
    assert worker.call("needed.rangeOf", value, TODAY) == {"preset": "month", "start": "2026-11-01", "end": TODAY}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"preset": "month", "start": "2026-11-01", "end": TODAY}, [["2026-09-29", TODAY]]),
        ({"preset": "last-month", "start": "2026-10-01", "end": "2026-10-31"}, [["2026-09-01", TODAY]]),
        ({"preset": "7", "start": "2026-11-17", "end": TODAY}, [["2026-09-29", TODAY]]),
        ({"preset": "28", "start": "2026-10-27", "end": TODAY}, [["2026-09-29", TODAY]]),
        ({"preset": "90", "start": "2026-08-26", "end": TODAY}, [["2026-05-27", TODAY]]),
        (custom("2026-01-05", "2026-01-11"), [["2025-12-29", "2026-01-11"], ["2026-09-29", TODAY]]),
        (custom("2026-01-05", "2026-01-05"), [["2025-12-29", "2026-01-05"], ["2026-09-29", TODAY]]),
        (custom("2024-01-01", "2026-11-01"), [["2024-01-01", "2026-11-01"], ["2026-09-29", TODAY]]),
    ],
)
def test_the_range_its_comparison_and_the_last_56_days_are_needed(worker, value, expected):
    assert needed(worker, value) == worker.call("days.joined", expected)


def test_a_month_so_far_needs_the_whole_month_before(worker):
    assert (
        needed(worker, {"preset": "month", "start": "2026-12-01", "end": "2026-12-31"}, "2026-12-31")[0][0]
        == "2026-11-01"
    )


def test_the_future_is_never_asked_for(worker):
    assert needed(worker, custom("2026-11-20", "2027-05-01"))[-1][1] == TODAY


def test_no_more_than_1100_days_are_asked_for(worker):
    span = worker.call("needed.rangeOf", custom("2020-01-01", "2026-11-01"), TODAY)
    assert worker.call("days.length", [span["start"], span["end"]]) == 1100


def test_no_request_is_longer_than_31_days_and_together_they_are_all_days(worker):
    spans = [["2025-12-20", "2026-03-05"], ["2026-06-01", "2026-06-01"]]
    requests = [one for one in worker.call("chatgpt.plan", spans, {}) if one["report"] == "product"]
    pieces = [[one["start"], one["end"]] for one in requests]
    assert all(worker.call("days.length", piece) <= 31 for piece in pieces)
    assert worker.call("days.joined", pieces) == spans
    assert pieces == sorted(pieces, reverse=True)


def test_the_newest_days_of_every_report_are_asked_for_first(worker):
    requests = worker.call("chatgpt.plan", [["2026-06-01", "2026-09-19"]], {})
    names = [one["report"] for one in requests]
    assert names[:10] == [
        "accounts", "limits", "product", "model", "speed", "effort", "surface", "activity", "workspace", "monthly",
    ]  # fmt: skip


def test_addresses_are_constant_but_for_their_days(worker):
    for one in worker.call("chatgpt.plan", [["2026-09-01", "2026-09-19"]], {}):
        assert one["path"].startswith(("/backend-api/wham/", "/backend-api/accounts/{account}/"))
        assert set(one["query"].replace("=", "&").split("&")) >= ({"start_date", "end_date"} if one["start"] else set())


def tab(number, **more):
    return {"id": number, "url": "https://chatgpt.com/", "status": "complete", "lastAccessed": number} | more


@pytest.mark.parametrize(
    ("tabs", "best"),
    [
        ([], None),
        ([tab(1), tab(2, active=True), tab(3)], 3),
        ([tab(1), tab(2, frozen=True)], 1),
        ([tab(2, frozen=True)], None),
        ([tab(1), tab(3), tab(2)], 3),
        ([tab(1), tab(2, status="loading")], 1),
        ([tab(1), tab(2, discarded=True, active=True)], 1),
        ([tab(2, discarded=True)], None),
        ([tab(2, status="unloaded")], None),
        ([tab(1, url="", pendingUrl="https://chatgpt.com/", status="loading")], 1),
        ([tab(1), tab(2, url="", pendingUrl="https://chatgpt.com/", status="loading")], 1),
        ([tab(1, url="http://chatgpt.com/")], None),
        ([tab(1, url="https://chatgpt.com.evil.example/")], None),
        ([tab(1, url="https://chat.openai.com/")], None),
        ([tab(1, url="https://evil.example/?https://chatgpt.com/")], None),
        ([tab(1, url=None)], None),
        ([tab(1, url="https://chatgpt.com:8443/")], None),
    ],
)
def test_only_a_tab_of_chatgpt_is_asked_the_one_used_last_first(worker, tabs, best):
    tabs = [{"active": False, "discarded": False} | one for one in tabs]
    assert next((one["id"] for one in worker.call("chatgpt.tabsInOrder", tabs)), None) == best


SPANS = [["2026-01-01", "2026-01-10"], ["2026-01-12", "2026-01-15"]]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], SPANS),
        ([["2026-01-03", "2026-01-12"]], [["2026-01-01", "2026-01-02"], ["2026-01-13", "2026-01-15"]]),
        ([["2025-01-01", "2027-01-01"]], []),
        ([["2026-01-05", "2026-01-05"]], [["2026-01-01", "2026-01-04"], ["2026-01-06", "2026-01-10"], SPANS[1]]),
    ],
)
def test_days_taken_from_spans_are_gone_and_no_others(worker, taken, left):
    assert worker.call("days.without", SPANS, taken) == left


def test_spans_that_touch_are_one(worker):
    assert worker.call("days.joined", [["2026-01-11", "2026-01-11"], *SPANS]) == [["2026-01-01", "2026-01-15"]]
