"""Crumbs of ink beside digits: what a pen drops, a broken stroke leaves, or a neighbour that was cut off."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad.scan.page.marks import Floats, Integers, Marks
from digitpad.scan.page.pen import pen_width

if TYPE_CHECKING:
    from digitpad.scan.page.paper import Bytes

# A crumb is no higher and no wider than this, in heights of the row's digits, ...
HIGHEST, WIDEST = 0.5, 0.2
# ... and thinner than this share of the row's pen: a small 1 is written with the same pen as the others.
SLIM = 0.68


def crumbs_of(marks: Marks, boxes: Floats, depths: "Bytes", line: list[Integers], height: float) -> list[int]:
    """Return the indices of those of a line's marks that are crumbs.

    Args:
        marks: of the page.
        boxes: (n, 4) of them, righted.
        depths: (h, w) of the page's ink, see :func:`pen.depths`.
        line: its digits, each with the indices of its marks.
        height: of the line's digits.
    """
    own = np.concatenate(line)
    size = (boxes[own, 2:] - boxes[own, :2]) / height
    small = (size[:, 0] < WIDEST) & (size[:, 1] < HIGHEST)
    if not small.any() or small.all():
        return []
    pen = np.median([_pen(marks, depths, mark) for mark in own[~small].tolist()])
    return [mark for mark in own[small].tolist() if _pen(marks, depths, mark) < SLIM * pen]


def _pen(marks: Marks, depths: "Bytes", mark: int) -> float:
    pixels = slice(int(marks.starts[mark]), int(marks.starts[mark + 1]))
    return pen_width(depths[marks.ys[pixels], marks.xs[pixels]])
