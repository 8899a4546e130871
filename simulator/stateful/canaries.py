"""
The search for secrets: in which forms one may turn up, and every place where it must not.

`forms` gives the bytes to look for. `in_what_is_kept` looks where a running
extension keeps and shows things, cheap enough for every test; `in_profile`
reads every file of a profile folder after the browser has ended.
"""

import base64
import hashlib
import json
from functools import cache
from urllib.parse import quote, quote_plus

# What the tests' own browser run leaves in the profile folder: the net log names the addresses asked and the headers
# received, which is the traffic with ChatGPT itself, seen from outside. Nothing else is left out; the session cookie
# is in the browser's own cookie store, which it encrypts.
OURS = {"net-log.json"}
# Every place the extension's own origin could keep something, and what its open pages show.
KEPT = """(async () => ({
  storage: Object.fromEntries(await Promise.all(
    ["local", "session", "sync"].map(async (area) => [area, await chrome.storage[area].get()]))),
  databases: (await indexedDB.databases()).map(({name}) => name),
  caches: await caches.keys(),
  files: await (async () => {
    const names = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  })(),
  badge: [await chrome.action.getBadgeText({}), await chrome.action.getTitle({})],
}))()"""
SHOWN = """({
  page: document.documentElement.outerHTML,
  values: [...document.querySelectorAll("input, select, textarea")].map(({value}) => value),
  local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie, title: document.title,
  address: location.href,
})"""


@cache
def forms(secret):
    """
    Return {form: bytes} of one secret:
    as it is, in base64 at each of its three alignments, for addresses, in UTF-16.
    """
    plain = secret.encode()
    found = {"plain": plain, "UTF-16": secret.encode("utf-16-le"), "address": quote(secret, safe="").encode()}
    found |= {
        "form": quote_plus(secret).encode(),
        "hex": plain.hex().encode(),
        "JSON": json.dumps(secret)[1:-1].encode(),
    }
    for shift in range(3):
        # Four letters stand for three bytes; those that also hold a neighbour's bits are left out.
        text = base64.b64encode(b"\0" * shift + plain + b"\0" * 3)
        inner = text[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6]
        found |= {f"base64 +{shift}": inner, f"base64url +{shift}": inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return found


def in_bytes(content, secrets):
    """Return {what: form} of each of `secrets`, {what: text}, that is in `content`."""
    return {
        what: form for what, secret in secrets.items() for form, wanted in forms(secret).items() if wanted in content
    }


def in_text(text, secrets):
    """Return {what: form} of each secret in `text`."""
    return in_bytes(text.encode("utf-8", "surrogatepass"), secrets)


def in_what_is_kept(browser, server):
    """
    Return (everything the extension keeps, {place: {what:
    form}} of the secrets in it, on its pages, in what it said).
    """
    browser.wake_worker()
    kept = browser.in_worker(KEPT)
    places = {f"storage.{area}": values for area, values in kept["storage"].items()} | kept
    del places["storage"]
    places |= {"console": browser.messages, "errors": browser.errors}
    salt = kept["storage"]["session"].get("salt", "")
    secrets = {place: server.secrets() | names(server, salt) for place in places}
    secrets["storage.session"] = server.secrets()
    for number, shown in enumerate(browser.in_pages(SHOWN)):
        places[f"popup {number}"], secrets[f"popup {number}"] = shown, server.secrets()
    found = {place: in_text(json.dumps(what, ensure_ascii=False), secrets[place]) for place, what in places.items()}
    return kept, {place: leaked for place, leaked in found.items() if leaked}


def in_storage(storage, server):
    """Return {area: {what: form}} of the secrets in what every storage area holds."""
    salt = storage["session"].get("salt", "")
    secrets = {area: server.secrets() | (names(server, salt) if area != "session" else {}) for area in storage}
    found = {area: in_text(json.dumps(kept, ensure_ascii=False), secrets[area]) for area, kept in storage.items()}
    return {area: leaked for area, leaked in found.items() if leaked}


def names(server, salt):
    """Return what may be shown, and kept in memory, but never on disk: the workspace's name, the hash of who it is."""
    found = {}
    for number, who in enumerate(server.everybody):
        found[f"workspace_{number}"] = who.workspace
        found[f"identity_{number}"] = identity(who, salt)
    return found


def identity(who, salt):
    """Return the text by which the extension tells one person in one workspace from another, in one browser session."""
    return hashlib.sha256(f"{salt}\n{who.account_id}\n{who.user_id}".encode()).hexdigest()


def in_profile(profile, secrets):
    """Return ({file: {what: form}}, how many bytes were read) of every file in `profile`."""
    found, scanned = {}, 0
    for path in sorted(profile.rglob("*")):
        name = path.relative_to(profile).as_posix()
        if not path.is_file() or path.is_symlink() or name in OURS:
            continue
        content = path.read_bytes()
        scanned += len(content)
        if leaked := in_bytes(content, secrets):
            found[name] = leaked
    return found, scanned
