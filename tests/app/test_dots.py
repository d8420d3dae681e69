"""Points as one picture."""

import numpy as np

from digitpad.app.views.dots import dots_picture

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def picture_of(points, shades, radius=3.0):
    return dots_picture(np.array(points, np.float32), shades, (40, 30), radius, WHITE)


def test_a_point_is_round_and_as_large_as_asked_for():
    """Its ink is the area of its circle, wherever it lies between pixels, and the same all around."""
    for x, y in ((20.0, 15.0), (20.3, 14.6)):
        ink = (255 - picture_of([(x, y)], [RED])[..., 1].astype(float)) / 255
        assert abs(ink.sum() - np.pi * 9) < 0.5
        rows, columns = np.mgrid[0:30, 0:40] + 0.5
        assert abs((ink * columns).sum() / ink.sum() - x) < 0.05
        assert abs((ink * rows).sum() / ink.sum() - y) < 0.05


def test_later_points_lie_above_earlier_ones():
    """Where two overlap the last one's colour is seen."""
    assert tuple(picture_of([(20, 15), (21, 15)], [RED, BLUE])[15, 20]) == BLUE
    assert tuple(picture_of([(21, 15), (20, 15)], [BLUE, RED])[15, 20]) == RED


def test_what_lies_outside_is_cut_off():
    """A point at the edge is seen in part, one beyond it not at all."""
    shown = picture_of([(0, 0), (40, 30), (-50, 10), (10, 500)], [RED] * 4)
    assert shown.shape == (30, 40, 3)
    assert tuple(shown[0, 0]) == tuple(shown[29, 39]) == RED
    assert (shown[8:22] == 255).all()
