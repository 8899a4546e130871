"""What stands for the texts and ids of a HAR file that tools/har_strip.py strips: the same for the same everywhere in it."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = json.loads((ROOT / "contract" / "vocabulary.json").read_text(encoding="utf-8"))
TOKEN = "stripped-token"  # noqa: S105 - it stands for one

SOURCES = ("background/parse", "background/chatgpt", "background/collect", "codex_credits/model")
FIELD_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+|[A-Z][a-z0-9]+)*")
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d+)?([eE][+-]?\d+)?|[+-]?\d+\.\d+")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
ENUMERATION = re.compile(
    r"(^|_|[a-z])(unit|units|mode|type|kind|structure|plan|state|status|source|group_by|breakdown)$", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z]+(_[A-Za-z]+){0,6}")
SECRET = re.compile(r"token$|secret|cookie|authorization|password|credential", re.IGNORECASE)
IDENTITY = re.compile(r"(^|_)(id|ids|ip|zip|pin)$|Id$|phone|birth|postal|employee|address|number$", re.IGNORECASE)


class Placeholders:
    """What stands for the texts and ids of one recording: the same for the same everywhere in it."""

    def __init__(self):
        """Know the extension's own words."""
        self.names, self.account = {}, None
        sources = [text for folder in SOURCES for text in texts_in(ROOT / folder)]
        self.literals = {word for text in sources for word in re.findall(r'"([^"\n]*)"', text)} | set(CONTRACT["plans"])
        fields = (ROOT / "background/chatgpt/field_words.js").read_text(encoding="utf-8") + "".join(
            (ROOT / "background/chatgpt/routes.js").read_text(encoding="utf-8")
        )
        self.words = set(re.findall(r"[a-z]+", re.sub("([A-Z])", r" \1", fields).lower()))

    def of(self, text):
        """Return the placeholder of `text`."""
        return self.names.setdefault(text, f"name-{len(self.names) + 1}")

    def number(self, value):
        """Return the number that stands for an id that is one."""
        self.of(str(value))
        return list(self.names).index(str(value)) + 1

    def text(self, text, name):
        """Return a text as it may be shown: what is no identity as it is."""
        if SECRET.search(name):
            return TOKEN
        if re.match(r"https://", text):
            return f"https://example.com/{self.of(text)}"
        if "birth" not in name and INSTANT.fullmatch(text):
            return text
        if NUMBER.fullmatch(text) and not IDENTITY.search(name):
            return text
        if name == "key":
            return self.member_names([text])[text]
        is_word = ENUMERATION.search(name) and WORD.fullmatch(text) and len(text) <= 40
        return text if text == "" or text in self.literals or is_word else self.of(text)

    def member_names(self, names):
        """Return {name: what may be shown of it}, by the first rule of background/collect/answer_shape.js."""
        rated = {name: self.rate(name) for name in names}
        ratings = list(rated.values())
        lowest = 0 if -1 not in ratings and ratings.count(1) > len(ratings) / 2 else 1
        shown = {name for name, rating in rated.items() if rating >= lowest or name in self.literals}
        return {name: name if name in shown else self.of(name) for name in names}

    def rate(self, name):
        """Return 1 for a name made of words of ChatGPT's API, 0 for one that could be, -1 for an id, an address, a token."""
        digits = sum(letter.isdigit() for letter in name)
        if not FIELD_NAME.fullmatch(name) or len(name) > 40 or digits > 2:
            return -1
        parts = re.sub("([A-Z])", r"_\1", name).lower().split("_")
        return int(all(part in self.words for part in parts))


def texts_in(folder):
    """Return the texts of the source files in a folder."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.*")) if path.suffix in (".js", ".py")]
