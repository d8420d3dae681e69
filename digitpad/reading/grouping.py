"""The strokes of a drawing as rows of parts that may make digits: several digits on one pad."""

import math
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.layout import Box, Row
from digitpad.ink.raster import SMALLEST_DIGIT, TAP, digit_ink

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

# More strokes than a page of digits has are a scribble, which is read as one thing.
MOST_STROKES = 600
# A stroke of this share of the tallest one's height or more may found a row; a lower one joins the nearest.
TALL = 0.45
# Strokes stand in one row if they share this much of the lower one's height.
SHARED_HEIGHT = 0.4
# Logistic regression of "the next stroke belongs to the same digit" on what `features` measures, over numbers composed
# of training writers' digits: `python -m digitpad.training.studies.joins` prints these figures.
WEIGHTS = (-1.59, 3.23, -4.35, -4.02, -4.61)
BIAS = 3.9
# A pile of strokes is mostly one digit: an 8 of two rings, a 5 whose bow was drawn apart.
PILED = 0.9
# A stroke that begins so near to the end of the last one, as a share of the pad, goes on with it.
CONTINUED = 0.005
# A stroke of less than this height for its width, and this many times as wide as the tallest other is high, is a line
# drawn under a number or through it: no bar of a digit is nearly as long.
FLAT = 0.12
LINE = 2.5
# Strokes are compared at points this share of the row's height apart.
SPACING = 0.04
MOST_POINTS = 300
# Geometry alone is never certain: the network has a say.
SUREST = 0.995


class StrokeLayout:
    """Rows of strokes; a :class:`digitpad.ink.layout.Layout`.

    Args:
        drawing: not blank.
    """

    scale = 1

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = without_lines(continued(drawing))
        self._rows = rows_of(self.drawing)
        self._count = sum(map(len, self._rows))

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, from top to bottom; a scribble of very many strokes is one part."""
        if self._count > MOST_STROKES:
            return [Row(_box_of(self._rows[0])[None], np.empty(0))]
        return [Row(np.array([_box(stroke) for stroke in row]), _joins(row)) for row in self._rows]

    def ink(self, row: int, first: int, end: int) -> "Image.Image":
        """Return the ink of these strokes as one digit: mode "L", 0 = paper, 255 = ink."""
        return digit_ink(self.part(row, first, end))

    def box(self, row: int, first: int, end: int) -> Box:
        """Return the (left, top, right, bottom) around these strokes' points, in pad pixels."""
        left, top, right, bottom = _box_of(self._strokes(row, first, end)).tolist()
        return left, top, right, bottom

    def part(self, row: int, first: int, end: int) -> Drawing:
        """Return the drawing of these strokes alone; all of them are the drawing itself, its taps included."""
        strokes = self._strokes(row, first, end)
        return self.drawing if len(strokes) == self._count else self.drawing._replace(strokes=tuple(strokes))

    def _strokes(self, row: int, first: int, end: int) -> list[Stroke]:
        return self._rows[row] if self._count > MOST_STROKES else self._rows[row][first:end]


def _box(stroke: Stroke) -> "NDArray[np.float64]":
    points = np.array(stroke.points, np.float64)
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _box_of(strokes: list[Stroke]) -> "NDArray[np.float64]":
    boxes = np.array([_box(stroke) for stroke in strokes])
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def continued(drawing: Drawing) -> Drawing:
    """Make one stroke of those that go on where the one before ended: a pen that was lifted for a moment."""
    reach = CONTINUED * max(drawing.width, drawing.height)
    strokes: list[Stroke] = []
    for stroke in drawing.strokes:
        if strokes and math.dist(strokes[-1].points[-1], stroke.points[0]) <= reach:
            strokes[-1] = strokes[-1]._replace(points=strokes[-1].points + stroke.points)
        else:
            strokes.append(stroke)
    return drawing._replace(strokes=tuple(strokes))


def without_lines(drawing: Drawing) -> Drawing:
    """Leave out long flat strokes beside others that may be digits: an underlined number is the number."""
    widths, heights = np.array(
        [(right - left, bottom - top) for left, top, right, bottom in map(_box, drawing.strokes)]
    ).T
    flat = heights < FLAT * widths
    tallest = heights[~flat].max(initial=0.0)
    if tallest < SMALLEST_DIGIT * max(drawing.width, drawing.height):
        return drawing
    lines = flat & (widths > LINE * tallest)
    kept = (stroke for stroke, line in zip(drawing.strokes, lines, strict=True) if not line)
    return drawing._replace(strokes=tuple(kept))


def rows_of(drawing: Drawing) -> list[list[Stroke]]:
    """Return a drawing's strokes, without taps, in rows from top to bottom and each from left to right.

    The drawing must not be blank. A scribble of very many strokes is one row, in no order.
    """
    strokes = _without_taps(drawing.strokes)
    return _rows(strokes) if len(strokes) <= MOST_STROKES else [strokes]


def _without_taps(strokes: tuple[Stroke, ...]) -> list[Stroke]:
    """Leave out taps: they are never digits, and whether they belong to one is decided when that one is drawn."""
    boxes = np.array([_box(stroke) for stroke in strokes])
    extents = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    return [stroke for stroke, extent in zip(strokes, extents, strict=True) if extent >= TAP * extents.max()]


