"""What the popup hands to the browser: files it saves, text it copies."""

from pathlib import Path


class DownloadsAndClipboard:
    """The downloads and the clipboard of one browser."""

    def __init__(self, browser, folder):
        """Use `folder` for downloads, and let the clipboard be read."""
        self.browser, self.folder = browser, Path(folder)
        origin = f"chrome-extension://{browser.extension}"
        browser.devtools.send("Browser.grantPermissions", {"permissions": ["clipboardReadWrite"], "origin": origin})

    def file(self, popup, action):
        """Return the path of what the menu's `action` saves."""
        before = set(self.folder.iterdir())
        where = {"behavior": "allow", "downloadPath": str(self.folder)}  # Playwright says another with each connection
        self.browser.devtools.send("Browser.setDownloadBehavior", where)
        from_menu(popup, action)
        found = self.browser.wait_for(lambda: [file for file in self.folder.iterdir() if self._is_new(file, before)])
        assert found, f"{action} saved nothing"
        return found[0]

    @staticmethod
    def _is_new(file, before):
        return file not in before and file.suffix not in (".crdownload", ".tmp") and file.stat().st_size > 0

    def copied_text(self, popup, action):
        """Return the text that the menu's `action` copies."""
        from_menu(popup, action)
        popup.page.locator("#progress:not(:empty)").wait_for()
        return self.clipboard(popup)

    @staticmethod
    def clipboard(popup):
        """Return the text that is in the clipboard."""
        return popup.page.evaluate("() => navigator.clipboard.readText()")


def from_menu(popup, action):
    """Choose `action` in the popup's menu."""
    popup.page.locator("#menu-open").click()
    popup.page.locator(f"#menu [data-action={action}]").click()
