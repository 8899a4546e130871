"""
Keep locales/*.po in step with the messages of the source: new ones are added without a translation, old ones go.

The notes for translators are in locales/notes.toml. With `--check` nothing is written, and what is missing, extra, fuzzy,
or has other places or keys than the English is told.

    python -m tools.messages [--check]
"""

import io
import json
import re
import string
import sys
import tomllib

from babel.messages import pofile

from tools import message_sources
from tools.message_sources import ROOT

FOLDER = ROOT / "locales"
# How gettext chooses among the plural forms of each language. "many" of Intl.PluralRules, for whole millions, is not told apart.
LANGUAGES = {
    "de": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "pt_BR": "nplurals=2; plural=(n > 1);",
}
CATEGORIES = {1: ("other",), 2: ("one", "other")}  # of Intl.PluralRules, by the number of plural forms
KEY = re.compile(r"\(([A-Z0-9\[\]])\)")  # a key of the keyboard, as titles show it
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def catalogue(language):
    """Return the `Catalog` of locales/LANGUAGE.po, an empty one where that file is not there yet."""
    path = FOLDER / f"{language}.po"
    return read(path.read_text(encoding="utf-8"), language) if path.is_file() else read(header(language), language)


def header(language):
    """Return the head of a catalogue."""
    return HEADER.format(language=language, plurals=LANGUAGES[language])


def read(text, language):
    """Return the `Catalog` of the text of a .po file."""
    return pofile.read_po(io.BytesIO(text.encode()), locale=language)


def template():
    """Return {(context, English): (plural or "", [files], [notes])} of every message, in the order of the source."""
    known = notes()
    found: dict[tuple[str, str], tuple[str, list, list]] = {}
    for one in message_sources.messages():
        many, files, told = found.setdefault((one.context, one.one), (one.many, [], []))
        if many != one.many:
            sys.exit(f"{one.one!r} is once a plural and once not: {one.file}, {files[0]}")
        if one.file not in files:
            files.append(one.file)
        if not told:
            told += described(one, known)
    return found


def notes():
    """Return what locales/notes.toml says: {"messages": {English: note}, "places": {name: what stands there}}."""
    return tomllib.loads((FOLDER / "notes.toml").read_text(encoding="utf-8"))


def described(one, known):
    """Return the notes of a message: its own, and what stands in each of its places."""
    note = known["messages"].get(name_of(one.context, one.one))
    told = [note] if note else []
    return told + [f"{{{place}}}: {known['places'].get(place, '')}" for place in places(one.one)]


def name_of(context, text):
    """Return what notes.toml calls a message."""
    return f"{context} | {text}" if context else text


def places(text):
    """Return the names of the places of a message, each once."""
    return list(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(text) if name))


def updated(language, wanted):
    """Return the text of locales/LANGUAGE.po with exactly the messages that are `wanted`."""
    old, new = catalogue(language), read(header(language), language)
    for (context, one), (many, files, told) in wanted.items():
        before = old.get(one, context or None)
        identity = (one, many) if many else one
        forms = before.string if before and bool(before.pluralizable) == bool(many) else None
        new.add(
            identity,
            forms or (("",) * new.num_plurals if many else ""),
            locations=[(file, 0) for file in sorted(files)],
            auto_comments=told,
            context=context or None,
            flags={"fuzzy"} if before and before.fuzzy else (),
        )
    written = io.BytesIO()
    pofile.write_po(written, new, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return header(language) + written.getvalue().decode()


def problems_of(known, wanted):
    """Yield a sentence for each thing that is wrong with the translations of the catalogue `known`."""
    if known.obsolete:
        yield "there are messages that are no longer used"
    for (context, one), (many, _, _) in wanted.items():
        found = known.get(one, context or None)
        forms = translations(found) if found else []
        if not forms or not all(forms):
            yield f"{one!r} has no translation"
            continue
        if found.fuzzy:
            yield f"{one!r} is fuzzy"
        if len(forms) != (known.num_plurals if many else 1):
            yield f"{one!r} has {len(forms)} forms"
        for form in forms:
            yield from differences(one, many, form)
    extra = {(one.context or "", first(one.id)) for one in known if one.id} - set(wanted)
    yield from [f"{text!r} is no message" for _, text in sorted(extra)]


def differences(one, many, form):
    """Yield a sentence for each thing in a translation that must be as in English and is not."""
    allowed = {frozenset(places(text)) for text in (one, many) if text}
    if frozenset(places(form)) not in allowed:
        yield f"{one!r} has the places {sorted(allowed, key=sorted)}, its translation {form!r} others"
    if KEY.findall(one) != KEY.findall(form):
        yield f"{one!r} shows other keys than {form!r}"
    if re.search(r"\s\s|^\s|\s$", form) and not re.search(r"^\s|\s$", one):
        yield f"{form!r} has spaces at its ends, or two together"


def translations(message):
    """Return the forms of a translation, one where it has no plural."""
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]


def first(identity):
    """Return the English by which a message is found: the singular."""
    return identity[0] if isinstance(identity, (list, tuple)) else identity


def note_problems(wanted):
    """Yield a sentence for each note that is of no message, and each place without one."""
    known = notes()
    names = {name_of(*key) for key in wanted}
    yield from [f"notes.toml: no message is {name!r}" for name in known["messages"] if name not in names]
    used = {place for (_, one), (many, _, _) in wanted.items() for place in places(one) + places(many)}
    yield from [
        f"notes.toml: the place {json.dumps(place)} has no note" for place in sorted(used - set(known["places"]))
    ]
    yield from [f"notes.toml: no message has the place {place}" for place in known["places"] if place not in used]


def check():
    """Return everything that is wrong, as sentences."""
    wanted = template()
    found = list(note_problems(wanted))
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        found += [f"locales/{language}.po: {problem}" for problem in problems_of(catalogue(language), wanted)]
        if not path.is_file() or path.read_text(encoding="utf-8") != updated(language, wanted):
            found.append(f"locales/{language}.po is not as `make messages` writes it")
    return found


def main():
    if "--check" in sys.argv:
        found = check()
        sys.exit("\n".join(found) if found else 0)
    wanted = template()
    for language in LANGUAGES:
        (FOLDER / f"{language}.po").write_text(updated(language, wanted), encoding="utf-8")


if __name__ == "__main__":
    main()
