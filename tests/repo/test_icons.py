"""The icons: drawn from one picture, padded as a store asks, and legible on a light and on a dark toolbar."""

import itertools
import re
import struct
import zlib

import pytest
from coloraide import Color

from tests.repo.tree import ROOT, text
from tools import icons

# Of Chrome, Edge and Firefox.
TOOLBARS = {"light": "#ffffff", "tinted": "#dee1e6", "dark": "#35363a", "black": "#1c1b22"}
LEAST_CONTRAST = 3  # WCAG 2, of a graphic
BYTES = 4  # of a pixel: red, green, blue, alpha


def pixels(file):
    """Return the rows of an RGBA picture of 8 bits a channel, as Chromium writes it."""
    content = file.read_bytes()
    width, height, depth, color = struct.unpack(">IIBB", content[16:26])
    assert (content[:8], depth, color) == (b"\x89PNG\r\n\x1a\n", 8, 6)
    data, place = b"", 8
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        data += content[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    lines, above, rows = zlib.decompress(data), bytes(width * BYTES), []
    for number in range(height):
        start = number * (width * BYTES + 1)
        above = unfiltered(lines[start], lines[start + 1 : start + 1 + width * BYTES], above)
        rows.append([tuple(above[at : at + BYTES]) for at in range(0, width * BYTES, BYTES)])
    return rows


def unfiltered(kind, line, above):
    """Return a line of a PNG as it was before its filter (ISO/IEC 15948, 9.2)."""
    done = bytearray(line)
    for at in range(len(done)):
        left = done[at - BYTES] if at >= BYTES else 0
        up, corner = above[at], above[at - BYTES] if at >= BYTES else 0
        nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        done[at] = (done[at] + [0, left, up, (left + up) // 2, nearest][kind]) % 256
    return bytes(done)


def box(rows):
    """Return (left, top, right, bottom) of what is not fully transparent; the last two are beyond it."""
    seen = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel[3]]
    xs, ys = [x for x, _ in seen], [y for _, y in seen]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


@pytest.mark.parametrize(("size", "padding"), icons.PADDING.items())
def test_each_icon_has_its_size_and_its_padding(size, padding):
    rows = pixels(ROOT / "icons" / f"{size}.png")
    assert {len(rows), *map(len, rows)} == {size}
    assert box(rows) == (padding, padding, size - padding, size - padding)


def test_the_store_gets_96_pixels_in_16_transparent_ones():
    assert icons.PADDING[128] == 16


@pytest.mark.parametrize("size", icons.PADDING)
def test_each_icon_is_made_of_the_colors_of_the_drawing(size):
    """A picture that was not drawn again after a change of the drawing has others."""
    rows = pixels(ROOT / "icons" / f"{size}.png")
    solid = {"#{:02x}{:02x}{:02x}".format(*pixel[:3]) for pixel in itertools.chain(*rows) if pixel[3] == 255}
    assert set(drawn()) <= solid


@pytest.mark.parametrize("toolbar", TOOLBARS)
def test_the_columns_can_be_told_from_the_tile_and_something_of_it_from_any_toolbar(toolbar):
    tile, *columns = map(Color, drawn())
    assert all(column.contrast(tile, method="wcag21") >= LEAST_CONTRAST for column in columns)
    behind = Color(TOOLBARS[toolbar])
    assert max(part.contrast(behind, method="wcag21") for part in (tile, *columns)) >= LEAST_CONTRAST


def drawn():
    """Return the colors of the drawing: the tile, then the columns on it."""
    return re.findall(r'fill="(#[0-9a-f]{6})"', text(ROOT / "tools" / "icon.svg"))
