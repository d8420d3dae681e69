"""A picture of many digits to rows of parts: what may be digits, before anything is read."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from digitpad.layout import Box, Row
from digitpad.scan.marks import SPECK, Marks, digit_height, dots, marks_of, without_lines
from digitpad.scan.page_ink import Bytes, Mask, page_ink
from digitpad.scan.page_pen import depths, page_pen, pen_width
from digitpad.scan.rows import Floats, Integers, hosts, rows_of
from digitpad.scan.skew import skew

# Pixels a side at which a page is searched: five hundred digits have 40 each.
SEARCH_SIDE = 2200
# Digits are righted if they are turned more than this, in radians; the network minds less.
UPRIGHT = math.radians(1.5)


@dataclass(frozen=True, eq=False)
class PageLayout:
    """The digits of a picture, as a Layout has them, with ink instead of digit images.

    Attributes:
        rows: in reading order; boxes are in the picture's pixels.
        scale: how many of the picture's pixels a side made one of those that were searched.
        skew: how far the page lies turned clockwise, in radians.
    """

    rows: tuple[Row, ...]
    scale: int
    skew: float
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
    ink = page_ink(image, SEARCH_SIDE)
    if ink is None:
        return None
    marks = without_lines(marks_of(ink.mask))
    height = digit_height(marks.boxes, marks.counts)
    if height == 0:
        return None
    sides = (marks.boxes[:, 2:] - marks.boxes[:, :2]).max(axis=1)
    marks = marks.chosen(sides >= SPECK * height)
    angle = _skew(marks, height)
    boxes = marks.righted_boxes(angle)
    arranged = _arranged(boxes, marks.counts, height)
    if not arranged:
        return None
    order = np.array([i for row, _ in arranged for i in row], np.int64)
    marks = marks.chosen(order)
    lengths = [len(row) for row, _ in arranged]
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    limits = np.array([image.width, image.height] * 2, np.float64)
    placed = np.minimum(marks.boxes * ink.factor, limits)
    rows = tuple(Row(placed[firsts[i] : firsts[i + 1]], joins) for i, (_, joins) in enumerate(arranged))
    return PageLayout(rows, ink.factor, angle, ink.values, ink.mask, depths(ink.mask), marks, firsts)


def _skew(marks: Marks, height: float) -> float:
    size = marks.boxes[:, 2:] - marks.boxes[:, :2]
    digits = (size[:, 1] > height / 2) & (size[:, 0] < 2 * height) & (size[:, 1] < 2 * height)
    return skew((marks.boxes[digits, :2] + marks.boxes[digits, 2:]) / 2, size[digits, 1])


def _arranged(boxes: Floats, counts: Integers, height: float) -> list[tuple[list[int], Floats]]:
    """Return rows of marks, from left to right, with the chances that neighbours belong together."""
    host = hosts(boxes, height)
    members = {int(i): np.flatnonzero(host == i) for i in np.unique(host[host >= 0])}
    members = {i: group for i, group in members.items() if not dots(boxes[group], counts[group]).all()}
    if not members:
        return []
    around = np.array([_around(boxes[group]) for group in members.values()])
    groups = list(members.values())
    result = []
    for row in rows_of(around):
        indices = [int(i) for digit in row for i in sorted(groups[digit], key=lambda i: boxes[i, 0] + boxes[i, 2])]
        result.append((indices, _joins(boxes[indices], host[indices])))
    return result


def _around(boxes: Floats) -> Floats:
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _joins(boxes: Floats, host: Integers) -> Floats:
    """Return the chance (n - 1,) that neighbours belong to one digit."""
    one, other = boxes[:-1], boxes[1:]
    narrower = np.minimum(one[:, 2] - one[:, 0], other[:, 2] - other[:, 0])
    shared = (np.minimum(one[:, 2], other[:, 2]) - np.maximum(one[:, 0], other[:, 0])) / narrower
    together = np.where(shared > 0.5, 0.95, 0.7)
    return np.where(host[:-1] == host[1:], together, np.where(shared > 0.5, 0.2, 0.02))


def _grown(mask: Mask) -> Mask:
    """Return the pixels of a mask and their eight neighbours."""
    tall = mask.copy()
    tall[1:] |= mask[:-1]
    tall[:-1] |= mask[1:]
    grown = tall.copy()
    grown[:, 1:] |= tall[:, :-1]
    grown[:, :-1] |= tall[:, 1:]
    return grown
