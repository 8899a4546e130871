"""
A picture of every state, light, dark and in forced colors, and a page to look through them: `gallery/index.html`.

Everything the fake ChatGPT can be, everything that opens, every state of the sample data, tabs of three widths, large
text.

    python -m tools.gallery [LANGUAGE [PART...]]     default: en, every part; another language in the light theme alone, to gallery/LANGUAGE
    python -m tools.gallery popup                    the pictures of the README: the real popup as it opens, docs/popup.png and docs/popup-dark.png

A part is one of PARTS, or large-text. THEMES=light,dark in the environment chooses the themes. For Japanese a font of it
must be there.
"""

import base64
import json
import os
import sys
import tempfile
from html import escape
from pathlib import Path

from codex_credits.present import sample
from simulator.browser import Browser, PopupPage, chromium
from simulator.chatgpt import SCENARIOS, FakeChatGPT
from tools.edges import period_edge_cases

ROOT = Path(__file__).resolve().parents[1]

DIST = Path(os.environ.get("DIST") or ROOT / "dist")
GALLERY = ROOT / "gallery"
# What the page is told of each theme.
THEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
TABS = ((320, 640), (1280, 800), (1920, 1080))
# What somebody with large text has chosen in Chrome; a zoom is the logarithm of its factor to the base 1.2.
LARGE_TEXT: dict[str, dict[str, object]] = {
    "zoom-200": {"partition": {"default_zoom_level": {"x": 3.8017840169239308}}},
    "zoom-400": {"partition": {"default_zoom_level": {"x": 7.603568033847862}}},
    "minimum-font-18": {"webkit": {"webprefs": {"minimum_font_size": 18}}},
    "default-font-24": {"webkit": {"webprefs": {"default_font_size": 24}}},
}
WIDTH, HEIGHT = 560, 600
LONGEST = 2400
STORE = """async ({report, session}) => {
  for (const area of ["local", "session"]) await chrome.storage[area].clear();
  await chrome.storage.local.set({report});
  await chrome.storage.session.set(session);
}"""


class Gallery:
    """The pictures of one run."""

    def __init__(self, browser, server, folder=GALLERY, themes=THEMES):
        """Photograph what `browser` shows of `server`, in `themes`, into `folder`."""
        self.browser, self.server = browser, server
        self.folder, self.themes = folder, themes
        self.names = []

    def fresh(self, scenario, width=WIDTH, height=HEIGHT, address="popup.html"):
        """Return the popup's page in a tab of a size, settled, in a scenario."""
        self.browser.reset()
        self.server.set_scenario(scenario)
        self.browser.open_chatgpt()
        page = self.browser.open_tab("manifest.json")
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"chrome-extension://{self.browser.extension}/{address}")
        return PopupPage(page, lambda: None).settle().refresh().settle()

    def capture(self, popup, name, *, whole=True):
        """Photograph `popup` in every theme as `name`; `whole` makes the window as tall as the page."""
        page = popup.page
        if whole:
            height = page.evaluate("() => document.documentElement.scrollHeight")
            page.set_viewport_size({"width": page.viewport_size["width"], "height": min(max(height, HEIGHT), LONGEST)})
        for theme, media in self.themes.items():
            page.emulate_media(**media)
            path = self.folder / f"{name}-{theme}.png"
            if whole:
                page.screenshot(path=path, animations="disabled", caret="initial")
            else:
                path.write_bytes(window_picture(page))
        page.emulate_media(**THEMES["light"])
        self.names.append(name)
        print(name)

    def scenarios(self):
        """Photograph every scenario as it opens."""
        for name, scenario in SCENARIOS.items():
            self.capture(self.fresh(scenario.name), name)

    def opened(self):
        """Photograph what opens: the details, the comparison, each range, the panels and dialogs."""
        popup = self.fresh("shared-limits")
        popup.choose_comparison(wanted=True)
        for summary in popup.page.locator("details summary").all():
            summary.click()
        self.capture(popup, "opened-details")
        popup = self.fresh("enterprise")
        for wanted in ("last-month", "7", "90"):
            popup.choose_range(wanted)
            self.capture(popup, f"range-{wanted}")
        popup.choose_range("2025-11-01.." + self.server.today)
        self.capture(popup, "range-year")
        popup = self.fresh("enterprise")
        popup.choose_scope("workspace")
        popup.choose_breakdown("surface")
        self.capture(popup, "workspace-by-surface")
        popup = self.fresh("enterprise")
        page = popup.page
        page.locator("#range-open").click()
        page.locator("calendar-range").wait_for()
        self.capture(popup, "panel-range", whole=False)
        page.locator("#range-start").fill("2026-02-30")
        page.locator("#range-apply").click()
        self.capture(popup, "panel-range-problem", whole=False)
        page.keyboard.press("Escape")
        page.locator("#menu-open").click()
        self.capture(popup, "panel-menu", whole=False)
        page.keyboard.press("Escape")
        for action in ("help", "privacy", "ask-clear-data"):
            page.locator("#menu-open").click()
            page.locator(f"#menu [data-action={action}]").click()
            self.capture(popup, f"dialog-{action}", whole=False)
            page.keyboard.press("Escape")

    def period_edges(self):
        """Photograph stored reports at the edges of a budget period, each at its own instant."""
        page = self.fresh("enterprise").page
        for name, (now, report) in period_edge_cases().items():
            told = {"report": report, "session": sample.session("usual")}
            page.evaluate(STORE, told)
            page.clock.set_fixed_time(now)
            page.reload()
            self.capture(PopupPage(page, lambda: None).settle(), f"edge-{name}", whole=False)
            page.set_viewport_size({"width": 320, "height": HEIGHT})
            self.capture(PopupPage(page, lambda: None).settle(), f"edge-{name}-320")
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def first_days(self):
        """Photograph what is seen before there are figures, and when Python does not start."""
        self.browser.reset()
        self.server.set_scenario("enterprise")
        page = self.browser.open_tab("popup.html")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        self.capture(PopupPage(page, lambda: None).settle().refresh().settle(), "no-tab")
        page.evaluate("() => { document.getElementById('fallback').hidden = false }")
        self.capture(PopupPage(page, lambda: None), "did-not-start")

    def samples(self):
        """Photograph every state of the sample data."""
        popup = self.fresh("signed-out")
        popup.page.locator("#empty-sample").click()
        for state, _ in sample.STATES:
            popup.page.locator("#sample-state").select_option(state)
            self.capture(popup.settle(), f"sample-{state}")

    def wide(self):
        """Photograph the page in a tab."""
        for name in ("enterprise", "over-limit", "unlimited", "partial"):
            for width, height in TABS:
                self.capture(self.fresh(name, width, height, "popup.html#tab"), f"tab-{width}-{name}")

    def large_text(self, setting):
        """Photograph the real popup in this browser, whose user reads large text, with what opens over it."""
        self.browser.reset()
        self.server.set_scenario("enterprise")
        self.browser.open_chatgpt()
        popup = self.browser.open_popup().settle()
        self.capture(popup, setting, whole=False)
        for key, name, opened in (("c", "range", "calendar-range"), ("?", "help", "#help")):
            popup.page.keyboard.press(key)
            popup.page.locator(opened).wait_for()
            self.capture(popup, f"{setting}-{name}", whole=False)
            popup.page.keyboard.press("Escape")
        popup.page.locator("#menu-open").click()
        self.capture(popup, f"{setting}-menu", whole=False)

    def index(self):
        """Write the page that shows all pictures side by side."""
        rows = "\n".join(
            f'<h2 id="{escape(name)}">{escape(name)}</h2>\n<p>'
            + "".join(
                f'<img loading="lazy" alt="{escape(name)}, {theme}" src="{escape(name)}-{theme}.png">'
                for theme in self.themes
            )
            + "</p>"
            for name in self.names
        )
        style = "body{font:14px system-ui;margin:24px;background:#888}p{display:flex;gap:16px;align-items:start}img{max-width:32vw}"
        text = f'<!doctype html><meta charset="utf-8"><title>Gallery</title><style>{style}</style>\n{rows}\n'
        (self.folder / "index.html").write_text(text, encoding="utf-8")


