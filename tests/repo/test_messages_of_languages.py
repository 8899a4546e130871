"""Every sentence a person reads is one whole message, translated into every language, and nothing is put together from pieces."""

import ast
import json
import re

import pytest

from tests.repo.tree import ROOT, files, name, text
from tools import languages, message_sources, messages

WANTED = messages.template()
# What is for programs or for those who read an issue, and stays English.
ENGLISH = {"codex_credits/present/export.py", "codex_credits/present/diagnostics.py"}
SHOWN = [
    path
    for path in [*files(".py", under="codex_credits/present/"), *files(".py", under="popup/")]
    if name(path) not in ENGLISH and "bridge" not in name(path) and "boot" not in name(path)
]
# Names of formats, states and verdicts, what programs read, and names in the sample data.
FOR_PROGRAMS = {
    "weekday name", "long weekday name", "whole percent", "so far", "Resets by itself", "Workspace owner", "Workspace admin",
    "Auto review", "Example Robotics", "runs out", "on track", "should last", "no limit", "too early", "new period",
    "over budget", "range-problem range-hint",
}  # fmt: skip
FOR_DEVELOPERS = (": a placeholder has no word", "window ", "request ", "score ", " strong", "#series ", ") ")
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]|\{\w+\} [a-z]{2}")


def test_the_catalogues_are_complete_and_have_nothing_else():
    assert messages.check() == []


@pytest.mark.parametrize(
    "broken",
    [
        "",  # missing
        "{amount}",  # without a word, and without its unit
        "{sum} übrig",  # another place
    ],
)
def test_a_message_with_other_places_is_told(broken):
    found = messages.read(messages.header("de") + f'msgid "{{amount}} left"\nmsgstr "{broken}"\n', "de")
    told = list(messages.problems_of(found, {("", "{amount} left"): ("", [], []), ("", "{a} of {b}"): ("", [], [])}))
    assert len(told) == (1 if broken == "{amount}" else 2)


def test_a_message_that_is_extra_or_fuzzy_is_told():
    extra = '#, fuzzy\nmsgid "{amount} left"\nmsgstr "{amount} übrig"\n\nmsgid "gone"\nmsgstr "weg"\n'
    found = messages.read(messages.header("de") + extra, "de")
    assert list(messages.problems_of(found, {("", "{amount} left"): ("", [], [])})) == [
        "'{amount} left' is fuzzy",
        "'gone' is no message",
    ]


def test_a_key_of_the_keyboard_is_the_same_in_every_language():
    assert list(messages.differences("Refresh (R)", "", "Aktualisieren (A)"))
    assert not list(messages.differences("Refresh (R)", "", "Aktualisieren (R)"))
    shown = [one for _, one in WANTED if messages.KEY.search(one)]
    assert len(shown) > 10


@pytest.mark.parametrize("path", SHOWN, ids=name)
def test_no_sentence_is_put_together_from_pieces(path):
    """No f-string with words, no words joined with "+", no label whose first letter is changed."""
    found = []
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.JoinedStr):
            pieces = [value.value for value in node.values if isinstance(value, ast.Constant)]
            found += [
                piece for piece in pieces if SENTENCE.search(piece) or re.search(r"[A-Za-z]{2}.* | .*[a-z]{2}", piece)
            ]
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Add):
            parts = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
            found += [one.value for one in parts if message_sources.constant(one) and SENTENCE.search(one.value)]
    assert [piece for piece in found if not piece.startswith(FOR_DEVELOPERS)] == []


@pytest.mark.parametrize("path", SHOWN, ids=name)
def test_every_sentence_is_a_message(path):
    """A text with words is an argument of `t`, `tc` or `tn`, or stands in a table that is marked."""
    known = {one for _, one in WANTED} | {many for many, _, _ in WANTED.values()}
    tree = ast.parse(text(path))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    fields = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "namedtuple"
        for argument in node.args
    }
    internal = {id(constant) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for constant in node.values}
    found = [
        node.value
        for node in ast.walk(tree)
        if message_sources.constant(node) and id(node) not in documentation | fields | internal
    ]
    told = [one for one in found if SENTENCE.search(one) and one not in known]
    assert [one for one in told if one not in FOR_PROGRAMS and not re.search(r"[#\[\].]|^\d", one)] == []


def test_no_english_word_of_the_popup_is_left_in_another_language():
    same = re.compile(r"^[^A-Za-z]*$|^\W*(?:\{\w+\}[\W\d]*)+$")
    for language in messages.LANGUAGES:
        known = messages.catalogue(language)
        long = [
            one
            for (context, one) in WANTED
            if len(one) > 24
            and not same.match(one)
            and messages.translations(known.get(one, context or None))[0] == one
        ]
        assert long == [], language


def test_a_description_is_as_short_as_the_store_wants():
    for language in messages.LANGUAGES:
        told = json.loads(languages.files()[f"_locales/{language}/messages.json"])
        assert len(told["description"]["message"]) <= 132, language
        assert len(told["name"]["message"]) <= 75
        assert told["language"]["message"] == language


def test_english_has_no_more_than_the_manifest_needs():
    told = json.loads(languages.files()["_locales/en/messages.json"])
    assert set(told) == {"language", "english", *languages.MANIFEST.values()}


def test_each_line_of_the_words_is_the_translation_of_the_same_line_in_english():
    made = {file: json.loads(content) for file, content in languages.files().items()}
    english = made["_locales/en/messages.json"]["english"]["message"].split("\n")
    assert len(english) == len(set(english)) > 600
    for language in messages.LANGUAGES:
        words = made[f"_locales/{language}/messages.json"]["words"]["message"].split("\n")
        known = messages.catalogue(language)
        for key, line in zip(english, words, strict=True):
            context, _, one = key.rpartition(languages.CONTEXT)
            forms = messages.translations(known.get(one, context or None))
            assert (line or one).split(languages.FORM) == forms, key


def test_the_worker_and_the_build_call_a_message_alike():
    """The worker replaces what is no letter and no digit by its code, a space by a line."""
    rule = "replace(/[^A-Za-z0-9]/g, (letter) =>"
    assert rule in " ".join(text(ROOT / "background" / "message.js").split()).replace("( letter", "(letter")
    assert languages.key("Delete data…") == "Delete_data_2026"
    assert languages.key("Previous period ([)") == "Previous_period__28_5b_29"


def test_a_pseudo_translation_is_longer_and_keeps_places_and_keys():
    for one in ("{amount} left of {limit}", "Refresh (R)", "Your limit for this period is 0."):
        made = languages.pseudo_text(one)
        assert len(made) >= len(one) * 1.15
        assert messages.places(made) == messages.places(one)
        assert messages.KEY.findall(made) == messages.KEY.findall(one)
