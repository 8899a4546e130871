"""The audit tells what the databases know, or that they are out of reach; it does not take silence for safety."""

import json

from tools import audit

NPM = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "cally": {"range": "<1", "via": [{"title": "Markup is run"}], "fixAvailable": True},
        "a-tool": {"range": "*", "via": ["cally"], "fixAvailable": False},
    },
}
PIP = {
    "dependencies": [
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "weak", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]},
        {"name": "weaker", "version": "3.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        {"name": "left-out", "skip_reason": "unknown"},
    ]
}


def test_what_is_known_is_told_the_shipped_first():
    assert audit.told("npm", audit.of_npm(json.dumps(NPM)), {"cally"}) == [
        "npm: cally <1 (shipped): Markup is run; a newer version mends it",
        "npm: a-tool *: by way of cally; no newer version mends it yet",
    ]
    assert audit.told("Python", audit.of_pip(json.dumps(PIP)), set()) == [
        "Python: left-out: not in the database; not checked",
        "Python: weak 2.0: PYSEC-1; mended in 2.1",
        "Python: weaker 3.0: PYSEC-2; no newer version mends it yet",
    ]


def test_nothing_known_is_told_from_nothing_asked():
    assert audit.told("npm", audit.of_npm('{"vulnerabilities": {}}'), set()) == ["npm: nothing known"]
    for answer in (
        None,
        "",
        "gone",
        "[]",
        '{"dependencies": [{"name": "a", "skip_reason": "not found"}]}',
        '{"statusCode": 405, "message": "not allowed"}',
    ):
        for read in (audit.of_npm, audit.of_pip):
            assert "cannot be reached" in audit.told("npm", read(answer), set())[0]


def test_a_program_that_is_not_there_is_no_answer():
    assert audit.asked(["no-such-program-anywhere"]) is None
