"""A picture of many digits to rows of parts: what may be digits, before anything is read."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from digitpad.ink.layout import Box, Row, Sign
from digitpad.scan.page.frames import grown
from digitpad.scan.page.lines import Lines, lines_of
from digitpad.scan.page.marks import Integers, Marks, together
from digitpad.scan.page.parts import parts_of
from digitpad.scan.page.pen import page_pen, pen_width

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
        signs: none: they are not looked for on pages.
    """

    rows: tuple[Row, ...]
    scale: int
    signs: tuple[tuple[Sign, ...], ...]
    _found: Lines
    _parts: Marks  # row after row
    _firsts: Integers  # the number of each row's first part

    @property
    def skew(self) -> float:
        """How far the page lies turned clockwise, in radians."""
        return self._found.skew

    @property
    def digit_height(self) -> float:
        """The height of most of the ink, in searched pixels."""
        return self._found.height

    def ink(self, row: int, first: int, end: int) -> Image.Image:
        """Return the ink of parts ``first`` to before ``end`` of a row, righted, with contrast and pen as trained.

        Returns:
            Mode "L", 0 = paper, up to 255 = ink.
        """
        pixels = self._pixels(row, first, end)
        ys, xs = self._parts.ys[pixels], self._parts.xs[pixels]
        top, left = max(int(ys.min()) - 1, 0), max(int(xs.min()) - 1, 0)
        window = slice(top, int(ys.max()) + 2), slice(left, int(xs.max()) + 2)
        own = np.zeros(self._found.ink.mask[window].shape, np.bool_)
        own[ys - top, xs - left] = True
        # One pixel more around them is the grey edge below the threshold; others' ink is not.
        wide = grown(own) & (own | ~self._found.ink.mask[window])
        found = self._found.ink.values[window]
        strength = float(np.percentile(found[own], 80))
        values = np.where(wide, found, 0).astype(np.float32) / np.float32(max(strength, 1))
        picture = page_pen(values, pen_width(self._found.depths[ys, xs]))
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
        return slice(int(self._parts.starts[number + first]), int(self._parts.starts[number + end]))


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
    found = lines_of(image, longest)
    if found is None:
        return None
    sliced = [parts_of(found, line) for line in found.lines]
    parts = together([parts for parts, _ in sliced])
    firsts = np.concatenate([[0], np.cumsum([len(row_parts) for row_parts, _ in sliced])])
    boxes = np.minimum(parts.boxes * found.ink.factor, [image.width, image.height] * 2)
    rows = tuple(Row(boxes[firsts[i] : firsts[i + 1]], joins) for i, (_, joins) in enumerate(sliced))
    return PageLayout(rows, found.ink.factor, (), found, parts, firsts)
