"""A drawing as the strokes network sees it: its ink, and where the pen moved in which direction."""

import numpy as np
import pytest
from hypothesis import given

from digitpad import Drawing, digit_image
from digitpad.ink.normalising import SIDE
from digitpad.ink.planes import DIRECTIONS, PLANES, directions, stroke_planes
from tests.strategies import pad_strokes

LINES = {0: (1, 0), 1: (1, 1), 2: (0, 1), 3: (-1, 1), 4: (-1, 0), 5: (-1, -1), 6: (0, -1), 7: (1, -1)}


def line(x, y):
    """A drawing of one line from the pad's middle in a direction."""
    return Drawing.from_strokes([[(200, 200), (200 + 150 * x, 200 + 150 * y)]])


@pytest.mark.parametrize("direction", range(DIRECTIONS))
def test_a_line_lies_in_the_plane_of_its_direction(direction):
    """To the right is the first plane, then clockwise; the other planes stay empty, and it lies where its ink is."""
    planes = stroke_planes(line(*LINES[direction]))
    strength = planes[..., 1:].sum(axis=(0, 1))
    assert strength[direction] > 10
    assert np.delete(strength, direction).max() < 1e-3 * strength[direction]
    strong = planes[..., 1 + direction] > 0.5
    assert strong.any()
    assert (planes[..., 0][strong] > 0.5).all()


def test_a_direction_between_two_is_shared():
    """A line half way between two directions counts half for each."""
    angle = np.pi / 8
    strength = stroke_planes(line(np.cos(angle), np.sin(angle)))[..., 1:].sum(axis=(0, 1))
    assert strength[0] == pytest.approx(strength[1], rel=1e-3)
    assert strength[2:].sum() < 1e-3 * strength[0]


@given(pad_strokes)
def test_strokes_the_other_way_round(strokes):
    """Backwards drawn, each direction becomes its opposite, and nothing else changes."""
    paths = [np.array(stroke, float) * (SIDE / 400) for stroke in strokes]
    there, back = directions(paths), directions([path[::-1] for path in paths])
    assert np.allclose(np.roll(there, DIRECTIONS // 2, axis=-1), back, atol=1e-9)


@given(pad_strokes)
def test_order_does_not_matter(strokes):
    """Which stroke came first can't be told from the planes."""
    paths = [np.array(stroke, float) * (SIDE / 400) for stroke in strokes]
    assert np.allclose(directions(paths), directions(paths[::-1]), atol=1e-9)


@given(pad_strokes)
def test_the_first_plane_is_the_digit_image(strokes):
    """What the strokes network sees of ink is exactly what the picture network sees; all values lie in 0..1."""
    drawing = Drawing.from_strokes(strokes)
    planes = stroke_planes(drawing)
    assert planes.shape == (28, 28, PLANES)
    assert planes.dtype == np.float32
    assert np.isfinite(planes).all()
    assert planes.min() >= 0
    assert planes.max() <= 1
    assert np.array_equal(planes[..., 0], digit_image(drawing))


def test_the_pads_size_does_not_matter():
    """The same strokes on a larger pad make the same planes."""
    small = stroke_planes(Drawing.from_strokes([[(10, 20), (60, 20), (30, 90)]], width=100, height=100))
    large = stroke_planes(Drawing.from_strokes([[(40, 80), (240, 80), (120, 360)]], width=400, height=400))
    assert np.allclose(small, large, atol=1e-5)


def test_nothing_and_a_dot():
    """A blank drawing gives zeros; a dot has ink and no direction."""
    assert not stroke_planes(Drawing(400, 400)).any()
    dot = stroke_planes(Drawing.from_strokes([[(200, 200)]]))
    assert dot[..., 0].any()
    assert not dot[..., 1:].any()
