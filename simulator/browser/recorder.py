"""
Record what a page of the fake ChatGPT asks for, as a person would export it from the browser: a HAR file.

No extension here: the analytics page reads its own reports.
"""

from . import driver
from .chromium import chromium, resolver_arguments

ANALYTICS = "https://chatgpt.com/codex/cloud/settings/analytics"


def record_analytics(server, har):
    """Write the HAR of one visit to the analytics page of `server` to the file `har`."""
    arguments = [*chromium.arguments(), *resolver_arguments(server)]
    with driver.playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        context = browser.new_context(record_har_path=har, record_har_content="embed", record_har_mode="full")
        page = context.new_page()
        page.goto(ANALYTICS)
        page.locator("body[data-read]").wait_for()
        context.close()
        browser.close()
