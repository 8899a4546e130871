"""
The series' colors can be told apart, by any eye, in light and in dark.

How far two colors are apart is their distance in OKLab (Björn Ottosson, "A perceptual color space for image
processing", 2020): black and white are 1 apart, a difference just seen is about 0.02. How people with a color-vision
deficiency see them is the model of Gustavo Machado, Manuel Oliveira and Leandro Fernandes ("A Physiologically-based
Model for Simulation of Color Vision Deficiency", 2009), its matrices for the full deficiency, on linear RGB.
Contrast is that of WCAG 2. All of it is computed by coloraide.
"""

import itertools
import re
from pathlib import Path

import pytest
from coloraide import Color

from codex_credits.model import breakdown

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "popup.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")
HUES = [f"hue-{number}" for number in range(breakdown.HUES)]
LEAST_CONTRAST = 3  # of a graphic against what it lies on
LEAST_APART = {"all cones": 0.15, "no red cones": 0.09, "no green cones": 0.09, "no blue cones": 0.09}
LEAST_FROM_SIGNALS = 0.08  # from the colours that warn, and from the grey of "Other"

# How each kind of eye is simulated: the name of coloraide's filter.
EYES = {"all cones": None, "no red cones": "protan", "no green cones": "deutan", "no blue cones": "tritan"}


def color(name, theme):
    """Return a variable of popup.css."""
    pair = re.search(rf"--{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\);", CSS)
    return Color(pair[1 + THEMES.index(theme)])


def seen(shown, eye):
    """Return a color as an eye of that kind sees it."""
    deficiency = EYES[eye]
    return shown.filter(deficiency, method="machado", out_space="srgb-linear").clip() if deficiency else shown


def apart(one, other, theme, eye):
    return seen(color(one, theme), eye).distance(seen(color(other, theme), eye), space="oklab")


def contrast(one, other, theme):
    return color(one, theme).contrast(color(other, theme), method="wcag21")


@pytest.mark.parametrize("theme", THEMES)
def test_every_color_stands_out_from_the_surface(theme):
    for name in [*HUES, "hue-other", "hue-unattributed"]:
        assert contrast(name, "surface", theme) >= LEAST_CONTRAST, name


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_what_is_pressed_picked_or_measured_stand_out(theme):
    """Borders of controls, the picked day, the gauge's track; the pace mark is ink in a rim of the surface's color."""
    for behind in ("surface", "raised"):
        assert contrast("edge", behind, theme) >= LEAST_CONTRAST, behind
    assert contrast("ink", "surface", theme) >= LEAST_CONTRAST
    assert contrast("accent", "surface", theme) >= LEAST_CONTRAST


def test_icon_badge_and_popup_have_one_accent():
    accent = color("accent", "light").to_string(hex=True)
    assert f'COLOR = "{accent}"' in (ROOT / "background" / "badge.js").read_text(encoding="utf-8")
    assert f'fill="{accent}"' in (ROOT / "tools" / "icon.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("eye", EYES)
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
    white, black = Color("white"), Color("black")
    assert white.distance(black, space="oklab") == pytest.approx(1, abs=1e-6)
    assert Color("red").convert("oklab").coords() == pytest.approx([0.627955, 0.224863, 0.125846], abs=1e-5)
    assert seen(Color("red"), "no red cones").coords() == pytest.approx([0.152286, 0.114503, 0], abs=1e-5)
    for eye in EYES:
        assert seen(white, eye).distance(white, space="oklab") == pytest.approx(0, abs=1e-4)
