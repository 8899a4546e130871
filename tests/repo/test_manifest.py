"""The manifest asks for exactly this much. A change here is a change of what people are asked to trust."""

import json

from tests.repo.tree import ROOT, text

MANIFEST = json.loads(text(ROOT / "manifest.json"))
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
KEYS = {
    "action", "background", "content_security_policy", "description", "host_permissions", "icons", "incognito",
    "manifest_version", "minimum_chrome_version", "name", "permissions", "short_name", "version",
}  # fmt: skip


def test_it_has_these_keys_and_no_other():
    assert set(MANIFEST) == KEYS


def test_it_asks_for_storage_scripting_and_one_host():
    assert MANIFEST["permissions"] == ["storage", "scripting"]
    assert MANIFEST["host_permissions"] == ["https://chatgpt.com/*"]


def test_its_pages_and_worker_reach_no_host():
    assert MANIFEST["content_security_policy"] == {"extension_pages": POLICY}


def test_it_stays_out_of_private_windows():
    assert MANIFEST["incognito"] == "not_allowed"


def test_its_description_fits_the_store():
    assert len(MANIFEST["description"]) <= 132
    assert "Unofficial" in MANIFEST["description"]


def test_versions_agree():
    assert f'\nversion = "{MANIFEST["version"]}"\n' in text(ROOT / "pyproject.toml")
