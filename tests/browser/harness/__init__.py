"""A real Chromium, driven the way a person uses it, with the extension and the fake ChatGPT."""

from .browser import Browser
from .devtools import DevtoolsError
from .popup import NotOffered, NotSettled, Popup

__all__ = ["Browser", "DevtoolsError", "NotOffered", "NotSettled", "Popup"]
