"""The manifest asks for exactly this much. A change here is a change of what people are asked to trust."""

import base64
import json
import re
import tomllib

from cryptography.hazmat.primitives import serialization

from codex_credits.model import policy
from simulator.browser.browser import extension_id
from tests.repo.tree import ROOT, files, name, text

MANIFEST = json.loads(text(ROOT / "manifest.json"))
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
KEYS = {
    "action", "background", "content_security_policy", "description", "host_permissions", "icons", "incognito", "key",
    "manifest_version", "minimum_chrome_version", "name", "permissions", "short_name", "storage", "version",
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


def test_a_company_can_set_what_the_popup_reads_and_nothing_else():
    """ADMIN.md explains each of them; Chrome drops what is not of the schema."""
    schema = json.loads(text(ROOT / MANIFEST["storage"]["managed_schema"]))
    kinds = {name: setting["type"] for name, setting in schema["properties"].items()}
    assert kinds == {"request_url": "string", "hide_workspace": "boolean", "forbid_downloads": "boolean"}
    assert set(kinds) == set(policy.NONE._fields)
    assert all(setting["title"] and setting["description"] for setting in schema["properties"].values())
    assert all(f"| `{name}` |" in text(ROOT / "ADMIN.md") for name in kinds)


def test_its_description_fits_the_store():
    assert len(MANIFEST["description"]) <= 132
    assert "Unofficial" in MANIFEST["description"]


def test_the_version_is_in_the_manifest_alone():
    """What else has a version reads this one: the popup, the bill of materials, a release."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", MANIFEST["version"])
    assert "version" not in tomllib.loads(text(ROOT / "pyproject.toml")).get("project", {})
    assert "version" not in json.loads(text(ROOT / "package.json"))
    code = [path for path in files(".py", ".js", ".mjs", ".html", ".toml", ".json") if path != ROOT / "manifest.json"]
    ours = [path for path in code if path.name != "package-lock.json" and not name(path).startswith("tests/")]
    assert [name(path) for path in ours if f'"{MANIFEST["version"]}"' in text(path)] == []


def test_the_key_gives_one_id_everywhere_and_no_private_key_is_here():
    key = serialization.load_der_public_key(base64.b64decode(MANIFEST["key"]))
    assert (type(key).__name__, key.key_size) == ("RSAPublicKey", 2048)
    identity = extension_id(ROOT)
    assert re.fullmatch(r"[a-p]{32}", identity)
    assert f"`{identity}`" in text(ROOT / "RELEASING.md")
    assert [name(path) for path in files() if path.suffix in {".pem", ".key", ".p8"}] == []
