"""Every label of the chart's axis is whole, in the popup and in the picture, however a language writes thousands."""

import base64

import pytest

from simulator.browser.downloads import DownloadsAndClipboard
from tests.browser.layout import ROOMY
from tests.browser.shared_browser import shared_world
from tests.tiers import nightly_except

LANGUAGES = ("hi-IN", "lt-LT")
# How far left of the chart the leftmost label begins, and how long the longest is, in pixels.
LABELS = """() => {
  const from = document.querySelector("#chart").getBoundingClientRect().left;
  const boxes = [...document.querySelectorAll("#axis .y")].map((node) => node.getBoundingClientRect());
  return [Math.min(...boxes.map(({left}) => left - from)), Math.min(...boxes.map(({left}) => left))];
}"""
# The leftmost pixel of a picture beside the plot that is not of its background, in pixels of the page.
INK = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const {height} = document.querySelector("#chart").getBoundingClientRect();
  const {data, width} = context.getImageData(0, 2 * 70, picture.width, 2 * (height - 40));
  const ground = data.slice(0, 3).join();
  for (let x = 0; x < width; x += 1)
    for (let at = 4 * x; at < data.length; at += 4 * width)
      if (data.slice(at, at + 3).join() !== ground) return x / 2;
}"""


@pytest.fixture(scope="module", params=nightly_except(LANGUAGES, "hi-IN"))
def world(request, dist):
    with shared_world(dist, lang=request.param, arguments=ROOMY) as world:
        yield world


def test_the_labels_of_thousands_are_whole_in_the_popup_and_in_the_picture(world, tmp_path):
    popup = world.settled_popup()
    popup.choose_scope("workspace")
    inside, from_edge = popup.page.evaluate(LABELS)
    assert inside >= 0
    assert from_edge >= 0
    file = DownloadsAndClipboard(world.browser, tmp_path).file(popup, "png")
    ink = popup.page.evaluate(INK, base64.b64encode(file.read_bytes()).decode())
    assert ink == pytest.approx(16 + inside, abs=3), "the picture has a margin of 16 pixels"


def test_the_names_in_the_picture_are_whole_where_a_line_has_room_for_them(world, tmp_path):
    popup = world.settled_popup()
    heights, taken = [], DownloadsAndClipboard(world.browser, tmp_path)
    for label in ("gpt-5.5", "Evaluation of the research assistant, second stage"):
        popup.page.evaluate("(text) => { document.querySelector('#series .label').textContent = text }", label)
        file = taken.file(popup, "png")
        heights.append(int.from_bytes(file.read_bytes()[20:24]))
        file.unlink()  # the next has the same name
    rows = popup.page.locator("#series tbody tr:not([data-folded])").count()
    assert heights[1] - heights[0] >= 2 * 20 * (rows - -(-rows // 2)), "one entry a line, not two or three"
