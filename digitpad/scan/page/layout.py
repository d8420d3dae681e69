"""A picture of many digits to rows of parts: what may be digits, before anything is read."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from PIL import Image

from digitpad.ink.layout import Box, Cell, Row, Sign
from digitpad.scan.page.cells import wide_gaps
from digitpad.scan.page.faces import Face
from digitpad.scan.page.frames import grown
from digitpad.scan.page.lines import Lines, lines_of
from digitpad.scan.page.marks import Floats, Integers, Marks, together
from digitpad.scan.page.parts import parts_of
from digitpad.scan.page.pen import page_pen, pen_width
from digitpad.scan.windows import percentile

# Pixels a side at which a page is searched: five hundred digits have 40 each.
SEARCH_SIDE = 2200
# A page with digits lower than this many of these pixels, which the network's 20 come from, is searched once more ...
SMALL_DIGIT = 28.0
# ... with so many: what phones take, and as much as memory should be spent on.
FINE_SIDE = 4200
# Digits are righted if they are turned more than this, in radians; the network minds less.
UPRIGHT = math.radians(1.5)


@dataclass(frozen=True, eq=False)
class PageLayout:
    """The digits of a picture, as a Layout has them, with ink instead of digit images.

    Attributes:
        rows: in reading order; boxes are in the picture's pixels.
        scale: how many of the picture's pixels a side made one of those that were searched.
        signs: of each row, where they were looked for.
    """

    rows: tuple[Row, ...]
    scale: int
    signs: tuple[tuple[Sign, ...], ...]
    _found: Lines
    _parts: Marks  # row after row
    _firsts: Integers  # the number of each row's first part

    @property
    def is_form(self) -> bool:
        """Whether there are several boxes, a circle or an underline: no single digit that they belong to."""
        return self._found.boxes_of_forms > 1 or self._found.in_company

    @property
    def skew(self) -> float:
        """How far the page lies turned clockwise, in radians."""
        return self._found.skew

    def ink(self, row: int, first: int, end: int) -> Image.Image:
        """Return the ink of parts ``first`` to before ``end`` of a row, righted, with contrast and pen as trained.

        Returns:
            Mode "L", 0 = paper, up to 255 = ink.
        """
        pixels = self._pixels(row, first, end)
        return ink_of(self._found, self._parts.ys[pixels], self._parts.xs[pixels])

    def box(self, row: int, first: int, end: int) -> Box:
        """Return the (left, top, right, bottom) around these parts, in the picture's own pixels."""
        boxes = self.rows[row].boxes[first:end]
        left, top = boxes[:, :2].min(axis=0).tolist()
        right, bottom = boxes[:, 2:].max(axis=0).tolist()
        return left, top, right, bottom

    def _pixels(self, row: int, first: int, end: int) -> slice:
        number = int(self._firsts[row])
        return slice(int(self._parts.starts[number + first]), int(self._parts.starts[number + end]))


class PageSign(NamedTuple):
    """A sign of a line, the marks that make it, and whether its shape leaves no doubt."""

    text: str
    marks: tuple[int, ...]
    clear: bool = True


# Finds the signs of each line.
Finder = Callable[[Lines], list[list[PageSign]]]


def page_layout(image: Image.Image, finder: Finder | None = None) -> PageLayout | None:
    """Find what may be digits in a picture, dark on light or the reverse, under any light, turned up to 10 degrees.

    Args:
        image: of any size and mode; a very large one is searched at reduced size.
        finder: looks for signs; None for digits alone.

    Returns:
        None if there is nothing.
    """
    if 0 in image.size:
        return None
    found = lines_of(image, SEARCH_SIDE)
    if found is not None and found.ink.factor > 1 and found.height < SMALL_DIGIT:
        found = lines_of(image, FINE_SIDE)
    return None if found is None else _layout(image, found, finder)


def ink_of(found: Lines, ys: Integers, xs: Integers) -> Image.Image:
    """Return some of a page's ink, given its pixels, as :meth:`PageLayout.ink` does."""
    top, left = max(int(ys.min()) - 1, 0), max(int(xs.min()) - 1, 0)
    window = slice(top, int(ys.max()) + 2), slice(left, int(xs.max()) + 2)
    own = np.zeros(found.ink.mask[window].shape, np.bool_)
    own[ys - top, xs - left] = True
    # One pixel more around them is the grey edge below the threshold; others' ink is not.
    wide = grown(own) & (own | ~found.ink.mask[window])
    inked = found.ink.values[window]
    strength = percentile(inked[own], 80)
    values = np.where(wide, inked, 0).astype(np.float32) / np.float32(max(strength, 1))
    picture = page_pen(values, pen_width(found.depths[ys, xs]))
    if abs(found.skew) < UPRIGHT:
        return picture
    return picture.rotate(math.degrees(found.skew), Image.Resampling.BICUBIC, expand=True)


