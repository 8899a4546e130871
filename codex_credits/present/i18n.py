"""
The words in the reader's language. English is the key of every message, and what is shown without a catalogue.

A message is a whole sentence, or a whole phrase that stands alone; `{named}` places take figures, days and names. A list
of phrases is joined with `listed`. tools/messages.py finds the messages of the four functions here by their names, those
of the tables by the comment `# i18n:`, and what translators should know of them in locales/notes.toml.
"""

CONTEXT, FORM = "\x04", "\x1e"  # between context and message, between plural forms

look_up: list = []  # the one function that finds the translation of a message, "" where it has none; empty: English
found: "dict[str, str]" = {}  # {English, or context + CONTEXT + English: translation} of the messages that were asked for
categories: "list[str]" = []  # of Intl.PluralRules, in the order of the plural forms


def set_language(plurals, function):
    """Take messages from `function`; `plurals` are the categories of the language, "one other". None is English again."""
    look_up[:] = [function] if function else []
    categories[:] = plurals.split(" ")
    found.clear()


def t(text):
    """Return the message `text` in the reader's language."""
    return translated(text, text) if look_up else text


def tc(context, text):
    """Return a message that means one thing in `context`, and in another language another thing elsewhere."""
    return translated(context + CONTEXT + text, text) if look_up else text


def translated(key, text):
    """Return the translation of the message `key`, asked for once; `text` where there is none."""
    told = found.get(key)
    if told is None:
        told = found[key] = look_up[0](key) or text
    return told


def tn(formatter, count, one, many, kind="whole"):
    """Return `one` or `many`, or the form of another language that `count` needs, with the number of that `kind` at {count}."""
    forms = t(one)
    if forms == one:
        text = one if count == 1 else many
    else:
        told, category = forms.split(FORM), formatter.plural(count)
        text = told[categories.index(category) if category in categories else -1]
    return text.replace("{count}", formatter.number(count, kind))


def listed(parts):
    """Return those of `parts` that are not empty as a list: "175 used, 40 left"."""
    return t(", ").join([part for part in parts if part])
