"""
The series' colours can be told apart, by any eye, in light and in dark.

How far two colours are apart is their distance in OKLab (Björn Ottosson, "A perceptual color space for image
processing", 2020): black and white are 1 apart, a difference just seen is about 0.02. How people with a colour-vision
deficiency see them is the model of Gustavo Machado, Manuel Oliveira and Leandro Fernandes ("A Physiologically-based
Model for Simulation of Color Vision Deficiency", 2009), its matrices for the full deficiency, on linear RGB.
Contrast is that of WCAG 2.
"""

import itertools
import math
import re
from pathlib import Path

import pytest

from codex_credits.model import breakdown

CSS = (Path(__file__).parents[2] / "popup.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")
HUES = [f"hue-{number}" for number in range(breakdown.HUES)]
LEAST_CONTRAST = 3  # of a graphic against what it lies on
LEAST_APART = {"all cones": 0.15, "no red cones": 0.09, "no green cones": 0.09, "no blue cones": 0.09}
LEAST_FROM_SIGNALS = 0.08  # from the colours that warn, and from the grey of "Other"

SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix, vector):
    return [sum(factor * part for factor, part in zip(row, vector)) for row in matrix]


def colour(name, theme):
    """Return a variable of popup.css as linear red, green and blue, 0..1."""
    pair = re.search(rf"--{name}: light-dark\(#([0-9a-f]{{6}}), #([0-9a-f]{{6}})\);", CSS)
    text = pair[1 + THEMES.index(theme)]
    parts = [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb, eye):
    seen = [min(1, max(0, part)) for part in times(SEEN[eye], rgb)]
    return times(LAB, [cone ** (1 / 3) for cone in times(CONES, seen)])


def apart(one, other, theme, eye):
    return math.dist(lab(colour(one, theme), eye), lab(colour(other, theme), eye))


def contrast(one, other, theme):
    lights = sorted(sum(times([(0.2126, 0.7152, 0.0722)], colour(name, theme))) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_stands_out_from_the_surface(theme):
    for name in [*HUES, "hue-other", "hue-unattributed"]:
        assert contrast(name, "surface", theme) >= LEAST_CONTRAST, name


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("theme", THEMES)
def test_every_two_series_are_told_apart(theme, eye):
    nearest = min((apart(one, other, theme, eye), one, other) for one, other in itertools.combinations(HUES, 2))
    print(f"{theme}, {eye}: {nearest[0]:.3f} between {nearest[1]} and {nearest[2]}")
    assert nearest[0] >= LEAST_APART[eye], nearest


@pytest.mark.parametrize("theme", THEMES)
def test_no_series_looks_like_a_warning_or_like_other(theme):
    for name in HUES:
        for signal in ("warning", "stopped", "hue-other"):
            assert apart(name, signal, theme, "all cones") >= LEAST_FROM_SIGNALS, (name, signal)


def test_the_distances_are_those_of_the_published_formulas():
    white, black = lab([1, 1, 1], "all cones"), lab([0, 0, 0], "all cones")
    assert math.dist(white, black) == pytest.approx(1, abs=1e-6)
    assert lab([1, 0, 0], "all cones") == pytest.approx([0.627955, 0.224863, 0.125846], abs=1e-5)
    for matrix in SEEN.values():
        assert times(matrix, [1, 1, 1]) == pytest.approx([1, 1, 1], abs=1e-5)
