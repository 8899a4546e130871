"""
Find every message that a person reads: in the popup's Python, in popup.html, in the worker, in the manifest.

Python: the arguments of `t`, `tc` and `tn` (codex_credits/present/i18n.py), and the tables under a comment `# i18n:`
    values      every text of the statement but the keys of its dicts
    sentences   those that begin with a capital letter or a place
    series      every text, in the context "series"
"""

import ast
import json
import re
from collections import namedtuple
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ("codex_credits/**/*.py", "popup/**/*.py")
PAGE, WORKER, MANIFEST, VOCABULARY = "popup.html", "background/*.js", "manifest.json", "contract/vocabulary.json"
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
WORD = re.compile(r"[^\W\d_]{2}")  # one letter is a key of the keyboard
MARK = re.compile(r"^# i18n: (values|sentences|series)$")
IN_WORKER = re.compile(r'\bmessage\(\s*"((?:[^"\\]|\\.)*)"')
SERIES = "series"

Message = namedtuple("Message", ["context", "one", "many", "file"])
# context: "" without one; many: "" without a plural; file: where it stands


def messages():
    """Return every `Message`, in the order of the files; one that stands in several files is there for each."""
    found = []
    for pattern in PYTHON:
        for path in sorted(ROOT.glob(pattern)):
            found += in_python(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    found += in_vocabulary()
    found += [Message("", text, "", PAGE) for text in page_messages()]
    for path in sorted(ROOT.glob(WORKER)):
        for text in IN_WORKER.findall(path.read_text(encoding="utf-8")):
            found.append(Message("", json.loads(f'"{text}"'), "", path.relative_to(ROOT).as_posix()))
    found += [Message("", text, "", MANIFEST) for text in manifest_messages().values()]
    return found


def manifest_messages():
    """Return {member of the manifest, "action.default_title": its text}."""
    manifest = json.loads((ROOT / MANIFEST).read_text(encoding="utf-8"))
    names = ("name", "short_name", "description")
    return {name: manifest[name] for name in names} | {"action.default_title": manifest["action"]["default_title"]}


def in_vocabulary():
    """Return the titles of reports, breakdowns and ranges."""
    vocabulary = json.loads((ROOT / VOCABULARY).read_text(encoding="utf-8"))
    kinds = ("breakdowns", "presets", "reports")
    return [Message("", one["title"], "", VOCABULARY) for kind in kinds for one in vocabulary[kind]]


def in_python(source, file):
    """Return the messages of one Python file."""
    lines, found = source.splitlines(), []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found += [Message(parts[0], parts[1], parts[2], file) for parts in in_call(node)]
    for statement in tree.body:
        marked = MARK.match(lines[statement.lineno - 2]) if statement.lineno > 1 else None
        if marked:
            found += [Message(parts[0], parts[1], parts[2], file) for parts in in_table(statement, marked[1])]
    return found


def in_call(call):
    """Yield (context, one, many) of a call of one of the functions of i18n.py. Raises ValueError where it is not written out."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    places = {"t": (0,), "tc": (0, 1), "tn": (2, 3)}.get(name)
    if not places:
        return
    texts = [constant(call.args[place]) if place < len(call.args) else None for place in places]
    if None in texts:
        return
    if name == "t":
        yield "", texts[0], ""
    elif name == "tc":
        yield texts[0], texts[1], ""
    else:
        yield "", texts[0], texts[1]


def constant(node):
    """Return the text of a constant, else None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_table(statement, kind):
    """Yield (context, one, many) of the texts of a marked statement, without the keys of its dicts."""
    keys = {id(key) for node in ast.walk(statement) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(statement):
        text = constant(node)
        if (
            text
            and id(node) not in keys
            and (kind != "sentences" or text[:1].isupper() or text[:1] == "{")
            and WORD.search(text)
        ):
            yield SERIES if kind == SERIES else "", text, ""


class Page(HTMLParser):
    """Collects what a person reads or hears in a page: texts, and some attributes."""

    def __init__(self):
        super().__init__()
        self.texts, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        """Note the attributes of an element, and where the next text is."""
        if tag not in ("meta", "link", "input", "hr", "br"):
            self.inside.append(tag)
        self.texts += [value for name, value in attrs if name in ATTRIBUTES and value]

    def handle_endtag(self, tag):
        """Leave an element."""
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        """Note a text that is no script."""
        if not {"script", "style"} & set(self.inside):
            self.texts.append(data)


def page_messages():
    """Return the texts of popup.html, each once, in their order."""
    page = Page()
    page.feed((ROOT / PAGE).read_text(encoding="utf-8"))
    texts = [" ".join(text.split()) for text in page.texts]
    return list(dict.fromkeys(text for text in texts if WORD.search(text)))
