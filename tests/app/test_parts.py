"""One digit out of many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from digitpad import Drawing, digit_image
from digitpad.app.views.marks import Placement
from digitpad.ink.drawing import Stroke
from digitpad.ink.pads import PAD_UNITS, WIDE_UNITS, fitted
from digitpad.ink.raster import pad_image
from digitpad.reading.parts import digit_image_of, part_of, squared
from digitpad.reading.prediction import Reading
from tests.app.numbers import BOXES, DIGITS
from tests.app.readers import answer

NUMBER = Drawing.from_strokes([stroke for digit in DIGITS for stroke in digit])
READING = Reading((tuple(answer(n, box=box) for n, box in enumerate(BOXES)),), 1.0)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_digits_strokes_alone(index):
    """Each digit has the strokes that were written for it, and the network's picture of them."""
    part = part_of(NUMBER, BOXES, index)
    assert [[*stroke.points] for stroke in part.strokes] == DIGITS[index]
    alone = Drawing.from_strokes(DIGITS[index])
    assert np.array_equal(digit_image_of(NUMBER, READING, index), digit_image(alone))


def test_a_stroke_in_two_boxes_belongs_to_the_nearer():
    """Where boxes overlap, a stroke isn't counted twice."""
    long, short = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0)), ((80.0, 40.0), (98.0, 60.0))
    drawing = Drawing.from_strokes([long, short])
    boxes = [(0.0, 0.0, 100.0, 100.0), (80.0, 40.0, 98.0, 60.0)]
    assert [stroke.points for stroke in part_of(drawing, boxes, 0).strokes] == [long]
    assert [stroke.points for stroke in part_of(drawing, boxes, 1).strokes] == [short]


def test_a_stroke_through_two_digits_is_shared():
    """Each has the points in its box."""
    drawing = Drawing.from_strokes([[(10, 0), (10, 50), (40, 50), (40, 100)]])
    boxes = [(5.0, 0.0, 15.0, 60.0), (35.0, 40.0, 45.0, 100.0)]
    assert part_of(drawing, boxes, 0).strokes[0].points == ((10, 0), (10, 50))
    assert part_of(drawing, boxes, 1).strokes[0].points == ((40, 50), (40, 100))


def test_a_digit_of_a_wide_pad_is_kept_as_one_of_a_square_pad():
    """Its size stays, its place is the middle."""
    drawing = Drawing.from_strokes([[(1000, 100), (1060, 300)]], WIDE_UNITS, PAD_UNITS)
    assert squared(drawing) == Drawing(strokes=(Stroke(((170, 100), (230, 300))),))
    assert squared(NUMBER) is NUMBER


def test_a_digit_of_a_picture_is_cut_out():
    """What the network got of the 4 in a photo is much what it gets of the 4 alone, and nothing of the 7."""
    ink = pad_image(NUMBER.strokes, (400, 400), 1, 14)
    picture = Image.new("L", (400, 400), 230)
    picture.paste(40, mask=ink)
    image = digit_image_of(picture, READING, 0)
    alone = digit_image(Drawing.from_strokes(DIGITS[0]))
    assert np.corrcoef(image.ravel(), alone.ravel())[0, 1] > 0.8


def test_a_box_at_a_pictures_edge_is_cut_out():
    """No pixels from beyond the picture are asked for."""
    picture = Image.new("L", (60, 60), 230)
    picture.paste(20, (0, 5, 4, 58))
    picture.paste(20, (50, 0, 60, 60))
    reading = Reading(((answer(1, box=(0.0, 5.0, 4.0, 58.0)), answer(1, box=(50.0, 0.0, 60.0, 60.0))),), 1.0)
    assert digit_image_of(picture, reading, 0).any()
    assert digit_image_of(picture, reading, 1).any()


@given(st.lists(st.tuples(st.floats(0, WIDE_UNITS), st.floats(0, PAD_UNITS)), min_size=1, max_size=5))
def test_whatever_is_drawn_fits_on_both_pads(points):
    """No ink leaves the pad, and heights and widths keep their proportion."""
    drawing = Drawing.from_strokes([points], WIDE_UNITS, PAD_UNITS)
    shown = fitted(drawing)
    left, top, right, bottom = shown.bounds()
    assert -1e-9 <= left <= right <= PAD_UNITS + 1e-9
    assert -1e-9 <= top <= bottom <= PAD_UNITS + 1e-9
    before = drawing.bounds()
    scale = 1 if before[2] - before[0] <= PAD_UNITS else PAD_UNITS / WIDE_UNITS
    assert right - left == pytest.approx((before[2] - before[0]) * scale)
    assert bottom - top == pytest.approx((before[3] - before[1]) * scale)


def test_boxes_are_placed():
    """Scaled, moved, and a little larger."""
    assert Placement(2.0, 10.0, 20.0, 3.0).box((1.0, 2.0, 3.0, 4.0)) == (9.0, 21.0, 19.0, 31.0)
