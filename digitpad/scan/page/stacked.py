"""Parts marks that reach over two rows: a 7's stem that touches the digit below."""

import math

import numpy as np

from digitpad.scan.page.marks import Floats, Marks, righted, together
from digitpad.scan.windows import Array

# A mark higher than this, in heights of the page's digits, may be two digits, one below the other.
TALL = 1.5
# Neighbours so far away to the sides, in heights, tell where its rows are; they are no higher than digits are.
BESIDE = 3.0
USUAL = 1.25
# Where the rows meet, digits reach so far, in heights, into the other row.
WANDER = 0.25


def unstacked(marks: Marks, boxes: Floats, angle: float, height: float) -> Marks:
    """Cut marks that stand in two rows at once, where least ink joins the two.

    Args:
        marks: of the page.
        boxes: (n, 4) of them, righted.
        angle: how far the page is turned clockwise, in radians.
        height: of the page's digits.
    """
    heights = boxes[:, 3] - boxes[:, 1]
    usual = boxes[(heights > height / 2) & (heights < USUAL * height)]
    whole = np.ones(len(marks), np.bool_)
    pieces: list[Marks] = []
    for i in np.flatnonzero(heights > TALL * height):
        pixels = slice(marks.starts[i], marks.starts[i + 1])
        ys, xs = marks.ys[pixels], marks.xs[pixels]
        meeting = _meeting(boxes[i], usual, height)
        if meeting is None:
            continue
        down = righted(xs, ys, angle)[1]
        below = down >= _seam(down, meeting, height)
        if below.all() or not below.any():
            continue
        whole[i] = False
        pieces.append(Marks.of([(ys[~below], xs[~below]), (ys[below], xs[below])]))
    return together([marks.chosen(whole), *pieces]) if pieces else marks


def _meeting(box: Floats, usual: Floats, height: float) -> float | None:
    """Return the y at which the two rows meet in which the digits beside a mark stand, None if they stand in one."""
    gap = np.maximum(usual[:, 0] - box[2], box[0] - usual[:, 2])
    beside = (gap > -height / 4) & (gap < BESIDE * height)
    near = usual[beside & (usual[:, 3] > box[1]) & (usual[:, 1] < box[3])]
    upper = near[:, 1] + near[:, 3] < box[1] + box[3]
    if upper.all() or not upper.any():
        return None
    bottom, top = float(np.median(near[upper, 3])), float(np.median(near[~upper, 1]))
    return (bottom + top) / 2 if top > bottom - WANDER * height else None


def _seam(down: Array, meeting: float, height: float) -> float:
    """Return the y near which rows meet at which fewest pixels are side by side; of equals the middle."""
    first = math.floor(meeting - WANDER * height)
    count = max(1, round(2 * WANDER * height))
    profile = np.bincount(np.clip(down - first, 0, count + 1).astype(np.int64), minlength=count + 2)[1 : count + 1]
    fewest = np.flatnonzero(profile == profile.min())
    return float(first + 1 + fewest[fewest.size // 2])