def _layout(image: Image.Image, found: Lines, finder: Finder | None) -> PageLayout:
    signs = finder(found) if finder is not None else [[] for _ in found.lines]
    found = replace(found, lines=list(map(_without, found.lines, signs)))
    sliced = [parts_of(found, line, row) for line, row in zip(found.lines, found.rows, strict=True)]
    parts = together([parts for parts, _, _ in sliced])
    firsts = np.concatenate([[0], np.cumsum([len(row_parts) for row_parts, _, _ in sliced])])
    most = [image.width, image.height]
    boxes = np.minimum(parts.boxes * found.ink.factor, most * 2)
    rows, among = [], []
    for i, (_, joins, digits) in enumerate(sliced):
        own = boxes[firsts[i] : firsts[i + 1]]
        cells, form = cells_of(found, i, own, digits, most)
        apart = [before is not after for before, after in pairwise(cells)]
        places = _places(found, signs[i], parts.chosen(np.arange(firsts[i], firsts[i + 1]))) if signs[i] else []
        joins = np.where(apart, 0.0, joins) if apart else joins
        # What has a sign between is two.
        joins[[place - 1 for place in places if 0 < place < len(own)]] = 0.0
        rows.append(Row(own, joins, cells, form))
        among.append(tuple(_as_sign(found, *each) for each in zip(signs[i], places, strict=True)))
    return PageLayout(tuple(rows), found.ink.factor, tuple(among) if any(among) else (), found, parts, firsts)


def _without(line: list[Integers], signs: list[PageSign]) -> list[Integers]:
    """Return a line's digits without the marks of its signs."""
    used = [mark for sign in signs for mark in sign.marks]
    left = [digit[~np.isin(digit, used)] for digit in line] if used else line
    return [digit for digit in left if digit.size]


def _places(found: Lines, signs: list[PageSign], parts: Marks) -> list[int]:
    """Return how many parts of a line stand before each of its signs."""
    middles = parts.righted_boxes(found.skew)[:, [0, 2]].sum(axis=1)
    boxes = (found.boxes[list(sign.marks)] for sign in signs)
    return [int(np.count_nonzero(middles < box[:, 0].min() + box[:, 2].max())) for box in boxes]


def _as_sign(found: Lines, sign: PageSign, place: int) -> Sign:
    boxes = found.marks.boxes[list(sign.marks)] * found.ink.factor
    left, top, right, bottom = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)]).tolist()
    return Sign(sign.text, (left, top, right, bottom), place, sign.clear)


def cells_of(
    found: Lines, line: int, boxes: Floats, digits: Integers, most: list[int]
) -> tuple[tuple[Cell | None, ...], tuple[Cell, ...]]:
    """Return the box of a form that each part of a line stands in, and all boxes of the line's row.

    Args:
        found: on the page.
        line: the number of one of its lines.
        boxes: (n, 4) of its parts, in the picture's pixels.
        digits: (n,) which of the line's digits each is a part of.
        most: the picture's width and height.
    """
    row, factor = found.rows[line], found.ink.factor
    if row is None:
        single = [_cell("box", form, face, factor, most) for form, face in found.single]
        if not single:
            return (), ()
        return tuple(next((cell for cell in single if _stands_in(box, cell.box)), None) for box in boxes), ()
    gaps = [False, *wide_gaps(row.faces)] if row.kind == "comb" else [False] * len(row.faces)
    form = tuple(_cell(row.kind, row.form, face, factor, most, gap) for face, gap in zip(row.faces, gaps, strict=True))
    return tuple(form[row.places[digit]] for digit in digits.tolist()), form


def _cell(kind: str, form: int, face: Face, factor: int, most: list[int], apart: bool = False) -> Cell:
    low = np.maximum(face.corners.min(axis=0) * factor, 0)
    high = np.minimum(face.corners.max(axis=0) * factor, most)
    (left, top), (right, bottom) = np.round(low, 1).tolist(), np.round(high, 1).tolist()
    return Cell(kind, form, face.row, face.column, (left, top, right, bottom), apart)


def _stands_in(part: Floats, box: Box) -> bool:
    x, y = (part[0] + part[2]) / 2, (part[1] + part[3]) / 2
    return bool(box[0] < x < box[2] and box[1] < y < box[3])
