"""
One run of a real Firefox with the extension in it, which takes the fake server for chatgpt.com.

    with FakeChatGPT("enterprise") as server, Firefox(folder, server) as firefox:
        firefox.open_chatgpt()
        popup = firefox.open_popup()

Firefox finds every host on this machine, at the port of the fake server, and trusts its certificate, which names chatgpt.com
alone: nothing leaves, whatever is asked for.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from simulator.browser.popup import PopupPage

from .marionette import Marionette

TRUST = """const authorities = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
authorities.addCertFromBase64(arguments[0], "CT,,");"""
NAMES = ["firefox-esr", "firefox"]
UUID = "6d0f4e1c-2b57-4f0e-9c86-4a1f5f1b3d27"  # any: under which Firefox serves the files of the extension
START_SECONDS = 60
PREFERENCES = {
    "marionette.port": 0,  # a free one; it is written into the profile
    "network.dns.forceResolve": "127.0.0.1",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "network.trr.mode": 5,
    "app.update.disabledForTesting": True,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "services.settings.server": "data:,",
    "intl.accept_languages": "en-US",
    "intl.locale.requested": "en-US",
    # A permission is granted without a prompt, but, as ever, only while a press is handled.
    "extensions.webextOptionalPermissionPrompts": False,
}


@cache
def find():
    """Return the path of a Firefox, $FIREFOX or one on the PATH; None where there is none."""
    return next(filter(None, map(shutil.which, [os.environ.get("FIREFOX") or "", *NAMES])), None)


@cache
def version():
    """Return the first number of Firefox's version, 153 of "Mozilla Firefox 153.8.0esr"; 0 without a Firefox."""
    if not find():
        return 0
    said = subprocess.run([find(), "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Firefox (\d+)", said)
    return int(found[1]) if found else 0


class Firefox:
    """A running Firefox with a profile of its own; `marionette` drives the tab that is chosen."""

    marionette: Marionette  # there inside the `with`

    def __init__(self, folder, server):
        """Say which built extension to load, and which server is chatgpt.com."""
        self.folder, self.server = Path(folder).resolve(), server
        self.profile = Path(tempfile.mkdtemp(prefix="codex-credits-firefox-"))
        manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.identity = manifest["browser_specific_settings"]["gecko"]["id"]
        self._lent = contextlib.ExitStack()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self):
        preferences = PREFERENCES | {
            "network.socket.forcePort": f"443={self.server.port};80={self.server.port}",
            "extensions.webextensions.uuids": json.dumps({self.identity: UUID}),
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self.profile / "user.js").write_text("".join(lines), encoding="utf-8")
        driven = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        command = [find(), *driven, "--profile", self.profile]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.marionette = self._lent.enter_context(Marionette(self._port()))
            self.marionette.send("WebDriver:SetTimeouts", {"script": 60000, "pageLoad": 60000})
            self.marionette.in_browser(TRUST, "".join(self.server.authority.decode().split("\n")[1:-2]))
            self.marionette.send("Addon:Install", {"path": str(self.folder), "temporary": True})
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        self._lent.close()
        if self.process:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _port(self):
        """Return the port Firefox chose, once it has written it down."""
        file, until = self.profile / "MarionetteActivePort", time.monotonic() + START_SECONDS
        while not file.is_file() or not file.read_text():
            if not self.process or self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("Firefox did not start, or did not listen")
            time.sleep(0.1)
        return int(file.read_text())

    def open_tab(self, address):
        """Open an address in a new tab, which is the chosen one then; "popup.html" is a page of the extension."""
        tab = self.marionette.send("WebDriver:NewWindow", {"type": "tab"})["handle"]
        self.marionette.send("WebDriver:SwitchToWindow", {"handle": tab})
        url = address if ":" in address else f"moz-extension://{UUID}/{address}"
        self.marionette.send("WebDriver:Navigate", {"url": url})
        return Tab(self.marionette, tab)

    def open_chatgpt(self):
        """Open ChatGPT's page in a tab."""
        return self.open_tab("https://chatgpt.com/")

    def open_popup(self, address="popup.html#tab"):
        """Open the popup's page in a tab, and return it settled. It asks nothing by itself."""
        return PopupPage(self.open_tab(address), lambda: None).settle()


class Tab:
    """One tab, with as much of Playwright's page as `PopupPage` uses."""

    def __init__(self, marionette, handle):
        self._marionette, self._handle = marionette, handle

    def evaluate(self, function, argument=None):
        """Return the value of a function given as text, called in the page."""
        return self._marionette.evaluate(function, argument)

    def is_closed(self):
        """Tell whether the tab is gone."""
        return self._handle not in self._marionette.send("WebDriver:GetWindowHandles")

    def reload(self):
        """Load the page anew."""
        self._marionette.send("WebDriver:Refresh")

    def click(self, selector):
        """Click on what a selector names, with the pointer, as a person does."""
        found = self._marionette.send("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        self._marionette.send("WebDriver:ElementClick", {"id": next(iter(found.values()))})

    def close(self):
        """Close the tab, and choose another one."""
        self._marionette.send("WebDriver:SwitchToWindow", {"handle": self._handle})
        left = self._marionette.send("WebDriver:CloseWindow")
        self._marionette.send("WebDriver:SwitchToWindow", {"handle": left[0]})