def _rows(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Put strokes into rows from top to bottom, each from left to right."""
    boxes = {index: _box(stroke) for index, stroke in enumerate(strokes)}
    order = sorted(boxes, key=lambda index: boxes[index][1] - boxes[index][3])  # tallest first
    tallest = boxes[order[0]][3] - boxes[order[0]][1]
    rows: list[list[int]] = []
    for index in order:
        top, bottom = boxes[index][1], boxes[index][3]
        shares = [_shared(top, bottom, *_band(row, boxes)) for row in rows]
        best = max(range(len(rows)), key=lambda row: shares[row], default=-1)
        if best >= 0 and (shares[best] >= SHARED_HEIGHT or bottom - top < TALL * tallest):
            rows[_nearest(boxes[index], rows, boxes) if shares[best] < SHARED_HEIGHT else best].append(index)
        else:
            rows.append([index])
    rows = _stacked(rows, boxes)
    rows.sort(key=lambda row: sum(_band(row, boxes)))
    return [[strokes[index] for index in row] for row in rows]


def _band(row: list[int], boxes: dict[int, "NDArray[np.float64]"]) -> tuple[float, float]:
    """Return the (top, bottom) that the taller strokes of a row have, in the mean."""
    sides = np.array([boxes[index] for index in row])
    heights = sides[:, 3] - sides[:, 1]
    tall = sides[heights >= 0.5 * heights.max()]
    return float(tall[:, 1].mean()), float(tall[:, 3].mean())


def _shared(top: float, bottom: float, row_top: float, row_bottom: float) -> float:
    """Return the share of the lower one's height that two spans have in common; negative for a gap."""
    lower = max(min(bottom - top, row_bottom - row_top), 1e-9)
    return (min(bottom, row_bottom) - max(top, row_top)) / lower


def _nearest(box: "NDArray[np.float64]", rows: list[list[int]], boxes: dict[int, "NDArray[np.float64]"]) -> int:
    """Return the row with the stroke that is nearest to a box."""
    return min(range(len(rows)), key=lambda row: min(_gap(box, boxes[index]) for index in rows[row]))


def _gap(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> float:
    apart = np.maximum(np.maximum(one[:2] - other[2:], other[:2] - one[2:]), 0)
    return float(math.hypot(*apart))


def _stacked(rows: list[list[int]], boxes: dict[int, "NDArray[np.float64]"]) -> list[list[int]]:
    """Sort each row from left to right, and make one row of a drawing that is a single narrow stack of strokes.

    An 8 of two rings is such a stack, as is a 5 whose bow was drawn apart; so is a 1 above a 7. The network decides.
    """
    everything = np.array(list(boxes.values()))
    centres = everything[:, [0, 2]].mean(axis=1)
    widest = (everything[:, 2] - everything[:, 0]).max()
    if 1 < len(rows) <= 3 and len(boxes) <= 4 and np.ptp(centres) < 0.6 * widest:
        return [sorted(boxes, key=lambda index: boxes[index][1] + boxes[index][3])]
    return [sorted(row, key=lambda index: boxes[index][0] + boxes[index][2]) for row in rows]


def _joins(row: list[Stroke]) -> "NDArray[np.float64]":
    """Return the chance of each stroke and the next to belong to one digit."""
    if len(row) == 1:
        return np.empty(0)
    if all(_box(stroke)[3] <= _box(after)[1] for stroke, after in pairwise(row)):
        return np.full(len(row) - 1, PILED)
    scores = features(row) @ np.array(WEIGHTS) + BIAS
    joins: NDArray[np.float64] = np.clip(1 / (1 + np.exp(-scores)), 1 - SUREST, SUREST)
    return joins


def features(row: list[Stroke]) -> "NDArray[np.float64]":
    """Measure how each stroke stands to the next.

    Args:
        row: n strokes, from left to right.

    Returns:
        (n - 1, 5): the gap between their boxes (negative where they overlap), the share of the narrower one's width
        that the other covers, the distance of their nearest points, the height of the lower one, and the width of both;
        lengths in heights of the row.
    """
    boxes = np.array([_box(stroke) for stroke in row])
    height = max(float((boxes[:, 3] - boxes[:, 1]).max()), 1e-9)
    before, after = boxes[:-1] / height, boxes[1:] / height
    gap = np.maximum(before[:, 0], after[:, 0]) - np.minimum(before[:, 2], after[:, 2])
    narrower = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    width = np.maximum(before[:, 2], after[:, 2]) - np.minimum(before[:, 0], after[:, 0])
    points = [_points(stroke, SPACING * height) / height for stroke in row]
    distance = [float(np.sqrt(_squares(one, other).min())) for one, other in pairwise(points)]
    covered = -gap / np.maximum(narrower, 0.1)
    columns = [gap, np.clip(covered, -1, 1), np.minimum(distance, 1), np.minimum(lower, 1), width]
    return np.column_stack([np.clip(column, -2, 2) for column in columns])


def _points(stroke: Stroke, spacing: float) -> "NDArray[np.float64]":
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
