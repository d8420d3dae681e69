"""The strokes of a drawing as rows of parts that may make digits: several digits on one pad."""

import math
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.layout import Box, Row, Sign
from digitpad.ink.raster import SMALLEST_DIGIT, TAP, digit_ink
from digitpad.reading.company import without_company
from digitpad.reading.joints import chances
from digitpad.reading.signs import Found, signs_in
from digitpad.reading.slope import righting, seem_turned

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

# More strokes than a page of digits has are a scribble, which is read as one thing.
MOST_STROKES = 600
# A stroke of this share of the tallest one's height or more may found a row; a lower one joins the nearest.
TALL = 0.45
# A stroke of this share of the tallest one's height that stands, with so much room at either side (in the same unit),
# is a small digit and no piece of another.
SMALLEST_BESIDE, ROOM = 0.25, 0.1
# Strokes stand in one row if they share this much of the lower one's height.
SHARED_HEIGHT = 0.4
# A pile of strokes is mostly one digit: an 8 of two rings, a 5 whose bow was drawn apart.
PILED = 0.9
# A stroke that begins so near to the end of the last one, as a share of the pad, goes on with it.
CONTINUED = 0.005
# A stroke of less than this height for its width, and this many times as wide as the tallest other is high, is a line
# drawn under a number or through it: no bar of a digit is nearly as long.
FLAT = 0.12
LINE = 2.5
# Geometry alone is never certain: the network has a say.
SUREST = 0.995
# Two strokes alone are one digit more often than not: there are no other gaps to compare theirs with.
FEW, SUREST_OF_FEW = 2, 0.9
# What it says counts this much beside the network (an exponent), and "no digit" as much as in training, chosen as the
# lattice's figures were.
TRUST, DOUBT = 0.8, 1.0


class StrokeLayout:
    """Rows of strokes; a :class:`digitpad.ink.layout.Layout`.

    Args:
        drawing: not blank.
        moved: whether digits stand upright in rows that rise, rather than that they are turned with them.
    """

    scale = 1
    is_form = False

    def __init__(self, drawing: Drawing, moved: bool = False) -> None:
        self._given, self.moved = drawing, moved
        joined = continued(drawing)
        company = without_company(without_lines(joined))
        # What is read where one digit is all there is.
        self.alone = drawing if company.drawing == joined else company.drawing
        self.drawing = company.drawing
        self._struck = company.struck
        taps, strokes = _taps_and_strokes(self.drawing.strokes)
        ways = righting(strokes) if len(strokes) <= MOST_STROKES else None
        self.is_righted = ways is not None
        self.seems_turned = ways is not None and seem_turned(strokes, ways)
        level = None if ways is None else ways.moved if moved else ways.turned
        # The strokes that rows are made of, and each as it was drawn.
        shown, shown_taps = (each if level is None else list(map(level, each)) for each in (strokes, taps))
        self._as_drawn = dict(zip(map(id, shown + shown_taps), strokes + taps, strict=True))
        self._found: list[list[Found]] = []
        self._rows = _rows(shown) if len(shown) <= MOST_STROKES else [shown]
        self._find_signs(shown_taps)
        self._count = sum(map(len, self._rows))

    def _find_signs(self, taps: list[Stroke]) -> None:
        """Take the signs out of the rows, and the drawing's taps that are signs out of the drawing."""
        if sum(map(len, self._rows)) > MOST_STROKES:
            return
        whole = self._rows
        self._found = [signs_in(row, _taps_of(row, taps)) for row in whole]
        used = {id(line.stroke) for row in self._found for sign in row for line in sign.lines}
        self._rows = [[stroke for stroke in row if id(stroke) not in used] for row in whole]
        if used:
            drawn = {id(self._as_drawn[key]) for key in used}
            self.drawing = self.drawing._replace(
                strokes=tuple(stroke for stroke in self.drawing.strokes if id(stroke) not in drawn)
            )

    def as_drawn(self) -> "StrokeLayout":
        """Return the layout of the same drawing with digits as they were drawn: upright in rows that rise."""
        return StrokeLayout(self._given, moved=True)

    @cached_property
    def signs(self) -> list[list[Sign]]:
        """The signs of each row, and what was struck out there."""
        rows = []
        for row, found in zip(self._rows, self._found or [[]] * len(self._rows), strict=True):
            rows.append([_as_sign(sign, row, self._as_drawn) for sign in found])
        for box in self._struck:
            number, place = _place_of(box, self._rows, self._as_drawn)
            rows[number].append(Sign("", box, place))
        return [sorted(row, key=lambda sign: sign.place) for row in rows]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, from top to bottom; a scribble of very many strokes is one part."""
        if self._count > MOST_STROKES:
            return [Row(_box_of(self._rows[0])[None], np.empty(0))]
        rows = []
        for row, found in zip(self._rows, self._found, strict=True):
            joins = _joins(row)
            # What has a sign between is two.
            for place in {_before(sign.box, row) for sign in found} - {0, len(row)}:
                joins[place - 1] = 0.0
            rows.append(Row(np.array([_box(stroke) for stroke in row]), joins, trust=TRUST, doubt=DOUBT))
        return rows

    def ink(self, row: int, first: int, end: int) -> "Image.Image":
        """Return the ink of these strokes as one digit: mode "L", 0 = paper, 255 = ink."""
        return digit_ink(self.part(row, first, end))

    def box(self, row: int, first: int, end: int) -> Box:
        """Return the (left, top, right, bottom) around these strokes' points, in pad pixels."""
        left, top, right, bottom = _box_of(self._drawn(self._strokes(row, first, end))).tolist()
        return left, top, right, bottom

    def part(self, row: int, first: int, end: int) -> Drawing:
        """Return the drawing of these strokes alone; all of them are the drawing itself, its taps included."""
        strokes = self._strokes(row, first, end)
        if len(strokes) == self._count and not self.is_righted:
            return self.drawing
        return self.drawing._replace(strokes=tuple(self._drawn(strokes) if self.moved else strokes))

    def _drawn(self, strokes: list[Stroke]) -> list[Stroke]:
        return [self._as_drawn[id(stroke)] for stroke in strokes]

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
    _, strokes = _taps_and_strokes(drawing.strokes)
    return _rows(strokes) if len(strokes) <= MOST_STROKES else [strokes]


