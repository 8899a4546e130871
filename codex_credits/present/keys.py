"""Which shortcut a key press means, on any layout of the keyboard."""

BEYOND_LATIN = 0x370  # the first letter of the alphabets that have no Latin letters
PLACES = {"BracketLeft": "[", "BracketRight": "]"}
WITH_ALT = ("[", "]", "?")  # many layouts have these on a third level: AltGr, or Option


def shortcut(key, code, modifier):
    """
    Return the shortcut, a lower-case letter or a sign, that a press of `key` means; "" for none.

    `code` is the key's place on the keyboard as the browser calls it; `modifier` is
    "alt" for what reaches the third level, "other" for any other modifier that
    makes the press the browser's own, "shift", or "". The sign that is typed
    counts first; the place only where the layout has no such sign.
    """
    if modifier == "other" or len(key) != 1:
        return ""
    if modifier == "alt":
        return key if key in WITH_ALT else ""
    if "1" <= key <= "9" or key in WITH_ALT or "a" <= key.lower() <= "z":
        return key.lower()
    if code.startswith("Digit") and modifier != "shift":  # French keyboards type their digits with Shift
        return code[5:]
    if ord(key) >= BEYOND_LATIN:
        return code[3:].lower() if code.startswith("Key") else PLACES.get(code, "")
    return ""
