"""Where things go in the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad import Drawing
from digitpad.app.views.geometry import arrange
from digitpad.ink.pads import PAD_UNITS, fitted, on_pad


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("factor", [1, 1.25, 2])
@given(width=st.integers(480, 4000), height=st.integers(360, 3000), toolbar=st.sampled_from([30, 76]))
def test_everything_fits_and_nothing_overlaps(width, height, toolbar, factor, wide):
    """From the smallest window up, pad, toolbar and panel lie inside and beside or below each other."""
    width, height, toolbar = round(width * factor), round(height * factor), round(toolbar * factor)
    place = arrange(width, height, toolbar, factor, wide)
    assert place.width - 2 == (3 if wide else 1) * (place.height - 2)
    assert place.toolbar_left > 0
    assert place.toolbar_left + place.toolbar_width < width
    assert place.left >= place.toolbar_left
    assert place.top + place.height < place.toolbar_top
    assert place.toolbar_top + toolbar <= height
    assert place.panel_top + place.panel_height <= height
    assert place.panel_left + place.panel_width <= place.toolbar_left + place.toolbar_width
    beside = place.left + place.width < place.panel_left and place.panel_top + place.panel_height < place.toolbar_top
    below = place.toolbar_top + toolbar < place.panel_top and place.panel_height >= round(120 * factor)
    assert beside or below


def test_the_pad_fills_what_room_there_is():
    """In a wide window the pad is as high as the window lets it."""
    place = arrange(1600, 800, 30, 1)
    assert place.toolbar_top + 30 == 800
    assert place.width == place.height > 700


def test_a_drawing_of_another_size_is_fitted():
    """A drawing file from a wide pad comes out whole, undistorted and centred."""
    drawing = fitted(Drawing.from_strokes([[(0, 0), (800, 400)]], width=800, height=400))
    assert drawing.strokes[0].points == ((0, 100), (400, 300))
    assert (drawing.width, drawing.height) == (PAD_UNITS, PAD_UNITS)


@given(st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_points_stay_on_the_pad(x, y):
    """Wherever the pointer is, ink is where it can be seen."""
    assert all(0 <= coordinate <= PAD_UNITS for coordinate in on_pad(x, y, 1.7))
