"""Brings ink of any pen and contrast to what the network was trained on."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.raster import DIGIT_SIZE
from digitpad.scan.windows import Array, blurred, highest, resized

# The digit's longer side while its strokes are measured and widened, in pixels: the thinnest pen is 2 of these.
FINE_SIDE = 240
# Pens that the network was trained on, in pixels of a digit 20 high; others are brought to the nearest of these two.
THINNEST, WIDEST = 1.9, 2.7
# A digit of fewer pixels than this has its shape in its grey levels.
COARSE_SIDE = 48
# What is fainter than this share of its ink is paper: the echoes that JPEG leaves around ink.
PAPER = 0.08
Mask = NDArray[np.bool_]


def trained_pen(values: Array) -> Array:
    """Return the digit's ink with full contrast and a pen width that the network knows.

    Args:
        values: (h, w), 0 = paper, cropped to the digit.

    Returns:
        (h', w') float32, 0..1.
    """
    strength = float(np.percentile(values[values > 0], 90))
    longer = max(values.shape)
    scale = FINE_SIDE / longer
    height, width = (max(1, round(side * scale)) for side in values.shape)
    fine = np.maximum(resized(values, (width, height)), 0)
    mask = np.pad(fine > _threshold(fine, strength), FINE_SIDE // 4)
    thickness = stroke_width(mask)
    extent = FINE_SIDE - thickness  # of the strokes' middle lines
    pen = thickness * DIGIT_SIZE / FINE_SIDE
    wanted = min(max(pen, THINNEST), WIDEST)
    if longer < COARSE_SIDE and wanted == pen:
        grey: Array = np.where(values < PAPER * strength, 0, np.minimum(values / np.float32(strength), 1))
        return grey
    change = wanted * extent / (DIGIT_SIZE - wanted) - thickness
    result = _widened(mask, round(change / 2))
    # A blot is no stroke, and thinning it would leave nothing.
    return (result if result.sum() > mask.sum() / 2 else mask).astype(np.float32)


def _threshold(fine: Array, strength: float) -> Array:
    """Return half of the strength that strokes have around each pixel: pressure varies, and blur fades thin strokes."""
    around = highest(fine, FINE_SIDE // 12 * 2 + 1)
    least: Array = 0.5 * np.clip(blurred(around, FINE_SIDE / 24), 0.4 * strength, strength)
    return least


def stroke_width(mask: Mask) -> float:
    """Return the mean width of strokes, in pixels: half of a stroke lies nearer to its edge than a quarter of it."""
    areas = [int(mask.sum())]
    while areas[-1] > areas[0] / 2:
        mask = _widened(mask, -1, len(areas) % 2 == 0)
        areas.append(int(mask.sum()))
    before, after = areas[-2], areas[-1]
    return 4 * (len(areas) - 2 + (before - areas[0] / 2) / (before - after))


def _widened(mask: Mask, steps: int, square: bool = False) -> Mask:
    """Move the edges outwards by so many pixels (inwards if negative); alternating neighbourhoods make octagons."""
    if steps < 0:
        return ~_widened(~mask, -steps, square)
    for step in range(steps):
        grown = mask.copy()
        grown[1:] |= mask[:-1]
        grown[:-1] |= mask[1:]
        source = grown.copy() if (step % 2 == 1) != square else mask
        grown[:, 1:] |= source[:, :-1]
        grown[:, :-1] |= source[:, 1:]
        mask = grown
    return mask