def _taps_and_strokes(strokes: tuple[Stroke, ...]) -> tuple[list[Stroke], list[Stroke]]:
    """Part taps from strokes: they are never digits, and whether they belong to one is decided when it is drawn."""
    boxes = np.array([_box(stroke) for stroke in strokes])
    extents = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    taps = extents < TAP * extents.max()
    parted: tuple[list[Stroke], list[Stroke]] = ([], [])
    for stroke, tap in zip(strokes, taps.tolist(), strict=True):
        parted[0 if tap else 1].append(stroke)
    return parted


def _taps_of(row: list[Stroke], taps: list[Stroke]) -> list[Stroke]:
    """Return the taps at a row's own height, or a little below."""
    _, top, _, bottom = _box_of(row).tolist()
    reach = 0.5 * (bottom - top)
    return [tap for tap in taps if top <= tap.points[0][1] <= bottom + reach]


def _before(box: "NDArray[np.float64]", row: list[Stroke]) -> int:
    """Return how many strokes of a row stand before a box."""
    return sum(box[0] + box[2] > sum(_box(stroke)[[0, 2]]) for stroke in row)


def _as_sign(found: Found, row: list[Stroke], drawn: dict[int, Stroke]) -> Sign:
    strokes = [drawn[id(line.stroke)] for line in found.lines]
    left, top, right, bottom = _box_of(strokes).tolist()
    return Sign(found.text, (left, top, right, bottom), _before(found.box, row), found.clear)


def _place_of(box: Box, rows: list[list[Stroke]], drawn: dict[int, Stroke]) -> tuple[int, int]:
    """Return the row that what was struck out stood in, and how many of its strokes stand before it."""
    as_drawn = [[drawn[id(stroke)] for stroke in row] for row in rows]
    spans = [_box_of(row) for row in as_drawn]
    number = max(range(len(rows)), key=lambda row: _shared(box[1], box[3], spans[row][1], spans[row][3]))
    return number, _before(np.array(box), as_drawn[number])


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
    least = 1 - (SUREST_OF_FEW if len(row) <= FEW else SUREST)
    joins: NDArray[np.float64] = np.clip(chances(row), least, SUREST)
    return np.where(_small_and_apart(row), 0.0, joins)


def _small_and_apart(row: list[Stroke]) -> "NDArray[np.bool_]":
    """Tell of each stroke and the next whether one is small, stands and has room around: a small 1, not a piece."""
    boxes = np.array([_box(stroke) for stroke in row])
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    tallest = max(float(heights.max()), 1e-9)
    small = (heights >= SMALLEST_BESIDE * tallest) & (heights < TALL * tallest) & (heights > widths)
    apart = boxes[1:, 0] - np.maximum.accumulate(boxes[:, 2])[:-1] > ROOM * tallest
    alone = small & np.concatenate([[True], apart]) & np.concatenate([apart, [True]])
    found: NDArray[np.bool_] = alone[:-1] | alone[1:]
    return found
