"""A package for self-hosting: signed, the same bytes each time, and installed by a real Chromium whose policy says so."""

import functools
import http.server
import json
import subprocess
import threading
import time
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from playwright.sync_api import Error

from simulator.browser import driver, policies
from tests.repo.tree import ROOT, text
from tools import build, chromium, crx, verify

INSTALL_SECONDS = 60
UPDATE = "{http://www.google.com/update2/response}"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def packed(key, tmp_path_factory):
    """Return the folder in which `make crx` packed the extension with a key of the tests."""
    folder = tmp_path_factory.mktemp("crx")
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
    with pytest.MonkeyPatch.context() as patch:
        made = build.contents()
        manifest = json.loads(made["manifest.json"]) | {"key": crx.base64.b64encode(crx.public_key(key)).decode()}
        patch.setattr(crx.build, "contents", lambda: made | {"manifest.json": build.manifest_text(manifest)})
        patch.setattr(crx, "FOLDER", folder)
        crx.main(str(folder / "key.pem"), "https://files.example/credits.crx?a=1&b=2")
    return folder


def test_the_same_files_and_the_same_key_give_the_same_bytes(packed, key):
    content = (packed / crx.NAME).read_bytes()
    assert crx.crx(content[content.index(b"PK\x03\x04") :], key) == content


def test_the_signature_covers_the_id_and_every_byte_of_the_zip(packed, key):
    content = (packed / crx.NAME).read_bytes()
    start = content.index(b"PK\x03\x04")
    zipped, signed = content[start:], content[start - 18 : start]
    signature = content[12:start].partition(crx.varint(crx.SIGNATURE << 3 | 2) + crx.varint(256))[2][:256]
    covered = b"CRX3 SignedData\0" + len(signed).to_bytes(4, "little") + signed + zipped
    key.public_key().verify(signature, covered, padding.PKCS1v15(), hashes.SHA256())
    assert signed[2:].hex().translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop")) == crx.identity(key)


def test_the_update_manifest_names_the_id_the_version_and_the_address(packed, key):
    app = ET.parse(packed / "update.xml").getroot().find(f"{UPDATE}app")  # noqa: S314 - our own
    manifest = json.loads(text(ROOT / "manifest.json"))
    assert app.get("appid") == crx.identity(key)
    assert app.find(f"{UPDATE}updatecheck").attrib == {
        "codebase": "https://files.example/credits.crx?a=1&b=2",
        "version": manifest["version"],
        "prodversionmin": manifest["minimum_chrome_version"] + ".0.0.0",
    }


def test_the_package_is_known_as_made_from_this_checkout(packed, capsys):
    verify.main(str(packed / crx.NAME))
    assert "was made from this checkout" in capsys.readouterr().out


def test_another_key_than_the_manifests_is_refused(packed):
    with pytest.raises(SystemExit, match="is not the private half"):
        crx.main(str(packed / "key.pem"), "https://files.example/credits.crx")


@pytest.mark.parametrize(("file", "url"), [("", "https://a.example/"), ("key.pem", ""), ("key.pem", "file:///a.crx")])
def test_without_a_key_or_an_address_it_says_what_to_give(file, url):
    with pytest.raises(SystemExit, match="make crx KEY="):
        crx.main(file, url)


@pytest.mark.nightly  # on a busy machine Chromium puts the installation off for longer than a test can wait
@pytest.mark.skipif(not policies.can_be_set(), reason=policies.REASON)
@pytest.mark.parametrize("spoiled", [False, True], ids=["as signed", "with one byte changed"])
def test_a_chromium_installs_it_by_policy_from_the_update_manifest(spoiled, packed, key, tmp_path):
    folder = tmp_path / "server"
    folder.mkdir()
    content = bytearray((packed / crx.NAME).read_bytes())
    content[-1] ^= spoiled
    (folder / crx.NAME).write_bytes(content)
    with serving(folder) as address:
        xml = crx.update_manifest(crx.identity(key), json.loads(text(ROOT / "manifest.json")), f"{address}/{crx.NAME}")
        (folder / "update.xml").write_text(xml)
        rule = {"installation_mode": "force_installed", "update_url": f"{address}/update.xml"}
        rule |= {"override_update_url": True, "toolbar_pin": "force_pinned"}
        # Without the second, DevTools may not look into what a policy installs, and its page is closed.
        policy = {"ExtensionSettings": {crx.identity(key): rule}, "DeveloperToolsAvailability": 1}
        found = installed(policy, crx.identity(key), tmp_path, 10 if spoiled else INSTALL_SECONDS)
    assert found == (None if spoiled else json.loads(text(ROOT / "manifest.json"))["version"])


class serving:  # noqa: N801 - used as a function
    """Serve a folder on loopback while the `with` lasts; gives its address."""

    def __init__(self, folder):
        quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(folder)))

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def installed(policy, extension, folder, seconds):
    """Start a Chromium under a policy; return the version of an extension that it has within so many seconds, or None."""
    program = policies.Policies(folder, **policy).program
    profile = folder / "profile"
    command = [program, *chromium.arguments(), "--headless=new", "--remote-debugging-port=0"]
    command += [f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return version_within(profile / "DevToolsActivePort", extension, seconds)
    finally:
        process.terminate()
        process.wait(20)


def version_within(port_file, extension, seconds):
    until = time.monotonic() + seconds
    while not port_file.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    port = port_file.read_text().split()[0]
    with driver.playwright() as playwright:
        page = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0].new_page()
        while time.monotonic() < until:
            try:
                page.goto(f"chrome-extension://{extension}/manifest.json")
                return page.evaluate("() => chrome.runtime.getManifest().version")
            except Error:
                time.sleep(0.5)
    return None
