"""
The words in the reader's language. English is the key of every message, and what is shown without a catalogue.

A message is a whole sentence, or a whole phrase that stands alone; `{named}` places take figures, days and names. A list
of phrases is joined with `listed`. tools/messages.py finds the messages of the four functions here by their names, those
of the tables by the comment `# i18n:`, and what translators should know of them in locales/notes.toml.
"""

CONTEXT, FORM, ENTRY = "\x04", "\x1e", "\x1f"  # between context and message, between plural forms, between entries

catalogue: "dict[str, str]" = {}  # {English, or context + CONTEXT + English: translation, or plural forms}; empty: English
categories: "list[str]" = []  # of Intl.PluralRules, in the order of the plural forms


def load(text):
    """Take in a catalogue, as popup/boot/words.js hands it over: the categories, then each message and its translation."""
    entries = iter(text.split(ENTRY))
    categories[:] = next(entries).split(" ")
    catalogue.clear()
    catalogue.update(zip(entries, entries))


def t(text):
    """Return the message `text` in the reader's language."""
    return catalogue.get(text, text)


def tc(context, text):
    """Return a message that means one thing in `context`, and in another language another thing elsewhere."""
    return catalogue.get(context + CONTEXT + text, text) if catalogue else text


def tn(formatter, count, one, many, kind="whole"):
    """Return `one` or `many`, or the form of another language that `count` needs, with the number of that `kind` at {count}."""
    forms = catalogue.get(one)
    if forms is None:
        text = one if count == 1 else many
    else:
        found, category = forms.split(FORM), formatter.plural(count)
        text = found[categories.index(category) if category in categories else -1]
    return text.replace("{count}", formatter.number(count, kind))


def listed(parts):
    """Return those of `parts` that are not empty as a list: "175 used, 40 left"."""
    return t(", ").join([part for part in parts if part])
