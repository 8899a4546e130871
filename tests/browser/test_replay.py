"""Recordings play back as if they had been made today, and a bad one is refused in one line."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from simulator.browser import record_analytics
from simulator.chatgpt import FakeChatGPT, ReplayError, routes
from simulator.chatgpt.recording import MANIFEST
from tests.browser.requests import BASE, BREAKDOWNS, VARIANTS, ask, last_days

NOW = datetime(2027, 3, 31, 14, 5, tzinfo=UTC)


def overlay(folder, **entry):
    """Write a folder with one body of the variants laid over one route, and return it."""
    folder.mkdir()
    shutil.copy(VARIANTS / entry["file"], folder)
    (folder / MANIFEST).write_text(json.dumps({"files": [entry]}))
    return folder


def variant(file):
    """Return the manifest's entry of one variant."""
    return next(entry for entry in json.loads((VARIANTS / MANIFEST).read_text())["files"] if entry["file"] == file)


def test_the_samples_play_back_as_if_they_ended_today():
    server = FakeChatGPT(replay=BASE, now=NOW)
    raw = json.loads((BASE / "daily_workspace_user_credit_usage_product.json").read_text())["data"]
    figures = server.expected("mine", "product", *last_days(server, 30))
    assert figures.total == pytest.approx(sum(sum(row["values"].values()) for row in raw), abs=1e-9)
    assert max(figures.days) == server.today


def test_a_reset_on_the_1st_is_replayed_on_the_next_1st_and_a_row_on_its_day():
    server = FakeChatGPT(replay=BASE, now=NOW)
    raw = json.loads((BASE / "wham_usage_enterprise.json").read_text())["spend_control"]["individual_limit"]
    limit = ask(server, routes.USAGE).body["spend_control"]["individual_limit"]
    assert datetime.fromtimestamp(raw["reset_at"], UTC) == datetime(2026, 10, 1, tzinfo=UTC)
    assert datetime.fromtimestamp(limit["reset_at"], UTC) == datetime(2027, 4, 1, tzinfo=UTC)
    assert limit["used"] == raw["used"]
    start, end = last_days(server, 30)
    body = ask(server, routes.CREDITS, start_date=start, end_date=end, breakdown="speed").body
    assert body["data_freshness_ts"] == f"{server.today}T09:00:00Z"


def test_a_recorded_body_answers_its_breakdown_for_whatever_dates_are_asked():
    server = FakeChatGPT(replay=BASE, now=NOW)
    start, end = last_days(server, 3)
    body = ask(server, routes.CREDITS, start_date=start, end_date=end, breakdown="speed").body
    assert {row["date"] for row in body["data"]} == {start, (NOW.date() - timedelta(days=1)).isoformat(), end}
    total = sum(series["total"] for series in body["series"])
    assert total == pytest.approx(sum(sum(row["values"].values()) for row in body["data"]))


def test_a_recording_tells_the_dimensions_of_the_token_report_apart():
    server = FakeChatGPT(replay=BASE, now=NOW)
    start, end = last_days(server, 30)
    dates = {"start_date": start, "end_date": end, "group_by": "day"}
    assert ask(server, routes.TOKENS, **dates).body["breakdown_by"] is None
    assert ask(server, routes.TOKENS, breakdown_by="model", **dates).body["breakdown_by"] == ["model"]


def test_a_route_that_was_not_recorded_is_not_found_and_the_workspace_forbidden():
    server = FakeChatGPT(replay=BASE, now=NOW)
    start, end = last_days(server, 7)
    assert ask(server, "/backend-api/wham/profiles/me").status == 404
    assert ask(server, routes.COUNTS, start_date=start, end_date=end, group_by="day").status == 403
    assert ask(server, routes.USAGE, bearer=False).status == 401


def test_a_body_laid_over_replaces_its_route_and_no_other(tmp_path):
    over = overlay(tmp_path / "over", **variant("wham_usage_enterprise_over_limit.json"))
    server = FakeChatGPT(replay=BASE, overlay=over, now=NOW)
    assert ask(server, routes.USAGE).body["spend_control"]["reached"] is True
    assert server.expected("mine", "model", *last_days(server, 30)).total > 0


def test_html_is_laid_over_with_its_own_status_and_headers(tmp_path):
    entry = variant("error_403_cloudflare_challenge.json") | {"path": routes.USAGE}
    answer = ask(FakeChatGPT(replay=BASE, overlay=overlay(tmp_path / "over", **entry), now=NOW), routes.USAGE)
    assert answer.status == 403
    assert answer.headers["cf-mitigated"] == "challenge"
    assert answer.body.startswith("<!DOCTYPE html>")


def test_an_error_for_any_route_is_laid_over_all_of_them(tmp_path):
    server = FakeChatGPT(replay=BASE, overlay=overlay(tmp_path / "over", **variant("error_429.json")), now=NOW)
    assert {ask(server, path).status for path in (routes.USAGE, routes.ACCOUNTS)} == {401}  # no session, no token
    assert ask(server, routes.SESSION).status == 429


