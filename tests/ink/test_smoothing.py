"""Curves through coarse points."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink.smoothing import smooth
from tests.strategies import pad_points

AWKWARD = [[(5, 5)], [(5, 5), (5, 5)], [(0, 0), (9, 0)], [(0, 0), (9, 0), (0, 0)], [(0, 0), (9, 0), (9, 0), (18, 0)]]


@pytest.mark.parametrize("points", AWKWARD)
def test_awkward_strokes(points):
    """One point, equal points and a way there and back give a path of numbers through the points."""
    path = smooth(points, 2)
    assert all(math.isfinite(value) for point in path for value in point)
    assert (path[0], path[-1]) == (points[0], points[-1])


@given(st.lists(pad_points, min_size=1, max_size=12), st.floats(1, 20))
def test_the_path_goes_through_every_point(points, spacing):
    """Smoothing adds and never moves."""
    path = iter(smooth(points, spacing))
    distinct = [points[0], *(point for before, point in pairwise(points) if point != before)]
    assert all(point in path for point in distinct)


def test_a_coarse_circle_becomes_round():
    """Twelve points of a circle: off its ends the path is never farther from it than a hundredth of the radius."""
    circle = [(math.cos(angle) * 100, math.sin(angle) * 100) for angle in (math.radians(30 * i) for i in range(13))]
    inner = smooth(circle, 3)[20:-20]
    assert max(abs(math.hypot(x, y) - 100) for x, y in inner) < 1


def test_a_sevens_corner_stays_sharp():
    """A sharp turn ends one curve and begins the next: the pieces beside it are straight where nothing else bends."""
    path = smooth([(0, 0), (100, 0), (40, 150)], 5)
    assert path == [(0, 0), (100, 0), (40, 150)]
