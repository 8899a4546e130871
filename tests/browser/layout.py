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
  const shortened = node.closest("#workspace, #range-note, .section-summary, .label");
  return left < -1 || right > document.documentElement.clientWidth + 1
    || (!shortened && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1);
}).map((node) => node.id || node.className || node.tagName)"""

# What can be scrolled beside the page itself.
SCROLLERS = """() => [...document.querySelectorAll("body *")].filter((node) =>
  node.scrollHeight > node.clientHeight + 1 && ["auto", "scroll"].includes(getComputedStyle(node).overflowY))
  .map((node) => node.id || node.className)"""
# A panel that is taller than the room there is scrolls by itself.
PANELS = {"#range-open": "range-panel", "#menu-open": "menu"}


def every_panel(page):
    """Open one panel after the other, and come back with each open."""
    for opener in ("#range-open", "#menu-open"):
        page.locator(opener).click()
        if opener == "#range-open":
            page.locator("calendar-range").wait_for()
        yield opener
        page.keyboard.press("Escape")
    for action in ("help", "privacy", "ask-clear-data"):
        page.locator("#menu-open").click()
        page.locator(f"#menu [data-action={action}]").click()
        yield action
        page.keyboard.press("Escape")


def fits(page):
    """Find nothing that needs scrolling sideways and nothing cut."""
    size = page.evaluate(SIZE)
    assert size["needs"] <= size["has"]
    cut = page.evaluate(CUT)
    assert cut == [], f"cut: {cut}"
