"""The repository itself loads as an unpacked extension, the way a person loads it."""

import pytest
from playwright.sync_api import Error

from simulator.browser import driver
from tests.repo.tree import ROOT
from tools import chromium


@pytest.fixture(scope="module")
def devtools():
    """Offer what chrome://extensions does when "Load unpacked" is chosen."""
    arguments = [*chromium.arguments(), "--enable-unsafe-extension-debugging"]
    with driver.playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=arguments, ignore_default_args=["--disable-extensions"]
        )
        yield browser.new_browser_cdp_session()
        browser.close()


def test_the_root_loads(devtools):
    assert devtools.send("Extensions.loadUnpacked", {"path": str(ROOT)})["id"]


def test_a_folder_that_chrome_refuses_is_noticed(devtools, tmp_path):
    (tmp_path / "manifest.json").write_bytes((ROOT / "manifest.json").read_bytes())
    (tmp_path / "_refused").mkdir()
    with pytest.raises(Error):
        devtools.send("Extensions.loadUnpacked", {"path": str(tmp_path)})
