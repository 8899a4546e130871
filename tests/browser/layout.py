"""Does the popup fit: nothing to scroll sideways, nothing cut."""

ROOMY = ["--screen-info={1600x1200}"]  # a screen that does not limit the popup before Chrome does

SIZE = """() => ({
  height: innerHeight, needs: document.documentElement.scrollWidth, has: document.documentElement.clientWidth,
})"""
# Controls and texts that reach over the edge of the window, or of themselves where they are not meant to be shortened.
CUT = """() => [...document.querySelectorAll("body *")].filter((node) => {
  if (!node.checkVisibility({visibilityProperty: true}) || node.closest("svg, .unseen, .asked-width")) return false;
  const {left, right, width} = node.getBoundingClientRect();
  if (width === 0) return false;
  const shortened = node.closest("#workspace, #range-note, .gist, .part, #callout, .label");
  return left < -1 || right > document.documentElement.clientWidth + 1
    || (!shortened && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1);
}).map((node) => node.id || node.className || node.tagName)"""


def fits(page):
    """Find nothing that needs scrolling sideways and nothing cut."""
    size = page.evaluate(SIZE)
    assert size["needs"] <= size["has"]
    cut = page.evaluate(CUT)
    assert cut == [], f"cut: {cut}"
