"""Days and hours as they are written where the reader lives: around the changes of clocks, and in other calendars."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from simulator.worker.worker import node

WORDS = Path(__file__).resolve().parents[2] / "popup" / "bridge" / "formatters.js"
ASK = """
Object.defineProperty(globalThis, "navigator", { value: { language: process.argv[1], platform: "" }, configurable: true });
const words = await import(process.argv[2]);
const calls = JSON.parse(process.argv[3]);
process.stdout.write(JSON.stringify(calls.map(([name, ...args]) => words[name](...args))));
"""


def format_calls(calls, language="en-US", zone="UTC"):
    """Return what the functions of formatters.js give for `calls`, a list of [name, argument ...], without odd spaces."""
    command = [node(), "--input-type=module", "-e", ASK, language, WORDS.as_uri(), json.dumps(calls)]
    done = subprocess.run(
        command, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True, timeout=60
    )
    return [" ".join(text.split()) for text in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("zone", "spans"),
    [
        ("UTC", {"2026-03-29": ""}),
        ("Europe/London", {"2026-03-28": "", "2026-03-29": "Sun 12 AM – Mon 1 AM", "2026-03-30": "Mon 1 AM – Tue 1 AM",
                           "2026-10-25": "Sun 1 AM – Mon 12 AM", "2026-10-26": ""}),
        ("Atlantic/Azores", {"2026-03-29": "Sat 11 PM – Mon 12 AM", "2026-07-01": "", "2026-10-25": "Sun 12 AM – Sun 11 PM"}),
        ("Australia/Lord_Howe", {"2026-04-03": "Fri 11 AM – Sat 11 AM", "2026-04-04": "Sat 11:00 AM – Sun 10:30 AM",
                                 "2026-10-03": "Sat 10:30 AM – Sun 11:00 AM"}),
        ("America/New_York", {"2026-03-08": "Sat 7 PM – Sun 8 PM", "2026-11-01": "Sat 8 PM – Sun 7 PM"}),
        ("Pacific/Chatham", {"2026-04-04": "Sat 1:45 PM – Sun 12:45 PM"}),
        ("America/St_Johns", {"2026-03-08": "Sat 8:30 PM – Sun 9:30 PM"}),
    ],
)  # fmt: skip
def test_a_utc_day_on_the_readers_clock_begins_and_ends_as_that_clock_goes(zone, spans):
    assert dict(zip(spans, format_calls([["clockSpan", day] for day in spans], zone=zone), strict=True)) == spans


@pytest.mark.parametrize(
    ("language", "year"),
    [("fa-IR", "۲۰۲۴"), ("th-TH", "2024"), ("ps-AF", "۲۰۲۴"), ("ckb-IR", "٢٠٢٤"), ("ar-SA", "2024"), ("hi-IN", "2024"),
     ("lt-LT", "2024"), ("cs-CZ", "2024")],
)  # fmt: skip
def test_another_year_is_told_and_is_of_the_gregorian_calendar(language, year):
    kinds = [["day", "2024-02-11", kind] for kind in ("short", "weekday", "long")]
    texts = format_calls(
        [*kinds, ["span", "2024-02-11", "2024-02-20"], ["instant", "2024-02-11T09:00:00Z", "utc"]], language
    )
    latin = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
    assert [text for text in texts if year.translate(latin) not in text.translate(latin)] == []
