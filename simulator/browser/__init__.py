"""A real Chromium, driven the way a person uses it, with the extension and the fake ChatGPT."""

from .browser import Browser
from .chromium import DidNotStart
from .devtools import DevtoolsError
from .popup import NotOffered, NotSettled, PopupPage
from .recorder import record_analytics

__all__ = ["Browser", "DevtoolsError", "DidNotStart", "NotOffered", "NotSettled", "PopupPage", "record_analytics"]
