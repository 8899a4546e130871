"""The harness sees what it is there to see: lookups of other hosts, messages, errors, a worker that ends."""

from simulator.browser import Browser
from simulator.browser.netlog import NOTFOUND
from simulator.chatgpt import FakeChatGPT

HINT = """(kind) => document.head.append(Object.assign(document.createElement("link"), {rel: kind, href: "https://a.example"}))"""


def leak(dist, how):
    """Return the hosts of a browser in whose ChatGPT page `how` was done."""
    with FakeChatGPT() as server, Browser(dist, server) as browser:
        page = browser.open_chatgpt()
        how(page)
        page.reload()
    return browser.hosts()


def test_a_page_that_only_looks_up_another_host_is_seen(dist):
    assert leak(dist, lambda page: page.evaluate(HINT, "dns-prefetch")) == {"chatgpt.com", NOTFOUND}


def test_a_page_that_asks_another_host_is_seen_with_its_name(dist):
    asks = "() => fetch('https://b.example/', {mode: 'no-cors'}).catch(() => null)"
    assert "b.example" in leak(
        dist, lambda page: page.evaluate("() => { open('https://b.example/') }") or page.evaluate(asks)
    )


def test_what_popup_and_worker_say_is_heard_from_the_first_word(dist):
    with FakeChatGPT() as server, Browser(dist, server) as browser:
        browser.in_worker("console.info('from the worker')")
        popup = browser.open_popup()
        popup.page.evaluate("() => console.error('from', 'the popup')")
        popup.page.evaluate("() => { setTimeout(() => { throw new Error('uncaught') }) }")
        popup.settle()
    said = {(message["where"], message["type"], message["text"]) for message in browser.messages}
    assert {("worker", "info", "from the worker"), ("popup", "error", "from the popup")} <= said
    assert [error["text"].splitlines()[0] for error in browser.errors] == ["Error: uncaught"]


def test_a_killed_worker_forgets_and_the_icon_still_opens_the_popup(world):
    world.arrange(fresh=True)
    browser = world.browser
    browser.in_worker("globalThis.remembered = 1")
    browser.kill_worker()
    browser.open_popup().settle().close()
    browser.wake_worker()
    assert browser.in_worker("typeof remembered") == "undefined"


def test_the_product_loads_the_way_a_person_loads_it_in_another_language_and_elsewhere(dist):
    with (
        FakeChatGPT() as server,
        Browser(dist, server, person=True, lang="de", timezone="Pacific/Kiritimati") as browser,
    ):
        assert browser.open_popup().settle().phase() == ("settled", False)
        told = browser.open_chatgpt().evaluate(
            "() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]"
        )
    assert told == ["de", "Pacific/Kiritimati"]
