"""Where tiles lie: within the picture, apart from each other, as large as there is room."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.insight.grid import Box, Grid
from digitpad.insight.layout import LEAST_UNIT, arranged

OURS = [(16, 28, 28), (32, 14, 14), (48, 14, 14), (96, 7, 7), (128, 7, 7), (160, 5, 5)]
SCREENS = [(480, 400, 1.0), (640, 480, 1.0), (1280, 720, 1.4), (1920, 1080, 1.6), (3840, 2160, 3.0)]


def parts(layout):
    """Every box of a layout that has a place of its own."""
    grids = [*layout.columns, layout.digit, *([layout.planes] if layout.planes else [])]
    return [*(grid.box for grid in grids), layout.headline, *layout.outputs, layout.speakers_title, *layout.speakers]


def apart(one, other):
    return one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top


def check(layout):
    boxes = parts(layout)
    for box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= layout.width
        assert box.bottom <= layout.height
    for one, other in itertools.combinations(boxes, 2):
        assert apart(one, other), (one, other)


@pytest.mark.parametrize("planes", [0, 8])
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_our_network_fits_every_screen(screen, planes):
    """From 480 × 400 to 4K nothing leaves the picture, nothing overlaps, and all outputs are there."""
    width, height, unit = screen
    layout = arranged(OURS, 11, width, height, unit, planes)
    assert (layout.width, layout.height) == (width, height)
    assert len(layout.outputs) == 11
    assert len(layout.speakers) >= 4
    check(layout)


def test_tiles_grow_with_the_screen():
    """A projector's tiles are larger than a small window's, and those of no layer are smaller than a quarter of it."""
    small, large = (arranged(OURS, 11, *screen) for screen in (SCREENS[0], SCREENS[-1]))
    assert all(one.scale < other.scale for one, other in zip(small.columns, large.columns, strict=True))
    areas = [grid.box.width * grid.box.height for grid in large.columns]
    assert sum(areas) > 0.25 * large.width * large.height


def test_forty_layers_stand_in_bands():
    """What is too wide for one row of columns stands in several, within the same picture."""
    layout = arranged([(8, 28, 28)] * 40, 10, 1280, 720, 1.4)
    assert layout.width == 1280
    assert len({grid.top for grid in layout.columns}) > 1
    check(layout)


def test_what_does_not_fit_makes_the_picture_wider():
    """Cells are never smaller than a pixel: a small window has to be moved over the picture."""
    layout = arranged([(64, 28, 28)] * 40, 62, 480, 400)
    assert layout.width > 480
    assert all(grid.scale >= 1 for grid in layout.columns)
    assert 20 < len(layout.outputs) < 62
    assert len(layout.speakers) >= 4
    check(layout)


def test_dense_layers_are_columns_of_cells():
    """A unit is one cell, large enough to be seen."""
    layout = arranged([(512, 1, 1), (512, 1, 1)], 10, 480, 400)
    assert all(grid.scale >= LEAST_UNIT and grid.tiles == 512 for grid in layout.columns)
    check(layout)


def test_no_layers_leave_digit_and_outputs():
    """A model of one layer has nothing between them."""
    layout = arranged([], 10, 640, 480)
    assert layout.columns == ()
    check(layout)


@given(
    tiles=st.lists(st.tuples(st.integers(1, 300), st.integers(1, 28), st.integers(1, 28)), max_size=12),
    classes=st.integers(1, 70),
    width=st.integers(200, 2000),
    height=st.integers(150, 1500),
    unit=st.sampled_from([1.0, 1.25, 2.0]),
    planes=st.sampled_from([0, 8]),
)
def test_any_network_at_any_size_is_arranged(tiles, classes, width, height, unit, planes):
    """Whatever the layers are, no tile leaves the picture and no two columns overlap."""
    layout = arranged(tiles, classes, width, height, unit, planes)
    for grid in layout.columns:
        assert grid.box.left >= 0
        assert grid.box.right <= layout.width
        assert grid.box.bottom <= layout.height
    for one, other in itertools.combinations([layout.digit.box, *(grid.box for grid in layout.columns)], 2):
        assert apart(one, other)


def test_cells_are_found_by_their_place():
    """Each point of a tile belongs to one cell, and points between tiles to none."""
    grid = Grid(10, 20, 5, 2, 3, 2, 4, 3)
    assert grid.box == Box(10, 20, 37, 50)
    assert grid.tile(3) == Box(25, 31, 37, 39)
    assert grid.at(25, 31) == (3, 0, 0)
    assert grid.at(36.9, 38.9) == (3, 1, 2)
    assert grid.at(23, 31) is None
    assert grid.at(26, 43) is None  # there is no sixth tile
    assert grid.cells(3, (-1, 1, 2, 9)) == Box(25, 35, 33, 39)
