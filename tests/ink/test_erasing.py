"""The eraser's geometry."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digitpad import Drawing
from digitpad.ink.erasing import distance, erased
from tests.strategies import pad_points, pad_strokes


@given(pad_strokes, pad_points, pad_points, st.floats(1, 60))
def test_nothing_is_left_under_the_eraser_and_nothing_else_is_lost(strokes, start, end, radius):
    """What is left keeps away from the eraser's way; points beyond it are all still there, in their order."""
    drawing = Drawing.from_strokes(strokes)
    rest = erased(drawing, start, end, radius)
    for stroke in rest.strokes:
        for (x, y), (next_x, next_y) in pairwise(stroke.points):
            middle = ((x + next_x) / 2, (y + next_y) / 2)
            assert distance(middle, start, end) > radius - 0.6
    left = [point for stroke in rest.strokes for point in stroke.points]
    kept = [
        first
        for stroke in drawing.strokes
        for first, second in pairwise(stroke.points)
        if min(distance(first, start, end), distance(second, start, end)) > radius + math.dist(first, second)
    ]
    remaining = iter(left)
    assert all(point in remaining for point in kept)


def test_an_eraser_that_touches_nothing_leaves_the_drawing_itself():
    """So the window can tell that there is nothing to undo."""
    drawing = Drawing.from_strokes([[(0, 0), (100, 0)], [(50, 50)]])
    assert erased(drawing, (20, 40), (30, 20), 5) is drawing


def test_a_dot_is_erased_whole():
    """A dot has no rest."""
    drawing = Drawing.from_strokes([[(50, 50)], [(0, 0), (9, 0)]])
    assert erased(drawing, (52, 50), (52, 50), 5).strokes == drawing.strokes[1:]


def test_a_line_is_cut_at_the_erasers_edge():
    """Both halves end half a unit from the eraser's edge at most."""
    drawing = Drawing.from_strokes([[(0, 0), (100, 0)]])
    (first, second) = erased(drawing, (50, -20), (50, 20), 10).strokes
    assert first.points[0] == (0, 0)
    assert second.points[-1] == (100, 0)
    assert 39.5 <= first.points[-1][0] <= 40
    assert 60 <= second.points[0][0] <= 60.5