def test_an_error_without_a_breakdown_is_laid_over_every_breakdown(tmp_path):
    over = overlay(tmp_path / "over", **variant("error_403_not_entitled.json"))
    server = FakeChatGPT(replay=BASE, overlay=over, now=NOW)
    dates = dict(zip(("start_date", "end_date"), last_days(server, 7), strict=True))
    assert {ask(server, routes.CREDITS, breakdown=name, **dates).status for name in routes.BREAKDOWNS} == {403}


def test_one_body_of_a_folder_can_be_laid_over_by_its_name():
    server = FakeChatGPT(replay=BASE, overlay=VARIANTS / "session_signed_out.json", now=NOW)
    assert "accessToken" not in ask(server, routes.SESSION).body


@pytest.mark.parametrize("file", sorted(path.name for path in VARIANTS.glob("[!0]*.json")))
def test_every_variant_can_be_laid_over_the_samples(file):
    server = FakeChatGPT(replay=BASE, overlay=VARIANTS / file, now=NOW)
    assert ask(server, routes.SESSION).encoded()


def test_a_har_of_the_samples_plays_back_to_the_same_figures(tmp_path):
    har = tmp_path / "samples.har"
    har.write_text(json.dumps({"log": {"entries": har_entries()}}))
    from_folder, from_har = FakeChatGPT(replay=BASE, now=NOW), FakeChatGPT(replay=har, now=NOW)
    for breakdown in BREAKDOWNS:
        days = last_days(from_folder, 30)
        assert from_har.expected("mine", breakdown, *days) == from_folder.expected("mine", breakdown, *days)


def test_pieces_of_one_report_in_a_har_are_put_together(tmp_path):
    entries = har_entries()
    for entry in [entry for entry in entries if entry["request"]["url"].endswith("breakdown=model")]:
        body = json.loads(entry["response"]["content"]["text"])
        entries.remove(entry)
        for rows in (body["data"][:10], body["data"][10:]):
            piece = json.loads(json.dumps(entry))
            piece["response"]["content"]["text"] = json.dumps(body | {"data": rows})
            entries.append(piece)
    har = tmp_path / "pieces.har"
    har.write_text(json.dumps({"log": {"entries": entries}}))
    whole, pieces = FakeChatGPT(replay=BASE, now=NOW), FakeChatGPT(replay=har, now=NOW)
    days = last_days(whole, 30)
    assert pieces.expected("mine", "model", *days) == whole.expected("mine", "model", *days)


def test_a_har_recorded_by_a_browser_from_the_analytics_page_plays_back_to_the_same_figures(tmp_path):
    har = tmp_path / "analytics.har"
    with FakeChatGPT() as server:
        record_analytics(server, har)
    replayed = FakeChatGPT(replay=har, now=server.now)
    days = last_days(server, 90)
    for scope, breakdowns in (("mine", BREAKDOWNS), ("workspace", ("model", "surface"))):
        for breakdown in breakdowns:
            assert replayed.expected(scope, breakdown, *days) == server.expected(scope, breakdown, *days)
    for path in (routes.USAGE, routes.ACCOUNTS):
        assert ask(replayed, path).body == ask(server, path).body


def har_entries():
    """Return the samples as the entries of a HAR file, one of them encoded as a browser does with bytes."""
    files = json.loads((BASE / MANIFEST).read_text())["files"]
    return [
        {
            "startedDateTime": "2026-09-19T16:05:00.000+02:00",
            "request": {"method": "GET", "url": f"https://chatgpt.com{entry['path']}"},
            "response": {
                "status": 200,
                "headers": [{"name": "Content-Type", "value": "application/json"}],
                "content": {"mimeType": "application/json", "text": (BASE / entry["file"]).read_text()},
            },
        }
        for entry in files
    ]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (shutil.rmtree, "there is no folder or file"),
        (lambda folder: (folder / MANIFEST).unlink(), MANIFEST),
        (lambda folder: (folder / MANIFEST).write_text("{"), "is not a JSON manifest"),
        (lambda folder: (folder / MANIFEST).write_text("[]"), 'lists no "files"'),
        (lambda folder: (folder / MANIFEST).write_text('{"files": [{"file": "session.json"}]}'), 'has no "path"'),
        (lambda folder: (folder / "session.json").unlink(), "session.json, which is not there"),
    ],
)
def test_a_bad_folder_is_refused_in_one_line_that_says_what_is_missing(tmp_path, damage, says):
    folder = shutil.copytree(BASE, tmp_path / "base")
    damage(folder)
    with pytest.raises(ReplayError, match=says) as refused:
        FakeChatGPT(replay=folder, now=NOW)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not JSON", "is not a HAR file"),
        ("{}", "is not a HAR file"),
        ('{"log": {"entries": []}}', routes.SESSION),
        (json.dumps({"log": {"entries": har_entries()[-2:]}}), routes.CREDITS),
        (json.dumps({"log": {"entries": har_entries()[:2]}}), routes.SESSION),
    ],
)
def test_a_har_without_the_routes_is_refused_in_one_line_that_says_what_is_missing(tmp_path, text, says):
    har = tmp_path / "bad.har"
    har.write_text(text)
    with pytest.raises(ReplayError, match=says) as refused:
        FakeChatGPT(replay=har, now=NOW)
    assert "\n" not in str(refused.value)
