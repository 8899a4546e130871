"""ADMIN.md: its ids are the packages', its policies are JSON that names them, its lists are those of the manifest."""

import json
import re

import jsonschema_rs

from codex_credits.model import policy
from codex_credits.present import messages
from simulator.browser.browser import extension_id
from tests.repo.tree import ROOT, text
from tools import build

ADMIN = text(ROOT / "ADMIN.md")
POLICIES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", ADMIN, re.DOTALL)]
FIREFOX = json.loads(build.manifest("firefox"))["browser_specific_settings"]["gecko"]["id"]
INSTALLATION_MODES = {"allowed", "blocked", "force_installed", "normal_installed", "removed"}


def test_the_policy_for_chromium_names_the_id_that_the_key_gives():
    settings = POLICIES[0]["ExtensionSettings"]
    assert list(settings) == [extension_id(ROOT)]
    assert settings[extension_id(ROOT)]["installation_mode"] in INSTALLATION_MODES
    assert settings[extension_id(ROOT)]["update_url"].endswith("/update.xml")
    assert f"| `{extension_id(ROOT)}` |" in ADMIN


def test_the_policy_for_firefox_names_the_id_of_its_manifest():
    assert list(POLICIES[1]["policies"]["ExtensionSettings"]) == [FIREFOX]
    assert f"| `{FIREFOX}` |" in ADMIN


def test_the_settings_are_set_for_the_ids_and_are_those_of_the_schema():
    chromium, console, firefox = POLICIES[2:]
    settings = chromium["3rdparty"]["extensions"][extension_id(ROOT)]
    assert firefox["policies"]["3rdparty"]["Extensions"][FIREFOX] == settings
    assert {name: one["Value"] for name, one in console.items()} == settings
    jsonschema_rs.validate(json.loads(text(ROOT / "managed_schema.json")) | {"additionalProperties": False}, settings)
    assert settings.keys() == set(policy.NONE._fields)
    assert policy.ignored_settings(settings) == []


def test_it_names_the_permissions_the_host_and_the_oldest_browsers_of_the_manifests():
    chrome, firefox = (json.loads(build.manifest(target)) for target in ("chrome", "firefox"))
    assert f"| Permissions | {', '.join(f'`{one}`' for one in chrome['permissions'])}:" in ADMIN
    assert f"| Hosts | `{chrome['host_permissions'][0]}` and no other" in ADMIN
    oldest = firefox["browser_specific_settings"]["gecko"]["strict_min_version"].partition(".")[0]
    assert f"Chrome and Edge {chrome['minimum_chrome_version']}, Firefox {oldest}:" in ADMIN


def test_what_it_quotes_of_the_popup_is_said_there():
    page = text(ROOT / "popup.html")
    shown = page + " ".join(str(part) for message in messages.TABLE.values() for part in message)
    shown += " ".join(messages.NOTES.values())
    table = ADMIN.partition("## Policies that stop it")[2].partition("##")[0]
    quoted = re.findall(r'"([A-Z][^"]+)"', table) + re.findall(r"\*([A-Z][^*]+)\*", table)
    assert len(quoted) >= 2
    assert [words for words in quoted if words not in shown] == []
