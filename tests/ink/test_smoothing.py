"""Curves through coarse points."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink.drawing import Drawing
from digitpad.ink.export import svg_of
from digitpad.ink.smoothing import STEADY, curve, smooth, steadied
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


def slowly(*corners, step=4.0, jitter=0.0):
    """Points along a line of corners, each beside it by the same, now to the left and now to the right."""
    points = []
    for (x, y), (x1, y1) in pairwise(corners):
        count = round(math.dist((x, y), (x1, y1)) / step)
        for place in range(count):
            share, aside = place / count, jitter * (-1) ** len(points) if place else 0.0
            across = (y - y1) / count / step * aside, (x1 - x) / count / step * aside
            points.append((x + (x1 - x) * share + across[0], y + (y1 - y) * share + across[1]))
    return [*points, corners[-1]]


def test_a_trembling_line_becomes_steady():
    """A slow mouse that jumps to the left and to the right of a line draws the line, on the screen and in files."""
    points = slowly((20, 100), (220, 100), jitter=1.5)
    larger = [(x / 3, y / 3) for x, y in curve([(x * 3, y * 3) for x, y in points], 5, unit=3)]
    for path in (curve(points, 5), larger):
        assert max(abs(y - 100) for x, y in path if 40 < x < 200) < 0.1
    file = svg_of(Drawing.from_strokes([points], width=400, height=400), 17, "#000000")
    path = [[float(number) for number in pair.split()] for pair in file.split('d="M ')[1].split('"')[0].split(" L ")]
    assert max(abs(y - 100) for x, y in path if 40 < x < 200) < 0.1


def test_a_slow_sevens_corner_stays_sharp():
    """The corner, and both ends, stay where they are; so does a line that is drawn there and back."""
    for line in (((0, 0), (100, 0), (40, 150)), ((0, 0), (100, 0), (2, 0))):
        path = steadied(slowly(*line, jitter=0.7))
        for corner in line:
            assert min(math.dist(point, corner) for point in path) < 0.8
    steady = slowly((0, 0), (100, 0), (40, 150))
    assert max(map(math.dist, steadied(steady), steady)) < 1e-6


def test_a_slow_circle_keeps_its_size():
    """A loop no larger than an 8's is narrower by less than a unit."""
    circle = [(math.cos(step / 8) * 40, math.sin(step / 8) * 40) for step in range(51)]
    assert all(39 < math.hypot(x, y) < 40.1 for x, y in steadied(circle))


@given(st.lists(pad_points, min_size=1, max_size=30), st.floats(0, 1))
def test_steadying_keeps_ends_and_what_is_far_apart(points, shrink):
    """There are as many points, none leaves the box around all, and long pieces stay as they are."""
    points = [(x * shrink, y * shrink) for x, y in points]
    path = steadied(points)
    assert len(path) == len(points)
    assert (path[0], path[-1]) == (points[0], points[-1])
    for axis in (0, 1):
        before, after = [point[axis] for point in points], [point[axis] for point in path]
        assert min(before) - 1e-6 <= min(after) <= max(after) <= max(before) + 1e-6
    for (start, end), index in zip(pairwise(points), range(len(points)), strict=False):
        if math.dist(start, end) > STEADY:
            assert path[index : index + 2] == [start, end]
