"""
Which hosts a browser looked up or asked, read from its own net log.

A browser asks for hosts of its own accord too. Those are known from a run of
the same browser with no extension and no page, and taken off.
"""

import json
from functools import cache
from urllib.parse import urlsplit

from . import driver
from .chromium import NOWHERE, Chromium

CONTROL_SECONDS = 12
NOTFOUND = "~notfound"  # what the resolver rules turn every other host into, before it is logged
OF_THE_BROWSER = "null"  # who asks for a host when no page does
LOCAL = ("127.0.0.1", "localhost", "::1")


def hosts(log):
    """
    Return the hosts named in the net log file `log`, as {(host, site)}.

    The site is empty, but for `NOTFOUND`: a host that was only looked up is told by the site that wanted it.
    """
    found = set()
    for event in events(log.read_text(errors="replace")):
        parameters = event.get("params") or {}
        site = parameters.get("network_anonymization_key", OF_THE_BROWSER)
        for name in ("url", "host", "hostname"):
            host = host_of(parameters[name]) if isinstance(parameters.get(name), str) else None
            if host == NOTFOUND and not site.startswith(OF_THE_BROWSER):
                found.add((host, site))
            elif host and host not in {NOTFOUND, *LOCAL}:
                found.add((host, ""))
    return found


def host_of(text):
    """Return the host in an address or in `host:port`; nothing for addresses that name no host."""
    if "://" not in text:
        text = "https://" + text
    address = urlsplit(text)
    return address.hostname if address.scheme in ("http", "https", "ws", "wss") else None


def events(text):
    """Return the events of a net log, also of one the browser had no time to finish."""
    for ending in ("", "]}", "\n]}"):
        try:
            return json.loads(text.rstrip().rstrip(",") + ending)["events"]
        except ValueError:
            continue
    whole_lines = text[: text.rfind("\n")].rstrip().rstrip(",")
    return json.loads(whole_lines + "]}")["events"]


def without_own(seen, expected):
    """Return the hosts in `seen` less those the browser asks for on its own; that is tried only for unexpected ones."""
    unexpected = {one for one in seen if one[0] not in expected}
    return {host for host, _ in (seen - (control() & unexpected) if unexpected else seen)}


@cache
def control():
    """Return what a browser left alone looks up or asks, as `hosts` does."""
    browser = Chromium([f"--host-resolver-rules={NOWHERE}", "--disable-extensions"])
    try:
        browser.run_for(CONTROL_SECONDS)
        with driver.playwright() as playwright:
            connection = playwright.chromium.connect_over_cdp(browser.address)
            connection.new_browser_cdp_session().send("Browser.close")
        browser.end()
        return frozenset(hosts(browser.net_log))
    finally:
        browser.discard()
