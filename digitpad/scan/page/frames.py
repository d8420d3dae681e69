"""One digit in a box: its ink without the box's lines."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digitpad.ink.layout import Box
from digitpad.scan.one_digit import ink as one_digit
from digitpad.scan.opening.pixels import unenlarged
from digitpad.scan.page.marks import marks_of, strong_ones
from digitpad.scan.page.paper import Mask, PageInk, page_ink
from digitpad.scan.page.rulings import rulings_of
from digitpad.scan.page.segments import PIECE

# Pixels a side at which a picture of one digit is searched for lines.
SEARCH_SIDE = 1000
# What is of more pieces than a digit and a few remains of lines is not looked through for one.
MOST_MARKS = 10


def located_ink(image: Image.Image) -> tuple[Image.Image, Box] | None:
    """Find the one digit in a picture, as :func:`one_digit.located_ink` does, without the lines of the form around it.

    Args:
        image: of any size and mode.

    Returns:
        None where there is no ink, or none but lines.
    """
    freed = _without_lines(image)
    if freed is None:
        return one_digit.located_ink(image)
    picture, factor = freed
    located = one_digit.located_ink(picture)
    if located is None:
        return None
    left, top, right, bottom = (side * factor for side in located[1])
    return located[0], (left, top, min(right, float(image.width)), min(bottom, float(image.height)))


def picture_ink(image: Image.Image) -> Image.Image | None:
    """Return the ink that :func:`located_ink` finds."""
    located = located_ink(image)
    return None if located is None else located[0]


def _without_lines(image: Image.Image) -> tuple[Image.Image, int] | None:
    """Return the picture's ink, dark on white, without lines, and how much smaller it is; None without lines."""
    # What was cut out along its ink has no frame around it: a ring that fills its picture is a zero.
    # One that was enlarged pixel by pixel is all straight lines.
    if min(image.size) < PIECE or unenlarged(image)[1] != 1 or one_digit.is_cut_out(image):
        return None
    ink = page_ink(image, SEARCH_SIDE)
    rulings = None if ink is None else rulings_of(ink.mask, ink.values)
    if ink is None or rulings is None or not rulings.ink.any():
        return None
    left = _written(ink.mask & ~rulings.ink, ink)
    if left.any() and not _is_around(rulings.ink, left):
        return None
    # Lines have grey edges below the threshold: only what is near ink that stays is kept.
    near = grown(grown(left)) & ~rulings.ink
    strength = max(float(np.percentile(ink.values[left], 80)), 1.0) if left.any() else 1.0
    shades = np.where(near, np.minimum(ink.values / strength, 1), 0)
    return Image.fromarray((255 - 255 * shades).astype(np.uint8)), ink.factor


def _written(mask: Mask, ink: PageInk) -> Mask:
    """Return ink without specks and what is as faint: remains of lines; where there is much else, all of it."""
    marks = strong_ones(marks_of(mask, ink.even), ink.values)
    if len(marks) > MOST_MARKS:
        return mask
    written = np.zeros_like(mask)
    written[marks.ys, marks.xs] = True
    return written


def _is_around(lines: Mask, ink: Mask) -> bool:
    """Return whether lines reach beyond ink on all four sides: else they are strokes of the digit."""
    around, within = _extent(lines), _extent(ink)
    return bool((around[:2] < within[:2]).all() and (around[2:] > within[2:]).all())


def _extent(mask: Mask) -> NDArray[np.int64]:
    """Return the first row and column with ink, and the last row and column."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([rows[0], columns[0], rows[-1], columns[-1]])


def grown(mask: Mask) -> Mask:
    """Return the pixels of a mask and their eight neighbours."""
    tall = mask.copy()
    tall[1:] |= mask[:-1]
    tall[:-1] |= mask[1:]
    wide = tall.copy()
    wide[:, 1:] |= tall[:, :-1]
    wide[:, :-1] |= tall[:, 1:]
    return wide
