"""How wide a text is drawn, at most and as a rule: Python cannot measure it."""

LATIN, OTHERS, WIDE = 64, 78, 120  # tenths of a pixel a letter of a tick takes
LAST_LATIN, LAST_NARROW = 0x24F, 0x2E7F  # ideographs are wide


def text_width(text):
    """Return the width that `text` takes at most, as a rule, in tenths of a pixel."""
    return sum([letter_width(ord(letter)) for letter in text])


def letter_width(code):
    """Return the width that the letter with this `code` takes at most, as a rule."""
    return LATIN if code <= LAST_LATIN else OTHERS if code <= LAST_NARROW else WIDE
