"""
What the package carries of each language, made from locales/*.po.

    _locales/LANGUAGE/messages.json   the manifest's texts, the worker's, and in three messages those of popup.html and of its Python:
        plurals    the categories of the plural forms, "one other"
        words      the translations, a line each; an empty one where a translation is the same as in English
        english    in English only, which the browser takes what a language has not from: what each of those lines is called

English has no more than that and the manifest's texts: everything else is English where it stands. The worker finds a message
by `key`, which background/message.js makes of the English as it is made here.
"""

import json
import re

from tools import message_sources, messages

DEFAULT = "en"
MANIFEST = {"name": "name", "short_name": "short_name", "description": "description", "action.default_title": "title"}
CONTEXT, FORM = "\x04", "\x1e"  # as in codex_credits/present/i18n.py
WORKER, MANIFEST_FILE = "background/", "manifest.json"
ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÅÉÎØÛÝåéîøûýçñšž")
KEPT = re.compile(r"(\{\w+\}|\([A-Z0-9\[\]]\))")


def files(pseudo=None):
    """
    Return {file of the package: bytes} of every language.

    `pseudo` is the language whose translations are replaced by English that is longer and has accents, for tests.
    """
    wanted, made = messages.template(), {}
    told = [key for key, (_, sources, _) in wanted.items() if is_of_popup(sources)]
    looked_up = [context + CONTEXT + one if context else one for context, one in told]
    english = manifest_texts(str) | {"english": in_lines(looked_up)}
    made[f"_locales/{DEFAULT}/messages.json"] = as_json(browser_messages(DEFAULT, english))
    for language in messages.LANGUAGES:
        known = messages.catalogue(language)
        translate = pseudo_forms if language == pseudo else forms_of(known)
        of_worker, of_popup = {}, []
        for (context, one), (many, sources, _) in wanted.items():
            forms = translate(context, one, many)
            if any(file.startswith(WORKER) for file in sources):
                of_worker[key(one)] = forms[0]
            if is_of_popup(sources):
                of_popup.append("" if forms == [one] else FORM.join(forms))
        texts = manifest_texts(lambda text, translate=translate: translate("", text, "")[0]) | of_worker
        texts |= {"plurals": " ".join(messages.CATEGORIES[known.num_plurals]), "words": in_lines(of_popup)}
        made[f"_locales/{language}/messages.json"] = as_json(browser_messages(language, texts))
    return made


def in_lines(texts):
    """Return `texts` as one, a line each. Raises ValueError where one has lines of its own."""
    if any("\n" in text for text in texts):
        raise ValueError("a message has more than one line")
    return "\n".join(texts)


def is_of_popup(sources):
    """Tell whether a message that stands in the files `sources` is one of popup.html or of the popup's Python."""
    return not all(file.startswith((WORKER, MANIFEST_FILE)) for file in sources)


def forms_of(known):
    """Return the function that gives the forms of a message in the catalogue `known`; English where it has none."""

    def translate(context, one, many):
        found = known.get(one, context or None)
        forms = messages.translations(found) if found else []
        return forms if forms and all(forms) else [one, many] if many else [one]

    return translate


def manifest_texts(translate):
    """Return {name of a message: text} of the manifest's texts."""
    return {MANIFEST[member]: translate(text) for member, text in message_sources.manifest_messages().items()}


def browser_messages(language, texts):
    """Return what a messages.json says. Raises ValueError where two messages have one name: the browser knows no case."""
    told = {"language": language} | texts
    if len({name.lower() for name in told}) != len(told):
        raise ValueError(f"two messages of {language} have one name")
    return {name: {"message": text.replace("$", "$$")} for name, text in told.items()}


def key(english):
    """Return the name of a message in messages.json: letters and digits as they are, a space as "_", all else by its code."""
    return re.sub(r"[^A-Za-z0-9]", lambda found: "_" if found[0] == " " else f"_{ord(found[0]):x}", english)


def localized(manifest):
    """Return the members of a manifest with its texts by their names in messages.json."""
    told = manifest | {"default_locale": DEFAULT, "action": dict(manifest["action"])}
    for member, name in MANIFEST.items():
        place, last = (told["action"], "default_title") if "." in member else (told, member)
        place[last] = f"__MSG_{name}__"
    return told


def pseudo_forms(_context, one, many):
    """Return the forms of a message in no language: two fifths longer, with accents; places and keys stay."""
    return [pseudo_text(text) for text in (one, many) if text]


def pseudo_text(text):
    """Return `text` with accents, and two fifths longer where it has words."""
    parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text)]
    letters = sum(len(part) for part in parts if not KEPT.fullmatch(part))
    longer = "".join(parts)
    if not message_sources.WORD.search(text):
        return longer
    words = ("ôñé twø thréé føûr fîvé šîx šévéñ éîght ñîñé téñ " * (letters // 40 + 1))[: -(-letters * 2 // 5)].strip()
    end = re.search(r" \([A-Z0-9\[\]]\)$|[.…:;,?]*$", longer)
    at = end.start() if end else len(longer)
    return f"{longer[:at]} {words}{longer[at:]}" if words else longer


def as_json(value):
    """Return JSON text as a file has it, without what a reader needs not."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
