"""The popup and the worker agree on which of several codes tells the person most."""

import re
from pathlib import Path

from codex_credits.present import status

ROOT = Path(__file__).parents[2]


def test_the_popup_ranks_codes_as_the_worker_does():
    source = (ROOT / "background" / "chatgpt" / "responses.js").read_text(encoding="utf-8")
    listed = re.search(r"const CODE_PRIORITY = \[(.*?)\]", source, re.DOTALL).group(1)
    assert tuple(re.findall(r'"(\w+)"', listed)) == status.TELLING
