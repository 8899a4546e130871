"""
Draw the toolbar icons: icons/16.png, 32, 48 and 128 from tools/icon.svg, by a Chromium.

The one of 128 pixels is a store's: it asks for a picture of 96 pixels in 16 transparent ones. The others fill their
square, because a toolbar adds its own space. Needed only after that drawing changed; the pictures are kept in the repository.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import chromium

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "icons"
# Size of a picture -> the transparent pixels at each side of the drawing in it.
PADDING = {16: 0, 32: 0, 48: 0, 128: 16}


def main():
    drawing = (HERE / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        for size, padding in PADDING.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            inside = size - 2 * padding
            style = f"body {{ margin: {padding}px }} svg {{ display: block; width: {inside}px; height: {inside}px }}"
            page.set_content(f"<style>{style}</style>{drawing}")
            page.screenshot(path=ICONS / f"{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
