"""The strokes of a drawing as rows."""

import pytest

from digitpad import Drawing, Stroke
from digitpad.reading.grouping import StrokeLayout, rows_of
from digitpad.reading.joints import features
from tests.reading.writing import written


def test_strokes_go_into_rows():
    """Strokes are put into rows from top to bottom and from left to right, whatever order they were drawn in."""
    drawing = written("12", "07")
    shuffled = drawing._replace(strokes=tuple(sorted(drawing.strokes, key=lambda stroke: hash(stroke.points[0]))))
    rows = rows_of(shuffled)
    assert len(rows) == 2
    for row in rows:
        centres = [sum(x for x, _ in stroke.points) / len(stroke.points) for stroke in row]
        assert centres == sorted(centres)
    assert max(y for stroke in rows[0] for _, y in stroke.points) < min(y for s in rows[1] for _, y in s.points)


def test_a_bar_joins_the_row_it_is_nearest_to():
    """A low stroke, such as the bar of a 5 that was drawn apart, founds no row."""
    upper = [[(20, 20), (20, 120)], [(60, 20), (60, 120)]]
    lower = [[(20, 200), (20, 300)], [(60, 200), (60, 300)]]
    bar = [(55, 182), (90, 182)]
    rows = rows_of(Drawing.from_strokes([*upper, *lower, bar]))
    assert [len(row) for row in rows] == [2, 3]


def test_features_do_not_depend_on_size_or_place():
    """How strokes stand to each other is the same for a drawing that is moved and three times as large."""
    row = [Stroke(((10.0, 10.0), (10.0, 90.0))), Stroke(((40.0, 20.0), (70.0, 80.0)))]
    large = [Stroke(tuple((3 * x + 500, 3 * y - 20) for x, y in stroke.points)) for stroke in row]
    assert features(row) == pytest.approx(features(large))


def test_geometry_joins_what_crosses_and_parts_what_is_far():
    """A crossing bar belongs to its stroke by geometry, and a stroke a whole height away doesn't."""
    stem, bar, far = [(50, 0), (50, 100)], [(30, 50), (72, 48)], [(190, 0), (190, 100)]
    (row,) = StrokeLayout(Drawing.from_strokes([stem, bar, far])).rows
    assert row.joins[0] > 0.8
    assert row.joins[1] < 0.05


def test_geometry_joins_the_halves_of_an_open_four():
    """A corner and a stem whose feet are not level, nearer than all others of their row, are one digit."""
    corner, stem = [(60, 0), (50, 60), (100, 58)], [(104, 10), (101, 100)]
    before, after = [(0, 0), (-2, 100)], [(150, 2), (148, 101)]
    (row,) = StrokeLayout(Drawing.from_strokes([before, corner, stem, after])).rows
    assert row.joins[1] > 0.5
    assert max(row.joins[0], row.joins[2]) < 0.05
    (ones,) = StrokeLayout(Drawing.from_strokes([before, [(60, 0), (58, 99)], stem, after])).rows
    assert max(ones.joins) < 0.05


def test_geometry_parts_no_two_strokes_for_sure():
    """Where two strokes are all there is, the network has its say however far apart they are."""
    strokes = [[(0, 0), (0, 100)], [(150, 0), (150, 100)], [(300, 0), (300, 100)]]
    (two,), (three,) = (StrokeLayout(Drawing.from_strokes(strokes[:count])).rows for count in (2, 3))
    assert two.joins[0] == pytest.approx(0.1)
    assert three.joins.max() < 0.05
