"""Lay the labels of a picture out so that none lies over another."""

from collections import namedtuple

from codex_credits.chart.text_width import LAST_NARROW, WIDE

Label = namedtuple("Label", "text x y anchor kind")
# x, y    tenths of a pixel: where the text starts, ends or has its middle, as `anchor` says, and its base line
# kind    "" or "strong"

CHARACTER = 70  # how wide a letter is that is no ideograph
ABOVE, BELOW = 100, 30  # how far a text reaches from its base line
STEP, TRIES = 140, 4


def place(label, taken, tries=TRIES):
    """
    Return `label` where it is free of the boxes `taken`, which its own is added to: as near above its place as can be.

    None where none of so many `tries` is free.
    """
    for _ in range(tries):
        box = box_of(label)
        if not any(overlaps(box, other) for other in taken):
            taken.append(box)
            return label
        label = Label(label.text, label.x, label.y - STEP, label.anchor, label.kind)
    return None


def box_of(label):
    """Return (left, top, right, bottom) of `label`."""
    width = sum([WIDE if ord(letter) > LAST_NARROW else CHARACTER for letter in label.text])
    left = label.x - {"start": 0, "middle": width // 2, "end": width}[label.anchor]
    return left, label.y - ABOVE, left + width, label.y + BELOW


def overlaps(one, other):
    """Tell whether two boxes share a point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
