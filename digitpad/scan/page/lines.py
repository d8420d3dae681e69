"""A picture to lines of digits, each made of one mark or several."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from digitpad.scan.page.marks import Floats, Integers, Marks, digit_height, marks_of, strong_ones, without_lines
from digitpad.scan.page.paper import Bytes, PageInk, page_ink
from digitpad.scan.page.pen import depths
from digitpad.scan.page.rows import arranged
from digitpad.scan.page.rulings import rulings_of
from digitpad.scan.page.skew import skew
from digitpad.scan.page.stacked import unstacked


@dataclass(frozen=True, eq=False)
class Lines:
    """What stands on a page.

    Attributes:
        ink: of the page.
        depths: (h, w) see :func:`page_pen.depths`.
        marks: that may be digits or parts of them.
        boxes: (n, 4) of the marks, righted.
        skew: how far the page lies turned clockwise, in radians.
        height: of the page's digits, in pixels of its ink.
        lines: from top to bottom, each with its digits from left to right, each with the indices of its marks.
    """

    ink: PageInk
    depths: Bytes
    marks: Marks
    boxes: Floats
    skew: float
    height: float
    lines: list[list[Integers]]


def lines_of(image: Image.Image, longest: int) -> Lines | None:
    """Find what may be digits, and the lines in which they stand.

    Args:
        image: of any size and mode.
        longest: the most pixels a side to work with.

    Returns:
        None if there is nothing.
    """
    ink = page_ink(image, longest)
    if ink is None:
        return None
    rulings = rulings_of(ink.mask, ink.values)
    if rulings is not None:
        ink = replace(ink, mask=ink.mask & ~rulings.ink, values=np.where(rulings.ink, 0, ink.values).astype(np.uint8))
    marks = without_lines(strong_ones(marks_of(ink.mask, ink.even), ink.values))
    height = digit_height(marks.boxes, marks.counts)
    if height == 0:
        return None
    size = marks.boxes[:, 2:] - marks.boxes[:, :2]
    digits = (size[:, 1] > height / 2) & (size[:, 0] < 2 * height) & (size[:, 1] < 2 * height)
    angle = skew((marks.boxes[digits, :2] + marks.boxes[digits, 2:]) / 2, size[digits, 1])
    marks = unstacked(marks, marks.righted_boxes(angle), angle, height)
    boxes = marks.righted_boxes(angle)
    lines = arranged(boxes, marks.counts)
    return Lines(ink, depths(ink.mask), marks, boxes, angle, height, lines) if lines else None
