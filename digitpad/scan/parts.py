"""Marks of a row to parts: cut where digits may touch, with the chances that neighbours belong to one digit."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from digitpad.scan.marks import Floats, Integers, Marks, righted
from digitpad.scan.page_ink import Bytes
from digitpad.scan.page_pen import pen_width
from digitpad.scan.touching import WIDE, Cut, cuts

# Logistic regression of "the next part belongs to the same digit" on what `features` and `cut_features` measure.
WEIGHTS = (-3.48, 4.12, -4.86, -0.16)
BIAS = -1.12
CUT_WEIGHTS = (-0.61, 5.42, -1.65, -1.92, -1.48)
CUT_BIAS = 4.97
# Geometry alone is never certain, unless parts are far apart: the network has a say ...
SUREST = 0.995
# ... and always where one piece of ink is cut.
SUREST_CUT = 0.97


class _Part(NamedTuple):
    """The pixels of a mark or of a slice of one, the mark's number, and the cut to its left, if there is one."""

    ys: Integers
    xs: Integers
    mark: int
    cut: Cut | None


def parts_of(marks: Marks, boxes: Floats, digits: list[Integers], angle: float, depth: Bytes) -> tuple[Marks, Floats]:
    """Cut the marks of one row into parts.

    Args:
        marks: of the page.
        boxes: (n, 4) of them, righted.
        digits: of the row, from left to right: the indices of each one's marks.
        angle: how far the page is turned clockwise, in radians.
        depth: (h, w) of the page's ink; see :func:`page_pen.depths`.

    Returns:
        The parts, from left to right, and the chance (their number - 1,) that each and the next belong to one digit.
    """
    height = float(np.median([boxes[digit, 3].max() - boxes[digit, 1].min() for digit in digits]))
    parts: list[_Part] = []
    for digit in digits:
        own: list[_Part] = []
        for mark in digit.tolist():
            pixels = slice(marks.starts[mark], marks.starts[mark + 1])
            part = _Part(marks.ys[pixels], marks.xs[pixels], mark, None)
            wide = boxes[mark, 2] - boxes[mark, 0] > WIDE * height
            own += _slices(part, height, angle, depth) if wide else [part]
        parts += sorted(own, key=lambda part: float(np.mean(righted(part.xs, part.ys, angle)[0])))
    placed = Marks.of([(part.ys, part.xs) for part in parts])
    righted_boxes = placed.righted_boxes(angle)
    chances = _chance(features(righted_boxes, height), WEIGHTS, BIAS)
    for i, (part, after) in enumerate(pairwise(parts)):
        if after.cut and part.mark == after.mark:
            measured = cut_features(after.cut, righted_boxes[i : i + 2], boxes[part.mark], height)
            chances[i] = np.clip(_chance(measured, CUT_WEIGHTS, CUT_BIAS), 1 - SUREST_CUT, SUREST_CUT)
    return placed, chances


def _slices(part: _Part, height: float, angle: float, depth: Bytes) -> list[_Part]:
    across, down = righted(part.xs, part.ys, angle)
    found = cuts(across, down, height, pen_width(depth[part.ys, part.xs]))
    number = np.searchsorted([cut.x for cut in found], across)
    slices = enumerate([None, *found])
    return [_Part(part.ys[own], part.xs[own], part.mark, cut) for i, cut in slices if (own := number == i).any()]


def features(boxes: Floats, height: float) -> Floats:
    """Measure how each part stands to the next.

    Args:
        boxes: (n, 4) righted, in the row's order.
        height: of the row's digits.

    Returns:
        (n - 1, 4): the gap between them (negative where they overlap), the share of the narrower one's width that the
        other covers, the height of the lower one, and the width of both; lengths in heights of the row.
    """
    before, after = boxes[:-1] / height, boxes[1:] / height
    gap = np.maximum(before[:, 0], after[:, 0]) - np.minimum(before[:, 2], after[:, 2])
    narrower = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    width = np.maximum(before[:, 2], after[:, 2]) - np.minimum(before[:, 0], after[:, 0])
    covered = np.clip(-gap / np.maximum(narrower, 0.05), -1, 1)
    return np.column_stack([np.clip(gap, -0.5, 1), covered, np.minimum(lower, 1), np.minimum(width, 2)])


def cut_features(cut: Cut, slices: Floats, mark: Floats, height: float) -> Floats:
    """Return (5,): ink and span of a cut, and the widths of the mark, of its two slices, and of the narrower one.

    Args:
        cut: between two slices.
        slices: (2, 4) their righted boxes.
        mark: (4,) that of the mark.
        height: of the row's digits: the unit of lengths.
    """
    widths = (slices[:, 2] - slices[:, 0]) / height
    both = (slices[:, 2].max() - slices[:, 0].min()) / height
    return np.array([cut.ink, min(cut.span, 1), min((mark[2] - mark[0]) / height, 3), min(both, 2), widths.min()])


def _chance(measured: Floats, weights: tuple[float, ...], bias: float) -> Floats:
    scores = measured @ np.array(weights) + bias
    chances: Floats = np.minimum(1 / (1 + np.exp(-np.clip(scores, -50, 50))), SUREST)
    return chances
