"""
One run of a real Chromium: its arguments, its profile, its end.

The host resolver finds chatgpt.com on this machine and no other host anywhere,
so whatever a page, the extension or the browser asks for, nothing leaves.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from simulator.browser import interface_language
from tools import chromium

ROOT = Path(__file__).resolve().parents[2]

HOST = "chatgpt.com"
NOWHERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # resolver rules that leave the browser alone with this machine
START_SECONDS = 30
END_SECONDS = 15
FEATURES = (
    "DialMediaRouteProvider,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate,LensOverlay,"
    "PreconnectToSearch,AimServerRequestOnStartupEnabled,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"  # two pages of the address bar, loaded at each start: half a second
)
QUIET = [
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-field-trial-config",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-pings",
    "--no-service-autorun",
    "--password-store=basic",
    "--use-mock-keychain",
    # What it would still ask its makers for, it asks of a port where nobody answers.
    "--gaia-url=http://127.0.0.1:1",
    "--component-updater=url-source=http://127.0.0.1:1/",
    "--apps-gallery-update-url=http://127.0.0.1:1/",
    "--gcm-checkin-url=http://127.0.0.1:1/",
    "--gcm-registration-url=http://127.0.0.1:1/",
    "--gcm-mcs-endpoint=127.0.0.1:1",
    # A host that it asks all the same costs a run of it alone, which tells its own from the extension's: netlog.py.
    f"--disable-features={FEATURES}",
]
PREFERENCES = {
    "alternate_error_pages": {"enabled": False},
    "browser": {"enable_spellchecking": False},
    "spellcheck": {"dictionaries": []},
    "signin": {"allowed": False, "allowed_on_next_startup": False},
    "extensions": {"ui": {"developer_mode": True}},
}


def resolver_arguments(server):
    """Return the arguments with which a Chromium finds `server` under the name of chatgpt.com, and nobody else."""
    rules = f"MAP {HOST}:443 127.0.0.1:{server.port}, {NOWHERE}"
    return [f"--host-resolver-rules={rules}", f"--ignore-certificate-errors-spki-list={server.key_hash}"]


class DidNotStart(Exception):
    """Chromium ended before it could be driven; the message holds what it said."""


class Chromium:
    """A running Chromium with a profile of its own; `profile` may be one the caller keeps."""

    def __init__(self, arguments, *, profile=None, headless=True, lang=None, timezone=None):
        """Start it, and come back once it can be driven."""
        self.own_profile = profile is None
        self.profile = Path(profile or tempfile.mkdtemp(prefix="codex-credits-"))
        self.net_log = self.profile / "net-log.json"
        self._prepare()
        program = interface_language.speaking(chromium.find(), lang) if lang else chromium.find()
        command = [program, *chromium.arguments(), *QUIET, *arguments]
        command += [
            f"--user-data-dir={self.profile}",
            f"--log-net-log={self.net_log}",
            "--remote-debugging-port=0",
            "--enable-unsafe-extension-debugging",
            "--window-size=1200,900",
        ]
        command += ["--headless=new"] if headless else []
        command += [f"--lang={lang}", f"--accept-lang={lang}"] if lang else []
        environment = os.environ | ({"TZ": timezone} if timezone else {}) | ({"LANGUAGE": lang} if lang else {})
        with (self.profile / "said.txt").open("wb") as said:
            self.process = subprocess.Popen([*command, "about:blank"], stdout=said, stderr=said, env=environment)
        self.port, path = self._read_devtools_endpoint()
        self.address = f"ws://127.0.0.1:{self.port}{path}"

    def _prepare(self):
        (self.profile / "DevToolsActivePort").unlink(missing_ok=True)
        preferences = self.profile / "Default" / "Preferences"
        if not preferences.exists():
            preferences.parent.mkdir(parents=True, exist_ok=True)
            preferences.write_text(json.dumps(PREFERENCES))

    def _read_devtools_endpoint(self):
        """Return (port, path) at which the browser can be driven, once it has written them down."""
        file, until = self.profile / "DevToolsActivePort", time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                port, path = file.read_text().split()
                return int(port), path
            time.sleep(0.02)
        said = (self.profile / "said.txt").read_text(errors="replace").strip().splitlines()
        self.end()
        raise DidNotStart(f"Chromium did not start: {said[-1] if said else 'it said nothing'}")

    def wait(self):
        """Wait until the person has closed the browser."""
        self.process.wait()

    def run_for(self, seconds):
        """Let the browser run for `seconds`; comes back earlier only when it ends."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def end(self):
        """Wait for the browser to end after it was told to, and end it when it does not."""
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def discard(self):
        """Remove the profile, unless it is the caller's."""
        if self.own_profile:
            shutil.rmtree(self.profile, ignore_errors=True)
