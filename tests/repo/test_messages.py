"""Every code that docs/data.md names has its sentence, and every sentence its code there."""

import json
import re

from codex_credits.present import messages
from tests.repo.tree import ROOT, text

CODES = re.search(r"^Codes \(.*?\n\n", text(ROOT / "docs" / "data.md"), re.MULTILINE | re.DOTALL)[0]
WITHOUT_SENTENCE = {
    "NOT_ASKED",  # its condition did not hold: nothing to say
    "THROTTLED",  # acknowledged in the status line, with an age
}
SECTIONS = json.loads(text(ROOT / "contract" / "report.schema.json"))["properties"]["report_status"]


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    named = set(re.findall(r"`([A-Z_]{4,})`", CODES))
    assert len(named) > 35
    assert named - WITHOUT_SENTENCE == set(messages.TABLE)


def test_every_code_of_a_report_has_its_few_words():
    assert set(SECTIONS["items"]["properties"]["code"]["enum"]) <= set(messages.REASONS)
