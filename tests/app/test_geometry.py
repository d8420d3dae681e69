"""Where things go in the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad import Drawing
from digitpad.app.session.pads import PAD_UNITS, fitted, on_pad
from digitpad.app.views.geometry import arrange


@pytest.mark.parametrize("factor", [1, 1.25, 2])
@given(width=st.integers(480, 4000), height=st.integers(400, 3000))
def test_everything_fits_and_nothing_overlaps(width, height, factor):
    """From the smallest window up, pad, toolbar and panel lie inside and beside each other."""
    width, height, toolbar = round(width * factor), round(height * factor), round(30 * factor)
    place = arrange(width, height, toolbar, factor)
    assert place.left > 0
    assert place.left + place.width < place.panel_left
    assert place.panel_left + place.panel_width < width
    assert place.top + place.height < place.toolbar_top
    assert place.toolbar_top + toolbar <= height
    assert place.top + place.panel_height <= height


@pytest.mark.parametrize("factor", [1, 1.25, 2])
@given(width=st.integers(480, 4000), height=st.integers(360, 3000))
def test_around_a_wide_pad_everything_fits(width, height, factor):
    """Pad, toolbar and panel lie below each other, inside; the pad is three times as wide as high within its border."""
    width, height, toolbar = round(width * factor), round(height * factor), round(70 * factor)
    place = arrange(width, height, toolbar, factor, wide=True)
    assert place.width - 2 == 3 * (place.height - 2)
    assert place.left > 0
    assert place.left + place.width < width
    assert place.top + place.height < place.toolbar_top
    assert place.toolbar_top + toolbar < place.panel_top
    assert place.panel_height >= round(150 * factor)
    assert place.panel_top + place.panel_height <= height


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
