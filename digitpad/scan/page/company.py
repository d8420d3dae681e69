"""Leaves out what people draw around and under the digits of a page: circles, and underlines that touch none."""

import numpy as np

from digitpad.scan.page.marks import Floats, Integers, Marks, digit_height
from digitpad.scan.page.paper import Mask

# More marks than this are no page on which somebody circles digits, and more candidates aren't looked at.
MOST_MARKS, MOST_TRIED = 1500, 60
# A circle is no fuller than this share of its box; what stands in it is at least this share of it high.
RING_FILL, INSIDE = 0.3, 0.3
# From its middle it is all around, in so many sectors, and no ink of it is nearer than this share of its half size.
SECTORS, FREE = 24, 0.55
# An underline is as flat, for its width, and as thin, in heights of the digits.
FLAT, THIN = 0.2, 0.25
# It lies no higher above the digits' feet than this, no further below them, and keeps away from a digit that is alone.
ABOVE_FEET, BELOW_FEET, AWAY = 0.12, 0.6, 0.08
# It is as wide as this share of what stands over it: of marks that are so high, and so much of which it covers.
COVERED, TALL, SHARED = 0.75, 0.5, 0.5


def without_company(marks: Marks, angle: float) -> Marks:
    """Return the marks without circles and underlines.

    Args:
        marks: of the page, none of them in a form.
        angle: how far the page lies turned clockwise, in radians.
    """
    if not 2 <= len(marks) <= MOST_MARKS:
        return marks
    boxes = marks.righted_boxes(angle)
    marks = marks.chosen(~_rings(marks, boxes))
    boxes = marks.righted_boxes(angle)
    return marks.chosen(~_underlines(boxes, marks.counts))


def _rings(marks: Marks, boxes: Floats) -> Mask:
    """Return which marks go around others; a ring in a ring is none, as those of an 8 or a target."""
    size = boxes[:, 2:] - boxes[:, :2]
    sparse = np.flatnonzero((marks.counts < RING_FILL * size.prod(axis=1)) & (size.max(axis=1) < 3 * size.min(axis=1)))
    result = np.zeros(len(marks), np.bool_)
    for i in sparse[np.argsort(-size[sparse].prod(axis=1), kind="stable")][:MOST_TRIED].tolist():
        inside = (boxes[:, :2] > boxes[i, :2]).all(axis=1) & (boxes[:, 2:] < boxes[i, 2:]).all(axis=1)
        if (size[inside, 1] >= INSIDE * size[i, 1]).any() and _is_around(marks, i):
            result[i] = True
    return result


def _is_around(marks: Marks, i: int) -> bool:
    own = slice(int(marks.starts[i]), int(marks.starts[i + 1]))
    left, top, right, bottom = marks.boxes[i]
    x = (marks.xs[own] + 0.5 - (left + right) / 2) / ((right - left) / 2)
    y = (marks.ys[own] + 0.5 - (top + bottom) / 2) / ((bottom - top) / 2)
    sectors = ((np.arctan2(y, x) / (2 * np.pi) + 0.5) * SECTORS).astype(np.int64) % SECTORS
    return bool(np.hypot(x, y).min() >= FREE) and np.unique(sectors).size == SECTORS


def _underlines(boxes: Floats, counts: Integers) -> Mask:
    """Return which marks, of (n, 4) righted boxes and so many pixels, lie under others."""
    width, high = (boxes[:, 2:] - boxes[:, :2]).T
    height = digit_height(boxes, counts)  # of what is not flat
    flat = np.flatnonzero((high <= FLAT * width) & (counts <= THIN * height * width) & (width >= TALL * height))
    result = np.zeros(len(boxes), np.bool_)
    tall = boxes[(high >= TALL * height) & (high > FLAT * width)]
    for i in flat[np.argsort(-width[flat], kind="stable")][:MOST_TRIED].tolist():
        left, top, right, bottom = boxes[i].tolist()
        shared = np.minimum(tall[:, 2], right) - np.maximum(tall[:, 0], left)
        low = (top + bottom) / 2 - tall[:, 3]
        under = (low >= -ABOVE_FEET * height) & (top - tall[:, 3] <= BELOW_FEET * height)
        over = tall[under & (shared >= SHARED * (tall[:, 2] - tall[:, 0]))]
        if len(over):
            span = float(over[:, 2].max() - over[:, 0].min())
            away = top - float(over[:, 3].max()) >= AWAY * height and right - left >= span
            result[i] = right - left >= COVERED * span and (len(over) > 1 or away)
    return result
