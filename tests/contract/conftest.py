"""One Node process for all tests of the border, and the schema every report is held to."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from simulator.worker.worker import Worker

SCHEMA = Path(__file__).resolve().parents[2] / "contract" / "report.schema.json"


@pytest.fixture(scope="session")
def sound():
    """Return a function that fails for a report the schema does not describe."""
    schema = json.loads(SCHEMA.read_text())
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.validator_for(schema).validate


@pytest.fixture(scope="session")
def plain_worker():
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def worker(plain_worker, sound, monkeypatch):
    """Return the worker; every report it makes in the test is held to the schema."""
    build_report = plain_worker.build_report

    def checked(*args, **more):
        result = build_report(*args, **more)
        if "report" in result:
            sound(result["report"])
        return result

    monkeypatch.setattr(plain_worker, "build_report", checked)
    return plain_worker
