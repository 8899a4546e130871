"""
Find a Chromium, or get one.

`find()` looks at $CHROMIUM, then on the PATH, then for Playwright's download, and then tries to install one: by
Playwright, else, as root, by the system's package manager. Nothing here asks for another user's rights. Chromium comes
before Chrome: Google's branded builds refuse `--load-extension`.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tools.setup import install_as_root

NAMES = ["chromium", "chromium-browser", "chrome-for-testing", "google-chrome-for-testing", "google-chrome", "chrome"]
PLACES = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/snap/bin/chromium"]
REMEDY = """\
There is no Chromium here and none could be installed. Either install one (Debian: sudo apt-get install chromium; macOS:
brew install chromium), or say where it is: CHROMIUM=/path/to/chromium make ..."""


@cache
def find():
    """Return the path of a Chromium; ends the program with the remedy when there is none."""
    if asked := os.environ.get("CHROMIUM"):
        if found := shutil.which(asked):
            return found
        sys.exit(f"CHROMIUM={asked} is not a program.")
    found = present()
    for install in (install_by_playwright, install_by_system):
        if found:
            break
        print("No Chromium found; trying to install one.", file=sys.stderr)
        install()
        found = present()
    return found or sys.exit(REMEDY)


def present():
    """Return the path of a Chromium that is already here, or None."""
    here = next(filter(None, map(shutil.which, NAMES + PLACES)), None)
    return here or shutil.which(downloaded())


def downloaded():
    """
    Return where Playwright would put its Chromium.
    In a process of its own: the caller may already be driving one.
    """
    program = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()


def install_by_playwright():
    try:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)
    except subprocess.TimeoutExpired:
        print("Playwright's download took more than ten minutes.", file=sys.stderr)


def install_by_system():
    # Ubuntu's package of this name is a doorway to a snap, which may not work in a container.
    install_as_root("chromium")


def arguments():
    """Return the arguments every Chromium here is started with: root has no sandbox, a container little /dev/shm."""
    always = ["--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check"]
    return always + (["--no-sandbox"] if os.geteuid() == 0 else [])


if __name__ == "__main__":
    print(Path(find()))
