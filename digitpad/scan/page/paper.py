"""Tells a page's ink from its paper, for many digits at once: in bytes, and with thresholds of each place's own.

``scan/one_digit/paper.py`` tries several widths of strokes on a small picture, in floats: too slow and too large for a
page. What both must agree on (which colour is paper, where ink's contrast lies, what is noise) is taken from there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from digitpad.scan.one_digit.paper import (
    ABOVE_NOISE,
    BLOCKS,
    FAINTEST,
    SAME_COLOUR,
    STRAY_LIGHT,
    contrast_axis,
    noise_of_tiny,
    paper_colour,
    stroke_contrast,
)
from digitpad.scan.opening.pixels import pixel_strips, pixel_values, reduction
from digitpad.scan.windows import Array, resized

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# Pixels a side of the copy from which a page's colours and polarity are told.
COARSE_SIDE = 500
# Strokes are no wider than this share of the page's shorter side, and shadows are wider.
WIDEST_STROKE = 0.12
# Per cent of light: below the light that cameras still tell from none, and what lies between it and white.
DARKEST = float(np.log(STRAY_LIGHT)) * 100
# More noise than this, in levels, is averaged out before ink is told from paper.
LITTLE_NOISE = 2.0
# Noise of pixels this far apart has nothing in common even after blurring.
NOISE_LAG = 4
# Ink is what has this share of the strength of the ink around it, within blocks of so many pixels ...
OF_LOCAL = 0.25
BLOCK = 8
LOCAL_BLOCKS = 3
# ... and no less than this share of the page's: ruled lines and the other side's ink are fainter.
OF_PAGE = 0.22
# The percentile of a page's values that is surely ink.
STRONGEST = 99.9


@dataclass(frozen=True, eq=False)
class PageInk:
    """A page's ink.

    Attributes:
        values: (h, w) uint8, 0 = paper, growing with ink.
        mask: (h, w), where there is ink.
        even: whether the paper is of one colour.
        factor: how many of the picture's pixels a side make one of these.
    """

    values: Bytes
    mask: Mask
    even: bool
    factor: int


def page_ink(image: Image.Image, longest: int) -> PageInk | None:
    """Find the ink of a page on paper of any colour and under any light.

    Args:
        image: of any size and mode.
        longest: the most pixels a side to work with.

    Returns:
        None for a picture of one colour.
    """
    coarse = pixel_values(image, COARSE_SIDE)
    if min(coarse.shape[:2]) < 2 or np.ptp(coarse, axis=(0, 1)).max() < SAME_COLOUR:
        return None
    colour = paper_colour(coarse)
    weights = _towards_ink(coarse, colour)
    factor = reduction(image, longest)
    shades = np.concatenate([_shades(strip, weights) for strip in pixel_strips(image, factor)])
    noise = _noise(shades)
    smooth = shades
    if noise > LITTLE_NOISE:
        smooth = np.asarray(Image.fromarray(shades).filter(ImageFilter.GaussianBlur(1)))
        noise = _noise(smooth)
    if colour is None:
        paper = opened(smooth, int(min(smooth.shape) * WIDEST_STROKE / 2) * 2 + 1)
        paper = paper + np.uint8(np.median((smooth - paper)[::4, ::4]))
    else:
        paper = np.full_like(smooth, _shades(colour[None, None], weights)[0, 0])
    mask = _mask(_above(smooth, paper), noise)
    return PageInk(_above(shades, paper), mask, colour is not None, factor)


def _light(pixels: Array) -> Array:
    """Return per cent of light: what light takes away it takes from ink and paper alike."""
    light: Array = np.log(pixels + np.float32(STRAY_LIGHT)) * np.float32(100)
    return light


def _towards_ink(coarse: Array, colour: Array | None) -> Array:
    """Return the weights (c,) of the channels, which add up to 1 without their signs, that make ink high."""
    light = _light(coarse)
    side = int(min(light.shape[:2]) * WIDEST_STROKE / 2) * 2 + 1
    contrast = np.stack([stroke_contrast(light[..., c], side) for c in range(light.shape[2])], axis=-1)
    if colour is not None:
        contrast = light - _light(colour)
    axis = contrast_axis(contrast)
    along = (contrast @ axis).astype(np.float64)
    axis = axis * np.float32(np.sign((along * along * along).sum()) or 1.0)
    weights: Array = axis / np.abs(axis).sum()
    return weights


def _shades(pixels: Array, weights: Array) -> Bytes:
    """Return bytes (h, w) that grow with ink, about one for each per cent of light."""
    low, high = DARKEST, float(np.log(255 + STRAY_LIGHT)) * 100
    floor = sum(min(weight * low, weight * high) for weight in weights.tolist())
    levels = _light(np.arange(256, dtype=np.float32))
    shades = np.full(pixels.shape[:2], -floor, np.float32)
    for c, weight in enumerate(weights):
        shades += (weight * levels)[pixels[..., c].astype(np.uint8)]
    return shades.astype(np.uint8)


def _noise(shades: Bytes) -> float:
    """Return the standard deviation of noise; its neighbours on slopes and edges hardly count."""
    lag = min(NOISE_LAG, shades.shape[1] - 1)
    sample = shades[:: max(1, shades.shape[0] // 400)].astype(np.int16)
    differences = np.abs(sample[:, lag:] - sample[:, :-lag])
    usual = differences[differences <= 3 * np.median(differences) + 2]
    # Of two normal numbers; what is cut off would add a few per cent.
    noise = float(np.sqrt(np.mean(usual.astype(np.float32) ** 2) / 2)) * 1.05
    return min(noise, noise_of_tiny(differences)) if shades.shape[0] <= BLOCKS else noise


def _above(shades: Bytes, paper: Bytes) -> Bytes:
    return np.maximum(shades, paper) - paper


def _mask(values: Bytes, noise: float) -> Mask:
    """Return where values are ink, by the strength of the ink around."""
    least = max(ABOVE_NOISE * noise, FAINTEST)
    sample = values[::2, ::2]
    strongest = float(np.percentile(sample, STRONGEST))
    ink = sample[sample > max(least, OF_LOCAL * strongest)]
    page = float(np.median(ink)) if ink.size else 0.0
    size = [-(-side // BLOCK) for side in values.shape]
    padded = np.zeros((size[0] * BLOCK, size[1] * BLOCK), np.uint8)
    padded[: values.shape[0], : values.shape[1]] = values
    around = padded.reshape(size[0], BLOCK, size[1], BLOCK).max(axis=3).max(axis=1)
    around = _extreme(np.pad(around, LOCAL_BLOCKS // 2), LOCAL_BLOCKS, np.maximum)
    local = np.clip(OF_LOCAL * around.astype(np.float32), max(least, OF_PAGE * page), 254)
    wide = resized(local, (padded.shape[1], padded.shape[0]))[: values.shape[0], : values.shape[1]]
    mask: Mask = values > wide
    return mask


def opened(values: Bytes, side: int) -> Bytes:
    """Return bytes with everything high cut off that no window of ``side`` fits into; see :func:`windows.opened`."""
    inside = max(1, side // 4)
    lowest = _extreme(np.pad(values, side - inside, constant_values=255), side, np.minimum)
    return _extreme(np.pad(lowest, inside - 1), side, np.maximum)


def _extreme(values: Bytes, side: int, choose: np.ufunc) -> Bytes:
    """Return the highest or lowest value of each window that lies within (h, w)."""
    for _ in range(2):
        covered = 1
        while covered < side:  # two windows that touch or overlap make a longer one
            step = min(covered, side - covered)
            values = choose(values[:-step], values[step:])
            covered += step
        values = values.T
    return values
