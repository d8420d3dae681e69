"""Tells by geometry alone which neighbouring strokes of a row are one digit's."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.shapes import line_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.drawing import Stroke

# A network of one hidden layer, of what `features` measures: for each cell its weights, its bias, and what its output
# (tanh) counts; then the bias of their sum, which is the logarithm of the odds. Fitted to numbers composed of training
# writers' digits: `python -m digitpad.training.studies.joins` prints these figures.
CELLS = (
    (-1.37, -1.01, 6.38, 0.02, 0.47, -1.14, -0.59, 0.06, 0.23, -0.37, -0.04, 2.51, 1.33, -2.57),
    (0.77, 0.32, 2.15, -0.19, 0.02, -0.87, -0.49, -1.36, -0.03, 5.2, -0.14, 2.03, -2.89, -1.8),
    (-1.45, 0.36, 5.01, 0.34, -0.98, 2.13, -1.18, 2.65, -0.97, -0.45, -0.08, 0.22, -1.47, -1.28),
    (-0.35, -0.01, 1.4, -0.7, 1.13, -1, -0.21, -0.42, -2.97, -0.52, -0.7, -1.16, 1.69, 1.93),
    (-0.75, -0.02, -0.87, 0.32, -0.34, -2.75, -0.48, 3.58, -2.49, 1.27, 0.65, -0.16, -1.25, -1.63),
    (1.72, 0.45, -2.91, -0.86, -0.4, -0.03, 1.43, -0.44, 0.07, 0.88, -4.07, -1.75, 3.23, 1.71),
    (-0.13, 0.31, -0.85, -1.22, 0.84, 0.8, 1.27, -3.83, 0.86, 0.1, -0.23, -1.43, 2.55, 1.23),
    (-0.31, -0.22, -0.03, -0.88, 0.87, 0.94, 1.72, 5.64, 0.02, -2.89, 0.01, -1, -0.74, 2.26),
    (-1.32, 0.12, 0.93, 1.79, 0.35, 1.79, 4.53, -0.57, -0.04, -0.38, -3.46, 0.12, -0.61, -1.51),
    (-0.04, 0.14, -1.57, -0.42, 1.12, 0.74, 2.1, 0.65, 3.05, -0.02, 0.82, -1.22, -3.91, 1.96),
)
BIAS = -0.72
# Strokes are compared at points this share of the row's height apart.
SPACING = 0.04
MOST_POINTS = 300
# What is believed of the gaps between digits before any is seen, in heights of the row, and from which gap on two are
# taken to have one between them.
TYPICAL, LEAST_GAP = 0.28, 0.02


def chances(row: "list[Stroke]") -> "NDArray[np.float64]":
    """Return the chance (n - 1,) that each of n strokes of a row, from left to right, and the next are one digit's."""
    cells = np.array(CELLS)
    scores = np.tanh(features(row) @ cells[:, :-2].T + cells[:, -2]) @ cells[:, -1] + BIAS
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(scores, -50, 50)))
    return chance


def features(row: "list[Stroke]") -> "NDArray[np.float64]":
    """Measure how each stroke stands to the next.

    Args:
        row: n strokes, from left to right.

    Returns:
        (n - 1, 12): the gap between their boxes (negative where they overlap), the share of the narrower one's width
        that the other covers, the distance of their nearest points, the width of both, how wide the row's other gaps
        are, how far their tops and their feet are apart, how straight each is, how high each is, and the gap between
        the second one and all before it; lengths in heights of the row.
    """
    lines = [line_of(stroke) for stroke in row]
    boxes = np.array([line.box for line in lines])
    height = max(float((boxes[:, 3] - boxes[:, 1]).max()), 1e-9)
    before, after = boxes[:-1] / height, boxes[1:] / height
    gap = np.maximum(before[:, 0], after[:, 0]) - np.minimum(before[:, 2], after[:, 2])
    narrower = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    width = np.maximum(before[:, 2], after[:, 2]) - np.minimum(before[:, 0], after[:, 0])
    points = [_points(stroke, SPACING * height) / height for stroke in row]
    distance = [float(np.sqrt(_squares(one, other).min())) for one, other in pairwise(points)]
    straight = np.array([math.hypot(*line.chord) / line.length if line.length else 1.0 for line in lines])
    free = after[:, 0] - np.maximum.accumulate(boxes[:, 2] / height)[:-1]
    columns = [
        gap,
        np.clip(-gap / np.maximum(narrower, 0.1), -1, 1),
        np.minimum(distance, 1),
        width,
        _other_gaps(free),
        np.abs(before[:, 1] - after[:, 1]),
        np.abs(before[:, 3] - after[:, 3]),
        straight[:-1],
        straight[1:],
        before[:, 3] - before[:, 1],
        after[:, 3] - after[:, 1],
        free,
    ]
    return np.column_stack([np.clip(column, -2, 2) for column in columns])


def _other_gaps(gaps: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return of each gap how wide the others are that part digits, in the mean: a hand's gaps are alike."""
    wide = np.where(gaps > LEAST_GAP, gaps, 0.0)
    mean: NDArray[np.float64] = (TYPICAL + wide.sum() - wide) / (1 + np.count_nonzero(wide) - (wide > 0))
    return mean


def _points(stroke: "Stroke", spacing: float) -> "NDArray[np.float64]":
    """Return points along a stroke at most so far apart, however coarse it is."""
    points = np.array(stroke.points, np.float64)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    if along[-1] == 0:
        return points[:1]
    places = np.linspace(0, along[-1], min(math.ceil(along[-1] / spacing) + 1, MOST_POINTS))
    return np.column_stack([np.interp(places, along, points[:, 0]), np.interp(places, along, points[:, 1])])


def _squares(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> "NDArray[np.float64]":
    difference = one[:, None] - other[None]
    squares: NDArray[np.float64] = (difference**2).sum(axis=2)
    return squares
