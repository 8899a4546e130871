"""The audit asks both databases, whatever the first says, and does not take silence for safety."""

import sys

import pytest

from tools import audit

SOUND = [sys.executable, "-c", ""]
WEAK = [sys.executable, "-c", "raise SystemExit(1)"]
ABSENT = ["no-such-program-anywhere"]


@pytest.mark.parametrize(("npm", "pip", "failed"), [
    (SOUND, SOUND, ""), (WEAK, SOUND, "npm."), (SOUND, WEAK, "Python."), (ABSENT, SOUND, "npm."), (WEAK, ABSENT, "npm and Python."),
])  # fmt: skip
def test_each_failure_is_told_and_fails_the_audit(monkeypatch, capfd, npm, pip, failed):
    monkeypatch.setattr(audit, "NPM", npm)
    monkeypatch.setattr(audit, "SETUP", [SOUND])
    monkeypatch.setattr(audit, "PIP", pip)
    assert audit.main() == (1 if failed else 0)
    assert failed in capfd.readouterr().out


def test_an_auditor_that_cannot_be_installed_is_not_run(monkeypatch, capfd):
    monkeypatch.setattr(audit, "NPM", SOUND)
    monkeypatch.setattr(audit, "SETUP", [WEAK])
    monkeypatch.setattr(audit, "PIP", [sys.executable, "-c", "print('audited')"])
    assert audit.main() == 1
    assert "audited" not in capfd.readouterr().out


def test_a_package_that_no_database_has_is_a_finding():
    assert "--strict" in audit.PIP
