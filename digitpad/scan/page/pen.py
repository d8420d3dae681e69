"""Brings a page's digits to the pen and contrast that the network was trained on.

As ``scan/one_digit/pen.py`` does for one digit, and not by the same function: that one enlarges its digit to 240 pixels
and peels it step by step; here hundreds of digits are peeled at once, in bytes, at the page's own size.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from digitpad.ink.raster import DIGIT_SIZE
from digitpad.scan.one_digit.pen import COARSE_SIDE, PAPER, THINNEST
from digitpad.scan.page.paper import Bytes, Mask
from digitpad.scan.windows import Array

# The widest pen of nearly all of MNIST: thinning takes small loops and thin sides away.
WIDEST = 4.5
# Digits are brought to this size before strokes are widened, which then takes few steps.
LARGEST = 100
# No stroke is wider than twice this; deeper pixels are blots, and aren't measured further.
DEEPEST = 40
# Strokes thinned leave at least this share of the ink that their new width should have.
LEAST_LEFT = 0.4


def depths(mask: Mask) -> Bytes:
    """Return how often ink can be peeled off before each pixel is gone, 0 for paper; see :func:`pen.stroke_width`."""
    result = mask.astype(np.uint8)
    left = mask
    for step in range(DEEPEST):
        inner = left.copy()
        inner[1:] &= left[:-1]
        inner[:-1] &= left[1:]
        source = inner.copy() if step % 2 else left
        inner[:, 1:] &= source[:, :-1]
        inner[:, :-1] &= source[:, 1:]
        left = inner
        if not left.any():
            break
        result += left
    return result


def pen_width(depth: NDArray[np.integer]) -> float:
    """Return the mean width of strokes in pixels, from the depths (1 or more) of their pixels."""
    areas = np.cumsum(np.bincount(depth)[::-1])[::-1]  # areas[k] pixels are k deep or more; areas[0] == areas[1]
    half = float(areas[0]) / 2
    steps = int(np.flatnonzero(np.append(areas[1:], 0) <= half)[0])
    before, after = float(areas[steps]), float(areas[steps + 1]) if steps + 1 < len(areas) else 0.0
    return 4 * (steps - 1 + (before - half) / (before - after))


def page_pen(values: Array, width: float) -> Image.Image:
    """Return the digit's ink at full contrast, with a pen width that the network knows.

    Args:
        values: (h, w), 0 = paper, 1 = the digit's own strength.
        width: of its strokes, in pixels.

    Returns:
        Mode "L", 0 = paper, 255 = ink.
    """
    longer = max(values.shape)
    grey = np.where(values < PAPER, 0, np.minimum(values, 1))
    pen = width * DIGIT_SIZE / longer
    wanted = min(max(pen, THINNEST), WIDEST)
    if longer < COARSE_SIDE and wanted == pen:
        return _bytes(grey)
    if longer >= COARSE_SIDE:
        grey = np.clip(2 * grey - 0.5, 0, 1)  # sharp edges, as if the lens had been in focus
    picture = _bytes(grey)
    if longer > LARGEST:
        share = LARGEST / longer
        picture = picture.resize((max(1, round(picture.width * share)), max(1, round(picture.height * share))), 5)
        width, longer = width * share, LARGEST
    if wanted == pen:
        return picture
    change = (wanted * (longer - width) / (DIGIT_SIZE - wanted) - width) / 2
    wide = _widened(picture, change)
    # A blot is no stroke, and thinning it would leave nothing.
    left, expected = (float(np.asarray(each).sum(dtype=np.int64)) for each in (wide, picture))
    return wide if left > LEAST_LEFT * expected * wanted / pen else picture


def _bytes(grey: Array) -> Image.Image:
    return Image.fromarray((grey * 255).astype(np.uint8))


def _widened(picture: Image.Image, change: float) -> Image.Image:
    """Move the edges outwards by so many pixels, or inwards if it is less than 0."""
    choose = ImageFilter.MaxFilter(3) if change > 0 else ImageFilter.MinFilter(3)
    margin = max(0, int(np.ceil(change))) + 1
    wide = Image.new("L", (picture.width + 2 * margin, picture.height + 2 * margin))
    wide.paste(picture, (margin, margin))
    for _ in range(int(abs(change))):
        wide = wide.filter(choose)
    share = abs(change) - int(abs(change))
    return Image.blend(wide, wide.filter(choose), share)
