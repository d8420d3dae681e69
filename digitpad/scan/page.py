"""A picture of many digits to rows of parts: what may be digits, before anything is read."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from digitpad.layout import Box, Row
from digitpad.scan.marks import Integers, Marks, digit_height, marks_of, strong_ones, together, without_lines
from digitpad.scan.page_ink import Bytes, Mask, page_ink
from digitpad.scan.page_pen import depths, page_pen, pen_width
from digitpad.scan.parts import parts_of
from digitpad.scan.rows import arranged
from digitpad.scan.skew import skew

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
        skew: how far the page lies turned clockwise, in radians.
        digit_height: of most of the ink, in searched pixels.
    """

    rows: tuple[Row, ...]
    scale: int
    skew: float
    digit_height: float
    _values: Bytes
    _mask: Mask
    _depths: Bytes
    _marks: Marks  # all parts, row after row
    _firsts: Integers  # the number of each row's first part

    def ink(self, row: int, first: int, end: int) -> Image.Image:
        """Return the ink of parts ``first`` to before ``end`` of a row, righted, with contrast and pen as trained.

        Returns:
            Mode "L", 0 = paper, up to 255 = ink.
        """
        pixels = self._pixels(row, first, end)
        ys, xs = self._marks.ys[pixels], self._marks.xs[pixels]
        top, left = max(int(ys.min()) - 1, 0), max(int(xs.min()) - 1, 0)
        window = slice(top, int(ys.max()) + 2), slice(left, int(xs.max()) + 2)
        own = np.zeros(self._mask[window].shape, np.bool_)
        own[ys - top, xs - left] = True
        # One pixel more around them is the grey edge below the threshold; others' ink is not.
        wide = _grown(own) & (own | ~self._mask[window])
        found = self._values[window]
        strength = float(np.percentile(found[own], 80))
        values = np.where(wide, found, 0).astype(np.float32) / np.float32(max(strength, 1))
        picture = page_pen(values, pen_width(self._depths[ys, xs]))
        if abs(self.skew) < UPRIGHT:
            return picture
        return picture.rotate(math.degrees(self.skew), Image.Resampling.BICUBIC, expand=True)

    def box(self, row: int, first: int, end: int) -> Box:
        """Return the (left, top, right, bottom) around these parts, in the picture's own pixels."""
        boxes = self.rows[row].boxes[first:end]
        left, top = boxes[:, :2].min(axis=0).tolist()
        right, bottom = boxes[:, 2:].max(axis=0).tolist()
        return left, top, right, bottom

    def _pixels(self, row: int, first: int, end: int) -> slice:
        number = int(self._firsts[row])
        return slice(int(self._marks.starts[number + first]), int(self._marks.starts[number + end]))


def page_layout(image: Image.Image) -> PageLayout | None:
    """Find what may be digits in a picture, dark on light or the reverse, under any light, turned up to 10 degrees.

    Args:
        image: of any size and mode; a very large one is searched at reduced size.

    Returns:
        None if there is nothing.
    """
    if 0 in image.size:
        return None
    layout = _layout(image, SEARCH_SIDE)
    if layout is not None and layout.scale > 1 and layout.digit_height < SMALL_DIGIT:
        return _layout(image, FINE_SIDE)
    return layout


def _layout(image: Image.Image, longest: int) -> PageLayout | None:
    ink = page_ink(image, longest)
    if ink is None:
        return None
    marks = without_lines(strong_ones(marks_of(ink.mask, ink.even), ink.values))
    height = digit_height(marks.boxes, marks.counts)
    if height == 0:
        return None
    depth = depths(ink.mask)
    angle = _skew(marks, height)
    righted_boxes = marks.righted_boxes(angle)
    lines = arranged(righted_boxes, marks.counts)
    if not lines:
        return None
    sliced = [parts_of(marks, righted_boxes, line, angle, depth) for line in lines]
    parts = together([parts for parts, _ in sliced])
    firsts = np.concatenate([[0], np.cumsum([len(row_parts) for row_parts, _ in sliced])])
    boxes = np.minimum(parts.boxes * ink.factor, [image.width, image.height] * 2)
    rows = tuple(Row(boxes[firsts[i] : firsts[i + 1]], joins) for i, (_, joins) in enumerate(sliced))
    return PageLayout(rows, ink.factor, angle, height, ink.values, ink.mask, depth, parts, firsts)


def _skew(marks: Marks, height: float) -> float:
    size = marks.boxes[:, 2:] - marks.boxes[:, :2]
    digits = (size[:, 1] > height / 2) & (size[:, 0] < 2 * height) & (size[:, 1] < 2 * height)
    return skew((marks.boxes[digits, :2] + marks.boxes[digits, 2:]) / 2, size[digits, 1])


def _grown(mask: Mask) -> Mask:
    """Return the pixels of a mask and their eight neighbours."""
    tall = mask.copy()
    tall[1:] |= mask[:-1]
    tall[:-1] |= mask[1:]
    grown = tall.copy()
    grown[:, 1:] |= tall[:, :-1]
    grown[:, :-1] |= tall[:, 1:]
    return grown
