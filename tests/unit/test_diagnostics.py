from codex_credits.present import diagnostics

FOUND = {
    "version": "0.1.0",
    "browser": "Chrome 156 on Windows",
    "notice": None,
    "log": [
        {"report": "session", "route": "/api/auth/session", "status": 200, "bytes": 900, "ms": 40},
        {"report": "model", "route": "/backend-api/x?breakdown", "status": 0, "bytes": 0, "ms": 20000},
    ],
    "reports": [["session", "ok"], ["model", "TIMEOUT"], ["product", "SHAPE"]],
    "answers": [
        {"report": "product", "status": 200, "kind": "json", "shape": '{"rows":[{"day":"string"}]}'},
        {"report": "surface", "status": 200, "kind": "html", "shape": None},
        {"report": "speed", "status": 0, "kind": "network"},
    ],
}


def test_the_text_has_versions_results_routes_and_shapes():
    assert diagnostics.text(FOUND).splitlines() == [
        "Codex Enterprise Credits 0.1.0",
        "Chrome 156 on Windows",
        "Last refresh: ok",
        "",
        "Results",
        "",
        "- session (Sign-in): ok",
        "- model (Model): TIMEOUT",
        "- product (Product): SHAPE",
        "",
        "Requests",
        "",
        "- session: 200 `/api/auth/session`",
        "- model: no answer `/backend-api/x?breakdown`",
        "",
        "Shapes of the answers that were not understood: names and types, no values",
        "",
        "product: 200, json",
        "```json",
        '{"rows":[{"day":"string"}]}',
        "```",
        "",
        "surface: 200, html",
        "",
        "speed: no answer, network",
    ]


def test_a_refresh_that_failed_is_told_by_its_code():
    found = dict(FOUND)
    found.update({"notice": {"code": "SIGNED_OUT"}, "log": [], "answers": [], "reports": [["session", "SIGNED_OUT"]]})
    assert diagnostics.text(found).splitlines()[2:] == [
        "Last refresh: SIGNED_OUT", "", "Results", "", "- session (Sign-in): SIGNED_OUT"
    ]  # fmt: skip


def test_nothing_known_is_three_lines():
    nothing = {"version": "1", "browser": "b", "notice": None, "log": [], "reports": [], "answers": []}
    assert diagnostics.text(nothing).splitlines()[2:] == ["Last refresh: none in this session of the browser"]


def test_settings_of_a_policy_that_cannot_be_used_are_named():
    lines = diagnostics.text(FOUND, ["hide_workspace", "request_url"]).splitlines()
    assert lines[3] == "Policy settings that cannot be used: hide_workspace, request_url"
