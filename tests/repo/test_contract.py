"""What contract/vocabulary.json lists is what each part of the program knows."""

import json
import re

from codex_credits.present import messages
from simulator.chatgpt import scenarios
from tests.repo.tree import ROOT, text
from tools import contract

VOCABULARY = json.loads(text(ROOT / "contract" / "vocabulary.json"))


def test_the_generated_modules_say_what_the_vocabulary_says():
    contract.main(check=True)


def test_each_schema_lists_the_breakdowns_of_the_vocabulary():
    names = [one["name"] for one in VOCABULARY["breakdowns"]]
    for schema in ("report.schema.json", "export.schema.json"):
        listed = re.findall(r'"enum": ?(\["model"[^\]]*\])', text(ROOT / "contract" / schema))
        assert [json.loads(one) for one in listed] == [names]


def values_of(schema, name):
    """Yield each value that a schema has under a name, at any depth."""
    if isinstance(schema, dict):
        yield from ([schema[name]] if name in schema else [])
    for one in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from values_of(one, name)


def test_the_schema_of_the_report_lists_and_bounds_what_the_vocabulary_does():
    schema = json.loads(text(ROOT / "contract" / "report.schema.json"))
    bounds = VOCABULARY["bounds"]
    assert set(values_of(schema, "maximum")) == {bounds["total"]}
    assert set(values_of(schema, "maxLength")) == {bounds["name_length"], bounds["link_length"]}
    assert schema["properties"]["restatements"]["maxItems"] == bounds["restated_days"]
    section = schema["properties"]["report_status"]["items"]["properties"]
    assert section["report"]["enum"] == [one["name"] for one in VOCABULARY["reports"]]
    assert set(VOCABULARY["code_priority"]) < set(section["code"]["enum"])
    scope = schema["$defs"]["scope"]["properties"]
    assert scope["totals"]["properties"]["source"]["enum"] == [*VOCABULARY["totals_from"], "workspace", None]
    assert list(schema["properties"]["scopes"]["properties"]) == VOCABULARY["scopes"]


def test_each_code_that_a_refresh_may_end_with_has_a_sentence_and_a_reason():
    for code in VOCABULARY["code_priority"]:
        assert code in messages.REASONS
        assert code in messages.TABLE or code == "NOT_ASKED"


def test_the_page_has_a_control_for_each_breakdown_and_each_preset():
    page = text(ROOT / "popup.html")
    for kind, entries in (("breakdown", "breakdowns"), ("preset", "presets")):
        assert set(re.findall(rf'data-{kind}-choice="([\w-]+)"', page)) == {one["name"] for one in VOCABULARY[entries]}


def test_the_simulated_chatgpt_answers_each_report():
    assert {*scenarios.EVERY_REPORT, "session"} == {one["name"] for one in VOCABULARY["reports"]}
