"""Which days are needed, which requests answer for them, and which tab is asked."""

import pytest

TODAY = "2026-11-23"


def required_days(worker, spans, *, due=False):
    return worker.call("plan.requiredDays", spans, due, TODAY)


@pytest.mark.parametrize(
    "value",
    [
        None, [], {}, "month", 7, [None], [[]], ["2026-11-01", "2026-11-02"],
        [["2026-11-01"]],
        [["2026-11-31", "2026-12-01"]],
        [["2026-11-23", "2026-11-01"]],
        [["2026-11-24", "2026-11-30"]],
        [["2019-12-31", "2026-11-01"]],
        [["2020-01-01", "2026-11-01"]],
        [["2026-11-01", None]],
        [["2026-11-01", "2026-11-02", "2026-11-03"]],
        [["2026-11-01", "2026-11-02"], ["2026-11-01", "2026-11-99"]],
        [["2026-11-01", "2026-11-02"]] * 5,
        {"preset": "month", "start": "2026-11-01", "end": "2026-11-23"},
    ],
)  # fmt: skip
def test_days_that_are_no_short_list_of_spans_are_this_month_so_far(worker, value):
    assert worker.call("plan.parseIntervals", value, TODAY) == [["2026-11-01", TODAY]]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([["2026-11-01", TODAY]], [["2026-09-29", TODAY]]),
        ([["2026-11-01", TODAY], ["2026-09-01", "2026-09-30"]], [["2026-09-01", TODAY]]),
        ([["2026-01-05", "2026-01-11"]], [["2026-01-05", "2026-01-11"], ["2026-09-29", TODAY]]),
        ([["2023-11-20", TODAY]], [["2023-11-20", TODAY]]),
    ],
)
def test_the_asked_days_and_the_last_56_days_are_needed(worker, spans, expected):
    assert required_days(worker, spans) == expected


def test_the_first_refresh_of_a_day_needs_the_last_62_days(worker):
    assert required_days(worker, [["2026-11-01", TODAY]], due=True) == [["2026-09-23", TODAY]]


def test_tomorrow_is_understood_and_never_asked_for(worker):
    assert required_days(worker, [["2026-11-20", "2026-11-24"]])[-1][1] == TODAY


RECENT = ["2026-09-23", TODAY]


@pytest.mark.parametrize(
    ("revalidation", "trusted"),
    [
        (None, []),
        ({"recent": TODAY, "since": TODAY, "spans": [RECENT]}, [RECENT]),
        ({"recent": "2026-11-22", "since": "2026-11-22", "spans": [["2026-09-01", "2026-11-22"]]},
         [["2026-09-01", "2026-09-22"]]),
        ({"recent": TODAY, "since": "2026-11-17", "spans": [["2026-09-01", TODAY]]}, [["2026-09-01", TODAY]]),
        ({"recent": TODAY, "since": "2026-11-16", "spans": [["2026-09-01", TODAY]]}, [RECENT]),
        ({"recent": TODAY, "since": "2028-01-03", "spans": [["2026-09-01", TODAY]]}, [RECENT]),  # of a clock ahead
    ],
)  # fmt: skip
def test_recent_days_are_trusted_for_the_day_and_older_ones_for_the_week_they_were_read_in(
    worker, revalidation, trusted
):
    assert worker.call("plan.currentDays", revalidation, TODAY) == trusted


@pytest.mark.parametrize(
    ("at", "fresh", "last"),
    [
        ("2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z", "2026-11-16"),
        ("2026-11-23T10:00:00Z", "2026-11-10T09:00:00Z", "2026-11-03"),  # the source stands still
        ("2026-11-26T10:00:00Z", "2026-11-23T09:00:00Z", "2026-11-16"),  # the clock of this computer is ahead
        ("2026-11-20T10:00:00Z", "2026-11-23T09:00:00Z", "2026-11-13"),  # the clock of this computer is behind
        ("2026-11-23T10:00:00Z", "2026-11-20", "2026-11-13"),  # no freshness: the newest row
        ("2026-11-23T10:00:00Z", None, "2026-11-16"),
    ],
)
def test_days_settle_a_week_before_the_read_and_what_the_source_knew(worker, at, fresh, last):
    assert worker.call("coverage.settledInterval", at, fresh)[1] == last


def test_what_was_read_is_remembered_until_the_week_is_over(worker):
    def after(revalidation, spans, today=TODAY, *, everything=False):
        return worker.call("plan.updateRevalidation", revalidation, spans, today, everything)

    whole = {"recent": TODAY, "since": TODAY, "spans": [RECENT]}
    assert after(None, [RECENT]) == whole
    older = ["2026-01-01", "2026-01-31"]
    assert after(whole, [older]) == {"recent": TODAY, "since": TODAY, "spans": [older, RECENT]}
    assert after(whole, [older], everything=True) == {"recent": TODAY, "since": TODAY, "spans": [older]}
    assert after(None, [older]) == {"recent": None, "since": TODAY, "spans": [older]}
    later = [["2026-09-30", "2026-11-30"]]
    assert after(whole, later, "2026-11-30") == {"recent": "2026-11-30", "since": "2026-11-30", "spans": later}


@pytest.mark.parametrize("longest", [31, 90])
def test_no_request_is_longer_than_allowed_and_together_they_are_all_days(worker, longest):
    spans = [["2025-09-20", "2026-03-05"], ["2026-06-15", "2026-06-15"]]
    requests = worker.call("plan.planRequests", spans, {}, {"longest": longest})
    pieces = [[one["start"], one["end"]] for one in requests if one["report"] == "product"]
    assert all(worker.call("dates.countDays", piece) <= longest for piece in pieces)
    assert worker.call("intervals.union", pieces) == spans
    assert pieces == sorted(pieces, reverse=True)


def test_days_apart_that_fit_one_request_are_asked_in_one(worker):
    spans = [["2026-09-01", "2026-10-10"], ["2026-11-16", "2026-11-23"]]
    requests = worker.call("plan.planRequests", spans, {})
    assert [[one["start"], one["end"]] for one in requests if one["report"] == "product"] == [["2026-09-01", TODAY]]


def test_a_long_request_has_the_pieces_that_stand_in_for_it(worker):
    spans = [["2026-09-23", TODAY]]
    requests = worker.call("plan.planRequests", spans, {})
    long = next(one for one in requests if one["report"] == "model")
    short = [one for one in worker.call("plan.planRequests", spans, {}, {"longest": 31}) if one["report"] == "model"]
    assert [[one["start"], one["end"], one["query"]] for one in long["pieces"]] == [
        [one["start"], one["end"], one["query"]] for one in short
    ]
    assert all(one["pieces"] == [] for one in short)


def test_the_newest_days_of_every_report_are_asked_for_first(worker):
    requests = worker.call("plan.planRequests", [["2026-06-01", "2026-09-19"]], {})
    names = [one["report"] for one in requests]
    assert names[:11] == [
        "limits", "product", "model", "surface", "activity", "monthly", "settings", "accounts",
        "speed", "effort", "workspace",
    ]  # fmt: skip


def test_addresses_are_constant_but_for_their_days(worker):
    for one in worker.call("plan.planRequests", [["2026-09-01", "2026-09-19"]], {}):
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
    assert next((one["id"] for one in worker.call("tabs.sortTabs", tabs)), None) == best


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
    assert worker.call("intervals.difference", SPANS, taken) == left


def test_spans_that_touch_are_one(worker):
    assert worker.call("intervals.union", [["2026-01-11", "2026-01-11"], *SPANS]) == [["2026-01-01", "2026-01-15"]]
