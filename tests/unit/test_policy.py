"""What a company's policy sets: each setting counts by itself, and one that cannot be used is as if it were not there."""

from codex_credits.model import policy
from codex_credits.present import limit_text
from simulator import factories

URL = "https://intranet.example.com:8443/credits?team=a"


def test_without_a_policy_nothing_is_set():
    for told in (None, {}, [], "x", 1):
        assert policy.parse_policy(told) == policy.NONE
    assert tuple(policy.NONE) == ("", False, False)


def test_each_setting_counts_by_itself():
    assert tuple(policy.parse_policy({"request_url": URL})) == (URL, False, False)
    assert tuple(policy.parse_policy({"hide_workspace": True, "forbid_downloads": False})) == ("", True, False)
    mixed = {"request_url": 7, "hide_workspace": "yes", "forbid_downloads": True}
    assert tuple(policy.parse_policy(mixed)) == ("", False, True)


def test_what_is_ignored_is_named():
    told = {"request_url": "http://a.example", "hide_workspace": 1, "forbid_downloads": True, "hide_workspaces": True}
    assert policy.ignored_settings(told) == ["hide_workspace", "hide_workspaces", "request_url"]
    assert policy.ignored_settings({"request_url": "", "hide_workspace": False}) == []
    for value in (None, 0, 1.0, "true", [], {}):
        assert policy.ignored_settings({"hide_workspace": value, "forbid_downloads": value}) == [
            "forbid_downloads",
            "hide_workspace",
        ]
        assert policy.parse_policy({"hide_workspace": value, "forbid_downloads": value}) == policy.NONE


def test_only_a_plain_https_address_is_offered():
    for good in (URL, "https://a.example", "https://A.example/?x=1#y", "https://127.0.0.1/"):
        assert policy.parse_policy({"request_url": good}).request_url == good
    for bad in (
        "http://a.example", "HTTPS://a.example", "javascript:alert(1)", "//a.example", "a.example", "https://", "https:///x", "https://?a",
        "https://user@a.example", "https://user:word@a.example", "https://a.example\\@b.example", "https://a.example/\\x",
        "https://a.example/a b", "https://a.example/\n", "https://a.example:x/", "https://a.example:99999/", "https://a.example/é",
        "https://é.example/", " https://a.example", "https://a.example/" + "x" * 400, ["https://a.example"], {}, None, True,
    ):  # fmt: skip
        assert policy.parse_policy({"request_url": bad}).request_url == "", bad
        assert policy.ignored_settings({"request_url": bad}) == ["request_url"], bad


def test_nothing_of_a_hidden_workspace_is_left_in_the_report():
    found = factories.made_report(
        scopes={"mine": factories.two_days(), "workspace": factories.stored_scope(["2026-11-21"], [7])},
        report_status=[
            {"report": "model", "code": "ok", "at": "2026-11-22T09:00:00Z"},
            {"report": "workspace", "code": "SERVER", "at": None},
        ],
    )
    assert found.workspace is not None
    hidden = policy.without_workspace(found)
    assert hidden.workspace is None
    assert [row.report for row in hidden.report_status] == ["model"]
    assert (hidden.mine, hidden.limits, hidden.fetched_at) == (found.mine, found.limits, found.fetched_at)
    assert policy.without_workspace(None) is None


def test_the_company_s_address_stands_in_place_of_chatgpt_s_and_where_a_request_is_offered():
    def way(told=None, *, offered=False):
        limits = factories.stored_limits(increase_request=told)
        return tuple(limit_text.request_option(limits, URL, offered=offered))

    ours = (URL, "intranet.example.com:8443", "")
    assert way({"kind": "custom", "url": "https://a.example"}) == ours
    assert way({"kind": "disabled", "url": None}) == ours
    assert way(offered=True) == ours
    assert way() == ("", "", "")
    assert tuple(limit_text.request_option(None, URL)) == ("", "", "")
