"""Words in pictures."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitpad.ink.lettering import ink_box, write

WORDS = ["7", "?", "28 × 28", "−0.25", "Ziffer ß", "数字", "अंक"]


@pytest.fixture(params=[True, False], ids=["FreeType", "pixels"])
def _freetype(request, monkeypatch):
    if not request.param:
        monkeypatch.setattr("PIL.features.check", lambda name: False)


def written(text, anchor="la", size=24, **how):
    image = Image.new("L", (400, 100))
    write(ImageDraw.Draw(image), (200, 50), text, size, 255, anchor, **how)
    return np.asarray(image)


@pytest.mark.usefixtures("_freetype")
@pytest.mark.parametrize("of_system", [False, True])
@pytest.mark.parametrize("text", WORDS)
def test_words_are_where_they_are_said_to_be(text, of_system):
    """All ink is in the ink's box, whatever font there is, and there is some."""
    left, top, right, bottom = ink_box(text, 24, of_system)
    rows, columns = np.nonzero(written(text, of_system=of_system))
    assert len(rows)
    assert rows.min() >= 50 + top - 1
    assert rows.max() <= 50 + bottom
    assert columns.min() >= 200 + left - 1
    assert columns.max() <= 200 + right


@pytest.mark.usefixtures("_freetype")
def test_anchors_are_held():
    """Words end at a place, begin there, or have it in their middle."""
    lefts = [np.nonzero(written("777", anchor))[1].min() for anchor in ("lm", "mm", "rm")]
    rights = [np.nonzero(written("777", anchor))[1].max() for anchor in ("lm", "mm", "rm")]
    assert lefts[0] >= 199 > lefts[1] > lefts[2]
    assert rights[0] > rights[1] > 200 >= rights[2]


@pytest.mark.usefixtures("_freetype")
def test_no_words_are_no_ink():
    """Nothing is written for nothing."""
    assert not written("").any()
