"""Strokes to ink."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from digitpad import Drawing
from digitpad.ink.drawing import Stroke
from digitpad.ink.raster import (
    DIGIT_SIZE,
    FINENESS,
    PEN,
    SMALLEST_DIGIT,
    digit_ink,
    draw_path,
    is_slip,
    pad_image,
    thinned,
    without_stray_taps,
)
from tests.strategies import digits, own_taps, pad_strokes, stray_taps


def stroke_width(ink):
    """The most common length of a run of ink in the rows of an image of an upright stroke, in its pixels."""
    rows = (np.asarray(ink) > 127).sum(axis=1)
    return np.bincount(rows[rows > 0]).argmax()


@given(pad_strokes)
@example([[(0, 0), (0, 0)], [(0, 33), (0, 40)]])
def test_ink_fills_the_digits_box(drawn):
    """The longer side of the ink is the digit's size, whatever its size on the pad; a slip of the hand's is less."""
    drawing = Drawing.from_strokes(drawn)
    left, top, right, bottom = without_stray_taps(drawing).bounds()
    smallest = SMALLEST_DIGIT * max(drawing.width, drawing.height)
    share = min(max(right - left, bottom - top) / smallest, 1)
    ink = digit_ink(drawing)
    left, top, right, bottom = ink.getbbox()
    longer = max(right - left, bottom - top)
    # The pen's round end may be off by a fine pixel on either side.
    assert abs(longer - (PEN + (DIGIT_SIZE - PEN) * share) * FINENESS) <= 3
    assert left > 0
    assert top > 0
    assert right < ink.width
    assert bottom < ink.height


@pytest.mark.parametrize("size", [10, 100, 1000, 1e6])
def test_the_network_sees_the_same_pen_at_any_size(size):
    """The stroke's width is in proportion to the digit."""
    ink = digit_ink(Drawing.from_strokes([[(0, 0), (0, size)]], width=size, height=size))
    assert abs(stroke_width(ink) - PEN * FINENESS) <= 1


def test_the_pen_on_the_screen_does_not_matter():
    """A drawing with a thick pen makes the same ink as one with a thin pen."""
    drawn = [[(10, 10), (200, 40), (50, 300)]]
    thin, thick = (digit_ink(Drawing.from_strokes(drawn, pen=pen)) for pen in (1, 60))
    assert thin.tobytes() == thick.tobytes()


def test_a_tiny_drawing_is_a_blot():
    """A slip of one pixel on a large pad isn't blown up to a stroke."""
    slip = digit_ink(Drawing.from_strokes([[(200, 200), (201, 200)]], 400, 400))
    left, top, right, bottom = slip.getbbox()
    assert max(right - left, bottom - top) < DIGIT_SIZE * FINENESS / 2


def test_a_stray_tap_does_not_shrink_the_digit():
    """A dot in the pad's corner, as a palm leaves it, changes nothing about the digit beside it."""
    seven = [[(100, 100), (200, 100), (140, 220)]]
    alone = digit_ink(Drawing.from_strokes(seven))
    with_tap = digit_ink(Drawing.from_strokes([*seven, [(390, 390)]]))
    assert with_tap.tobytes() == alone.tobytes()


@given(digits.flatmap(lambda drawn: st.tuples(st.just(drawn), stray_taps(drawn))))
def test_stray_taps_are_no_ink(drawn):
    """Clicks well beside a digit, or far above or below it, change nothing about it."""
    digit, taps = drawn
    assert without_stray_taps(Drawing.from_strokes([*digit, *taps])) == Drawing.from_strokes(digit)


@given(digits.flatmap(lambda drawn: st.tuples(st.just(drawn), own_taps(drawn))))
def test_dots_of_the_digit_stay(drawn):
    """Clicks in a digit, or not far above or below it, are ink."""
    digit, taps = drawn
    dotted = Drawing.from_strokes([*digit, *taps])
    assert without_stray_taps(dotted) == dotted


@given(digits, st.floats(0.001, 1000), st.integers(1, 1500))
def test_a_slip_is_measured_by_the_pad(drawn, factor, side):
    """A digit is a slip of the hand exactly where it takes less of the pad than the smallest digit does."""
    drawing = Drawing.from_strokes([[(x * factor, y * factor) for x, y in stroke] for stroke in drawn], side, side)
    left, top, right, bottom = drawing.bounds()
    assert is_slip(drawing) == (max(right - left, bottom - top) < SMALLEST_DIGIT * side)


def test_a_slip_beside_a_click_is_a_slip():
    """A stray click far away doesn't make a digit of a slip."""
    assert is_slip(Drawing.from_strokes([[(0, 0), (0, 0)], [(0, 33), (0, 40)]]))


def test_a_dot_above_stays():
    """The dot of an i or of an exclamation mark is ink: it tells that this is no digit."""
    one = [[(100, 100), (100, 220)]]
    dotted = digit_ink(Drawing.from_strokes([*one, [(100, 70)]]))
    gap = np.asarray(dotted).max(axis=1)[: dotted.height // 3]
    assert (np.diff((gap > 0).astype(int)) == -1).any()  # below the dot there is paper before the stroke begins


def test_a_line_is_joined():
    """Points far apart are joined, without gaps and without notches at the corners."""
    image = Image.new("L", (120, 120))
    draw_path(image, [(20, 20), (100, 20), (100, 100)], 10)
    ink = np.asarray(image) > 0
    assert ink[20, 20:101].all()
    assert ink[20:101, 100].all()
    assert ink[17, 102]  # the outer side of the corner is round, not notched


def test_thinning_keeps_the_ends_and_the_spacing():
    """Both ends stay, and what is kept between them lies at least the spacing apart."""
    path = [(x / 10, 0.0) for x in range(101)]
    kept = thinned(path, 2)
    assert kept[0] == path[0]
    assert kept[-1] == path[-1]
    gaps = np.diff([x for x, _ in kept])
    assert (gaps[:-1] >= 2).all()
    assert len(kept) <= 7
    assert thinned([(1, 1)], 2) == [(1, 1)]
    assert thinned([(1, 1), (1, 1)], 2) == [(1, 1), (1, 1)]


@pytest.mark.parametrize("pen", [0.02, 0.1, 0.25, 0.5])
def test_a_pen_finer_than_a_pixel_draws(pen):
    """On a picture of a few pixels, too, ink is ink."""
    assert pad_image([Stroke(((1.0, 1.0), (3.0, 4.0)))], (5, 5), 1.0, pen).getbbox() is not None


def test_the_pads_picture_is_anti_aliased_and_in_place():
    """A stroke on the pad has grey edges and lies where the pen was."""
    image = pad_image([Stroke(((10, 10), (40, 30)))], (100, 80), 2.0, 6)
    pixels = np.asarray(image)
    assert image.size == (100, 80)
    assert pixels[40, 50] == 255  # the middle of the stroke: (25, 20) on the pad, at two pixels each
    assert pixels[70, 90] == 0
    assert len(np.unique(pixels)) > 4
