"""Pictures as a person should see them."""

import numpy as np
import pytest
from PIL import Image

from digitpad.scan.opening.visible import visible


def inked(mode, paper, ink):
    """A picture of 40 × 20 pixels with a square of ink in its left half."""
    picture = Image.new(mode, (40, 20), paper)
    picture.paste(ink, (5, 5, 15, 15))
    return picture


def shades(picture):
    """(h, w) brightness of what is visible."""
    seen = visible(picture)
    assert (seen.mode, seen.size) == ("RGB", picture.size)
    return np.asarray(seen).mean(axis=2)


@pytest.mark.parametrize(("ink", "light"), [((0, 0, 0, 255), False), ((255, 240, 200, 255), True)])
def test_transparent_paper_makes_ink_stand_out(ink, light):
    """Dark ink on transparent black, as digitpad saves it, is on white paper; light ink on black."""
    found = shades(inked("RGBA", (0, 0, 0, 0), ink))
    assert (found[10, 10] > 200, found[10, 30] > 200) == (light, not light)


@pytest.mark.parametrize("mode", ["LA", "P"])
def test_other_transparent_modes(mode):
    """Transparency is seen in whatever way it is stored."""
    picture = inked("RGBA", (0, 0, 0, 0), (0, 0, 0, 255))
    found = shades(picture.quantize() if mode == "P" else picture.convert("LA"))
    assert found[10, 10] < 20
    assert found[10, 30] > 235


def test_half_transparent_ink_is_half_as_dark():
    """Opacity is mixed with the paper."""
    assert shades(inked("RGBA", (0, 0, 0, 0), (0, 0, 0, 128)))[10, 10] == pytest.approx(127, abs=2)


def test_a_sheet_in_a_transparent_frame_stays_as_it_is():
    """Around an opaque sheet the paper is white, and on the sheet nothing changes."""
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    picture.paste(inked("RGB", (230, 230, 230), (30, 30, 30)).resize((56, 36), Image.Resampling.NEAREST), (2, 2))
    found = shades(picture)
    assert found[0, 0] == 255
    assert found[20, 50] == pytest.approx(230, abs=2)
    assert found.min() == pytest.approx(30, abs=2)


@pytest.mark.parametrize(
    ("mode", "paper", "ink"),
    [
        ("F", 1.0, 0.0),
        ("F", 255.0, 0.0),
        ("I", 60_000, 0),
        ("I;16", 60_000, 0),
        ("1", 1, 0),
        ("LAB", (250, 128, 128), 0),
    ],
)
def test_every_depth_is_visible(mode, paper, ink):
    """Floats from 0 to 1, 16 and 32 bits, one bit, and LAB: dark ink is dark, light paper light."""
    found = shades(inked(mode, paper, ink))
    assert found[10, 10] < 20
    assert found[10, 30] > 220


def test_blocks_are_averaged():
    """With a factor a picture comes smaller."""
    assert visible(Image.new("RGBA", (40, 20), (10, 20, 30, 255)), 4).size == (10, 5)


def test_nothing_visible_is_white():
    """A picture without ink is its paper."""
    assert shades(Image.new("RGBA", (40, 20), (0, 0, 0, 0))).min() == 255