def readme_pictures():
    """Write the README's pictures: the real popup, opened from the toolbar, in both themes at twice the size."""
    roomy = ["--screen-info={3200x2400 devicePixelRatio=2}"]
    for theme, file in (("light", "popup.png"), ("dark", "popup-dark.png")):
        with FakeChatGPT() as server, Browser(DIST, server, arguments=roomy, lang="en-US") as browser:
            browser.open_chatgpt()
            popup = browser.open_popup()
            popup.page.emulate_media(color_scheme=theme)
            popup.settle()
            popup.page.screenshot(path=ROOT / "docs" / file, clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
            print(f"docs/{file}: {(ROOT / 'docs' / file).stat().st_size // 1000} kB")


def window_picture(page):
    """Return a picture of the whole window, as PNG. Playwright's own cuts it where the page is enlarged: it counts in CSS pixels."""
    session = page.context.new_cdp_session(page)
    picture = session.send("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": False})
    session.detach()
    return base64.b64decode(picture["data"])


# What a run photographs, by name; the last sets the page's clock, which stays set.
PARTS = {
    "scenarios": Gallery.scenarios,
    "opened": Gallery.opened,
    "first-days": Gallery.first_days,
    "samples": Gallery.samples,
    "wide": Gallery.wide,
    "edges": Gallery.period_edges,
}
LARGE = "large-text"


def large_text_pictures(language, into, themes):
    """Photograph the popup for each of LARGE_TEXT, in a browser of its own, and return the pictures' names."""
    names = []
    for setting, preferences in LARGE_TEXT.items():
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "Default").mkdir()
            settings = json.dumps({**chromium.PREFERENCES, **preferences})
            (Path(folder) / "Default" / "Preferences").write_text(settings)
            roomy = ["--screen-info={1600x1200}"]
            with (
                FakeChatGPT() as server,
                Browser(DIST, server, lang=language, arguments=roomy, profile=folder) as browser,
            ):
                gallery = Gallery(browser, server, into, themes)
                gallery.large_text(setting)
                names += gallery.names
    return names


def main(language="en", *wanted):
    """Take the pictures of `language`, as _locales calls it: all, or those of the parts `wanted`."""
    if language == "popup":
        readme_pictures()
        return
    english = language == "en"
    lang = "en-US" if english else language.replace("_", "-")
    folder = GALLERY if english else GALLERY / language
    chosen = os.environ.get("THEMES", ",".join(THEMES) if english else "light").split(",")
    themes = {name: THEMES[name] for name in chosen}
    folder.mkdir(parents=True, exist_ok=True)
    with FakeChatGPT() as server, Browser(DIST, server, lang=lang, arguments=["--hide-scrollbars"]) as browser:
        gallery = Gallery(browser, server, folder, themes)
        for name, take in PARTS.items():
            if not wanted or name in wanted:
                take(gallery)
    if not wanted or LARGE in wanted:
        gallery.names += large_text_pictures(lang, folder, themes)
    gallery.index()
    print(f"{gallery.folder / 'index.html'}: {len(gallery.names)} states")


if __name__ == "__main__":
    main(*sys.argv[1:])
