"""The styles ask nothing of the window that a popup answers differently within one frame."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CSS = "".join(
    (ROOT / name).read_text(encoding="utf-8") for name in ("popup.css", "popup/details.css", "popup/panels.css")
)
BEGINS = 25  # px, where Chrome starts to measure a popup, before each frame
WIDEST_POPUP = 800


def test_no_width_is_asked_for_that_a_popup_passes_while_it_is_measured():
    """Otherwise every style of the page is worked out anew, twice in every frame: 9 ms instead of 3 to pick a day."""
    asked = [query for query in re.findall(r"@(?:media|container)([^{]*)\{", CSS) if "width" in query]
    widths = [(kind, int(px)) for query in asked for kind, px in re.findall(r"(min|max)-width: (\d+)px", query)]
    assert len(widths) == len(asked) > 0  # each is of the one form that is understood here
    assert [one for one in widths if BEGINS < one[1] + (one[0] == "max") <= WIDEST_POPUP] == []
