"""
Draw the toolbar icons: icons/16.png, 32, 48 and 128 from tools/icon.svg, by a Chromium.

Needed only after that drawing changed; the pictures are kept in the repository.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import chromium

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "icons"
SIZES = [16, 32, 48, 128]


def main():
    drawing = (HERE / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing}")
            page.screenshot(path=ICONS / f"{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
