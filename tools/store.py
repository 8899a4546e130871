"""
The pictures that the stores ask for, made of the real popup over sample data: `dist-store/`.

Five screenshots of 1280 x 800, one idea each; Chrome's tile (440 x 280) and marquee (1400 x 560); Edge's logo
(300 x 300). The words beside them are in `store/`, as *Pictures* of each listing. PNG without transparency, as the stores want them.

    python -m tools.store [FOLDER] [LANGUAGE]        default: dist-store, en; for Japanese a font of it must be there
"""

import base64
import os
import sys
from collections import namedtuple
from html import escape
from pathlib import Path

from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT

ROOT = Path(__file__).resolve().parents[1]
DIST = Path(os.environ.get("DIST") or ROOT / "dist")
POPUP = {"x": 0, "y": 0, "width": 560, "height": 600}
TWICE = ["--screen-info={3200x2400 devicePixelRatio=2}", "--hide-scrollbars"]

Idea = namedtuple("Idea", "name scenario theme steps")
# steps: what is done in the open popup before its picture is taken, a function of the popup


def by_surface(popup):
    """Show this month by surface, with the columns in sight."""
    popup.choose_breakdown("surface")
    popup.page.evaluate("() => document.getElementById('range-open').scrollIntoView({block: 'start'})")
    popup.page.evaluate("() => scrollBy(0, -64)")


def ranges(popup):
    """Open the range panel."""
    popup.page.locator("#range-open").click()
    popup.page.locator("calendar-range").wait_for()


def limits(popup):
    """Open the section of the limits."""
    popup.page.locator("#limits summary").click()
    popup.page.evaluate("() => document.getElementById('limits').scrollIntoView({block: 'start'})")
    popup.page.evaluate("() => scrollBy(0, -64)")


def nothing(_popup):
    """Leave the popup as it opens."""


IDEAS = (
    Idea("1-verdict", "enterprise", "light", nothing),
    Idea("2-where", "enterprise", "light", by_surface),
    Idea("3-range", "member", "light", ranges),
    Idea("4-limits", "shared-limits", "light", limits),
    Idea("5-private", "enterprise", "dark", nothing),
)  # fmt: skip

STYLE = """
  * { margin: 0; box-sizing: border-box }
  body { display: flex; align-items: center; gap: 7%; padding: 0 6%; height: 100vh; overflow: hidden;
         font: 400 26px/1.35 system-ui, sans-serif; color: #10231d; background: linear-gradient(135deg, #eef7f3, #cfe7de) }
  body.dark { color: #e8f3ee; background: linear-gradient(135deg, #16211d, #0b3327) }
  .words { flex: 1; min-width: 0; word-break: auto-phrase }
  h1 { font-size: 60px; line-height: 1.08; font-weight: 700; letter-spacing: -.02em; margin-bottom: 20px; text-wrap: balance }
  p { text-wrap: pretty }
  img.popup { height: 88%; border-radius: 14px; box-shadow: 0 18px 60px rgb(0 40 28 / .35) }
  .icon { width: 64px; margin-bottom: 22px; display: block }
  body.tile { padding: 0 34px; gap: 24px; font-size: 19px } .tile h1 { font-size: 34px; margin-bottom: 10px }
  .tile h1:lang(ja) { font-size: 28px } /* its name is one word */
  .tile .icon { width: 112px; margin: 0 }
  body.logo { padding: 0; justify-content: center } .logo .icon { width: 220px; margin: 0 }
  .marquee .icon { width: 84px } .marquee img.popup { height: 116%; align-self: flex-start; margin-top: 4% }
"""


def picture_of(png):
    """Return `png` as an address that a page can show."""
    return "data:image/png;base64," + base64.b64encode(png).decode()


def page_html(kind, words=("", ""), popup=None, lang="en"):
    """Return the page behind one picture: `words`, large and small, beside the icon, and the popup's picture where there is one."""
    title, text = words
    icon = (ROOT / "tools" / "icon.svg").read_text(encoding="utf-8").replace("<svg", '<svg class="icon"', 1)
    large = title if kind == "tile" else title.replace("-", "\N{NON-BREAKING HYPHEN}")  # "suffira-t-il" is one word
    said = f'<div class="words"><h1>{escape(large)}</h1><p>{escape(text)}</p></div>' if title else ""
    if kind in ("light", "dark", "marquee"):
        icon, said = "", said.replace("<h1>", f"{icon}<h1>", 1)
    shown = f'<img class="popup" alt="" src="{picture_of(popup)}">' if popup else ""
    return f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><style>{STYLE}</style><body class="{kind}">{icon}{said}{shown}'


def words_of(language):
    """Return {picture: (what is written large, what is written small)} of a listing."""
    listing = ROOT / "store" / ("listing.md" if language == "en" else f"listing.{language}.md")
    table = listing.read_text(encoding="utf-8").partition("## Pictures")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    return {name: (large, small) for name, large, small in rows[2:]}


def popup_picture(idea, lang):
    """Return the PNG of the real popup as `idea` wants it, at twice the size, in a browser that speaks `lang`."""
    with FakeChatGPT(idea.scenario) as server, Browser(DIST, server, arguments=TWICE, lang=lang) as browser:
        browser.open_chatgpt()
        popup = browser.open_popup().settle()
        idea.steps(popup)
        popup.page.mouse.move(0, 0)  # what was clicked is no longer marked as under the pointer
        popup.page.emulate_media(color_scheme=idea.theme)
        popup.page.wait_for_timeout(
            2500
        )  # what opens moves into its place, and Chrome shows a window's size for a while
        return popup.page.screenshot(clip=POPUP, animations="disabled", caret="hide")


def compose(folder, pictures):
    """Write each of `pictures`, {file name: (width, height, HTML)}, as a PNG of that size."""
    with FakeChatGPT() as server, Browser(DIST, server, arguments=["--hide-scrollbars"], lang="en-US") as browser:
        page = browser.open_tab("about:blank")
        for name, (width, height, html) in pictures.items():
            page.set_viewport_size({"width": width, "height": height})
            page.set_content(html)
            page.wait_for_function("() => [...document.images].every((image) => image.complete)")
            page.screenshot(path=folder / name)
            print(f"{name}: {(folder / name).stat().st_size // 1000} kB")


def main(folder, language="en"):
    """Make all pictures, in the language as _locales calls it."""
    folder.mkdir(parents=True, exist_ok=True)
    lang = "en-US" if language == "en" else language.replace("_", "-")
    words = words_of(language)
    shown = {idea.name: popup_picture(idea, lang) for idea in IDEAS}
    pictures = {
        f"screenshot-{idea.name}.png": (1280, 800, page_html(idea.theme, words[idea.name], shown[idea.name], lang))
        for idea in IDEAS
    }
    pictures["tile.png"] = (440, 280, page_html("tile", words["tile"], lang=lang))
    pictures["marquee.png"] = (1400, 560, page_html("marquee", words["marquee"], shown["1-verdict"], lang))
    pictures["logo.png"] = (300, 300, page_html("logo"))
    compose(folder, pictures)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist-store", *sys.argv[2:3])
